/* SPDX-License-Identifier: Apache-2.0 */

#include "source/gitignore.h"

#include "source/path.h"
#include "text/glob.h"

struct pf_ignore_rule {
	pf_str glob;
	bool negated;
	bool dirs_only;
	bool any_level; /* no slash: meets the name alone, in every folder below */
};

/* Spaces at the end do not count, unless the last backslash quotes one. */
static pf_str trim_spaces(pf_str line)
{
	size_t len = 0; /* up to and with the last byte that counts */

	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '\\' && i + 1 < line.len)
			len = ++i + 1;
		else if (line.ptr[i] != ' ')
			len = i + 1;
	}
	line.len = len;
	return line;
}

static bool parse_line(pf_str line, struct pf_ignore_rule *out)
{
	struct pf_ignore_rule rule = {0};

	if (pf_str_ends_with(line, PF_STR("\r")))
		line.len--;
	if (pf_str_starts_with(line, PF_STR("#")))
		return false;
	line = trim_spaces(line);
	rule.negated = pf_str_starts_with(line, PF_STR("!"));
	if (rule.negated)
		line = pf_str_from_offset(line, 1);
	rule.dirs_only = pf_str_ends_with(line, PF_STR("/"));
	if (rule.dirs_only)
		line.len--;
	rule.any_level = pf_str_find_char(line, '/') == line.len;
	if (pf_str_starts_with(line, PF_STR("/")))
		line = pf_str_from_offset(line, 1);
	rule.glob = line;
	*out = rule;
	return line.len > 0;
}

static size_t count_lines(pf_str text)
{
	size_t n = 0;
	pf_str line;

	while (pf_str_split(&text, '\n', &line))
		n++;
	return n;
}

void pf_gitignore_parse(struct pf_arena *arena, pf_str text, struct pf_gitignore *out)
{
	struct pf_ignore_rule *rules = PF_NEWN(arena, struct pf_ignore_rule, count_lines(text));
	size_t n = 0;
	pf_str line;

	if (pf_str_starts_with(text, PF_STR("\xEF\xBB\xBF")))
		text = pf_str_from_offset(text, 3);
	while (pf_str_split(&text, '\n', &line))
		n += parse_line(line, &rules[n]);
	*out = (struct pf_gitignore){rules, n};
}

enum pf_ignored pf_gitignore_match(const struct pf_gitignore *ignore, pf_str path, bool is_dir)
{
	pf_str name = pf_path_name(path);

	for (size_t i = ignore->n; i > 0; i--) {
		const struct pf_ignore_rule *rule = &ignore->rules[i - 1];

		if (rule->dirs_only && !is_dir)
			continue;
		if (pf_glob_match(rule->glob, rule->any_level ? name : path))
			return rule->negated ? PF_IGNORE_NO : PF_IGNORE_YES;
	}
	return PF_IGNORE_SILENT;
}

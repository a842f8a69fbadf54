/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static void report_glued(struct pf_ctx *ctx, struct pf_piece line, pf_str rest)
{
	struct pf_finding *f;

	f = pf_report_range(ctx, line,
		"text follows `---` without a line break, so that it separates no documents; "
		"kubectl refuses the file, other tools lose what stands here");
	pf_label(ctx, f, "no separator");
	if (pf_str_starts_with(rest, PF_STR("--BEGIN ")))
		pf_help(ctx, f, "indent the lines of the key or certificate below its field");
	else if (rest.ptr[0] == '-')
		pf_help(ctx, f, "write `---`, or begin the line with `#` if it is decoration");
	else if (rest.ptr[0] == '#')
		pf_help(ctx, f, "write a blank before the comment: `--- %.*s`", PF_STR_ARG(rest));
	else
		pf_help(ctx, f, "write `---` on a line of its own, above this text");
}

static void report_content(struct pf_ctx *ctx, struct pf_piece line)
{
	struct pf_finding *f = pf_report_range(ctx, line,
		"a document begins on the line of its `---`; kubectl refuses the file or drops "
		"what stands here");

	pf_label(ctx, f, "beside the separator");
	pf_help(ctx, f, "write `---` on a line of its own, above this text");
}

/* `line` begins with three dashes. */
static void check_line(struct pf_ctx *ctx, pf_str text, struct pf_piece line)
{
	pf_str rest = pf_str_sub(text, line.start + 3, line.end);
	pf_str content = pf_str_trim(rest);

	line.end -= (uint32_t)(rest.ptr + rest.len - (content.ptr + content.len));
	if (content.len == 0)
		return;
	if (!pf_is_blank(rest.ptr[0]))
		report_glued(ctx, line, content);
	else if (content.ptr[0] != '#')
		report_content(ctx, line);
}

static void check(struct pf_ctx *ctx, const struct pf_file *file)
{
	pf_str text = file->source.text;
	pf_str dashes = PF_STR("---");
	size_t at = 0;

	if (file->templated)
		return;
	while (at < text.len) {
		size_t end;

		at += pf_str_find(pf_str_from_offset(text, at), dashes);
		for (end = at; end < text.len && !is_break(text.ptr[end]); end++)
			;
		if (at < text.len && (at == 0 || is_break(text.ptr[at - 1])))
			check_line(ctx, text, (struct pf_piece){(uint32_t)at, (uint32_t)end});
		at = end;
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/management/#organizing-resource-configurations",
	NULL,
};

PF_RULE(glued_separator) = {
	.name = "glued-separator",
	.title = "Document separator shares its line with text",
	.why = "Documents are parted by a line that holds `---` and nothing else. Where text follows "
	       "the dashes, YAML may see one document instead of two and let the second one's keys "
	       "replace the first's, while kubectl cuts there and refuses or drops the line.",
	.help = "Write `---` on a line of its own; only a comment after a blank may follow it.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_FILE,
	.sets = PF_DEFAULT,
	.on_file = check,
};

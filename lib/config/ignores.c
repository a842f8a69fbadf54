/* SPDX-License-Identifier: Apache-2.0 */

/* ignores: findings that are known, and why that is right. */

#include "config/config_internal.h"
#include "text/date.h"

struct entry {
	struct pf_ignore ignore;
	pf_str until; /* or empty */
};

static bool read_rule(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	struct pf_config_strings list = {.len = 0};
	bool *hit = PF_NEWN(reader->arena, bool, reader->terms->rules->len + 1);
	bool *rules = PF_NEWN(reader->arena, bool, reader->terms->rules->len + 1);

	(void)key;
	if (!pf_config_one_or_more(reader, value, &list))
		return false;
	if (!list.len)
		return pf_config_fail(reader, value, PF_STR_EMPTY,
			"no rule is named, so nothing is ignored");
	for (size_t i = 0; i < list.len; i++) {
		if (!pf_config_rule(reader, list.nodes[i], list.ptr[i], hit))
			return false;
		for (size_t k = 0; k < reader->terms->rules->len; k++)
			rules[k] |= hit[k];
	}
	entry->ignore.rules = rules;
	entry->ignore.what.pattern = pf_arena_join(reader->arena, list.ptr, list.len, ", ");
	return true;
}

static bool read_paths(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct entry *entry = out;
	struct pf_config_strings written = {.len = 0}, globs = {.len = 0};

	(void)key;
	if (!pf_config_globs(reader, value, &written, &globs))
		return false;
	if (!written.len)
		return pf_config_fail(reader, value, PF_STR_EMPTY,
			"no path is named; for every file leave `paths` out");
	entry->ignore.paths = globs.ptr;
	entry->ignore.npaths = globs.len;
	return true;
}

static bool read_glob(struct pf_config_reader *reader, const struct pf_node *value, pf_str *out)
{
	return pf_config_text(reader, value, out) && pf_config_glob(reader, value, *out);
}

static bool read_kind(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return read_glob(reader, value, &((struct entry *)out)->ignore.kind);
}

static bool read_namespace(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return read_glob(reader, value, &((struct entry *)out)->ignore.namespace);
}

static bool read_name(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return read_glob(reader, value, &((struct entry *)out)->ignore.name);
}

static bool read_container(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return read_glob(reader, value, &((struct entry *)out)->ignore.container);
}

static bool read_reason(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	pf_str *reason = &((struct entry *)out)->ignore.what.reason;

	(void)key;
	if (!pf_config_text(reader, value, reason))
		return false;
	*reason = pf_str_trim(*reason);
	return true;
}

static bool read_until(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct entry *entry = out;

	(void)key;
	if (!pf_config_text(reader, value, &entry->until))
		return false;
	if (pf_is_date(entry->until))
		return true;
	return pf_config_fail(reader, value, PF_STR("a date is written 2027-01-31"),
		"`%.*s` is not the date of a day", PF_STR_ARG(entry->until));
}

static const struct pf_config_key entry_keys[] = {
	{.name = "rule",
		.help = "The rule whose findings are ignored, or a list of rules.",
		.example = "run-as-root",
		.shape = PF_CONFIG_RULES,
		.required = true,
		.read = read_rule},
	{.name = "paths",
		.help = "Globs of files, relative to the configuration's folder.",
		.example = "[\"charts/redis/**\"]",
		.shape = PF_CONFIG_GLOBS,
		.filled = true,
		.read = read_paths},
	{.name = "kind",
		.help = "Kind of the object; globs are allowed.",
		.example = "DaemonSet",
		.shape = PF_CONFIG_TEXT,
		.read = read_kind},
	{.name = "namespace",
		.help = "Namespace of the object; globs are allowed.",
		.example = "kube-system",
		.shape = PF_CONFIG_TEXT,
		.read = read_namespace},
	{.name = "name",
		.help = "Name of the object; globs are allowed.",
		.example = "\"cilium*\"",
		.shape = PF_CONFIG_TEXT,
		.read = read_name},
	{.name = "container",
		.help = "Name of the container; globs are allowed.",
		.example = "agent",
		.shape = PF_CONFIG_TEXT,
		.read = read_container},
	{.name = "reason",
		.help = "Why it is right to ignore this.",
		.example = "upstream chart",
		.shape = PF_CONFIG_TEXT,
		.read = read_reason},
	{.name = "until",
		.help = "The last day, in UTC, on which the entry holds.",
		.example = "2099-12-31",
		.shape = PF_CONFIG_DATE,
		.read = read_until},
	{0},
};

static bool read_item(struct pf_config_reader *reader, const struct pf_node *item,
	struct pf_ignore *out)
{
	struct entry entry = {.until = PF_STR_EMPTY};
	struct pf_place at;

	if (!pf_config_map(reader, item, entry_keys, &entry))
		return false;
	if (!entry.ignore.rules)
		return pf_config_fail(reader, item, PF_STR_EMPTY,
			"an entry lacks `rule`, which says what is ignored");
	at = pf_config_place(reader, item);
	entry.ignore.at = at;
	entry.ignore.expired = entry.until.len && pf_str_cmp(reader->terms->today, entry.until) > 0;
	entry.ignore.what.by = PF_BY_CONFIG;
	entry.ignore.what.path = reader->file->source.path;
	entry.ignore.what.line =
		pf_source_pos(&reader->file->source, &reader->file->lines, at.start, PF_CODEPOINTS)
			.line;
	*out = entry.ignore;
	return true;
}

static bool read_entries(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config *config = out;
	struct pf_ignore *ignores;
	struct pf_kids kids;

	(void)key;
	if (!pf_config_list(reader, value, &kids) || !pf_config_count(reader, value, kids.n))
		return false;
	ignores = PF_NEWN(reader->arena, struct pf_ignore, kids.n + 1);
	while (pf_kids_next(&kids)) {
		if (!read_item(reader, kids.value, &ignores[kids.i]))
			return false;
	}
	config->ignores = pf_config_append(reader->arena, config->ignores, config->nignores,
		ignores, kids.n, sizeof(*ignores));
	config->nignores += kids.n;
	return true;
}

static bool read_require_reason(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return pf_config_bool(reader, value, &((struct pf_config *)out)->require_reason);
}

const struct pf_config_key pf_config_ignores_keys[] = {
	{.name = "require-reason",
		.help = "Whether everything that silences a finding must say why: entries here, "
			"comments and annotations.",
		.example = "true",
		.shape = PF_CONFIG_BOOL,
		.read = read_require_reason},
	{.name = "entries",
		.help = "What is ignored: findings of a rule that meet all that an entry says.",
		.example = "[]",
		.shape = PF_CONFIG_MAPS,
		.keys = entry_keys,
		.read = read_entries},
	{0},
};

bool pf_config_read_ignores(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	return pf_config_map(reader, value, key->keys, out);
}

bool pf_config_check_reasons(struct pf_config_reader *reader)
{
	const struct pf_config *config = reader->config;

	for (size_t i = 0; config->require_reason && i < config->nignores; i++) {
		const struct pf_ignore *ignore = &config->ignores[i];

		if (ignore->what.reason.len)
			continue;
		*reader->fault = (struct pf_config_fault){
			.path = ignore->at.file->source.path,
			.message = PF_STR("an entry lacks `reason`, which `require-reason` wants"),
			.at = ignore->at,
		};
		return false;
	}
	return true;
}

/* SPDX-License-Identifier: Apache-2.0 */

/* The keys at the top of the configuration, and what the plain ones take. */

#include "config/keys.h"

#include "config/config_internal.h"
#include "kube/version.h"
#include "source/path.h"
#include "text/semver.h"
#include "yaml/scalar.h"

static bool read_edition(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	pf_str text;

	(void)key;
	(void)out;
	if (value->kind != PF_SCALAR || pf_node_is_null(value))
		return pf_config_fail_type(reader, value, "a year");
	text = pf_node_text(value);
	if (pf_str_eq(text, PF_STR(PF_EDITION)))
		return true;
	return pf_config_fail(reader, value, PF_STR("this version knows " PF_EDITION),
		"unknown edition `%.*s`", PF_STR_ARG(text));
}

static bool read_required_version(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	pf_str range, fault, version = reader->terms->version;
	pf_semver ours;

	(void)key;
	if (!pf_config_text(reader, value, &range))
		return false;
	((struct pf_config *)out)->required_version = range;
	pf_assert(pf_semver_parse(version, &ours));
	if (pf_semver_meets(&ours, range, &fault))
		return true;
	if (fault.len)
		return pf_config_fail(reader, value, PF_STR("such as \">=1.0,<2\""),
			"`%.*s` is no condition on a version", PF_STR_ARG(fault));
	return pf_config_fail(reader, value,
		pf_arena_fmt(reader->arena, "this is podfit %.*s", PF_STR_ARG(version)),
		"this configuration wants podfit %.*s", PF_STR_ARG(range));
}

static bool read_release(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_error err = {0};
	pf_str text;

	(void)key;
	if (!pf_config_text(reader, value, &text))
		return false;
	if (pf_release_parse(text, &((struct pf_config *)out)->release, &err))
		return true;
	return pf_config_fail(reader, value, PF_STR_EMPTY, "%s", err.msg);
}

/* Rules: the same keys stand in overrides, which are layers of their own. */

static bool read_select(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	return pf_config_read_select(reader, key, value, &((struct pf_config *)out)->rules);
}

static bool read_ignore(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	return pf_config_read_ignore(reader, key, value, &((struct pf_config *)out)->rules);
}

static bool read_severity(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	return pf_config_read_severity(reader, key, value, &((struct pf_config *)out)->rules);
}

static bool read_options(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	return pf_config_read_options(reader, key, value, &((struct pf_config *)out)->rules);
}

/* Read before all others: see config.c. */
static bool read_extends(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)reader;
	(void)key;
	(void)value;
	(void)out;
	return true;
}

static const struct pf_config_word fail_on_words[] = {
	{"error", PF_ERROR},
	{"warning", PF_WARNING},
	{"info", PF_INFO},
	{"never", PF_LEVEL_NEVER},
	{0},
};

static bool read_fail_on(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config *config = out;
	unsigned level;
	pf_str text;

	if (!pf_config_text(reader, value, &text) ||
		!pf_config_word(reader, value, text, key->words, "severity", &level))
		return false;
	config->has_fail_on = true;
	config->never_fail = level == PF_LEVEL_NEVER;
	if (!config->never_fail)
		config->fail_on = (enum pf_severity)level;
	return true;
}

static struct pf_config_item *items_of(struct pf_config_reader *reader,
	const struct pf_config_strings *list)
{
	struct pf_config_item *items = PF_NEWN(reader->arena, struct pf_config_item, list->len + 1);

	for (size_t i = 0; i < list->len; i++)
		items[i] =
			(struct pf_config_item){list->ptr[i], pf_config_at(reader, list->nodes[i])};
	return items;
}

static bool read_exclude(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config *config = out;
	struct pf_config_strings list = {.len = 0}, globs = {.len = 0};

	(void)key;
	if (!pf_config_globs(reader, value, &list, &globs))
		return false;
	config->exclude = pf_config_append(reader->arena, config->exclude, config->nexclude,
		items_of(reader, &list), list.len, sizeof(*config->exclude));
	config->nexclude += list.len;
	config->exclude_globs = pf_config_append(reader->arena, config->exclude_globs,
		config->nexclude_globs, globs.ptr, globs.len, sizeof(*globs.ptr));
	config->nexclude_globs += globs.len;
	return true;
}

static bool read_context(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config *config = out;
	struct pf_config_strings list = {.len = 0};
	struct pf_config_item *items;

	(void)key;
	if (!pf_config_strings(reader, value, &list))
		return false;
	items = items_of(reader, &list);
	for (size_t i = 0; i < list.len; i++)
		items[i].text = pf_path_from(reader->arena, reader->directory, list.ptr[i]);
	config->context = pf_config_append(reader->arena, config->context, config->ncontext, items,
		list.len, sizeof(*items));
	config->ncontext += list.len;
	return true;
}

static bool read_complete(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return pf_config_bool(reader, value, &((struct pf_config *)out)->complete);
}

static const struct pf_config_word compat_words[] = {
	{"kube-linter", PF_COMPAT_KUBE_LINTER},
	{"kube-score", PF_COMPAT_KUBE_SCORE},
	{"polaris", PF_COMPAT_POLARIS},
	{"checkov", PF_COMPAT_CHECKOV},
	{"trivy", PF_COMPAT_TRIVY},
	{0},
};

static bool read_compat(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config_strings list = {.len = 0};
	unsigned all = 0, bit;

	if (!pf_config_strings(reader, value, &list))
		return false;
	for (size_t i = 0; i < list.len; i++) {
		if (!pf_config_word(reader, list.nodes[i], list.ptr[i], key->words, "tool", &bit))
			return false;
		all |= bit;
	}
	((struct pf_config *)out)->compat = all;
	return true;
}

const struct pf_config_key pf_config_keys[] = {
	{.name = "edition",
		.help = "Freezes the default rules and their severities: newer versions of podfit "
			"add to newer editions only.",
		.example = PF_EDITION,
		.shape = PF_CONFIG_EDITION,
		.read = read_edition},
	{.name = "required-version",
		.help = "Versions of podfit that may read this file, such as \">=1.0,<2\"; others "
			"refuse it.",
		.example = "\">=0.1\"",
		.shape = PF_CONFIG_RANGE,
		.read = read_required_version},
	{.name = "kubernetes-version",
		.help = "The version of the cluster; the newest that podfit knows without it.",
		.example = "\"1.31\"",
		.shape = PF_CONFIG_RELEASE,
		.read = read_release},
	{.name = "extends",
		.help = "Another configuration, or a list of them, whose settings hold unless this "
			"file says otherwise.",
		.example = "../platform/.podfit.yaml",
		.shape = PF_CONFIG_PATHS,
		.read = read_extends},
	{.name = "fail-on",
		.help = "The least severity that makes podfit exit with 1: error, warning, info or "
			"never.",
		.example = "warning",
		.shape = PF_CONFIG_WORD,
		.words = fail_on_words,
		.read = read_fail_on},
	{.name = "select",
		.help = "Rules that run, instead of the default ones: rules, aliases, categories, "
			"tags, `default` or `all`.",
		.example = "[default, pss-restricted]",
		.shape = PF_CONFIG_SETS,
		.read = read_select},
	{.name = "ignore",
		.help = "Rules that do not run.",
		.example = "[latest-tag]",
		.shape = PF_CONFIG_SETS,
		.read = read_ignore},
	{.name = "severity",
		.help = "Other severities for single rules: error, warning, info or off.",
		.example = "{latest-tag: error, missing-cpu-limit: off}",
		.shape = PF_CONFIG_LEVELS,
		.read = read_severity},
	{.name = "exclude",
		.help = "Globs of files that are not linted, relative to this file's folder.",
		.example = "[\"vendor/**\", \"**/testdata/**\"]",
		.shape = PF_CONFIG_GLOBS,
		.read = read_exclude},
	{.name = "context",
		.help = "Files and folders whose objects are known, but not linted.",
		.example = "[platform/crds, base]",
		.shape = PF_CONFIG_TEXTS,
		.read = read_context},
	{.name = "complete",
		.help = "Whether every object is among the files: then what is not there does not "
			"exist.",
		.example = "true",
		.shape = PF_CONFIG_BOOL,
		.read = read_complete},
	{.name = "compat",
		.help = "Other tools whose comments and annotations silence findings too.",
		.example = "[kube-linter, polaris]",
		.shape = PF_CONFIG_WORDS,
		.words = compat_words,
		.read = read_compat},
	{.name = "options",
		.help = "Options of rules; 'podfit explain RULE' tells which there are.",
		.example = "{missing-readiness-probe: {one-per-pod: true}}",
		.shape = PF_CONFIG_OPTIONS,
		.read = read_options},
	{.name = "overrides",
		.help = "What is different for some files; of several entries the later wins.",
		.example = "[]",
		.shape = PF_CONFIG_MAPS,
		.keys = pf_config_override_keys,
		.read = pf_config_read_overrides},
	{.name = "ignores",
		.help = "Single findings that are known, for files that cannot hold a comment.",
		.example = "{}",
		.shape = PF_CONFIG_MAP,
		.keys = pf_config_ignores_keys,
		.read = pf_config_read_ignores},
	{.name = "images",
		.help = "Where the facts about images come from, where podfit cannot tell by "
			"itself.",
		.example = "[]",
		.shape = PF_CONFIG_MAPS,
		.keys = pf_config_image_keys,
		.read = pf_config_read_images},
	{.name = "cluster",
		.help = "What the cluster is like.",
		.example = "{}",
		.shape = PF_CONFIG_MAP,
		.keys = pf_config_cluster_keys,
		.read = pf_config_read_cluster},
	{0},
};

/* SPDX-License-Identifier: Apache-2.0 */

/* select, ignore, severity, options, and the overrides that hold them for some files. */

#include "config/config_internal.h"
#include "rule/peers.h"
#include "rule/ruleset.h"
#include "text/nearest.h"
#include "yaml/scalar.h"

/* Names. */

static bool fail_unknown(struct pf_config_reader *reader, const struct pf_node *node, pf_str name,
	bool sets)
{
	pf_str label, reason;

	if (pf_peer_find(name, &reason))
		return pf_config_fail(reader, node,
			reason.len ? pf_arena_fmt(reader->arena, "it %.*s", PF_STR_ARG(reason))
				   : PF_STR_EMPTY,
			"no rule answers to `%.*s`%s", PF_STR_ARG(name), reason.len ? "" : " yet");
	label = pf_config_meant(reader, pf_rule_nearest(reader->terms->rules, name, sets));
	if (!label.len)
		label = PF_STR("'podfit rules' lists them");
	return pf_config_fail(reader, node, label, "unknown rule%s `%.*s`", sets ? " or set" : "",
		PF_STR_ARG(name));
}

/* Not to hear of what nobody says is harmless: cmd/ tells of it. */
static bool check_set(struct pf_config_reader *reader, const struct pf_node *node, pf_str name,
	enum pf_select_op op)
{
	pf_str reason;

	return pf_ruleset_knows(reader->terms->rules, name) ||
		(op == PF_IGNORE && pf_peer_find(name, &reason)) ||
		fail_unknown(reader, node, name, true);
}

bool pf_config_rule(struct pf_config_reader *reader, const struct pf_node *node, pf_str name,
	bool *hit)
{
	if (pf_is_rule_set(name))
		return pf_config_fail(reader, node, PF_STR("rules are named one by one here"),
			"`%.*s` is no rule but a set of rules", PF_STR_ARG(name));
	return pf_rules_named(reader->terms->rules, name, hit) ||
		fail_unknown(reader, node, name, false);
}

/* Selection. */

static bool read_selection(struct pf_config_reader *reader, const struct pf_node *value,
	enum pf_select_op op, struct pf_rule_layer *layer)
{
	struct pf_config_strings list = {.len = 0};
	struct pf_selection *selections;

	if (!pf_config_strings(reader, value, &list))
		return false;
	selections = PF_NEWN(reader->arena, struct pf_selection, list.len + 1);
	for (size_t i = 0; i < list.len; i++) {
		if (!check_set(reader, list.nodes[i], list.ptr[i], op))
			return false;
		selections[i] =
			(struct pf_selection){op, list.ptr[i], pf_config_at(reader, list.nodes[i])};
	}
	/* An empty `select` selects nothing, which is not to say nothing. */
	if (op == PF_SELECT)
		layer->select_where = pf_config_at(reader, value);
	layer->selections = pf_config_append(reader->arena, layer->selections, layer->nselections,
		selections, list.len, sizeof(*selections));
	layer->nselections += list.len;
	return true;
}

bool pf_config_read_select(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return read_selection(reader, value, PF_SELECT, out);
}

static bool read_more(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return read_selection(reader, value, PF_EXTEND_SELECT, out);
}

bool pf_config_read_ignore(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	(void)key;
	return read_selection(reader, value, PF_IGNORE, out);
}

/* severity: */

bool pf_config_read_severity(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_rule_layer *layer = out;
	struct pf_kids kids = pf_kids(value);
	bool *hit = PF_NEWN(reader->arena, bool, reader->terms->rules->len + 1);
	struct pf_rule_level *levels;

	(void)key;
	if (value->kind != PF_MAP)
		return pf_config_fail_type(reader, value, "a mapping of rules to severities");
	if (!pf_config_count(reader, value, kids.n))
		return false;
	levels = PF_NEWN(reader->arena, struct pf_rule_level, kids.n + 1);
	while (pf_kids_next(&kids)) {
		struct pf_rule_level *level = &levels[kids.i];
		unsigned word;

		level->name = pf_node_text(kids.key);
		if (!pf_config_rule(reader, kids.key, level->name, hit) ||
			!pf_config_level(reader, kids.value, &word))
			return false;
		level->off = word == PF_LEVEL_OFF;
		level->severity = level->off ? PF_INFO : (enum pf_severity)word;
		level->where = pf_config_at(reader, kids.key);
	}
	layer->levels = pf_config_append(reader->arena, layer->levels, layer->nlevels, levels,
		kids.n, sizeof(*levels));
	layer->nlevels += kids.n;
	return true;
}

/* options: */

static bool fail_several(struct pf_config_reader *reader, const struct pf_node *node,
	const bool *hit)
{
	pf_str *hits = PF_NEWN(reader->arena, pf_str, reader->terms->rules->len), names;
	size_t n = 0;

	for (size_t i = 0; i < reader->terms->rules->len; i++) {
		if (hit[i])
			hits[n++] = pf_str_from(reader->terms->rules->ptr[i]->name);
	}
	names = pf_arena_list(reader->arena, hits, n, "and");
	return pf_config_fail(reader, node, PF_STR("options are those of one rule"),
		"`%.*s` stands for several rules: %.*s", PF_STR_ARG(pf_node_text(node)),
		PF_STR_ARG(names));
}

/* The one rule that the key of an entry names. */
static const struct pf_rule *rule_of(struct pf_config_reader *reader, const struct pf_node *node)
{
	bool *hit = PF_NEWN(reader->arena, bool, reader->terms->rules->len + 1);
	const struct pf_rule *rule = NULL;

	if (!pf_config_rule(reader, node, pf_node_text(node), hit))
		return NULL;
	for (size_t i = 0; i < reader->terms->rules->len; i++) {
		if (hit[i] && rule) {
			(void)fail_several(reader, node, hit);
			return NULL;
		}
		if (hit[i])
			rule = reader->terms->rules->ptr[i];
	}
	pf_assert(rule); /* what is no set has a rule */
	if (rule->options)
		return rule;
	(void)pf_config_fail(reader, node, PF_STR_EMPTY, "rule `%s` has no options", rule->name);
	return NULL;
}

static const struct pf_option *option_of(struct pf_config_reader *reader,
	const struct pf_rule *rule, const struct pf_node *node)
{
	pf_str name = pf_node_text(node);
	struct pf_nearest near = pf_nearest_start(name);

	for (const struct pf_option *option = rule->options; option->name; option++) {
		if (pf_str_eq(name, pf_str_from(option->name)))
			return option;
		pf_nearest_offer(&near, pf_str_from(option->name));
	}
	(void)pf_config_fail(reader, node, pf_config_meant(reader, near.best),
		"rule `%s` has no option `%.*s`", rule->name, PF_STR_ARG(name));
	return NULL;
}

static bool read_int(struct pf_config_reader *reader, const struct pf_node *value, pf_str *out)
{
	pf_scalar scalar;

	if (value->kind != PF_SCALAR)
		return pf_config_fail_type(reader, value, "a number");
	scalar = pf_scalar_resolve(value);
	if (scalar.type != PF_SCALAR_INT)
		return pf_config_fail_type(reader, value, "a whole number");
	if (scalar.overflow || scalar.integer < 0 || scalar.integer > PF_OPTION_INT_MAX)
		return pf_config_fail(reader, value, PF_STR_EMPTY,
			"a number from 0 to %d is wanted here", PF_OPTION_INT_MAX);
	*out = pf_arena_fmt(reader->arena, "%d", (int)scalar.integer);
	return true;
}

/* Rules see a list as one string. */
static bool read_items(struct pf_config_reader *reader, const struct pf_node *value, pf_str *out)
{
	struct pf_config_strings list = {.len = 0};

	if (!pf_config_strings(reader, value, &list))
		return false;
	for (size_t i = 0; i < list.len; i++) {
		if (pf_str_find_char(list.ptr[i], ',') < list.ptr[i].len)
			return pf_config_fail(reader, list.nodes[i], PF_STR_EMPTY,
				"a comma cannot be part of an item here; write two items");
	}
	*out = pf_arena_join(reader->arena, list.ptr, list.len, ",");
	return true;
}

static bool read_option(struct pf_config_reader *reader, const struct pf_option *option,
	const struct pf_node *value, pf_str *out)
{
	bool truth;

	switch (option->type) {
	case PF_OPTION_BOOL:
		if (!pf_config_bool(reader, value, &truth))
			return false;
		*out = truth ? PF_STR("true") : PF_STR("false");
		return true;
	case PF_OPTION_INT:
		return read_int(reader, value, out);
	case PF_OPTION_STRINGS:
		break;
	}
	return read_items(reader, value, out);
}

static bool read_rule_options(struct pf_config_reader *reader, const struct pf_kids *entry,
	struct pf_rule_layer *layer)
{
	struct pf_kids kids = pf_kids(entry->value);
	const struct pf_rule *rule = rule_of(reader, entry->key);
	struct pf_option_value *values;

	if (!rule)
		return false;
	if (entry->value->kind != PF_MAP)
		return pf_config_fail_type(reader, entry->value, "a mapping of options to values");
	values = PF_NEWN(reader->arena, struct pf_option_value, kids.n + 1);
	while (pf_kids_next(&kids)) {
		const struct pf_option *option = option_of(reader, rule, kids.key);
		struct pf_option_value *value = &values[kids.i];

		if (!option || !read_option(reader, option, kids.value, &value->value))
			return false;
		value->rule = rule;
		value->name = pf_str_from(option->name);
		value->where = pf_config_at(reader, kids.key);
	}
	layer->options = pf_config_append(reader->arena, layer->options, layer->noptions, values,
		kids.n, sizeof(*values));
	layer->noptions += kids.n;
	return true;
}

bool pf_config_read_options(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_kids kids = pf_kids(value);

	(void)key;
	if (value->kind != PF_MAP)
		return pf_config_fail_type(reader, value, "a mapping of rules to their options");
	if (!pf_config_count(reader, value, kids.n))
		return false;
	while (pf_kids_next(&kids)) {
		if (!read_rule_options(reader, &kids, out))
			return false;
	}
	return true;
}

/* overrides: */

static bool read_paths(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_rule_layer *layer = out;
	struct pf_config_strings written = {.len = 0}, globs = {.len = 0};

	(void)key;
	if (!pf_config_globs(reader, value, &written, &globs))
		return false;
	if (!written.len)
		return pf_config_fail(reader, value, PF_STR_EMPTY,
			"an override without a path holds nowhere");
	layer->paths = written.ptr;
	layer->npaths = written.len;
	layer->globs = globs.ptr;
	layer->nglobs = globs.len;
	return true;
}

const struct pf_config_key pf_config_override_keys[] = {
	{.name = "paths",
		.help = "Globs of the files that this holds for; they are relative to the "
			"configuration's folder.",
		.example = "[\"dev/**\"]",
		.shape = PF_CONFIG_GLOBS,
		.filled = true,
		.required = true,
		.read = read_paths},
	{.name = "select",
		.help = "Rules that run on these files as well.",
		.example = "[strict]",
		.shape = PF_CONFIG_SETS,
		.read = read_more},
	{.name = "ignore",
		.help = "Rules that do not run on these files.",
		.example = "[latest-tag]",
		.shape = PF_CONFIG_SETS,
		.read = pf_config_read_ignore},
	{.name = "severity",
		.help = "Other severities for these files: error, warning, info or off.",
		.example = "{run-as-root: info}",
		.shape = PF_CONFIG_LEVELS,
		.read = pf_config_read_severity},
	{.name = "options",
		.help = "Other options of rules for these files.",
		.example = "{run-as-root: {user-namespaces: true}}",
		.shape = PF_CONFIG_OPTIONS,
		.read = pf_config_read_options},
	{0},
};

bool pf_config_read_overrides(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out)
{
	struct pf_config *config = out;
	struct pf_rule_layer *overrides;
	struct pf_kids kids;

	(void)key;
	if (!pf_config_list(reader, value, &kids))
		return false;
	overrides = PF_NEWN(reader->arena, struct pf_rule_layer, kids.n + 1);
	while (pf_kids_next(&kids)) {
		struct pf_rule_layer *layer = &overrides[kids.i];

		if (!pf_config_map(reader, kids.value, pf_config_override_keys, layer))
			return false;
		if (!layer->npaths)
			return pf_config_fail(reader, kids.value, PF_STR_EMPTY,
				"an override lacks `paths`, which say what files it holds for");
		layer->where = pf_config_at(reader, kids.value);
	}
	config->overrides = pf_config_append(reader->arena, config->overrides, config->noverrides,
		overrides, kids.n, sizeof(*overrides));
	config->noverrides += kids.n;
	return true;
}

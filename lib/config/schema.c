/* SPDX-License-Identifier: Apache-2.0 */

#include "config/schema.h"

#include <stdlib.h>

#include "config/config.h"
#include "kube/node_labels.h"
#include "rule/tool.h"
#include "text/json/write.h"

/* Numbers, and after three of them what SemVer lets follow. */
#define NUMBER "(0|[1-9][0-9]{0,8})"
#define TAIL "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?"
#define VERSION " *" NUMBER "(\\." NUMBER "(\\." NUMBER TAIL ")?)? *"
#define CONDITION " *(>=|<=|==|=|>|<)?" VERSION

#define RULE "#/definitions/rule"
#define SET "#/definitions/set"

static void add_text(struct pf_buf *out, const char *key, const char *text)
{
	pf_json_member(out, key, pf_str_from(text));
}

static void add_type(struct pf_buf *out, const char *type)
{
	add_text(out, "type", type);
}

/* A string as it must look. */
static void add_pattern(struct pf_buf *out, const char *pattern)
{
	add_type(out, "string");
	add_text(out, "pattern", pattern);
}

static void add_filled(struct pf_buf *out)
{
	add_type(out, "string");
	pf_json_number(out, "minLength", 1);
}

static void add_any_scalar(struct pf_buf *out)
{
	pf_json_key(out, "type");
	pf_json_open(out, '[');
	pf_json_element(out, PF_STR("string"));
	pf_json_element(out, PF_STR("number"));
	pf_json_element(out, PF_STR("boolean"));
	pf_json_close(out, ']');
}

static void add_enum(struct pf_buf *out, const struct pf_config_word *words)
{
	pf_json_key(out, "enum");
	pf_json_open(out, '[');
	for (; words->name; words++)
		pf_json_element(out, pf_str_from(words->name));
	pf_json_close(out, ']');
}

static void open_items(struct pf_buf *out)
{
	add_type(out, "array");
	pf_json_key(out, "items");
	pf_json_open(out, '{');
}

static void add_ref(struct pf_buf *out, const char *to)
{
	add_text(out, "$ref", to);
}

/* What stands beside a $ref is not read: it goes into a list of one. */
static void add_described_ref(struct pf_buf *out, const char *to)
{
	pf_json_key(out, "allOf");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	add_ref(out, to);
	pf_json_close(out, '}');
	pf_json_close(out, ']');
}

/* One of a kind, or a list of them. */
static void add_one_or_more(struct pf_buf *out, const char *ref, bool filled)
{
	pf_json_key(out, "anyOf");
	pf_json_open(out, '[');
	for (int list = 0; list < 2; list++) {
		pf_json_open(out, '{');
		if (list)
			open_items(out);
		if (ref)
			add_ref(out, ref);
		else
			add_filled(out);
		if (list)
			pf_json_close(out, '}');
		if (list && filled)
			pf_json_number(out, "minItems", 1);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_release(struct pf_buf *out)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf pattern = PF_BUF_INIT;

	pf_buf_add_lit(&pattern, "^v?1\\.(");
	for (unsigned release = PF_RELEASE_FIRST; release <= PF_RELEASE_LAST; release++)
		pf_buf_addf(&pattern, "%s%u", release > PF_RELEASE_FIRST ? "|" : "", release);
	pf_buf_add_lit(&pattern, ")(\\.[0-9]+)?$");
	add_pattern(out, pattern.ptr);
}

static void add_edition(struct pf_buf *out)
{
	pf_json_key(out, "enum");
	pf_json_open(out, '[');
	pf_json_element_raw(out, PF_STR(PF_EDITION));
	pf_json_element(out, PF_STR(PF_EDITION));
	pf_json_close(out, ']');
}

static void add_architectures(struct pf_buf *out)
{
	const struct pf_node_label *label = pf_node_label_of(PF_STR("kubernetes.io/arch"));

	open_items(out);
	pf_json_key(out, "enum");
	pf_json_open(out, '[');
	for (size_t i = 0; i < label->n; i++)
		pf_json_element(out, label->values[i]);
	pf_json_close(out, ']');
	pf_json_close(out, '}');
}

/* Mappings. */

static void add_keys(struct pf_buf *out, const struct pf_config_key *keys);

/* A list of strings, which must have one where `filled`. */
static void add_strings(struct pf_buf *out, const char *pattern, bool filled)
{
	open_items(out);
	if (pattern)
		add_pattern(out, pattern);
	else
		add_filled(out);
	pf_json_close(out, '}');
	if (filled)
		pf_json_number(out, "minItems", 1);
}

static void add_list_of(struct pf_buf *out, const struct pf_config_key *key)
{
	open_items(out);
	if (key->shape == PF_CONFIG_WORDS)
		add_enum(out, key->words);
	else if (key->shape == PF_CONFIG_SETS)
		add_ref(out, SET);
	else
		add_keys(out, key->keys);
	pf_json_close(out, '}');
}

static void add_args(struct pf_buf *out)
{
	add_type(out, "object");
	pf_json_key(out, "additionalProperties");
	pf_json_open(out, '{');
	add_any_scalar(out);
	pf_json_close(out, '}');
}

static void add_shape(struct pf_buf *out, const struct pf_config_key *key)
{
	switch (key->shape) {
	case PF_CONFIG_BOOL:
		add_type(out, "boolean");
		break;
	case PF_CONFIG_TEXT:
		add_filled(out);
		break;
	case PF_CONFIG_SCALAR:
		add_any_scalar(out);
		break;
	case PF_CONFIG_EDITION:
		add_edition(out);
		break;
	case PF_CONFIG_RELEASE:
		add_release(out);
		break;
	case PF_CONFIG_RANGE:
		add_pattern(out, "^" CONDITION "(," CONDITION ")*$");
		break;
	case PF_CONFIG_DATE:
		add_pattern(out, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
		break;
	case PF_CONFIG_WORD:
		add_enum(out, key->words);
		break;
	case PF_CONFIG_ARCHS:
		add_architectures(out);
		break;
	case PF_CONFIG_TEXTS:
		add_strings(out, NULL, false);
		break;
	case PF_CONFIG_GLOBS:
		add_strings(out, "^[^!]", key->filled);
		break;
	case PF_CONFIG_HOSTS:
		add_strings(out, "^[^/]+$", false);
		break;
	case PF_CONFIG_PATHS:
		add_one_or_more(out, NULL, false);
		break;
	case PF_CONFIG_RULES:
		add_one_or_more(out, RULE, true);
		break;
	case PF_CONFIG_LEVELS:
		add_described_ref(out, "#/definitions/severity");
		break;
	case PF_CONFIG_OPTIONS:
		add_described_ref(out, "#/definitions/options");
		break;
	case PF_CONFIG_ARGS:
		add_args(out);
		break;
	case PF_CONFIG_MAP:
		add_keys(out, key->keys);
		break;
	case PF_CONFIG_WORDS:
	case PF_CONFIG_SETS:
	case PF_CONFIG_MAPS:
		add_list_of(out, key);
		break;
	}
}

static void add_required(struct pf_buf *out, const struct pf_config_key *keys)
{
	bool any = false;

	for (const struct pf_config_key *key = keys; key->name; key++)
		any |= key->required;
	if (!any)
		return;
	pf_json_key(out, "required");
	pf_json_open(out, '[');
	for (const struct pf_config_key *key = keys; key->name; key++) {
		if (key->required)
			pf_json_element(out, pf_str_from(key->name));
	}
	pf_json_close(out, ']');
}

/* Just one of the keys that are a choice. */
static void add_choice(struct pf_buf *out, const struct pf_config_key *keys)
{
	bool any = false;

	for (const struct pf_config_key *key = keys; key->name; key++)
		any |= key->choice;
	if (!any)
		return;
	pf_json_key(out, "oneOf");
	pf_json_open(out, '[');
	for (const struct pf_config_key *key = keys; key->name; key++) {
		if (!key->choice)
			continue;
		pf_json_open(out, '{');
		pf_json_key(out, "required");
		pf_json_open(out, '[');
		pf_json_element(out, pf_str_from(key->name));
		pf_json_close(out, ']');
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_needs(struct pf_buf *out, const struct pf_config_key *keys)
{
	bool any = false;

	for (const struct pf_config_key *key = keys; key->name; key++) {
		if (!key->needs)
			continue;
		if (!any) {
			pf_json_key(out, "dependencies");
			pf_json_open(out, '{');
		}
		any = true;
		pf_json_key(out, key->name);
		pf_json_open(out, '[');
		pf_json_element(out, pf_str_from(key->needs));
		pf_json_close(out, ']');
	}
	if (any)
		pf_json_close(out, '}');
}

static void add_keys(struct pf_buf *out, const struct pf_config_key *keys)
{
	add_type(out, "object");
	pf_json_bool(out, "additionalProperties", false);
	pf_json_key(out, "properties");
	pf_json_open(out, '{');
	for (const struct pf_config_key *key = keys; key->name; key++) {
		pf_json_key(out, key->name);
		pf_json_open(out, '{');
		add_text(out, "description", key->help);
		add_shape(out, key);
		pf_json_close(out, '}');
	}
	pf_json_close(out, '}');
	add_required(out, keys);
	add_choice(out, keys);
	add_needs(out, keys);
}

/* Rules. */

struct names {
	const struct pf_ruleset *rules;
	struct pf_arena arena;
	pf_str *ptr; /* sorted, each once */
	size_t len;
};

static int compare(const void *a, const void *b)
{
	return pf_str_cmp(*(const pf_str *)a, *(const pf_str *)b);
}

/* The alias whole, and without its tool where it means no set then. */
static void collect_alias(struct names *names, pf_str alias)
{
	size_t slash = pf_str_find_char(alias, '/');
	pf_str check = pf_str_from_offset(alias, slash < alias.len ? slash + 1 : 0);

	names->ptr[names->len++] = alias;
	if (slash < alias.len && !pf_is_rule_set(check))
		names->ptr[names->len++] = check;
}

static void collect_names(struct names *names)
{
	size_t most = 0, n = 0;

	for (size_t i = 0; i < names->rules->len; i++) {
		most++;
		for (size_t k = 0;
			names->rules->ptr[i]->aliases && names->rules->ptr[i]->aliases[k]; k++)
			most += 2;
	}
	names->ptr = PF_NEWN(&names->arena, pf_str, most + 1);
	for (size_t i = 0; i < names->rules->len; i++) {
		names->ptr[names->len++] = pf_str_from(names->rules->ptr[i]->name);
		for (size_t k = 0;
			names->rules->ptr[i]->aliases && names->rules->ptr[i]->aliases[k]; k++)
			collect_alias(names, pf_str_from(names->rules->ptr[i]->aliases[k]));
	}
	qsort(names->ptr, names->len, sizeof(*names->ptr), compare);
	for (size_t i = 0; i < names->len; i++) {
		if (!n || !pf_str_eq(names->ptr[n - 1], names->ptr[i]))
			names->ptr[n++] = names->ptr[i];
	}
	names->len = n;
}

/* Names of rules first, which is what an editor offers first. */
static void add_rule_names(struct pf_buf *out, const struct names *names)
{
	pf_json_key(out, "enum");
	pf_json_open(out, '[');
	for (size_t i = 0; i < names->rules->len; i++)
		pf_json_element(out, pf_str_from(names->rules->ptr[i]->name));
	for (size_t i = 0; i < names->len; i++) {
		if (!pf_rule_find(names->rules, names->ptr[i]))
			pf_json_element(out, names->ptr[i]);
	}
	pf_json_close(out, ']');
}

static void add_set_names(struct pf_buf *out)
{
	pf_json_key(out, "enum");
	pf_json_open(out, '[');
	pf_json_element(out, PF_STR("all"));
	for (size_t i = 0; i < pf_ntags; i++)
		pf_json_element(out, pf_str_from(pf_tags[i].name));
	for (enum pf_category c = PF_AVAILABILITY; c <= PF_SECURITY; c++)
		pf_json_element(out, pf_str_from(pf_category_name(c)));
	pf_json_close(out, ']');
}

/* A rule, alias, category, tag or `all`. */
static void add_set(struct pf_buf *out)
{
	pf_json_key(out, "anyOf");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	add_set_names(out);
	pf_json_close(out, '}');
	pf_json_open(out, '{');
	add_ref(out, RULE);
	pf_json_close(out, '}');
	pf_json_close(out, ']');
}

/* A plain `off` is a boolean to YAML 1.1. */
static void add_level(struct pf_buf *out)
{
	pf_json_key(out, "enum");
	pf_json_open(out, '[');
	for (const struct pf_config_word *word = pf_config_levels; word->name; word++)
		pf_json_element(out, pf_str_from(word->name));
	pf_json_element_raw(out, PF_STR("false"));
	pf_json_close(out, ']');
}

static void add_severity(struct pf_buf *out, const struct names *names)
{
	add_type(out, "object");
	pf_json_key(out, "propertyNames");
	pf_json_open(out, '{');
	add_ref(out, RULE);
	pf_json_close(out, '}');
	pf_json_key(out, "properties");
	pf_json_open(out, '{');
	for (size_t i = 0; i < names->rules->len; i++) {
		pf_json_key(out, names->rules->ptr[i]->name);
		pf_json_open(out, '{');
		add_text(out, "description", names->rules->ptr[i]->title);
		add_level(out);
		pf_json_close(out, '}');
	}
	pf_json_close(out, '}');
	pf_json_key(out, "additionalProperties");
	pf_json_open(out, '{');
	add_level(out);
	pf_json_close(out, '}');
}

/* Options. */

static void add_option(struct pf_buf *out, const struct pf_option *option)
{
	pf_json_key(out, option->name);
	pf_json_open(out, '{');
	add_text(out, "description", option->help);
	switch (option->type) {
	case PF_OPTION_BOOL:
		add_type(out, "boolean");
		break;
	case PF_OPTION_INT:
		add_type(out, "integer");
		pf_json_number(out, "minimum", 0);
		pf_json_number(out, "maximum", PF_OPTION_INT_MAX);
		break;
	case PF_OPTION_STRINGS:
		add_strings(out, "^[^,]+$", false);
		break;
	}
	pf_json_close(out, '}');
}

static void add_rule_options(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_json_key(out, rule->name);
	pf_json_open(out, '{');
	add_text(out, "description", rule->title);
	add_type(out, "object");
	pf_json_bool(out, "additionalProperties", false);
	pf_json_key(out, "properties");
	pf_json_open(out, '{');
	for (const struct pf_option *option = rule->options; option->name; option++)
		add_option(out, option);
	pf_json_close(out, '}');
	pf_json_close(out, '}');
}

/* The rule whose options stand under the name, if there is just one and it has some. */
static const struct pf_rule *rule_of(const struct names *names, pf_str name, bool *hit)
{
	const struct pf_rule *rule = NULL;
	size_t n = 0;

	(void)pf_rules_named(names->rules, name, hit);
	for (size_t i = 0; i < names->rules->len; i++) {
		if (hit[i])
			rule = names->rules->ptr[i];
		n += hit[i];
	}
	return n == 1 && rule->options ? rule : NULL;
}

static void add_options(struct pf_buf *out, struct names *names)
{
	bool *hit = PF_NEWN(&names->arena, bool, names->rules->len + 1);

	add_type(out, "object");
	pf_json_bool(out, "additionalProperties", false);
	pf_json_key(out, "properties");
	pf_json_open(out, '{');
	for (size_t i = 0; i < names->rules->len; i++) {
		if (names->rules->ptr[i]->options)
			add_rule_options(out, names->rules->ptr[i]);
	}
	for (size_t i = 0; i < names->len; i++) {
		const struct pf_rule *rule = rule_of(names, names->ptr[i], hit);

		if (!rule || pf_rule_find(names->rules, names->ptr[i]))
			continue;
		pf_json_key(out, pf_arena_cstr(&names->arena, names->ptr[i]));
		pf_json_open(out, '{');
		add_ref(out,
			pf_arena_fmt(&names->arena, "#/definitions/options/properties/%s",
				rule->name)
				.ptr);
		pf_json_close(out, '}');
	}
	pf_json_close(out, '}');
}

static void add_definition(struct pf_buf *out, const char *name, struct names *names,
	void (*add)(struct pf_buf *out, struct names *names))
{
	pf_json_key(out, name);
	pf_json_open(out, '{');
	add(out, names);
	pf_json_close(out, '}');
}

static void define_rule(struct pf_buf *out, struct names *names)
{
	add_rule_names(out, names);
}

static void define_set(struct pf_buf *out, struct names *names)
{
	(void)names;
	add_set(out);
}

static void define_severity(struct pf_buf *out, struct names *names)
{
	add_severity(out, names);
}

void pf_config_schema(struct pf_buf *out, const struct pf_ruleset *rules)
{
	struct names names = {.rules = rules, .arena = PF_ARENA_INIT};
	PF_CLEANUP(pf_buf_release) struct pf_buf id = PF_BUF_INIT;

	collect_names(&names);
	pf_buf_addf(&id, "%s/podfit.schema.json", pf_url);
	pf_json_open(out, '{');
	add_text(out, "$schema", "http://json-schema.org/draft-07/schema#");
	add_text(out, "$id", id.ptr);
	add_text(out, "title", "podfit configuration (.podfit.yaml)");
	add_keys(out, pf_config_keys);
	pf_json_key(out, "definitions");
	pf_json_open(out, '{');
	add_definition(out, "rule", &names, define_rule);
	add_definition(out, "set", &names, define_set);
	add_definition(out, "severity", &names, define_severity);
	add_definition(out, "options", &names, add_options);
	pf_json_close(out, '}');
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
	pf_arena_release(&names.arena);
}

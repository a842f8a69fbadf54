/* SPDX-License-Identifier: Apache-2.0 */

#include "base/vec.h"
#include "call.h"
#include "kube/version.h"
#include "print.h"
#include "rule/controls.h"
#include "rule/select.h"
#include "say.h"
#include "text/json/write.h"

/* JSON. */

static void add_tags(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_json_key(out, "tags");
	pf_json_open(out, '[');
	for (size_t i = 0; i < pf_ntags; i++) {
		if (rule->sets & pf_tags[i].bit)
			pf_json_element(out, pf_str_from(pf_tags[i].name));
	}
	pf_json_close(out, ']');
}

static const char *type_name(enum pf_option_type type)
{
	switch (type) {
	case PF_OPTION_BOOL:
		return "bool";
	case PF_OPTION_INT:
		return "int";
	case PF_OPTION_STRINGS:
		break;
	}
	return "strings";
}

static void add_options(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_json_key(out, "options");
	pf_json_open(out, '[');
	for (const struct pf_option *option = rule->options; option && option->name; option++) {
		pf_json_open(out, '{');
		pf_json_member(out, "name", pf_str_from(option->name));
		pf_json_member(out, "type", pf_str_from(type_name(option->type)));
		pf_json_member(out, "default", pf_str_from(option->fallback));
		pf_json_member(out, "help", pf_str_from(option->help));
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_rule_json(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_json_open(out, '{');
	pf_json_member(out, "id", pf_str_from(rule->name));
	pf_json_member(out, "category", pf_str_from(pf_category_name(rule->category)));
	pf_json_member(out, "severity", pf_str_from(pf_severity_name(rule->severity)));
	add_tags(out, rule);
	pf_json_member(out, "scope", pf_str_from(pf_scope_name(rule->scope)));
	pf_json_member(out, "title", pf_str_from(rule->title));
	pf_json_member(out, "help", pf_str_from(rule->help));
	pf_json_member(out, "fix", pf_str_from(pf_fix_kind_name(rule->fix)));
	pf_json_member(out, "since", pf_str_from(rule->since));
	pf_json_key(out, "aliases");
	pf_json_open(out, '[');
	for (const char *const *alias = rule->aliases; alias && *alias; alias++)
		pf_json_element(out, pf_str_from(*alias));
	pf_json_close(out, ']');
	add_options(out, rule);
	pf_json_close(out, '}');
}

static void add_json(struct pf_buf *out, const struct pf_ruleset *rules, const bool *shown)
{
	pf_json_open(out, '{');
	pf_json_number(out, "schema", 1);
	pf_json_key(out, "rules");
	pf_json_open(out, '[');
	for (size_t i = 0; i < rules->len; i++) {
		if (shown[i])
			add_rule_json(out, rules->ptr[i]);
	}
	pf_json_close(out, ']');
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
}

/* Text. */

static pf_str tags_of(struct pf_arena *arena, const struct pf_rule *rule)
{
	PF_VEC(pf_str) tags = {0};

	for (size_t i = 0; i < pf_ntags; i++) {
		if (rule->sets & pf_tags[i].bit)
			PF_VEC_ADD(arena, &tags) = pf_str_from(pf_tags[i].name);
	}
	return tags.len ? pf_arena_join(arena, tags.ptr, tags.len, ",") : PF_STR("-");
}

struct widths {
	size_t id, category, tags;
};

static void widen(size_t *width, size_t len)
{
	*width = len > *width ? len : *width;
}

static void add_text(struct pf_arena *arena, struct pf_buf *out, const struct pf_ruleset *rules,
	const bool *shown)
{
	struct widths w = {0};

	for (size_t i = 0; i < rules->len; i++) {
		if (!shown[i])
			continue;
		widen(&w.id, strlen(rules->ptr[i]->name));
		widen(&w.category, strlen(pf_category_name(rules->ptr[i]->category)));
		widen(&w.tags, tags_of(arena, rules->ptr[i]).len);
	}
	for (size_t i = 0; i < rules->len; i++) {
		const struct pf_rule *rule = rules->ptr[i];
		pf_str tags = tags_of(arena, rule);

		if (shown[i])
			pf_buf_addf(out, "%-*s  %-7s  %-*s  %-*.*s  %s\n", (int)w.id, rule->name,
				pf_severity_name(rule->severity), (int)w.category,
				pf_category_name(rule->category), (int)w.tags, PF_STR_ARG(tags),
				rule->title);
	}
}

/* The command. */

struct request {
	bool json;
	PF_VEC(struct pf_selection) selections;
};

static bool read_given(struct pf_arena *arena, const struct given *given, struct request *out,
	struct pf_error *err)
{
	pf_str list = given->value, name;
	int word;

	if (given->option->id == OPTION_FORMAT) {
		if (!value_read(&value_format, FOR_RULES, list, &word, err))
			return false;
		out->json = word == FORMAT_JSON;
	} else if (given->option->id == OPTION_EDITION) {
		/* There is one: it is all rules. */
		return value_read(&value_edition, FOR_RULES, list, &word, err);
	} else {
		while (pf_str_split(&list, ',', &name))
			PF_VEC_ADD(arena, &out->selections) =
				(struct pf_selection){.op = PF_SELECT, .name = pf_str_trim(name)};
	}
	return true;
}

static bool read_request(const struct call *call, struct request *out, struct pf_error *err)
{
	for (size_t i = 0; i < call->arguments->ngiven; i++) {
		if (!read_given(call->arena, &call->arguments->given[i], out, err))
			return false;
	}
	return true;
}

/* A list that is short, or empty, looks as if it was all there is to the name. */
static void say_partial(const struct pf_ruleset *rules, const struct request *request)
{
	for (size_t i = 0; i < request->selections.len; i++) {
		PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;
		struct pf_partial_set set;

		if (!pf_is_partial_set(rules, request->selections.ptr[i].name, PF_RELEASE_LAST,
			    &set))
			continue;
		pf_partial_set_say(&text, &set);
		say("%.*s", PF_STR_ARG(pf_buf_str(&text)));
	}
}

int cmd_rules(const struct call *call)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	const struct pf_ruleset *rules = call->rules;
	bool *shown = PF_NEWN(call->arena, bool, rules->len + 1);
	struct request request = {0};
	struct pf_error err = {0};

	if (call->nwords)
		return refuse("'podfit rules' takes no argument; '--select %.*s' may be meant",
			PF_STR_ARG(call->words[0]));
	if (!read_request(call, &request, &err))
		return refuse("%s", err.msg);
	for (size_t i = 0; i < rules->len; i++)
		shown[i] = true;
	if (request.selections.len &&
		!pf_select_rules(call->arena, rules, request.selections.ptr, request.selections.len,
			shown, &err))
		return refuse("%s", err.msg);
	say_partial(rules, &request);
	if (request.json)
		add_json(&out, rules, shown);
	else
		add_text(call->arena, &out, rules, shown);
	return print(&out);
}

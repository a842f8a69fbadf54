/* SPDX-License-Identifier: Apache-2.0 */

/* The page of a rule: Markdown that reads well on a terminal as it is. */

#include "call.h"
#include "print.h"
#include "rule/ruleset.h"
#include "rule_samples.h"
#include "say.h"
#include "text/width.h"

#define PAGE_WIDTH 80

/* Broken at PAGE_WIDTH; further lines are indented. */
static void add_prose(struct pf_buf *out, const char *text, size_t column, size_t indent)
{
	struct pf_margin margin = {PF_STR_EMPTY, indent, PAGE_WIDTH};

	pf_wrap(out, pf_str_from(text), column, &margin);
	pf_buf_addc(out, '\n');
}

static void add_section(struct pf_buf *out, const char *title, const char *text)
{
	pf_buf_addf(out, "\n## %s\n\n", title);
	add_prose(out, text, 0, 0);
}

static void add_sets(struct pf_buf *out, const struct pf_rule *rule)
{
	const char *before = "";

	pf_buf_add_lit(out, "- Selected by: ");
	for (size_t i = 0; i < pf_ntags; i++) {
		if (!(rule->sets & pf_tags[i].bit))
			continue;
		pf_buf_addf(out, "%s%s", before, pf_tags[i].name);
		before = ", ";
	}
	pf_buf_addf(out, "%s\n", *before ? "" : "its name or category only");
}

static void add_facts(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_buf_addf(out, "# %s\n\n%s.\n\n", rule->name, rule->title);
	pf_buf_addf(out, "- Severity: %s\n", pf_severity_name(rule->severity));
	pf_buf_addf(out, "- Category: %s\n", pf_category_name(rule->category));
	add_sets(out, rule);
	if (rule->fix != PF_FIX_NONE)
		pf_buf_addf(out, "- Fix: %s\n", pf_fix_kind_name(rule->fix));
	pf_buf_addf(out, "- Since: %s\n", rule->since);
}

static void add_fence(struct pf_buf *out, const char *language, const unsigned char *text,
	size_t len)
{
	if (!len)
		return;
	pf_buf_addf(out, "\n```%s\n", language);
	pf_buf_add(out, (pf_str){(const char *)text, len});
	if (text[len - 1] != '\n')
		pf_buf_addc(out, '\n');
	pf_buf_add_lit(out, "```\n");
}

static void add_samples(struct pf_buf *out, const struct pf_rule *rule)
{
	const struct rule_sample *sample = rule_samples;

	while (sample->rule && strcmp(sample->rule, rule->name) != 0)
		sample++;
	if (!sample->rule)
		return;
	if (sample->bad_len) {
		pf_buf_add_lit(out, "\n## Bad\n");
		add_fence(out, sample->language, sample->bad, sample->bad_len);
		add_fence(out, "text", sample->out, sample->out_len);
	}
	if (sample->good_len) {
		pf_buf_add_lit(out, "\n## Good\n");
		add_fence(out, sample->language, sample->good, sample->good_len);
	}
}

static void add_options(struct pf_buf *out, const struct pf_rule *rule)
{
	if (!rule->options || !rule->options->name)
		return;
	pf_buf_add_lit(out, "\n## Options\n\n");
	for (const struct pf_option *option = rule->options; option->name; option++) {
		size_t start = out->len;

		pf_buf_addf(out, "- `%s` (default: ", option->name);
		if (*option->fallback)
			pf_buf_addf(out, "`%s`", option->fallback);
		else
			pf_buf_add_lit(out, "none");
		pf_buf_add_lit(out, "): ");
		add_prose(out, option->help, out->len - start, 2);
	}
}

static void add_list(struct pf_buf *out, const char *title, const char *const *items,
	const char *fmt_before, const char *fmt_after)
{
	if (!items || !*items)
		return;
	pf_buf_addf(out, "\n## %s\n\n", title);
	for (; *items; items++)
		pf_buf_addf(out, "- %s%s%s\n", fmt_before, *items, fmt_after);
}

static void add_page(struct pf_buf *out, const struct pf_rule *rule)
{
	add_facts(out, rule);
	add_section(out, "Why", rule->why);
	add_samples(out, rule);
	add_section(out, "How to fix", rule->help);
	if (rule->ignore)
		add_section(out, "When to ignore", rule->ignore);
	add_options(out, rule);
	add_list(out, "Aliases", rule->aliases, "`", "`");
	add_list(out, "References", rule->refs, "<", ">");
}

/* A name of several rules is answered by their list. */
static void add_choice(struct pf_buf *out, const struct pf_ruleset *rules, pf_str name,
	const bool *hit, size_t n)
{
	if (!n) {
		pf_buf_addf(out, "'%.*s' has no rule yet\n", PF_STR_ARG(name));
		return;
	}
	pf_buf_addf(out, "'%.*s' stands for %zu rules:\n\n", PF_STR_ARG(name), n);
	for (size_t i = 0; i < rules->len; i++) {
		if (hit[i])
			pf_buf_addf(out, "- %s: %s\n", rules->ptr[i]->name, rules->ptr[i]->title);
	}
}

int cmd_explain(const struct call *call)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	const struct pf_ruleset *rules = call->rules;
	bool *hit = PF_NEWN(call->arena, bool, rules->len + 1);
	const struct pf_rule *rule = NULL;
	struct pf_error err = {0};
	size_t n = 0;

	if (call->nwords != 1)
		return refuse("'podfit explain' wants the name of one rule; 'podfit rules' lists "
			      "them");
	if (!pf_rules_named(rules, call->words[0], hit)) {
		(void)pf_fail_unknown_rule(rules, call->words[0], &err);
		return refuse("%s", err.msg);
	}
	for (size_t i = 0; i < rules->len; i++) {
		n += hit[i];
		rule = hit[i] ? rules->ptr[i] : rule;
	}
	if (n == 1)
		add_page(&out, rule);
	else
		add_choice(&out, rules, call->words[0], hit, n);
	return print(&out);
}

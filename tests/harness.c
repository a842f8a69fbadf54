/* SPDX-License-Identifier: Apache-2.0 */

#include "harness.h"

#include "rule/select.h"
#include "rules.h"

#define RULES_MAX 1024
#define NAMES_MAX 16

static struct pf_arena arena;
static struct pf_ruleset rules;
static bool enabled[RULES_MAX];
static enum pf_severity severity[RULES_MAX];

const struct pf_ruleset *harness_rules(void)
{
	if (!rules.len)
		rules = pf_ruleset_make(&arena, pf_rule_table, pf_rule_table_len);
	pf_assert(rules.len && rules.len <= RULES_MAX);
	return &rules;
}

const struct pf_rule *harness_rule(const char *id)
{
	return pf_rule_find(harness_rules(), pf_str_from(id));
}

size_t harness_place(const char *id)
{
	return pf_rule_index(harness_rules(), harness_rule(id));
}

static void enable(const char *names)
{
	struct pf_selection selections[NAMES_MAX] = {{.op = PF_SELECT}};
	struct pf_error err = {0};
	pf_str rest = pf_str_from(names), name;
	size_t n = 0;

	for (size_t i = 0; i < rules.len; i++)
		enabled[i] = false;
	if (!rest.len)
		return;
	while (pf_str_split(&rest, ',', &name)) {
		pf_assert(n < NAMES_MAX);
		selections[n++] = (struct pf_selection){.op = PF_SELECT, .name = name};
	}
	pf_assert(pf_select_rules(&arena, &rules, selections, n, enabled, &err));
}

struct pf_settings harness_settings(const char *names)
{
	const struct pf_ruleset *set = harness_rules();

	enable(names);
	for (size_t i = 0; i < set->len; i++)
		severity[i] = set->ptr[i]->severity;
	return (struct pf_settings){.rules = set,
		.target = {.release = PF_RELEASE_LAST, .namespace = PF_STR("default")},
		.profile = {.enabled = enabled, .severity = severity},
		.limits.jobs = 1};
}

bool *harness_enabled(void)
{
	return enabled;
}

enum pf_severity *harness_severity(void)
{
	return severity;
}

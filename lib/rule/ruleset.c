/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/ruleset.h"

static const char *const category_names[] = {
	[PF_AVAILABILITY] = "availability",
	[PF_COMPAT] = "compat",
	[PF_HYGIENE] = "hygiene",
	[PF_IMAGE] = "image",
	[PF_PROBE] = "probe",
	[PF_RBAC] = "rbac",
	[PF_REFERENCE] = "reference",
	[PF_RESOURCES] = "resources",
	[PF_SCHEMA] = "schema",
	[PF_SECURITY] = "security",
};

static const char *const scope_names[] = {
	[PF_SCOPE_FILE] = "file",
	[PF_SCOPE_OBJECT] = "object",
	[PF_SCOPE_WORKLOAD] = "workload",
	[PF_SCOPE_POD] = "pod",
	[PF_SCOPE_CONTAINER] = "container",
	[PF_SCOPE_IMAGE] = "image",
	[PF_SCOPE_RUN] = "run",
};

static const char *const fix_names[] = {
	[PF_FIX_NONE] = "none",
	[PF_FIX_SAFE] = "safe",
	[PF_FIX_UNSAFE] = "unsafe",
	[PF_FIX_MIXED] = "mixed",
};

const struct pf_tag pf_tags[] = {
	{"default", PF_DEFAULT},
	{"strict", PF_STRICT},
	{"pss-baseline", PF_PSS_BASELINE},
	{"pss-restricted", PF_PSS_RESTRICTED},
};

const size_t pf_ntags = sizeof(pf_tags) / sizeof(pf_tags[0]);

const char *pf_category_name(enum pf_category category)
{
	return category_names[category];
}

const char *pf_scope_name(enum pf_scope scope)
{
	return scope_names[scope];
}

const char *pf_fix_kind_name(enum pf_fix_kind kind)
{
	return fix_names[kind];
}

const struct pf_rule *pf_rule_find(pf_str name)
{
	for (size_t i = 0; i < pf_nrules; i++) {
		if (pf_str_eq(name, pf_str_from(pf_rules[i]->name)))
			return pf_rules[i];
	}
	return NULL;
}

size_t pf_rule_index(const struct pf_rule *rule)
{
	for (size_t i = 0; i < pf_nrules; i++) {
		if (pf_rules[i] == rule)
			return i;
	}
	pf_assert(false); /* rules are all in the table */
	return 0;
}

bool pf_rule_needs_others(const struct pf_rule *rule)
{
	return rule->scope == PF_SCOPE_RUN || rule->scope == PF_SCOPE_IMAGE || rule->on_build ||
		rule->looks_around;
}

/* "peer/check" whole, or the check alone. */
static bool has_alias(const struct pf_rule *rule, pf_str name)
{
	for (size_t i = 0; rule->aliases && rule->aliases[i]; i++) {
		pf_str alias = pf_str_from(rule->aliases[i]);
		size_t slash = pf_str_find_char(alias, '/');

		if (pf_str_eq(alias, name) ||
			(slash < alias.len &&
				pf_str_eq(pf_str_from_offset(alias, slash + 1), name)))
			return true;
	}
	return false;
}

enum pf_rank pf_rule_rank(const struct pf_rule *rule, pf_str name)
{
	if (pf_str_eq(name, pf_str_from(rule->name)))
		return PF_RANK_NAME;
	if (!pf_rule_find(name) && has_alias(rule, name))
		return PF_RANK_ALIAS;
	if (pf_str_eq(name, pf_str_from(pf_category_name(rule->category))))
		return PF_RANK_CATEGORY;
	for (size_t i = 0; i < pf_ntags; i++) {
		if ((rule->sets & pf_tags[i].bit) && pf_str_eq(name, pf_str_from(pf_tags[i].name)))
			return PF_RANK_TAG;
	}
	return pf_str_eq(name, PF_STR("all")) ? PF_RANK_ALL : PF_RANK_NONE;
}

/* Names that are right even where no rule bears them yet. */
bool pf_is_rule_set(pf_str name)
{
	for (size_t i = 0; i < sizeof(category_names) / sizeof(category_names[0]); i++) {
		if (pf_str_eq(name, pf_str_from(category_names[i])))
			return true;
	}
	for (size_t i = 0; i < pf_ntags; i++) {
		if (pf_str_eq(name, pf_str_from(pf_tags[i].name)))
			return true;
	}
	return pf_str_eq(name, PF_STR("all"));
}

bool pf_rules_named(pf_str name, bool *hit)
{
	bool any = pf_is_rule_set(name);

	for (size_t i = 0; i < pf_nrules; i++) {
		hit[i] = pf_rule_rank(pf_rules[i], name) != PF_RANK_NONE;
		any = any || hit[i];
	}
	return any;
}

pf_str pf_rule_nearest(pf_str name, bool sets)
{
	struct pf_nearest near = pf_nearest_start(name);

	for (size_t i = 0; i < pf_nrules; i++) {
		const struct pf_rule *rule = pf_rules[i];

		pf_nearest_offer(&near, pf_str_from(rule->name));
		for (size_t k = 0; rule->aliases && rule->aliases[k]; k++)
			pf_nearest_offer(&near, pf_str_from(rule->aliases[k]));
	}
	if (!sets)
		return near.best;
	for (size_t i = 0; i < sizeof(category_names) / sizeof(category_names[0]); i++)
		pf_nearest_offer(&near, pf_str_from(category_names[i]));
	for (size_t i = 0; i < pf_ntags; i++)
		pf_nearest_offer(&near, pf_str_from(pf_tags[i].name));
	pf_nearest_offer(&near, PF_STR("all"));
	return near.best;
}

bool pf_fail_unknown_rule(pf_str name, struct pf_error *err)
{
	pf_str nearest = pf_rule_nearest(name, true);

	if (nearest.len)
		return pf_fail(err, PF_E_USAGE, "unknown rule '%.*s'; did you mean '%.*s'?",
			PF_STR_ARG(name), PF_STR_ARG(nearest));
	return pf_fail(err, PF_E_USAGE,
		"unknown rule '%.*s'; 'podfit rules' lists rules, categories and sets",
		PF_STR_ARG(name));
}

/*
 * The most specific word on one rule.  Of equals the later wins; one and the
 * same name both selected and ignored is a tie, which the ignore wins.
 */
size_t pf_deciding_selection(const struct pf_rule *rule, const struct pf_selection *selections,
	size_t n)
{
	enum pf_rank best = PF_RANK_NONE;
	size_t decides = n;

	for (size_t i = 0; i < n; i++) {
		enum pf_rank rank = pf_rule_rank(rule, selections[i].name);

		if (rank == PF_RANK_NONE || rank < best)
			continue;
		if (rank == best && selections[decides].op == PF_IGNORE &&
			selections[i].op != PF_IGNORE &&
			pf_str_eq(selections[i].name, selections[decides].name))
			continue;
		best = rank;
		decides = i;
	}
	return decides;
}

static bool is_selected(const struct pf_rule *rule, const struct pf_selection *selections, size_t n,
	bool by_default)
{
	size_t decides = pf_deciding_selection(rule, selections, n);

	return decides == n ? by_default : selections[decides].op != PF_IGNORE;
}

bool pf_select_rules(const struct pf_selection *selections, size_t n, bool *enabled,
	struct pf_error *err)
{
	bool replaced = false;

	for (size_t i = 0; i < n; i++) {
		if (!pf_rules_named(selections[i].name, enabled))
			return pf_fail_unknown_rule(selections[i].name, err);
		replaced = replaced || selections[i].op == PF_SELECT;
	}
	for (size_t i = 0; i < pf_nrules; i++)
		enabled[i] = is_selected(pf_rules[i], selections, n,
			!replaced && (pf_rules[i]->sets & PF_DEFAULT));
	return true;
}

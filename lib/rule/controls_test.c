/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/controls.h"

#include "unit.h"

#define BOTH (PF_PSS_BASELINE | PF_PSS_RESTRICTED)

static const char *const privileged[] = {"peer/x", "pss/privileged", NULL};
static const char *const namespaces[] = {"pss/hostNamespaces", NULL};
static const char *const volumes[] = {"pss/hostPathVolumes", NULL};

static const struct pf_rule a = {.name = "a", .aliases = privileged, .sets = BOTH};
static const struct pf_rule b = {.name = "b", .aliases = namespaces, .sets = BOTH};
static const struct pf_rule c = {.name = "c", .aliases = namespaces, .sets = BOTH};
static const struct pf_rule d = {.name = "d", .aliases = namespaces, .sets = BOTH};
static const struct pf_rule e = {.name = "e", .aliases = volumes, .sets = PF_PSS_BASELINE};

static const struct pf_rule *const table[] = {&a, &b, &c, &d, &e};

/* What is said of the set, with the first `n` rules; empty: it is whole, or none. */
static const char *said(size_t n, const char *name, uint8_t release)
{
	static struct pf_buf out;
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_ruleset rules = pf_ruleset_make(&arena, table, n);
	struct pf_partial_set set;

	pf_buf_reset(&out);
	pf_buf_add(&out, PF_STR_EMPTY);
	if (pf_is_partial_set(&rules, pf_str_from(name), release, &set))
		pf_partial_set_say(&out, &set);
	pf_arena_release(&arena);
	return out.len ? out.ptr : "";
}

START_TEST(controls_are_counted_by_policy_version)
{
	ck_assert_str_eq(said(1, "pss-baseline", 36), "pss-baseline: 1 of 12 controls is built");
	ck_assert_str_eq(said(1, "pss-baseline", 33), "pss-baseline: 1 of 11 controls is built");
	ck_assert_str_eq(said(1, "pss-restricted", 36),
		"pss-restricted: 1 of 15 controls is built");
	ck_assert_str_eq(said(1, "pss-restricted", 34),
		"pss-restricted: 1 of 15 controls is built");
	ck_assert_str_eq(said(1, "pss-restricted", 28),
		"pss-restricted: 1 of 14 controls is built");
}
END_TEST

START_TEST(a_control_is_built_with_all_its_rules)
{
	ck_assert_str_eq(said(3, "pss-baseline", 36), "pss-baseline: 1 of 12 controls is built");
	ck_assert_str_eq(said(4, "pss-baseline", 36), "pss-baseline: 2 of 12 controls are built");
	ck_assert_str_eq(said(5, "pss-baseline", 36), "pss-baseline: 3 of 12 controls are built");
	ck_assert_str_eq(said(5, "pss-restricted", 36),
		"pss-restricted: 2 of 15 controls are built");
}
END_TEST

START_TEST(other_sets_are_partial_without_a_rule)
{
	ck_assert_str_eq(said(5, "rbac", 36), "rbac: no rule of it is built");
	ck_assert_str_eq(said(5, "default", 36), "default: no rule of it is built");
	ck_assert_str_eq(said(5, "availability", 36), "");
	ck_assert_str_eq(said(5, "all", 36), "");
	ck_assert_str_eq(said(5, "a", 36), "");
	ck_assert_str_eq(said(5, "pss-privileged", 36), "");
}
END_TEST

UNIT_TESTS(controls_are_counted_by_policy_version, a_control_is_built_with_all_its_rules,
	other_sets_are_partial_without_a_rule)

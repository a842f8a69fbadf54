/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/ruleset.h"

#include "rule/select.h"
#include "unit.h"

static const char *const probe_aliases[] = {"peer/no-probe", "other/Probe", NULL};
static const char *const tag_aliases[] = {"peer/tag", "other/missing-probe", NULL};

static const struct pf_rule probe = {.name = "missing-probe",
	.aliases = probe_aliases,
	.category = PF_PROBE,
	.sets = PF_DEFAULT};
static const struct pf_rule tag = {.name = "latest-tag",
	.aliases = tag_aliases,
	.category = PF_IMAGE,
	.sets = PF_STRICT | PF_PSS_BASELINE};
static const struct pf_rule root = {
	.name = "run-as-root", .category = PF_SECURITY, .sets = PF_DEFAULT};

static const struct pf_rule *const table[] = {&probe, &tag, &root};
static struct pf_arena arena;
static struct pf_ruleset rules;

static void set_up(void)
{
	arena = PF_ARENA_INIT;
	rules = pf_ruleset_make(&arena, table, 3);
}

static void tear_down(void)
{
	pf_arena_release(&arena);
}

/* Places of the rules that the name stands for: "02". */
static const char *named(const char *name)
{
	static char out[4];
	bool hit[3];
	size_t n = 0;

	if (!pf_rules_named(&rules, pf_str_from(name), hit))
		return "unknown";
	for (size_t i = 0; i < 3; i++) {
		if (hit[i])
			out[n++] = (char)('0' + i);
	}
	out[n] = '\0';
	return out;
}

START_TEST(ids_aliases_and_sets_stand_for_rules)
{
	set_up();
	ck_assert_str_eq(named("latest-tag"), "1");
	ck_assert_str_eq(named("peer/no-probe"), "0");
	ck_assert_str_eq(named("no-probe"), "0");
	ck_assert_str_eq(named("security"), "2");
	ck_assert_str_eq(named("default"), "02");
	ck_assert_str_eq(named("pss-baseline"), "1");
	ck_assert_str_eq(named("all"), "012");
	ck_assert_str_eq(named("rbac"), ""); /* right, but no rule is in it */
	ck_assert_str_eq(named("nothing"), "unknown");
	ck_assert_str_eq(named(""), "unknown");
	tear_down();
}
END_TEST

START_TEST(the_check_of_an_alias_gives_way_to_an_id)
{
	set_up();
	ck_assert_str_eq(named("missing-probe"), "0");
	ck_assert_str_eq(named("other/missing-probe"), "1");
	tear_down();
}
END_TEST

START_TEST(selection_minds_letter_case_and_suppression_does_not)
{
	set_up();
	ck_assert_str_eq(named("probe"), "0"); /* a category, and no alias in this spelling */
	ck_assert_str_eq(named("Probe"), "0");
	ck_assert_str_eq(named("Latest-Tag"), "unknown");
	ck_assert_uint_eq(pf_ruleset_find(&rules, PF_STR("Latest-TAG")).len, 1);
	tear_down();
}
END_TEST

START_TEST(a_rule_is_found_by_its_id_alone)
{
	set_up();
	ck_assert_ptr_eq(pf_rule_find(&rules, PF_STR("run-as-root")), &root);
	ck_assert_ptr_null(pf_rule_find(&rules, PF_STR("no-probe")));
	ck_assert_ptr_null(pf_rule_find(&rules, PF_STR("Run-as-root")));
	ck_assert_uint_eq(pf_rule_index(&rules, &root), 2);
	tear_down();
}
END_TEST

START_TEST(a_set_may_be_empty)
{
	struct pf_ruleset none;

	arena = PF_ARENA_INIT;
	none = pf_ruleset_make(&arena, table, 0);
	ck_assert_uint_eq(pf_ruleset_find(&none, PF_STR("latest-tag")).len, 0);
	ck_assert(pf_ruleset_knows(&none, PF_STR("all")));
	ck_assert(!pf_ruleset_knows(&none, PF_STR("latest-tag")));
	tear_down();
}
END_TEST

#define SELECT(word) \
	{ \
		PF_SELECT, PF_STR_INIT(word), PF_STR_INIT("") \
	}
#define EXTEND(word) \
	{ \
		PF_EXTEND_SELECT, PF_STR_INIT(word), PF_STR_INIT("") \
	}
#define IGNORE(word) \
	{ \
		PF_IGNORE, PF_STR_INIT(word), PF_STR_INIT("") \
	}

/* Places of the rules that are left: "02". */
static void assert_selected(const struct pf_selection *selections, size_t n, const char *want)
{
	struct pf_error err = {0};
	bool enabled[3];
	char got[4];
	size_t len = 0;

	set_up();
	ck_assert(pf_select_rules(&arena, &rules, selections, n, enabled, &err));
	for (size_t i = 0; i < 3; i++) {
		if (enabled[i])
			got[len++] = (char)('0' + i);
	}
	got[len] = '\0';
	ck_assert_str_eq(got, want);
	tear_down();
}

START_TEST(a_name_is_near_by_its_letters_or_its_words)
{
	static const struct {
		const char *name, *nearest;
	} cases[] = {{"lastest-tag", "latest-tag"}, {"latest", "latest-tag"}, {"mov-tag", ""},
		{"as-root", "run-as-root"}, {"late", ""}, {"est-tag", ""}, {"secruity", "security"},
		{"probes", "probe"}};

	set_up();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pf_str found = pf_rule_nearest(&rules, pf_str_from(cases[i].name), true);

		ck_assert_msg(pf_str_eq(found, pf_str_from(cases[i].nearest)), "%s: %.*s",
			cases[i].name, PF_STR_ARG(found));
	}
	tear_down();
}
END_TEST

START_TEST(the_more_specific_word_decides_and_of_equals_the_later)
{
	const struct pf_selection name[] = {SELECT("run-as-root"), IGNORE("security")};
	const struct pf_selection alias[] = {IGNORE("no-probe"), SELECT("probe")};
	const struct pf_selection later[] = {
		SELECT("all"), IGNORE("security"), EXTEND("run-as-root"), IGNORE("run-as-root")};
	const struct pf_selection tie[] = {IGNORE("latest-tag"), EXTEND("latest-tag")};
	const struct pf_selection other[] = {IGNORE("strict"), EXTEND("pss-baseline")};

	assert_selected(NULL, 0, "02");
	assert_selected(name, 2, "2");
	assert_selected(alias, 2, "");
	assert_selected(later, 4, "01");
	assert_selected(tie, 2, "02");
	assert_selected(other, 2, "012");
}
END_TEST

UNIT_TESTS(ids_aliases_and_sets_stand_for_rules, the_check_of_an_alias_gives_way_to_an_id,
	selection_minds_letter_case_and_suppression_does_not, a_rule_is_found_by_its_id_alone,
	a_set_may_be_empty, a_name_is_near_by_its_letters_or_its_words,
	the_more_specific_word_decides_and_of_equals_the_later)

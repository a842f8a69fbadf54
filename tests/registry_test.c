/* SPDX-License-Identifier: Apache-2.0 */

/* Promises every rule makes; a new rule is checked without touching this. */

#include <stdio.h>
#include <sys/stat.h>

#include "harness.h"
#include "rule/select.h"
#include "rules.h"
#include "unit.h"

static bool ends_in_stop(const char *text)
{
	size_t len = strlen(text);

	return len && text[len - 1] == '.';
}

static bool has_hook(const struct pf_rule *r)
{
	return r->on_problem || r->on_file || r->on_document || r->on_object || r->on_pod ||
		r->on_container || r->on_build || r->on_suppression;
}

START_TEST(every_rule_is_complete)
{
	ck_assert_uint_gt(harness_rules()->len, 0);
	for (size_t i = 0; i < harness_rules()->len; i++) {
		const struct pf_rule *r = harness_rules()->ptr[i];

		ck_assert_msg(r->title && r->why && r->help && r->since && r->refs && r->refs[0],
			"%s: title, why, help, since and a reference are required", r->name);
		ck_assert_msg(has_hook(r), "%s: no hook", r->name);
		ck_assert_msg((r->on_problem == NULL) == (r->problems == 0),
			"%s: on_problem and problems go together", r->name);
		ck_assert_msg(r->sets != 0, "%s: in no set", r->name);
		ck_assert_msg(!ends_in_stop(r->title), "%s: title ends in a full stop", r->name);
		ck_assert_msg(pf_is_upper(r->title[0]), "%s: title begins in lower case", r->name);
		ck_assert_msg(ends_in_stop(r->why) && ends_in_stop(r->help),
			"%s: why and help are sentences", r->name);
		ck_assert_msg(!r->ignore || ends_in_stop(r->ignore), "%s: ignore is a sentence",
			r->name);
	}
}
END_TEST

START_TEST(every_rule_is_named_after_its_file)
{
	for (size_t i = 0; i < harness_rules()->len; i++) {
		const char *name = harness_rules()->ptr[i]->name;
		const char *stem = pf_rule_table_stems[i];

		for (; *name && (*name == *stem || (*name == '-' && *stem == '_')); name++)
			stem++;
		ck_assert_msg(!*name && !*stem, "rules/%s.c is named %s", pf_rule_table_stems[i],
			harness_rules()->ptr[i]->name);
	}
}
END_TEST

START_TEST(every_name_is_unique)
{
	for (size_t i = 0; i < harness_rules()->len; i++) {
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(harness_rules()->ptr[i]->name,
				harness_rules()->ptr[k]->name);
	}
}
END_TEST

START_TEST(aliases_name_peer_and_check)
{
	for (size_t i = 0; i < harness_rules()->len; i++) {
		const char *const *alias = harness_rules()->ptr[i]->aliases;

		for (; alias && *alias; alias++) {
			const char *slash = strchr(*alias, '/');

			ck_assert_msg(slash && slash > *alias && slash[1], "%s: alias %s",
				harness_rules()->ptr[i]->name, *alias);
		}
	}
}
END_TEST

/* Of two rules at one place one speaks, and it is there to speak. */
START_TEST(rules_yield_to_others_that_exist)
{
	const struct pf_ruleset *rules = harness_rules();

	for (size_t i = 0; i < rules->len; i++) {
		const char *const *name = rules->ptr[i]->yields_to;

		for (; name && *name; name++) {
			const struct pf_rule *other = pf_rule_find(rules, pf_str_from(*name));

			ck_assert_msg(other && other != rules->ptr[i], "%s yields to %s",
				rules->ptr[i]->name, *name);
			for (const char *const *back = other->yields_to; back && *back; back++)
				ck_assert_msg(strcmp(*back, rules->ptr[i]->name) != 0,
					"%s and %s yield to each other", *name,
					rules->ptr[i]->name);
		}
	}
}
END_TEST

static void assert_sound_option(const struct pf_rule *rule, const struct pf_option *option)
{
	pf_str fallback = pf_str_from(option->fallback);
	int64_t number;

	ck_assert_msg(option->help && !ends_in_stop(option->help), "%s: help of option %s",
		rule->name, option->name);
	switch (option->type) {
	case PF_OPTION_BOOL:
		ck_assert_msg(pf_str_eq(fallback, PF_STR("true")) ||
				pf_str_eq(fallback, PF_STR("false")),
			"%s: default of %s is no boolean", rule->name, option->name);
		break;
	case PF_OPTION_INT:
		ck_assert_msg(pf_str_to_int(fallback, &number), "%s: default of %s is no number",
			rule->name, option->name);
		break;
	case PF_OPTION_STRINGS:
		break;
	}
}

START_TEST(options_have_defaults_of_their_type)
{
	for (size_t i = 0; i < harness_rules()->len; i++) {
		const struct pf_option *option = harness_rules()->ptr[i]->options;

		for (; option && option->name; option++)
			assert_sound_option(harness_rules()->ptr[i], option);
	}
}
END_TEST

START_TEST(every_rule_has_fixtures)
{
	for (size_t i = 0; i < harness_rules()->len; i++) {
		char path[512];
		struct stat st;

		(void)snprintf(path, sizeof(path), "%s/%s", PODFIT_TESTDATA "/rules",
			harness_rules()->ptr[i]->name);
		ck_assert_msg(stat(path, &st) == 0 && S_ISDIR(st.st_mode), "%s: missing", path);
	}
}
END_TEST

static struct pf_arena arena;
static bool enabled[1024];

static bool selects(const struct pf_selection *selections, size_t n, const char *rule)
{
	struct pf_error err = {0};

	ck_assert_msg(pf_select_rules(&arena, harness_rules(), selections, n, enabled, &err), "%s",
		err.msg);
	return enabled[harness_place(rule)];
}

START_TEST(without_words_the_default_set_runs)
{
	ck_assert(selects(NULL, 0, "latest-tag"));
	ck_assert(!selects(NULL, 0, "implied-request"));
}
END_TEST

START_TEST(the_more_specific_word_wins)
{
	const struct pf_selection words[] = {
		{.op = PF_IGNORE, .name = PF_STR("latest-tag")},
		{.op = PF_SELECT, .name = PF_STR("image")},
		{.op = PF_SELECT, .name = PF_STR("all")},
	};

	ck_assert(!selects(words, 3, "latest-tag"));
	ck_assert(selects(words, 3, "missing-pull-secret"));
	ck_assert(selects(words, 2, "missing-pull-secret"));
	ck_assert(!selects(words, 2, "run-as-root"));
}
END_TEST

START_TEST(of_equals_the_later_and_of_a_tie_the_ignore)
{
	const struct pf_selection later[] = {
		{.op = PF_IGNORE, .name = PF_STR("image")},
		{.op = PF_SELECT, .name = PF_STR("default")},
		{.op = PF_EXTEND_SELECT, .name = PF_STR("kube-linter/latest-tag")},
	};
	const struct pf_selection tie[] = {
		{.op = PF_IGNORE, .name = PF_STR("latest-tag")},
		{.op = PF_SELECT, .name = PF_STR("latest-tag")},
	};

	ck_assert(selects(later, 3, "latest-tag"));
	ck_assert(!selects(later, 3, "missing-pull-secret"));
	ck_assert(!selects(tie, 2, "latest-tag"));
}
END_TEST

START_TEST(aliases_work_with_and_without_their_peer)
{
	const struct pf_selection whole = {.op = PF_SELECT, .name = PF_STR("checkov/CKV_K8S_14")};
	const struct pf_selection check = {.op = PF_SELECT, .name = PF_STR("CKV_K8S_14")};

	ck_assert(selects(&whole, 1, "latest-tag"));
	ck_assert(selects(&check, 1, "latest-tag"));
	ck_assert(!selects(&check, 1, "run-as-root"));
}
END_TEST

START_TEST(a_rule_of_that_name_hides_an_alias)
{
	const struct pf_selection name = {.op = PF_SELECT, .name = PF_STR("unknown-kind")};
	const struct pf_selection alias = {
		.op = PF_SELECT, .name = PF_STR("kubeconform/unknown-kind")};

	ck_assert(selects(&name, 1, "unknown-kind"));
	ck_assert(!selects(&name, 1, "removed-api"));
	ck_assert(selects(&alias, 1, "unknown-kind"));
	ck_assert(selects(&alias, 1, "removed-api"));
}
END_TEST

START_TEST(unknown_names_fail_with_the_nearest)
{
	const struct pf_selection wrong = {.op = PF_SELECT, .name = PF_STR("lastest-tag")};
	struct pf_error err = {0};

	ck_assert(!pf_select_rules(&arena, harness_rules(), &wrong, 1, enabled, &err));
	ck_assert_int_eq(err.code, PF_E_USAGE);
	ck_assert_str_eq(err.msg, "unknown rule 'lastest-tag'; did you mean 'latest-tag'?");
}
END_TEST

UNIT_TESTS(every_rule_is_complete, every_rule_is_named_after_its_file, every_name_is_unique,
	aliases_name_peer_and_check, rules_yield_to_others_that_exist,
	options_have_defaults_of_their_type, every_rule_has_fixtures,
	without_words_the_default_set_runs, the_more_specific_word_wins,
	of_equals_the_later_and_of_a_tie_the_ignore, aliases_work_with_and_without_their_peer,
	a_rule_of_that_name_hides_an_alias, unknown_names_fail_with_the_nearest)

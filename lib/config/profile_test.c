/* SPDX-License-Identifier: Apache-2.0 */

#include "config/profile.h"

#include "config/config_test.h"

static struct pf_profile profile;
static struct pf_rule_origin *origins;

/* What the configuration says of its own, without the command line. */
static void make(const struct pf_rule_layer *command_line)
{
	static const struct pf_rule_layer silent;
	const struct pf_rule_layer *layers[] = {
		&config.rules, command_line ? command_line : &silent};

	origins = PF_NEWN(&arena, struct pf_rule_origin, harness_rules()->len);
	pf_profile_make(&arena, harness_rules(), layers, 2, &profile, origins);
}

static size_t place(const char *rule)
{
	return harness_place(rule);
}

static bool runs(const char *rule)
{
	return profile.enabled[place(rule)];
}

START_TEST(the_default_set_runs_where_nothing_is_said)
{
	take("");
	make(NULL);
	for (size_t i = 0; i < harness_rules()->len; i++) {
		ck_assert_int_eq(profile.enabled[i],
			(harness_rules()->ptr[i]->sets & PF_DEFAULT) != 0);
		ck_assert_int_eq(profile.severity[i], harness_rules()->ptr[i]->severity);
		assert_str(origins[i].enabled, "default");
	}
	tear_down();
}
END_TEST

START_TEST(select_replaces_and_ignore_takes_away)
{
	take("select: [image, run-as-root]\n"
	     "ignore: [latest-tag]\n");
	make(NULL);
	ck_assert(runs("run-as-root") && runs("invalid-image-reference"));
	ck_assert(!runs("latest-tag") && !runs("duplicate-key"));
	assert_str(origins[place("latest-tag")].enabled, "c.yaml:2");
	assert_str(origins[place("run-as-root")].enabled, "c.yaml:1");
	assert_str(origins[place("duplicate-key")].enabled, "c.yaml:1");
	tear_down();
	take("select: []\n");
	make(NULL);
	for (size_t i = 0; i < harness_rules()->len; i++)
		ck_assert(!profile.enabled[i]);
	tear_down();
}
END_TEST

START_TEST(a_severity_may_be_off)
{
	take("severity:\n  latest-tag: error\n  run-as-root: off\n  missing-probes: 'off'\n");
	make(NULL);
	ck_assert_int_eq(profile.severity[place("latest-tag")], PF_ERROR);
	assert_str(origins[place("latest-tag")].severity, "c.yaml:2");
	ck_assert(!runs("run-as-root") && !runs("missing-probes"));
	assert_str(origins[place("run-as-root")].enabled, "c.yaml:3");
	tear_down();
}
END_TEST

START_TEST(an_alias_is_less_than_the_name)
{
	take("severity:\n  latest-tag: error\n  kube-linter/latest-tag: info\n");
	make(NULL);
	ck_assert_int_eq(profile.severity[place("latest-tag")], PF_ERROR);
	tear_down();
}
END_TEST

START_TEST(rules_that_the_command_line_names_follow_it)
{
	const struct pf_selection selections[] = {
		{PF_SELECT, PF_STR_INIT("run-as-root"), PF_STR_INIT("--select")},
		{PF_SELECT, PF_STR_INIT("image"), PF_STR_INIT("--select")}};
	const struct pf_rule_layer line = {
		.selections = selections, .nselections = 2, .select_where = PF_STR("--select")};
	const struct pf_rule_layer more = {.selections = selections, .nselections = 1};

	take("ignore: [latest-tag]\nseverity: {run-as-root: off, invalid-image-reference: info}\n");
	make(&line);
	ck_assert(runs("run-as-root") && runs("latest-tag"));
	ck_assert(!runs("duplicate-key"));
	ck_assert_int_eq(profile.severity[place("run-as-root")], PF_WARNING);
	ck_assert_int_eq(profile.severity[place("invalid-image-reference")], PF_INFO);
	assert_str(origins[place("latest-tag")].enabled, "--select");
	make(&more);
	ck_assert(runs("run-as-root") && runs("duplicate-key") && !runs("latest-tag"));
	tear_down();
}
END_TEST

START_TEST(a_level_of_the_command_line_selects_nothing)
{
	const struct pf_rule_level levels[] = {
		{PF_STR_INIT("latest-tag"), false, PF_ERROR, PF_STR_INIT("--severity")},
		{PF_STR_INIT("run-as-root"), false, PF_ERROR, PF_STR_INIT("--severity")}};
	const struct pf_rule_layer line = {.levels = levels, .nlevels = 2};

	take("ignore: [latest-tag]\nseverity: {run-as-root: off}\n");
	make(&line);
	ck_assert(!runs("latest-tag"));
	ck_assert(runs("run-as-root"));
	ck_assert_int_eq(profile.severity[place("run-as-root")], PF_ERROR);
	tear_down();
}
END_TEST

START_TEST(options_are_typed)
{
	take("options:\n"
	     "  run-as-root: {user-namespaces: yes}\n"
	     "  lost-compose-setting: {settings: [tmpfs, gpus]}\n");
	make(NULL);
	ck_assert_uint_eq(profile.noptions, 2);
	ck_assert_ptr_eq(profile.options[0].rule, harness_rule("run-as-root"));
	assert_str(profile.options[0].name, "user-namespaces");
	assert_str(profile.options[0].value, "true");
	assert_str(profile.options[0].where, "c.yaml:2");
	assert_str(profile.options[1].value, "tmpfs,gpus");
	tear_down();
}
END_TEST

START_TEST(options_must_be_those_of_the_rule)
{
	assert_fault("options: {run-as-rot: {}}\n", 1, 11, "unknown rule `run-as-rot`");
	assert_label("did you mean `run-as-root`?");
	assert_fault("options: {latest-tag: {}}\n", 1, 11, "rule `latest-tag` has no options");
	assert_fault("options: {run-as-root: {user-namespace: true}}\n", 1, 25,
		"rule `run-as-root` has no option `user-namespace`");
	assert_label("did you mean `user-namespaces`?");
	assert_fault("options: {run-as-root: {user-namespaces: 1}}\n", 1, 42,
		"`user-namespaces` takes a boolean, but this is a number");
	assert_fault("options: {lost-compose-setting: {settings: gpus}}\n", 1, 44,
		"`settings` takes a list of strings, but this is a string");
	assert_fault("options: {lost-compose-setting: {settings: ['a,b']}}\n", 1, 45,
		"a comma cannot be part of an item here; write two items");
	assert_fault("options: {security: {}}\n", 1, 11,
		"`security` is no rule but a set of rules");
	assert_fault("options: []\n", 1, 1,
		"`options` takes a mapping of rules to their options, but this is a list");
}
END_TEST

START_TEST(names_of_rules_must_be_known)
{
	assert_fault("select: [defualt]\n", 1, 10, "unknown rule or set `defualt`");
	assert_label("did you mean `default`?");
	assert_fault("ignore: latest-tag\n", 1, 9,
		"`ignore` takes a list of strings, but this is a string");
	assert_fault("severity: {latest-tag: errror}\n", 1, 24, "unknown severity `errror`");
	assert_fault("severity: {latest-tag: true}\n", 1, 24,
		"`latest-tag` takes a string, but this is a boolean");
	assert_fault("severity: {all: error}\n", 1, 12, "`all` is no rule but a set of rules");
}
END_TEST

/* Overrides. */

static struct pf_profiles profiles;

static const struct pf_profile *profile_of(const char *path)
{
	char cwd[256];

	ck_assert_ptr_nonnull(getcwd(cwd, sizeof(cwd)));
	return pf_profiles_for(&profiles,
		pf_path_join(&arena, pf_str_from(cwd), pf_str_from(path)));
}

static void take_overrides(const char *text, const struct pf_rule_layer *command_line)
{
	static const struct pf_rule_layer silent;

	take(text);
	profiles = (struct pf_profiles){.arena = &arena,
		.rules = harness_rules(),
		.base = &config.rules,
		.overrides = config.overrides,
		.noverrides = config.noverrides,
		.command_line = command_line ? command_line : &silent};
}

START_TEST(an_override_changes_what_it_says_and_the_later_wins)
{
	const struct pf_profile *p;

	take_overrides(
		"ignore: [run-as-root]\n"
		"overrides:\n"
		"  - {paths: [dev], ignore: [latest-tag], severity: {missing-probes: error}}\n"
		"  - {paths: ['dev/a.yaml'], select: [run-as-root, latest-tag]}\n"
		"  - paths: [prod]\n"
		"    options: {run-as-root: {user-namespaces: true}}\n",
		NULL);
	ck_assert_ptr_null(profile_of("x.yaml"));
	p = profile_of("dev/x.yaml");
	ck_assert(!p->enabled[place("latest-tag")] && !p->enabled[place("run-as-root")]);
	ck_assert(p->enabled[place("duplicate-key")]);
	ck_assert_int_eq(p->severity[place("missing-probes")], PF_ERROR);
	ck_assert_ptr_eq(p, profile_of("dev/y/z.yaml"));
	p = profile_of("dev/a.yaml");
	ck_assert(p->enabled[place("latest-tag")] && p->enabled[place("run-as-root")]);
	ck_assert_int_eq(p->severity[place("missing-probes")], PF_ERROR);
	p = profile_of("prod/b.yaml");
	ck_assert_uint_eq(p->noptions, 1);
	tear_down();
}
END_TEST

START_TEST(the_command_line_beats_overrides)
{
	const struct pf_selection selection = {
		PF_SELECT, PF_STR_INIT("latest-tag"), PF_STR_INIT("--select")};
	const struct pf_rule_layer line = {
		.selections = &selection, .nselections = 1, .select_where = PF_STR("--select")};
	const struct pf_profile *p;

	take_overrides("overrides:\n"
		       "  - {paths: [dev], ignore: [latest-tag], select: [strict]}\n",
		&line);
	p = profile_of("dev/x.yaml");
	for (size_t i = 0; i < harness_rules()->len; i++)
		ck_assert_int_eq(p->enabled[i], i == place("latest-tag"));
	tear_down();
}
END_TEST

/* 40 overrides of 20 words each, and 200 files in all sorts of them. */
START_TEST(each_word_is_looked_up_once_whatever_the_files)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;
	struct pf_ruleset counted = *harness_rules();
	size_t nlookups = 0;
	char path[32];

	pf_buf_add_lit(&text, "overrides:\n");
	for (int i = 0; i < 40; i++) {
		pf_buf_addf(&text, "  - paths: ['**/%d/**']\n    ignore: [", i);
		for (int k = 0; k < 20; k++)
			pf_buf_addf(&text, "%s%s", k ? ", " : "", k % 2 ? "latest-tag" : "schema");
		pf_buf_add_lit(&text, "]\n");
	}
	take_overrides(pf_buf_str(&text).ptr, NULL);
	counted.nlookups = &nlookups;
	profiles.rules = &counted;
	for (int i = 0; i < 200; i++) {
		(void)snprintf(path, sizeof(path), "%d/%d/a.yaml", i % 40, i * 7 % 40);
		ck_assert_ptr_nonnull(profile_of(path));
	}
	ck_assert_uint_eq(nlookups, (size_t)40 * 20);
	tear_down();
}
END_TEST

START_TEST(a_severity_is_chosen_even_where_it_is_the_rules_own)
{
	take("severity: {latest-tag: warning}\n");
	make(NULL);
	ck_assert(profile.chosen[place("latest-tag")]);
	ck_assert(!profile.chosen[place("run-as-root")]);
	tear_down();
}
END_TEST

START_TEST(an_override_holds_somewhere)
{
	assert_fault("overrides:\n  - ignore: [all]\n", 2, 5,
		"an override lacks `paths`, which say what files it holds for");
	assert_fault("overrides:\n  - paths: []\n", 2, 5,
		"an override without a path holds nowhere");
	assert_fault("overrides:\n  - {paths: [a], fail-on: error}\n", 2, 18,
		"unknown key `fail-on`");
}
END_TEST

UNIT_TESTS(the_default_set_runs_where_nothing_is_said, select_replaces_and_ignore_takes_away,
	a_severity_may_be_off, an_alias_is_less_than_the_name,
	rules_that_the_command_line_names_follow_it, a_level_of_the_command_line_selects_nothing,
	options_are_typed, options_must_be_those_of_the_rule, names_of_rules_must_be_known,
	an_override_changes_what_it_says_and_the_later_wins, the_command_line_beats_overrides,
	each_word_is_looked_up_once_whatever_the_files,
	a_severity_is_chosen_even_where_it_is_the_rules_own, an_override_holds_somewhere)

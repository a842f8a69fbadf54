/* SPDX-License-Identifier: Apache-2.0 */

#include "config/keys.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "config/config_test.h"
#include "text/glob.h"

START_TEST(plain_keys_set_what_they_are_named_for)
{
	take("edition: 2026\n"
	     "required-version: '>=1.0,<2'\n"
	     "kubernetes-version: '1.31'\n"
	     "fail-on: info\n"
	     "complete: true\n"
	     "compat: [kube-linter, trivy]\n");
	ck_assert_uint_eq(config.release, 31);
	ck_assert(config.has_fail_on && !config.never_fail);
	ck_assert_int_eq(config.fail_on, PF_INFO);
	ck_assert(config.complete);
	ck_assert_uint_eq(config.compat, PF_COMPAT_KUBE_LINTER | PF_COMPAT_TRIVY);
	assert_str(pf_config_where(&config, "", "complete"), "c.yaml:5");
	tear_down();
	take("edition: \"2026\"\nfail-on: never\n");
	ck_assert(config.has_fail_on && config.never_fail);
	ck_assert_uint_eq(config.release, 0);
	tear_down();
}
END_TEST

START_TEST(plain_keys_take_what_they_know)
{
	assert_fault("edition: 2027\n", 1, 10, "unknown edition `2027`");
	assert_label("this version knows 2026");
	assert_fault("edition:\n", 1, 9, "`edition` takes a year, but this is null");
	assert_fault("kubernetes-version: 1.31\n", 1, 21,
		"`kubernetes-version` takes a string, but this is a number");
	assert_label("a number unless it is quoted");
	assert_fault("kubernetes-version: '1.99'\n", 1, 21,
		"\"1.99\" is not a Kubernetes version from 1.28 to 1.36");
	assert_fault("fail-on: warn\n", 1, 10, "unknown severity `warn`");
	assert_label("there is error, warning, info or never");
	assert_fault("fail-on: erorr\n", 1, 10, "unknown severity `erorr`");
	assert_label("did you mean `error`?");
	assert_fault("complete: 1\n", 1, 11, "`complete` takes a boolean, but this is a number");
	assert_fault("compat: [kubelinter]\n", 1, 10, "unknown tool `kubelinter`");
	assert_label("did you mean `kube-linter`?");
	assert_fault("compat: polaris\n", 1, 9,
		"`compat` takes a list of strings, but this is a string");
}
END_TEST

START_TEST(a_version_that_is_not_met_is_a_fault)
{
	assert_fault("required-version: '>=2'\n", 1, 19, "this configuration wants podfit >=2");
	assert_label("this is podfit 1.4.2");
	assert_fault("required-version: newest\n", 1, 19, "`newest` is no condition on a version");
	assert_fault("required-version: '>=1.0,'\n", 1, 19, "`,` is no condition on a version");
}
END_TEST

static bool any_glob(const pf_str *globs, size_t n, const char *path)
{
	char cwd[256];
	bool hit = false;
	pf_str whole;

	ck_assert_ptr_nonnull(getcwd(cwd, sizeof(cwd)));
	whole = pf_path_join(&arena, pf_str_from(cwd), pf_str_from(path));
	for (size_t i = 0; i < n; i++)
		hit |= pf_glob_match(globs[i], whole);
	return hit;
}

static bool is_excluded(const char *path)
{
	return any_glob(config.exclude_globs, config.nexclude_globs, path);
}

START_TEST(globs_are_those_of_the_folder_and_of_what_is_below)
{
	take("exclude: [vendor, 'a/b', './top.yaml', 'gen/', '**/tests/**', '../beside/*.yaml']\n"
	     "context: [base, ../crds]\n");
	ck_assert_uint_eq(config.nexclude, 6);
	assert_str(config.exclude[1].text, "a/b");
	assert_str(config.exclude[1].where, "c.yaml:1");
	ck_assert(is_excluded("vendor/x.yaml"));
	ck_assert(is_excluded("deep/vendor/er/x.yaml"));
	ck_assert(!is_excluded("../vendor/x.yaml"));
	ck_assert(is_excluded("a/b/c.yaml"));
	ck_assert(!is_excluded("deep/a/b/c.yaml"));
	ck_assert(is_excluded("top.yaml"));
	ck_assert(!is_excluded("deep/top.yaml"));
	ck_assert(is_excluded("deep/gen/x.yaml"));
	ck_assert(!is_excluded("deep/gen"));
	ck_assert(is_excluded("x/tests/y/z.yaml"));
	ck_assert(is_excluded("../beside/x.yaml"));
	ck_assert_uint_eq(config.ncontext, 2);
	assert_str(config.context[0].text, "base");
	assert_str(config.context[1].text, "../crds");
	tear_down();
}
END_TEST

START_TEST(a_glob_takes_nothing_back)
{
	assert_fault("exclude: ['*.yaml', '!a.yaml']\n", 1, 21,
		"a glob that begins with `!` takes nothing back here");
}
END_TEST

START_TEST(a_glob_means_the_folder_however_it_is_called)
{
	set_up();
	ck_assert_int_eq(mkdir("deep", 0700), 0);
	ck_assert_int_eq(rename("deep", "de[e]p*"), 0);
	ck_assert_int_eq(chdir("de[e]p*"), 0);
	folder_put("c.yaml", "exclude: ['x/*.yaml']\n");
	ck_assert(pf_config_read(&arena, "c.yaml", &terms, &config, &fault));
	ck_assert(is_excluded("x/a.yaml"));
	ck_assert(!is_excluded("../deep/x/a.yaml"));
	(void)unlink("c.yaml");
	ck_assert_int_eq(chdir(".."), 0);
	ck_assert_int_eq(rename("de[e]p*", "deep"), 0);
	tear_down();
}
END_TEST

static bool hits(const struct pf_ignore *ignore, const char *rule)
{
	return ignore->rules[harness_place(rule)];
}

START_TEST(an_ignored_finding_has_a_rule_and_what_it_is_known_by)
{
	const struct pf_ignore *ignore;

	take("ignores:\n"
	     "  require-reason: true\n"
	     "  entries:\n"
	     "    - {rule: run-as-root, paths: [charts], reason: upstream chart}\n"
	     "    - rule: [latest-tag, kube-linter/run-as-non-root]\n"
	     "      kind: DaemonSet\n"
	     "      namespace: kube-system\n"
	     "      name: \"cilium*\"\n"
	     "      container: agent\n"
	     "      reason: CNI needs it\n"
	     "      until: 2026-11-21\n"
	     "    - {rule: latest-tag, reason: x, until: '2026-11-20'}\n");
	ck_assert_uint_eq(config.nignores, 3);
	ck_assert(config.require_reason);
	ignore = &config.ignores[0];
	ck_assert(hits(ignore, "run-as-root") && !hits(ignore, "latest-tag"));
	ck_assert(any_glob(ignore->paths, ignore->npaths, "charts/redis/a.yaml"));
	ck_assert(!ignore->kind.len && !ignore->expired);
	assert_str(ignore->what.reason, "upstream chart");
	assert_str(ignore->what.pattern, "run-as-root");
	assert_str(ignore->what.path, "c.yaml");
	ck_assert_uint_eq(ignore->what.line, 4);
	ck_assert_int_eq(ignore->what.by, PF_BY_CONFIG);
	ck_assert_ptr_eq(ignore->at.file, config.file);
	ignore = &config.ignores[1];
	ck_assert(hits(ignore, "latest-tag") && hits(ignore, "run-as-root"));
	assert_str(ignore->kind, "DaemonSet");
	assert_str(ignore->namespace, "kube-system");
	assert_str(ignore->name, "cilium*");
	assert_str(ignore->container, "agent");
	assert_str(ignore->what.pattern, "latest-tag, kube-linter/run-as-non-root");
	ck_assert(!ignore->expired); /* today is its last day */
	ck_assert(config.ignores[2].expired);
	tear_down();
}
END_TEST

START_TEST(an_ignored_finding_lacks_nothing)
{
	assert_fault("ignores:\n  entries:\n    - {kind: Pod}\n", 3, 7,
		"an entry lacks `rule`, which says what is ignored");
	assert_fault("ignores:\n  entries:\n    - {rule: []}\n", 3, 8,
		"no rule is named, so nothing is ignored");
	assert_fault("ignores:\n  entries:\n    - {rule: security}\n", 3, 14,
		"`security` is no rule but a set of rules");
	assert_fault("ignores:\n  entries:\n    - {rule: lastest-tag}\n", 3, 14,
		"unknown rule `lastest-tag`");
	assert_label("did you mean `latest-tag`?");
	assert_fault("ignores:\n  entries:\n    - {rule: latest-tag, paths: []}\n", 3, 26,
		"no path is named; for every file leave `paths` out");
	assert_fault("ignores:\n  entries:\n    - {rule: latest-tag, until: 2027-02-30}\n", 3, 33,
		"`2027-02-30` is not the date of a day");
	assert_fault("ignores:\n  entries:\n    - {rule: latest-tag}\n  require-reason: yes\n", 3,
		7, "an entry lacks `reason`, which `require-reason` wants");
	assert_fault("ignores:\n  entries:\n    - {rule: latest-tag, reason: \" \"}\n"
		     "  require-reason: yes\n",
		3, 7, "an entry lacks `reason`, which `require-reason` wants");
	assert_fault("ignores: {entry: []}\n", 1, 11, "unknown key `entry`");
}
END_TEST

/* Every key has a help text of one sentence or more, and an example. */
static void check_keys(const struct pf_config_key *keys)
{
	for (const struct pf_config_key *key = keys; key->name; key++) {
		ck_assert_msg(key->help && pf_str_ends_with(pf_str_from(key->help), PF_STR(".")),
			"%s", key->name);
		ck_assert_msg(key->example && *key->example, "%s", key->name);
		ck_assert_msg(key->read != NULL, "%s", key->name);
		ck_assert_msg((key->shape == PF_CONFIG_MAP || key->shape == PF_CONFIG_MAPS) ==
				(key->keys != NULL),
			"%s", key->name);
		ck_assert_msg((key->shape == PF_CONFIG_WORD || key->shape == PF_CONFIG_WORDS) ==
				(key->words != NULL),
			"%s", key->name);
		if (key->keys)
			check_keys(key->keys);
	}
}

START_TEST(every_key_is_described)
{
	check_keys(pf_config_keys);
}
END_TEST

START_TEST(lists_have_a_bound)
{
	struct pf_buf text = PF_BUF_INIT;

	pf_buf_add_lit(&text, "ignore: [");
	for (size_t i = 0; i <= PF_CONFIG_WORDS_MAX; i++)
		pf_buf_add_lit(&text, "all,");
	pf_buf_add_lit(&text, "]\n");
	assert_fault(text.ptr, 1, 1, "the lists of the configuration have more than 5000 items");
	pf_buf_release(&text);
}
END_TEST

START_TEST(a_file_has_a_bound)
{
	char *text = malloc(PF_CONFIG_MAX + 2);

	ck_assert_ptr_nonnull(text);
	memset(text, '#', PF_CONFIG_MAX + 1);
	text[PF_CONFIG_MAX + 1] = '\0';
	set_up();
	folder_put("c.yaml", text);
	free(text);
	ck_assert(!pf_config_read(&arena, "c.yaml", &terms, &config, &fault));
	assert_str(fault.message, "is larger than 256 KiB, as no configuration is");
	tear_down();
}
END_TEST

UNIT_TESTS(plain_keys_set_what_they_are_named_for, plain_keys_take_what_they_know,
	a_version_that_is_not_met_is_a_fault, globs_are_those_of_the_folder_and_of_what_is_below,
	a_glob_takes_nothing_back, a_glob_means_the_folder_however_it_is_called,
	an_ignored_finding_has_a_rule_and_what_it_is_known_by, an_ignored_finding_lacks_nothing,
	every_key_is_described, lists_have_a_bound, a_file_has_a_bound)

/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"

START_TEST(an_entry_holds_what_the_widget_reads)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "a b/\"p\".yaml", "a: b\nc: d\n");
	f = find(&b, &rule_a, "b\nc");
	f->message = PF_STR("bad \"x\"\x1b");
	ck_assert_str_eq(written(&b, pf_report_gitlab),
		"[{\"description\":\"a-rule: bad \\\"x\\\"\\\\u{1b}\",\"check_name\":\"a-rule\","
		"\"fingerprint\":\"0123456789abcdef0123456789abcdef\",\"severity\":\"major\","
		"\"location\":{\"path\":\"a b/\\\"p\\\".yaml\",\"lines\":{\"begin\":1,\"end\":2}}}]\n");
	drop(&b);
}
END_TEST

START_TEST(severities_are_those_of_code_quality)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	find(&b, &rule_a, "b")->severity = PF_INFO;
	(void)find(&b, &rule_b, "b");
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_gitlab), "\"severity\":\"info\""));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "\"severity\":\"critical\""));
	drop(&b);
}
END_TEST

START_TEST(a_clean_run_is_an_empty_list)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	ck_assert_str_eq(written(&b, pf_report_gitlab), "[]\n");
	drop(&b);
}
END_TEST

static void expect_path(const char *path, const char *project, const char *expected)
{
	struct bench b;
	struct pf_report report;

	load(&b, path, "a: b\n");
	(void)find(&b, &rule_a, "b");
	report = report_of(&b, 1);
	report.folder = PF_STR("/builds/team/app/deploy");
	report.project = pf_str_from(project);
	pf_report_gitlab(&b.out, &report);
	ck_assert_ptr_nonnull(strstr(b.out.ptr,
		pf_arena_fmt(&b.arena, "\"location\":{\"path\":\"%s\",", expected).ptr));
	drop(&b);
}

START_TEST(paths_start_from_the_project)
{
	expect_path("web.yaml", "/builds/team/app", "deploy/web.yaml");
	expect_path("../base/web.yaml", "/builds/team/app", "base/web.yaml");
	expect_path("/builds/team/app/x.yaml", "/builds/team/app", "x.yaml");
	expect_path("web.yaml", "/builds/team/app/deploy", "web.yaml");
}
END_TEST

START_TEST(paths_outside_the_project_stay)
{
	expect_path("web.yaml", "/builds/team/ap", "web.yaml");
	expect_path("../../x.yaml", "/builds/team/app", "../../x.yaml");
	expect_path("/etc/x.yaml", "/builds/team/app", "/etc/x.yaml");
	expect_path("web.yaml", "", "web.yaml");
}
END_TEST

UNIT_TESTS(an_entry_holds_what_the_widget_reads, severities_are_those_of_code_quality,
	a_clean_run_is_an_empty_list, paths_start_from_the_project, paths_outside_the_project_stay)

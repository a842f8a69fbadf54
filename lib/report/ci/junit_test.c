/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static const char *junit_of(struct bench *b, enum pf_severity fail_on, bool never_fail)
{
	struct pf_report report = report_of(b, 1);

	report.fail_on = fail_on;
	report.never_fail = never_fail;
	pf_buf_reset(&b->out);
	pf_report_junit(&b->out, &report);
	return b->out.ptr;
}

START_TEST(a_finding_is_a_case_that_fails)
{
	struct bench b;

	load(&b, "p.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n");
	find(&b, &rule_a, "Pod")->message = PF_STR("a < \"b\"\x1b");
	ck_assert_str_eq(junit_of(&b, PF_WARNING, false),
		HEAD
		"<testsuites name=\"podfit\" tests=\"1\" failures=\"1\" errors=\"0\" time=\"0\">\n"
		"<testsuite name=\"p.yaml\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\">\n"
		"<testcase classname=\"p.yaml\" name=\"a-rule: Pod web\" file=\"p.yaml\" line=\"2\""
		" time=\"0\">\n"
		"<failure type=\"warning\" message=\"a &lt; &quot;b&quot;\\u{1b}\">"
		"p.yaml:2:7: Pod web\nhelp: Do the right thing.</failure>\n"
		"</testcase>\n</testsuite>\n</testsuites>\n");
	drop(&b);
}
END_TEST

START_TEST(what_does_not_fail_the_run_is_skipped)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	(void)find(&b, &rule_a, "b");
	(void)find(&b, &rule_b, "b");
	ck_assert_ptr_nonnull(strstr(junit_of(&b, PF_ERROR, false),
		" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"1\">\n"
		"<testcase classname=\"p.yaml\" name=\"a-rule\" file=\"p.yaml\" line=\"1\""
		" time=\"0\">\n<skipped message=\"`it` is wrong\"/>\n</testcase>\n"));
	ck_assert_ptr_nonnull(strstr(junit_of(&b, PF_ERROR, true),
		" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"2\">\n"));
	drop(&b);
}
END_TEST

START_TEST(names_of_cases_are_unique)
{
	struct bench b;
	const char *text;

	load(&b, "p.yaml", EMOJI_LINE);
	(void)find(&b, &rule_a, EMOJI);
	(void)find(&b, &rule_a, EMOJI);
	(void)find(&b, &rule_a, EMOJI);
	(void)find(&b, &rule_b, EMOJI);
	text = junit_of(&b, PF_INFO, false);
	ck_assert_ptr_nonnull(strstr(text, " name=\"a-rule\""));
	ck_assert_ptr_nonnull(strstr(text, " name=\"a-rule (2)\""));
	ck_assert_ptr_nonnull(strstr(text, " name=\"a-rule (3)\""));
	ck_assert_ptr_nonnull(strstr(text, " name=\"b-rule\""));
	drop(&b);
}
END_TEST

START_TEST(names_of_cases_stay_when_lines_move)
{
	static const char *const texts[] = {"kind: Pod\nmetadata: {name: web}\n",
		"\n\n  kind:   Pod\n  metadata: {name: web}\n"};
	char *names[2];

	for (size_t i = 0; i < 2; i++) {
		struct bench b;
		const char *name;

		load(&b, "p.yaml", texts[i]);
		(void)find(&b, &rule_a, "Pod");
		name = strstr(junit_of(&b, PF_WARNING, false), " name=\"a-rule");
		ck_assert_ptr_nonnull(name);
		names[i] = strndup(name, strcspn(name + 7, "\"") + 7);
		drop(&b);
	}
	ck_assert_str_eq(names[0], names[1]);
	free(names[0]);
	free(names[1]);
}
END_TEST

START_TEST(each_file_is_a_suite)
{
	struct bench b, other;

	load(&b, "a.yaml", "a: b\n");
	load(&other, "b.yaml", "a: b\n");
	(void)find(&b, &rule_b, "b");
	find(&b, &rule_b, "b")->at = place(&other, "b");
	ck_assert_ptr_nonnull(strstr(junit_of(&b, PF_WARNING, false),
		"</testsuite>\n<testsuite name=\"b.yaml\" tests=\"1\" failures=\"1\""));
	drop(&other);
	drop(&b);
}
END_TEST

START_TEST(a_clean_run_has_a_case_that_passes)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	ck_assert_str_eq(junit_of(&b, PF_WARNING, false),
		HEAD
		"<testsuites name=\"podfit\" tests=\"1\" failures=\"0\" errors=\"0\" time=\"0\">\n"
		"<testsuite name=\"podfit\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
		"<testcase classname=\"podfit\" name=\"no findings\" time=\"0\"/>\n"
		"</testsuite>\n</testsuites>\n");
	drop(&b);
}
END_TEST

START_TEST(what_kept_the_run_from_finishing_is_an_error)
{
	struct pf_run_error errors[] = {
		{.kind = PF_RUN_ERROR_LIMIT, .path = PF_STR_EMPTY, .message = PF_STR("too <much>")},
		{.kind = PF_RUN_ERROR_IO, .path = PF_STR("x"), .message = PF_STR("gone")},
	};
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	b.result.errors = errors;
	b.result.nerrors = 2;
	ck_assert_str_eq(junit_of(&b, PF_WARNING, false),
		HEAD
		"<testsuites name=\"podfit\" tests=\"2\" failures=\"0\" errors=\"2\" time=\"0\">\n"
		"<testsuite name=\"podfit\" tests=\"2\" failures=\"0\" errors=\"2\" skipped=\"0\">\n"
		"<testcase classname=\"podfit\" name=\"error 1\" time=\"0\">\n"
		"<error type=\"error\" message=\"too &lt;much&gt;\"/>\n</testcase>\n"
		"<testcase classname=\"x\" name=\"error 2\" time=\"0\">\n"
		"<error type=\"error\" message=\"gone\"/>\n</testcase>\n"
		"</testsuite>\n</testsuites>\n");
	drop(&b);
}
END_TEST

UNIT_TESTS(a_finding_is_a_case_that_fails, what_does_not_fail_the_run_is_skipped,
	names_of_cases_are_unique, names_of_cases_stay_when_lines_move, each_file_is_a_suite,
	a_clean_run_has_a_case_that_passes, what_kept_the_run_from_finishing_is_an_error)

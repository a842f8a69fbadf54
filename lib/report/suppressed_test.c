/* SPDX-License-Identifier: Apache-2.0 */

/* What each format says of a finding that is silenced, and was asked for all the same. */

#include "report/report_test.h"

/* A silenced finding at `a`, one that counts at `b`. */
static void load_two(struct bench *b)
{
	load(b, "web.yaml", "k: [a, b]\n");
	silence(b, find(b, &rule_b, "a"), "known");
	(void)find(b, &rule_a, "b");
}

START_TEST(json_names_what_silences_it)
{
	struct bench b;
	const char *text;

	load_two(&b);
	text = written(&b, pf_report_json);
	ck_assert_ptr_nonnull(strstr(text,
		"\"findings\":{\"error\":0,\"warning\":1,\"info\":0},"
		"\"suppressed\":{\"comment\":1,\"annotation\":0,\"config\":0,\"baseline\":0}"));
	ck_assert_ptr_nonnull(strstr(text,
		"\"confidence\":\"high\",\"suppressed\":{\"by\":\"comment\",\"reason\":\"known\","
		"\"path\":\"web.yaml\",\"line\":12}},"));
	ck_assert_ptr_nonnull(strstr(text, "\"confidence\":\"high\"}],\"skipped\""));
	drop(&b);
}
END_TEST

START_TEST(json_has_null_for_no_reason)
{
	struct bench b;

	load(&b, "web.yaml", "k: [a, b]\n");
	silence(&b, find(&b, &rule_b, "a"), "");
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_jsonl),
		"\"suppressed\":{\"by\":\"comment\",\"reason\":null,\"path\":\"web.yaml\","
		"\"line\":12}}\n"));
	drop(&b);
}
END_TEST

START_TEST(fixes_of_silenced_findings_are_not_counted)
{
	struct bench b;
	struct pf_finding *finding;

	load(&b, "web.yaml", "k: [a, b]\n");
	finding = find(&b, &rule_a, "a");
	fix(&b, finding, "a", "c");
	silence(&b, finding, "");
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_json),
		"\"fixable\":{\"safe\":0,\"unsafe\":0}"));
	ck_assert_str_eq(written(&b, pf_report_stats), "");
	drop(&b);
}
END_TEST

START_TEST(text_marks_it_and_counts_it_apart)
{
	static const struct pf_text_options options = {.width = 100, .summary = true};
	struct bench b;

	load_two(&b);
	b.result.suppressed[PF_BY_BASELINE] = 2;
	b.result.unjudged = 1;
	ck_assert_str_eq(text_of(&b, &options),
		"web.yaml:1:5: error: `it` is wrong (silenced by comment) [b-rule]\n"
		"  |\n"
		"1 | k: [a, b]\n"
		"  |     ^\n"
		"  = silenced by: comment, web.yaml:12, known\n"
		"  = docs: podfit explain b-rule\n"
		"\n"
		"web.yaml:1:8: warning: `it` is wrong [a-rule]\n"
		"  |\n"
		"1 | k: [a, b]\n"
		"  |        ^\n"
		"  = help: Do the right thing.\n"
		"  = docs: podfit explain a-rule\n"
		"\n"
		"1 finding: 1 warning in 1 of 1 file (0 objects)\n"
		"1 suppressed, 2 in baseline; 1 reference not judged (partial input)\n");
	drop(&b);
}
END_TEST

START_TEST(sarif_lists_suppressions_of_every_result)
{
	struct bench b;
	const char *text;

	load_two(&b);
	text = written(&b, pf_report_sarif);
	ck_assert_ptr_nonnull(strstr(text,
		"\"suppressions\":[{\"kind\":\"inSource\",\"status\":\"accepted\","
		"\"justification\":\"known\"}],\"properties\""));
	ck_assert_ptr_nonnull(strstr(text, "\"suppressions\":[],\"properties\""));
	b.show_suppressed = false;
	ck_assert_ptr_null(strstr(written(&b, pf_report_sarif), "suppressions"));
	drop(&b);
}
END_TEST

START_TEST(checkstyle_and_junit_have_a_word_for_it)
{
	struct bench b;

	load_two(&b);
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_checkstyle),
		"column=\"5\" severity=\"ignore\" message"));
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_junit),
		"<skipped message=\"`it` is wrong (silenced by comment)\"/>\n"));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "tests=\"2\" failures=\"1\""));
	drop(&b);
}
END_TEST

START_TEST(formats_that_have_none_leave_it_out)
{
	struct bench b;

	load_two(&b);
	ck_assert_ptr_null(strstr(written(&b, pf_report_github), "b-rule"));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "a-rule"));
	ck_assert_ptr_null(strstr(written(&b, pf_report_gitlab), "b-rule"));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "a-rule"));
	ck_assert_ptr_null(strstr(written(&b, pf_report_rdjsonl), "b-rule"));
	ck_assert_ptr_nonnull(strstr(b.out.ptr, "a-rule"));
	drop(&b);
}
END_TEST

UNIT_TESTS(json_names_what_silences_it, json_has_null_for_no_reason,
	fixes_of_silenced_findings_are_not_counted, text_marks_it_and_counts_it_apart,
	sarif_lists_suppressions_of_every_result, checkstyle_and_junit_have_a_word_for_it,
	formats_that_have_none_leave_it_out)

/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"

START_TEST(findings_stand_in_their_file)
{
	struct bench b;

	load(&b, "a\n\"p\".yaml", EMOJI_LINE);
	find(&b, &rule_a, EMOJI)->message = PF_STR("a < b & \"c\"\n\x1b");
	(void)find(&b, &rule_b, "name");
	ck_assert_str_eq(written(&b, pf_report_checkstyle),
		HEAD "<file name=\"a&#10;&quot;p&quot;.yaml\">\n"
		     "<error line=\"1\" column=\"45\" severity=\"warning\""
		     " message=\"a &lt; b &amp; &quot;c&quot;\\u{a}\\u{1b}\""
		     " source=\"podfit.image.a-rule\"/>\n"
		     "<error line=\"1\" column=\"16\" severity=\"error\""
		     " message=\"`it` is wrong\" source=\"podfit.security.b-rule\"/>\n"
		     "</file>\n</checkstyle>\n");
	drop(&b);
}
END_TEST

START_TEST(each_file_has_an_element)
{
	struct bench b, other;
	const char *text;

	load(&b, "a.yaml", "a: b\n");
	load(&other, "b.yaml", "a: b\n");
	(void)find(&b, &rule_a, "b");
	find(&b, &rule_a, "b")->at = place(&other, "b");
	text = written(&b, pf_report_checkstyle);
	ck_assert_ptr_nonnull(strstr(text, "/>\n</file>\n<file name=\"b.yaml\">\n<error "));
	drop(&other);
	drop(&b);
}
END_TEST

START_TEST(a_clean_run_is_an_empty_document)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	ck_assert_str_eq(written(&b, pf_report_checkstyle), HEAD "</checkstyle>\n");
	drop(&b);
}
END_TEST

UNIT_TESTS(findings_stand_in_their_file, each_file_has_an_element, a_clean_run_is_an_empty_document)

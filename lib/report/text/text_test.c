/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"

static const struct pf_text_options plain = {.width = 100};
static const struct pf_text_options with_summary = {.width = 100, .summary = true};

static const char deployment[] = "apiVersion: apps/v1\n"
				 "kind: Deployment\n"
				 "metadata: {name: web, namespace: shop}\n"
				 "spec:\n"
				 "  template:\n"
				 "    spec:\n"
				 "      containers:\n"
				 "        - name: web\n"
				 "          image: nginx:latest\n"
				 "          env:\n"
				 "            - name: A_PASSWORD\n"
				 "              value: hush\n";

START_TEST(shows_place_item_label_and_notes)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "deploy/web.yaml", deployment);
	f = find(&b, &rule_a, "nginx:latest");
	f->label = PF_STR("no digest");
	f->help = PF_STR("pin it");
	ck_assert_str_eq(text_of(&b, &with_summary),
		"deploy/web.yaml:9:18: warning: `it` is wrong [a-rule]\n"
		"  |\n"
		"8 |         - name: web\n"
		"9 |           image: nginx:latest\n"
		"  |                  ^^^^^^^^^^^^ no digest\n"
		"  = in:   Deployment shop/web\n"
		"  = help: pin it\n"
		"  = docs: podfit explain a-rule\n"
		"\n"
		"1 finding: 1 warning in 1 of 1 file (1 object)\n");
	drop(&b);
}
END_TEST

START_TEST(names_the_page_of_a_rule_once_and_falls_back_on_its_help)
{
	struct bench b;

	load(&b, "a.yaml", "a: b\n");
	(void)find(&b, &rule_a, "a");
	(void)find(&b, &rule_a, "b");
	(void)find(&b, &rule_b, "b");
	ck_assert_str_eq(text_of(&b, &plain),
		"a.yaml:1:1: warning: `it` is wrong [a-rule]\n"
		"  |\n"
		"1 | a: b\n"
		"  | ^\n"
		"  = help: Do the right thing.\n"
		"  = docs: podfit explain a-rule\n"
		"\n"
		"a.yaml:1:4: warning: `it` is wrong [a-rule]\n"
		"  |\n"
		"1 | a: b\n"
		"  |    ^\n"
		"  = help: Do the right thing.\n"
		"\n"
		"a.yaml:1:4: error: `it` is wrong [b-rule]\n"
		"  |\n"
		"1 | a: b\n"
		"  |    ^\n"
		"  = docs: podfit explain b-rule\n");
	drop(&b);
}
END_TEST

START_TEST(shows_related_places_with_their_own_snippet)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "web.yaml", deployment);
	f = find(&b, &rule_b, "name: web");
	relate(&b, f, "env:", "its environment");
	ck_assert_str_eq(text_of(&b, &plain),
		"web.yaml:3:12: error: `it` is wrong [b-rule]\n"
		"   |\n"
		" 3 | metadata: {name: web, namespace: shop}\n"
		"   |            ^^^^^^^^^\n"
		"   |\n"
		"  ::: web.yaml:10\n"
		"   |\n"
		" 8 |         - name: web\n"
		" 9 |           image: nginx:latest\n"
		"10 |           env:\n"
		"   |           ^^^^ its environment\n"
		"   = in:   Deployment shop/web\n"
		"   = docs: podfit explain b-rule\n");
	drop(&b);
}
END_TEST

START_TEST(names_related_places_that_have_no_text)
{
	static struct pf_file folder = {
		.source = {.path = PF_STR_INIT("layout"), .text = PF_STR_INIT("")}};
	struct pf_related related = {
		.at = {.file = &folder}, .message = PF_STR_INIT("built for linux/amd64")};
	struct bench b;

	load(&b, "web.yaml", deployment);
	folder.lines = pf_lines_of(&b.arena, folder.source.text);
	find(&b, &rule_b, "name: web")->related = &related;
	ck_assert_str_eq(text_of(&b, &plain),
		"web.yaml:3:12: error: `it` is wrong [b-rule]\n"
		"  |\n"
		"3 | metadata: {name: web, namespace: shop}\n"
		"  |            ^^^^^^^^^\n"
		"  |\n"
		" ::: layout: built for linux/amd64\n"
		"  = in:   Deployment shop/web\n"
		"  = docs: podfit explain b-rule\n");
	drop(&b);
}
END_TEST

START_TEST(shows_no_secret)
{
	struct bench b;

	load(&b, "web.yaml", deployment);
	(void)find(&b, &rule_b, "hush");
	ck_assert_ptr_null(strstr(text_of(&b, &plain), "hush"));
	ck_assert_ptr_nonnull(strstr(b.out.ptr,
		"11 |             - name: A_PASSWORD\n"
		"12 |               value: ***\n"
		"   |                      ^^^\n"));
	drop(&b);
}
END_TEST

START_TEST(lines_up_carets_under_tabs_wide_and_unsafe_characters)
{
	struct bench b;

	load(&b, "a.yaml",
		"# \t\xe4\xb8\xad"
		"e\xcc\x81\x1b[1m\xe2\x80\xae X\n");
	(void)find(&b, &rule_b, "X");
	ck_assert_ptr_nonnull(strstr(text_of(&b, &plain),
		"1 | #     \xe4\xb8\xad"
		"e\xcc\x81\\u{1b}[1m\\u{202e} X\n"
		"  |                            ^\n"));
	drop(&b);
}
END_TEST

START_TEST(underlines_the_first_line_of_what_spans_several)
{
	struct bench b;

	load(&b, "a.yaml", "a: \"b\r\n  c\"\r\n");
	(void)find(&b, &rule_b, "\"b\r\n  c\"");
	ck_assert_ptr_nonnull(strstr(text_of(&b, &plain), "1 | a: \"b\n  |    ^^\n  ="));
	drop(&b);
}
END_TEST

START_TEST(marks_one_column_where_nothing_stands)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "a.yaml", "a:\n\n");
	f = find(&b, &rule_b, "a:");
	f->at.start = f->at.end;
	ck_assert_ptr_nonnull(strstr(text_of(&b, &plain), "1 | a:\n  |   ^\n"));
	f->at.start = f->at.end = 3; /* the empty line */
	ck_assert_ptr_nonnull(strstr(text_of(&b, &plain), "2 |\n  | ^\n"));
	f->at.start = f->at.end = 4; /* the end of the file */
	ck_assert_ptr_nonnull(strstr(text_of(&b, &plain), "3 |\n  | ^\n"));
	drop(&b);
}
END_TEST

START_TEST(cuts_a_window_out_of_a_long_line)
{
	static const struct pf_text_options narrow = {.width = 44};
	struct bench b;
	char line[1001];

	memset(line, '-', 1000);
	line[1000] = '\0';
	memcpy(line, "# first", 7);
	memcpy(line + 500, "HERE", 4);
	memcpy(line + 990, "the last", 8);
	load(&b, "a.yaml", line);
	(void)find(&b, &rule_b, "HERE");
	/* 40 columns: a third of them before the place */
	ck_assert_ptr_nonnull(strstr(text_of(&b, &narrow),
		"1 | ...-------------HERE-----------------...\n"
		"  |                 ^^^^\n"));
	b.result.nfindings = 0;
	(void)find(&b, &rule_b, "first");
	ck_assert_ptr_nonnull(strstr(text_of(&b, &narrow),
		"1 | # first------------------------------...\n"
		"  |   ^^^^^\n"));
	b.result.nfindings = 0;
	(void)find(&b, &rule_b, "last");
	ck_assert_ptr_nonnull(strstr(text_of(&b, &narrow),
		"1 | ...---------the last--\n"
		"  |                 ^^^^\n"));
	drop(&b);
}
END_TEST

START_TEST(takes_little_time_for_many_findings_on_one_huge_line)
{
	enum { HUGE_LINE = 4 << 20 };
	static const struct pf_text_options narrow = {.width = 80};
	char *line = malloc(HUGE_LINE + 1);
	struct bench b;

	memset(line, 'x', HUGE_LINE);
	line[0] = '#';
	line[HUGE_LINE] = '\0';
	load(&b, "a.yaml", line);
	for (size_t i = 0; i < 16; i++) {
		struct pf_finding *f = find(&b, &rule_b, "x");

		f->at.start = (uint32_t)(i * (HUGE_LINE / 16));
		f->at.end = HUGE_LINE;
	}
	ck_assert_uint_lt(strlen(text_of(&b, &narrow)), 16 * 500);
	free(line);
	drop(&b);
}
END_TEST

START_TEST(breaks_label_and_help_on_a_terminal)
{
	static const struct pf_text_options terminal = {.width = 50, .wrap = true};
	struct bench b;
	struct pf_finding *f;

	load(&b, "a.yaml", "key: value # a comment that is somewhat long\n");
	f = find(&b, &rule_b, "value");
	f->label = PF_STR("one two three four five six seven eight nine ten");
	f->help = PF_STR("one two three four five six seven eight nine ten");
	ck_assert_ptr_nonnull(strstr(text_of(&b, &terminal),
		"  |      ^^^^^ one two three four five six seven\n"
		"  |            eight nine ten\n"
		"  = help: one two three four five six seven eight\n"
		"          nine ten\n"));
	b.result.nfindings = 0;
	f = find(&b, &rule_b, "somewhat long");
	f->label = PF_STR("one two three four five six seven eight nine ten");
	ck_assert_ptr_nonnull(strstr(text_of(&b, &terminal),
		"  |                                ^^^^^^^^^^^^^\n"
		"  |                           one two three four\n"
		"  |                           five six seven eight\n"
		"  |                           nine ten\n"));
	drop(&b);
}
END_TEST

START_TEST(sums_up)
{
	struct bench b;

	load(&b, "a.yaml", "a: b\n");
	ck_assert_str_eq(text_of(&b, &with_summary), "ok: 1 file, 0 objects, no findings\n");
	b.result.files_checked = 14;
	b.result.objects = 37;
	b.result.unjudged = 2;
	ck_assert_str_eq(text_of(&b, &with_summary),
		"ok: 14 files, 37 objects, no findings\n"
		"2 references not judged (partial input)\n");
	b.result.nerrors = 1;
	ck_assert_str_eq(text_of(&b, &with_summary),
		"14 files, 37 objects, no findings\n"
		"2 references not judged (partial input)\n"
		"1 error kept the run from finishing: results are incomplete\n");
	ck_assert_str_eq(text_of(&b, &plain), "");
	b.result.nerrors = 0;
	b.result.unjudged = 0;
	(void)find(&b, &rule_a, "a");
	(void)find(&b, &rule_b, "a");
	(void)find(&b, &rule_b, "b");
	ck_assert_ptr_nonnull(strstr(text_of(&b, &with_summary),
		"\n\n3 findings: 2 errors, 1 warning in 1 of 14 files (37 objects)\n"));
	b.result.files_checked = b.result.nfindings = 0;
	memset(b.result.count, 0, sizeof(b.result.count));
	ck_assert_str_eq(text_of(&b, &with_summary), "");
	drop(&b);
}
END_TEST

START_TEST(announces_what_it_cuts_off)
{
	static const struct pf_text_options one = {.width = 100, .max_findings = 1};
	struct pf_report report;
	struct bench b;

	load(&b, "a.yaml", "a: b\n");
	(void)find(&b, &rule_b, "a");
	(void)find(&b, &rule_b, "b");
	ck_assert_str_eq(text_of(&b, &one),
		"a.yaml:1:1: error: `it` is wrong [b-rule]\n"
		"  |\n"
		"1 | a: b\n"
		"  | ^\n"
		"  = docs: podfit explain b-rule\n"
		"\n"
		"1 more finding not shown (--max-findings 1)\n");
	report = report_of(&b, 1);
	pf_buf_reset(&b.out);
	pf_report_concise(&b.out, &report, 1);
	ck_assert_str_eq(b.out.ptr,
		"a.yaml:1:1: error: `it` is wrong [b-rule]\n"
		"1 more finding not shown (--max-findings 1)\n");
	drop(&b);
}
END_TEST

START_TEST(colours_path_severity_and_carets)
{
	static const struct pf_text_options color = {.width = 100, .color = true};
	struct bench b;

	load(&b, "a.yaml", "a: b\n");
	(void)find(&b, &rule_b, "b");
	ck_assert_str_eq(text_of(&b, &color),
		"\033[1ma.yaml:1:4:\033[0m \033[1;31merror:\033[0m `it` is wrong [b-rule]\n"
		"  |\n"
		"1 | a: b\n"
		"  |    \033[1;31m^\033[0m\n"
		"  = docs: podfit explain b-rule\n");
	drop(&b);
}
END_TEST

START_TEST(keeps_every_finding_on_one_concise_line)
{
	struct pf_report report;
	struct bench b;
	struct pf_finding *f;

	load(&b, "a\nb\x1b.yaml", "\xc3\xa9\xf0\x9f\x98\x80: b\n");
	f = find(&b, &rule_b, "b");
	f->message = PF_STR("two\nlines");
	report = report_of(&b, 1);
	pf_report_concise(&b.out, &report, 0);
	ck_assert_str_eq(b.out.ptr, "a\\u{a}b\\u{1b}.yaml:1:5: error: two\\u{a}lines [b-rule]\n");
	pf_buf_reset(&b.out);
	report.columns = PF_UTF16_UNITS;
	pf_report_concise(&b.out, &report, 0);
	ck_assert_ptr_nonnull(strstr(b.out.ptr, ":1:6: "));
	pf_buf_reset(&b.out);
	report.columns = PF_BYTES;
	pf_report_concise(&b.out, &report, 0);
	ck_assert_ptr_nonnull(strstr(b.out.ptr, ":1:9: "));
	drop(&b);
}
END_TEST

START_TEST(counts_by_rule_the_most_frequent_first)
{
	struct pf_report report;
	struct bench b;

	load(&b, "a.yaml", "a: b\n");
	fix(&b, find(&b, &rule_a, "a"), "a", "c");
	(void)find(&b, &rule_b, "a");
	(void)find(&b, &rule_b, "b");
	report = report_of(&b, 1);
	pf_report_stats(&b.out, &report);
	ck_assert_str_eq(b.out.ptr,
		"rule    findings  fixable\n"
		"b-rule         2        0\n"
		"a-rule         1        1\n");
	drop(&b);
}
END_TEST

UNIT_TESTS(shows_place_item_label_and_notes,
	names_the_page_of_a_rule_once_and_falls_back_on_its_help,
	shows_related_places_with_their_own_snippet, names_related_places_that_have_no_text,
	shows_no_secret, lines_up_carets_under_tabs_wide_and_unsafe_characters,
	underlines_the_first_line_of_what_spans_several, marks_one_column_where_nothing_stands,
	cuts_a_window_out_of_a_long_line, takes_little_time_for_many_findings_on_one_huge_line,
	breaks_label_and_help_on_a_terminal, sums_up, announces_what_it_cuts_off,
	colours_path_severity_and_carets, keeps_every_finding_on_one_concise_line,
	counts_by_rule_the_most_frequent_first)

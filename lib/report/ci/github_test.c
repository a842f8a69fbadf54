/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"

static const char pod[] = "apiVersion: v1\n"
			  "kind: Pod\n"
			  "metadata: {name: web, namespace: shop}\n";

static const char *github_of(struct bench *b)
{
	return written(b, pf_report_github);
}

START_TEST(an_annotation_names_place_rule_object_and_help)
{
	struct bench b;

	load(&b, "a,b/p.yaml", pod);
	(void)find(&b, &rule_a, "kind");
	ck_assert_str_eq(github_of(&b),
		"::warning file=a%2Cb/p.yaml,line=2,endLine=2,col=1,endColumn=5,title=a-rule::"
		"a,b/p.yaml:2:1: `it` is wrong [a-rule]%0Ain: Pod shop/web"
		"%0Ahelp: Do the right thing.\n");
	drop(&b);
}
END_TEST

START_TEST(columns_count_code_points)
{
	struct bench b;

	load(&b, "p.yaml", EMOJI_LINE);
	(void)find(&b, &rule_b, EMOJI);
	ck_assert_str_eq(github_of(&b),
		"::error file=p.yaml,line=1,endLine=1,col=45,endColumn=46,title=b-rule::"
		"p.yaml:1:45: `it` is wrong [b-rule]\n");
	drop(&b);
}
END_TEST

START_TEST(a_range_over_lines_has_no_columns)
{
	struct bench b;

	load(&b, "p.yaml", pod);
	find(&b, &rule_b, "v1\nkind")->object = NULL;
	ck_assert_str_eq(github_of(&b),
		"::error file=p.yaml,line=1,endLine=2,title=b-rule::"
		"p.yaml:1:13: `it` is wrong [b-rule]\n");
	drop(&b);
}
END_TEST

START_TEST(text_of_the_input_is_no_command)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "::p,q.yaml", "a: b\n");
	f = find(&b, &rule_b, "b");
	f->message = PF_STR("a%0A\n::error::##[group]\x1b");
	f->help = PF_STR("##[x]");
	ck_assert_str_eq(github_of(&b),
		"::error file=%3A%3Ap%2Cq.yaml,line=1,endLine=1,col=4,endColumn=5,title=b-rule::"
		"::p,q.yaml:1:4: a%250A\\u{a}::error::##\\u{5b}group]\\u{1b} [b-rule]"
		"%0Ahelp: ##\\u{5b}x]\n");
	drop(&b);
}
END_TEST

static size_t count_of(const char *text, const char *word)
{
	size_t n = 0;

	for (; (text = strstr(text, word)); text++)
		n++;
	return n;
}

START_TEST(the_worst_come_first_and_ten_of_each_severity_are_annotated)
{
	struct bench b;
	const char *text;

	load(&b, "p.yaml", "a: b\n");
	for (size_t i = 0; i < 36; i++) {
		struct pf_finding *f = find(&b, &rule_b, "b");

		f->severity = (enum pf_severity)(i % 3);
		f->message = pf_arena_fmt(&b.arena, "number %zu.", i);
	}
	text = github_of(&b);
	ck_assert_uint_eq(count_of(text, "::error "), 10);
	ck_assert_uint_eq(count_of(text, "::warning "), 10);
	ck_assert_uint_eq(count_of(text, "::notice "), 10);
	ck_assert(strncmp(text, "::error ", 8) == 0);
	ck_assert_ptr_null(strstr(strstr(text, "::notice "), "::error "));
	ck_assert_ptr_nonnull(strstr(text,
		"\np.yaml:1:4: info: number 30. [b-rule]\n"
		"p.yaml:1:4: warning: number 31. [b-rule]\n"
		"p.yaml:1:4: error: number 32. [b-rule]\n"
		"p.yaml:1:4: info: number 33. [b-rule]\n"
		"p.yaml:1:4: warning: number 34. [b-rule]\n"
		"p.yaml:1:4: error: number 35. [b-rule]\n"
		"6 more not annotated\n"));
	drop(&b);
}
END_TEST

START_TEST(errors_of_the_run_take_the_place_of_findings)
{
	struct pf_run_error errors[12];
	struct bench b;
	const char *text;

	load(&b, "p.yaml", "a: b\n");
	for (size_t i = 0; i < 12; i++)
		errors[i] = (struct pf_run_error){
			.kind = PF_RUN_ERROR_IO, .path = PF_STR("::x"), .message = PF_STR("gone")};
	errors[0] = (struct pf_run_error){
		.kind = PF_RUN_ERROR_LIMIT, .path = PF_STR_EMPTY, .message = PF_STR("too much")};
	errors[1].line = 3;
	b.result.errors = errors;
	b.result.nerrors = 12;
	(void)find(&b, &rule_b, "b");
	(void)find(&b, &rule_a, "b");
	text = github_of(&b);
	ck_assert(pf_str_starts_with(pf_str_from(text),
		PF_STR("::error title=podfit could not finish::too much\n"
		       "::error file=%3A%3Ax,line=3,title=podfit could not finish::::x: gone\n"
		       "::error file=%3A%3Ax,title=podfit could not finish::::x: gone\n")));
	ck_assert_uint_eq(count_of(text, "::error "), 10);
	ck_assert_ptr_nonnull(strstr(text,
		"\n./::x: error: gone\n./::x: error: gone\n"
		"p.yaml:1:4: error: `it` is wrong [b-rule]\n3 more not annotated\n"));
	drop(&b);
}
END_TEST

START_TEST(a_clean_run_says_nothing)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	ck_assert_str_eq(github_of(&b), "");
	drop(&b);
}
END_TEST

UNIT_TESTS(an_annotation_names_place_rule_object_and_help, columns_count_code_points,
	a_range_over_lines_has_no_columns, text_of_the_input_is_no_command,
	the_worst_come_first_and_ten_of_each_severity_are_annotated,
	errors_of_the_run_take_the_place_of_findings, a_clean_run_says_nothing)

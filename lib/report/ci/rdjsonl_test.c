/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report_test.h"
#include "rule/tool.h"

START_TEST(columns_count_bytes)
{
	struct bench b;

	load(&b, "p.yaml", EMOJI_LINE);
	(void)find(&b, &rule_b, EMOJI);
	ck_assert_str_eq(written(&b, pf_report_rdjsonl),
		pf_arena_fmt(&b.arena,
			"{\"message\":\"`it` is wrong\",\"location\":{\"path\":\"p.yaml\","
			"\"range\":{\"start\":{\"line\":1,\"column\":46},"
			"\"end\":{\"line\":1,\"column\":50}}},\"severity\":\"ERROR\","
			"\"source\":{\"name\":\"podfit\",\"url\":\"%s\"},"
			"\"code\":{\"value\":\"b-rule\",\"url\":\"%s/r/b-rule\"}}\n",
			pf_url, pf_url)
			.ptr);
	drop(&b);
}
END_TEST

START_TEST(help_and_related_places_come_along)
{
	struct bench b;
	struct pf_finding *f;

	load(&b, "p.yaml", "a: b\nc: d\n");
	f = find(&b, &rule_a, "b");
	f->message = PF_STR("x\x1b");
	relate(&b, f, "d", "here\n");
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_rdjsonl),
		"{\"message\":\"x\\\\u{1b}\\nhelp: Do the right thing.\","));
	ck_assert_ptr_nonnull(strstr(b.out.ptr,
		",\"related_locations\":[{\"message\":\"here\\\\u{a}\",\"location\":"
		"{\"path\":\"p.yaml\",\"range\":{\"start\":{\"line\":2,\"column\":4},"
		"\"end\":{\"line\":2,\"column\":5}}}}]}\n"));
	drop(&b);
}
END_TEST

START_TEST(related_places_may_have_no_text)
{
	static struct pf_file folder = {
		.source = {.path = PF_STR_INIT("layout"), .text = PF_STR_INIT("")}};
	struct pf_related related = {.at = {.file = &folder}, .message = PF_STR_INIT("built")};
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	find(&b, &rule_a, "b")->related = &related;
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_rdjsonl),
		"[{\"message\":\"built\",\"location\":{\"path\":\"layout\"}}]"));
	drop(&b);
}
END_TEST

START_TEST(a_fix_at_one_place_is_a_suggestion)
{
	struct bench b;

	load(&b, "p.yaml", "a: b\n");
	fix(&b, find(&b, &rule_a, "b"), "b", "\"c\"\n");
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_rdjsonl),
		",\"suggestions\":[{\"range\":{\"start\":{\"line\":1,\"column\":4},"
		"\"end\":{\"line\":1,\"column\":5}},\"text\":\"\\\"c\\\"\\n\"}]}\n"));
	drop(&b);
}
END_TEST

START_TEST(a_safe_fix_is_preferred_and_one_of_two_edits_left_out)
{
	struct bench b;
	struct pf_finding *f;
	struct pf_fix *twice, *unsafe, *safe;

	load(&b, "p.yaml", "a: b\nc: d\n");
	f = find(&b, &rule_a, "b");
	fix(&b, f, "b", "safe");
	safe = f->fixes;
	safe->safe = true;
	fix(&b, f, "b", "unsafe");
	unsafe = f->fixes;
	unsafe->next = safe;
	fix(&b, f, "b", "both");
	twice = f->fixes;
	twice->next = unsafe;
	twice->safe = true;
	fix(&b, f, "d", "both");
	twice->edits->next = f->fixes->edits;
	f->fixes = twice;
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_rdjsonl), "\"text\":\"safe\"}]"));
	ck_assert_ptr_null(strstr(b.out.ptr, "both"));
	unsafe->next = NULL;
	ck_assert_ptr_nonnull(strstr(written(&b, pf_report_rdjsonl), "\"text\":\"unsafe\"}]"));
	twice->next = NULL;
	ck_assert_ptr_null(strstr(written(&b, pf_report_rdjsonl), "suggestions"));
	drop(&b);
}
END_TEST

START_TEST(no_suggestion_shows_a_secret)
{
	struct bench b;

	load(&b, "p.yaml",
		"apiVersion: v1\nkind: Pod\nspec:\n  env: [{name: A_TOKEN, value: 12345}]\n");
	fix(&b, find(&b, &rule_a, "12345"), "12345", "\"12345\"");
	ck_assert_ptr_null(strstr(written(&b, pf_report_rdjsonl), "12345"));
	drop(&b);
}
END_TEST

UNIT_TESTS(columns_count_bytes, help_and_related_places_come_along, related_places_may_have_no_text,
	a_fix_at_one_place_is_a_suggestion, a_safe_fix_is_preferred_and_one_of_two_edits_left_out,
	no_suggestion_shows_a_secret)

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/text.h"

#include "unit.h"

START_TEST(lines_end_at_lf_crlf_and_cr)
{
	pf_str text = PF_STR("a\nb\r\nc\rd");

	ck_assert_uint_eq(pf_text_next_line(text, 0), 2);
	ck_assert_uint_eq(pf_text_next_line(text, 2), 5);
	ck_assert_uint_eq(pf_text_next_line(text, 5), 7);
	ck_assert_uint_eq(pf_text_next_line(text, 7), 8);
	ck_assert_uint_eq(pf_text_line_start(text, 4), 2);
	ck_assert_uint_eq(pf_text_line_start(text, 8), 7);
	ck_assert_uint_eq(pf_text_line_start(text, 0), 0);
	ck_assert_uint_eq(pf_text_line_end(text, 2), 3);
	ck_assert_uint_eq(pf_text_line_end(text, 8), 8);
}
END_TEST

START_TEST(markers_stand_alone_at_a_line_start)
{
	pf_str dots = PF_STR("...");

	ck_assert(pf_text_is_marker(PF_STR("..."), 0, dots));
	ck_assert(pf_text_is_marker(PF_STR("a\n...\tb"), 2, dots));
	ck_assert(!pf_text_is_marker(PF_STR("...."), 0, dots));
	ck_assert(!pf_text_is_marker(PF_STR(" ..."), 1, dots));
	ck_assert(!pf_text_is_marker(PF_STR(".."), 0, dots));
	ck_assert_uint_eq(pf_text_document_end(PF_STR("a...\n ...\n...\n"), 0, 14), 10);
	ck_assert_uint_eq(pf_text_document_end(PF_STR("a...\n"), 0, 5), 5);
}
END_TEST

START_TEST(properties_and_comments_before_a_scalar_are_skipped)
{
	pf_str text = PF_STR("&a !!str # why\n  value");

	ck_assert_uint_eq(pf_text_skip_properties(text, 0, text.len), 17);
	ck_assert_uint_eq(pf_text_skip_properties(text, 0, 2), 2);
	ck_assert_uint_eq(pf_text_skip_properties(text, 17, text.len), 17);
}
END_TEST

START_TEST(block_scalars_end_with_their_last_word)
{
	pf_str text = PF_STR("|+ # c\n  x\n\n");
	pf_str empty = PF_STR(">-2 # c\n  \n");

	ck_assert_uint_eq(pf_text_block_end(text, 0, text.len), 10);
	ck_assert_uint_eq(pf_text_block_end(empty, 0, empty.len), 3);
}
END_TEST

START_TEST(an_absent_value_stands_behind_the_colon)
{
	ck_assert_uint_eq(pf_text_empty_value(PF_STR("k:\n"), 1, 2), 2);
	ck_assert_uint_eq(pf_text_empty_value(PF_STR("{k : , b}"), 2, 5), 4);
	ck_assert_uint_eq(pf_text_empty_value(PF_STR("{k , b}"), 2, 3), 2);
}
END_TEST

START_TEST(json_values_end_with_their_bracket)
{
	ck_assert_uint_eq(pf_text_json_end(PF_STR("{\"}\\\"\": [1]} {}"), 0, 15), 12);
	ck_assert_uint_eq(pf_text_json_end(PF_STR("[[]"), 0, 3), 3);
	ck_assert_uint_eq(pf_text_json_end(PF_STR("[\n...\n]"), 0, 7), 7);
	ck_assert_uint_eq(pf_text_json_end(PF_STR("[\"\\"), 0, 3), 3);
}
END_TEST

START_TEST(words_have_one_character_at_least)
{
	ck_assert_uint_eq(pf_text_word_end(PF_STR("abc: d"), 0, 6), 3);
	ck_assert_uint_eq(pf_text_word_end(PF_STR("abc: d"), 3, 6), 4);
	ck_assert_uint_eq(pf_text_word_end(PF_STR("abc"), 3, 3), 3);
	ck_assert_uint_eq(pf_text_word_end(PF_STR("\xc3\xa9 x"), 0, 4), 2);
}
END_TEST

UNIT_TESTS(lines_end_at_lf_crlf_and_cr, markers_stand_alone_at_a_line_start,
	properties_and_comments_before_a_scalar_are_skipped, block_scalars_end_with_their_last_word,
	an_absent_value_stands_behind_the_colon, json_values_end_with_their_bracket,
	words_have_one_character_at_least)

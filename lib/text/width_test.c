/* SPDX-License-Identifier: Apache-2.0 */

#include "text/width.h"

#include "unit.h"

START_TEST(knows_narrow_wide_and_invisible_characters)
{
	ck_assert_uint_eq(pf_char_width('a'), 1);
	ck_assert_uint_eq(pf_char_width(0xe9), 1);
	ck_assert_uint_eq(pf_char_width(0x301), 0);    /* combining acute */
	ck_assert_uint_eq(pf_char_width(0x200b), 0);   /* zero width space */
	ck_assert_uint_eq(pf_char_width(0x4e2d), 2);   /* a Han character */
	ck_assert_uint_eq(pf_char_width(0xff21), 2);   /* fullwidth A */
	ck_assert_uint_eq(pf_char_width(0x1f600), 2);  /* an emoji */
	ck_assert_uint_eq(pf_char_width(0x10ffff), 1); /* unassigned */
}
END_TEST

START_TEST(ranges_end_where_they_end)
{
	ck_assert_uint_eq(pf_char_width(0x2ff), 1);
	ck_assert_uint_eq(pf_char_width(0x300), 0);
	ck_assert_uint_eq(pf_char_width(0x36f), 0);
	ck_assert_uint_eq(pf_char_width(0x370), 1);
	ck_assert_uint_eq(pf_char_width(0x605), 1);  /* a sign that is drawn */
	ck_assert_uint_eq(pf_char_width(0x115f), 2); /* Hangul initials, then vowels */
	ck_assert_uint_eq(pf_char_width(0x1160), 0);
	ck_assert_uint_eq(pf_char_width(0x2630), 2); /* wide since Unicode 16 */
	ck_assert_uint_eq(pf_char_width(0xe01ef), 0);
	ck_assert_uint_eq(pf_char_width(0xe01f0), 1);
	ck_assert_uint_eq(pf_char_width(UINT32_MAX), 1);
}
END_TEST

START_TEST(adds_up_text)
{
	ck_assert_uint_eq(pf_text_width(PF_STR("")), 0);
	ck_assert_uint_eq(pf_text_width(PF_STR("e\xcc\x81t\xc3\xa9")), 3);
	ck_assert_uint_eq(pf_text_width(PF_STR("\xe4\xb8\xad!\xff")), 4);
}
END_TEST

static void assert_wrapped(const char *text, size_t column, size_t indent, const char *expected)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_margin margin = {PF_STR("|"), indent, 10};

	pf_wrap(&out, pf_str_from(text), column, &margin);
	ck_assert_str_eq(out.ptr, expected);
}

START_TEST(breaks_lines_that_grow_too_long)
{
	assert_wrapped("aaa bbb cc", 0, 2, "aaa bbb cc");
	assert_wrapped("aaa bbb ccc", 0, 2, "aaa bbb\n| ccc");
	assert_wrapped("aaa bbb", 4, 1, "aaa\n|bbb");
	assert_wrapped("a 23456789012345 b", 0, 2, "a\n| 23456789012345\n| b");
}
END_TEST

UNIT_TESTS(knows_narrow_wide_and_invisible_characters, ranges_end_where_they_end, adds_up_text,
	breaks_lines_that_grow_too_long)

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/mark.h"

#include "unit.h"

START_TEST(ascii_text_needs_no_walk)
{
	pf_str text = PF_STR("key: value");
	struct pf_marks marks;

	ck_assert(pf_text_is_ascii(text));
	pf_marks_init(&marks, text, true);
	ck_assert_uint_eq(pf_marks_byte(&marks, 5), 5);
	ck_assert_uint_eq(pf_marks_byte(&marks, 99), 10);
	ck_assert_uint_eq(marks.byte, 0);
}
END_TEST

START_TEST(finds_a_high_byte_anywhere)
{
	char text[24];

	for (size_t i = 0; i < sizeof(text); i++) {
		memset(text, 'a', sizeof(text));
		ck_assert(pf_text_is_ascii((pf_str){text, sizeof(text)}));
		text[i] = (char)0xc3;
		ck_assert(!pf_text_is_ascii((pf_str){text, sizeof(text)}));
		ck_assert(pf_text_is_ascii((pf_str){text, i}));
	}
}
END_TEST

/* Characters of 1, 2, 3 and 4 bytes, then ASCII longer than a word. */
static const char mixed[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"
			    "bcdefghijklmnop\xc3\xa9z";
static const size_t bytes[] = {0, 1, 3, 6, 10};

START_TEST(walks_forward_over_long_characters)
{
	struct pf_marks marks;

	pf_marks_init(&marks, pf_str_from(mixed), false);
	for (size_t i = 0; i < 5; i++)
		ck_assert_uint_eq(pf_marks_byte(&marks, i), bytes[i]);
	ck_assert_uint_eq(pf_marks_byte(&marks, 19), 25);
	ck_assert_uint_eq(pf_marks_byte(&marks, 20), 27);
	ck_assert_uint_eq(pf_marks_byte(&marks, 99), 28);
}
END_TEST

START_TEST(walks_back_again)
{
	struct pf_marks marks;

	pf_marks_init(&marks, pf_str_from(mixed), false);
	ck_assert_uint_eq(pf_marks_byte(&marks, 21), 28);
	for (size_t i = 5; i > 0; i--)
		ck_assert_uint_eq(pf_marks_byte(&marks, i - 1), bytes[i - 1]);
	ck_assert_uint_eq(pf_marks_byte(&marks, 21), 28);
}
END_TEST

UNIT_TESTS(ascii_text_needs_no_walk, finds_a_high_byte_anywhere, walks_forward_over_long_characters,
	walks_back_again)

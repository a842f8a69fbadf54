/* SPDX-License-Identifier: Apache-2.0 */

#include "text/utf8.h"

#include "unit.h"

static size_t len_at_start(const char *bytes)
{
	return pf_utf8_len(pf_str_from(bytes), 0);
}

START_TEST(accepts_the_first_and_last_character_of_each_length)
{
	ck_assert_uint_eq(len_at_start("\x7F"), 1);
	ck_assert_uint_eq(len_at_start("\xC2\x80"), 2);
	ck_assert_uint_eq(len_at_start("\xDF\xBF"), 2);
	ck_assert_uint_eq(len_at_start("\xE0\xA0\x80"), 3);
	ck_assert_uint_eq(len_at_start("\xED\x9F\xBF"), 3);
	ck_assert_uint_eq(len_at_start("\xEE\x80\x80"), 3);
	ck_assert_uint_eq(len_at_start("\xEF\xBF\xBF"), 3);
	ck_assert_uint_eq(len_at_start("\xF0\x90\x80\x80"), 4);
	ck_assert_uint_eq(len_at_start("\xF4\x8F\xBF\xBF"), 4);
}
END_TEST

START_TEST(refuses_overlong_surrogate_and_too_large)
{
	ck_assert_uint_eq(len_at_start("\xC0\x80"), 0);
	ck_assert_uint_eq(len_at_start("\xC1\xBF"), 0);
	ck_assert_uint_eq(len_at_start("\xE0\x9F\xBF"), 0);
	ck_assert_uint_eq(len_at_start("\xF0\x8F\xBF\xBF"), 0);
	ck_assert_uint_eq(len_at_start("\xED\xA0\x80"), 0);
	ck_assert_uint_eq(len_at_start("\xED\xBF\xBF"), 0);
	ck_assert_uint_eq(len_at_start("\xF4\x90\x80\x80"), 0);
	ck_assert_uint_eq(len_at_start("\xF5\x80\x80\x80"), 0);
	ck_assert_uint_eq(len_at_start("\xFF"), 0);
}
END_TEST

START_TEST(refuses_stray_and_missing_tails)
{
	ck_assert_uint_eq(len_at_start("\x80"), 0);
	ck_assert_uint_eq(len_at_start("\xC3"), 0);
	ck_assert_uint_eq(len_at_start("\xC3x"), 0);
	ck_assert_uint_eq(len_at_start("\xE2\x82"), 0);
	ck_assert_uint_eq(len_at_start("\xF0\x9F\x98x"), 0);
}
END_TEST

START_TEST(finds_the_bad_byte_wherever_it_lies_in_a_word)
{
	for (size_t at = 0; at < 20; at++) {
		char text[20];

		memset(text, 'a', sizeof(text));
		ck_assert_uint_eq(pf_utf8_find_bad((pf_str){text, 20}), 20);
		text[at] = (char)0xFF;
		ck_assert_uint_eq(pf_utf8_find_bad((pf_str){text, 20}), at);
		ck_assert_uint_eq(pf_ascii_end((pf_str){text, 20}, 0), at);
	}
	ck_assert_uint_eq(pf_utf8_find_bad(PF_STR("aaaaaaa\xC3\xA9z\xC3")), 10);
	ck_assert_uint_eq(pf_utf8_find_bad(PF_STR_EMPTY), 0);
}
END_TEST

START_TEST(writes_what_it_reads)
{
	static const uint32_t chars[] = {0x41, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x1F600, 0x10FFFF};
	static const size_t lens[] = {1, 2, 3, 3, 4, 4, 4};
	char to[PF_UTF8_MAX];

	for (size_t i = 0; i < 7; i++) {
		ck_assert_uint_eq(pf_utf8_put(to, chars[i]), lens[i]);
		ck_assert_uint_eq(pf_utf8_len((pf_str){to, lens[i]}, 0), lens[i]);
	}
	ck_assert_uint_eq(pf_utf8_put(to, 0x1F600), 4);
	ck_assert_mem_eq(to, "\xF0\x9F\x98\x80", 4);
}
END_TEST

START_TEST(reads_the_first_character)
{
	static const struct {
		pf_str s;
		uint32_t c;
		size_t len;
	} cases[] = {
		{PF_STR_INIT("ab"), 'a', 1},
		{PF_STR_INIT("\xC3\xA9x"), 0xE9, 2},
		{PF_STR_INIT("\xE2\x82\xAC"), 0x20AC, 3},
		{PF_STR_INIT("\xF0\x9F\x98\x80"), 0x1F600, 4},
		{PF_STR_INIT("\x80"), PF_UTF8_BAD, 1},
		{PF_STR_INIT("\xE2\x82"), PF_UTF8_BAD, 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t len = 0;

		ck_assert_uint_eq(pf_utf8_first(cases[i].s, &len), cases[i].c);
		ck_assert_uint_eq(len, cases[i].len);
	}
}
END_TEST

static void assert_clipped(pf_str s, size_t most, size_t expected)
{
	ck_assert_uint_eq(pf_utf8_clip(s, most).len, expected);
}

START_TEST(clips_between_characters)
{
	assert_clipped(PF_STR("abc"), 3, 3);
	assert_clipped(PF_STR("abc"), 2, 2);
	assert_clipped(PF_STR("abc"), 0, 0);
	assert_clipped(PF_STR("a\xE2\x82\xAC"), 4, 4);
	assert_clipped(PF_STR("a\xE2\x82\xAC"), 3, 1);
	assert_clipped(PF_STR("a\xE2\x82\xAC"), 2, 1);
	assert_clipped(PF_STR("\x80\x80\x80\x80\x80\x80\x80\x80"), 6, 6);
}
END_TEST

UNIT_TESTS(clips_between_characters, reads_the_first_character,
	accepts_the_first_and_last_character_of_each_length,
	refuses_overlong_surrogate_and_too_large, refuses_stray_and_missing_tails,
	finds_the_bad_byte_wherever_it_lies_in_a_word, writes_what_it_reads)

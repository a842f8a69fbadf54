/* SPDX-License-Identifier: Apache-2.0 */

#include "source/source.h"

#include "unit.h"

struct sample {
	struct pf_arena arena;
	struct pf_source source;
	struct pf_lines lines;
};

static void load(struct sample *sample, pf_str bytes)
{
	sample->arena = PF_ARENA_INIT;
	pf_source_decode(&sample->arena, bytes, PF_STR("x.yaml"), &sample->source);
	sample->lines = pf_lines_of(&sample->arena, sample->source.text);
}

static void expect(const struct sample *sample, size_t offset, enum pf_column_unit unit,
	uint32_t line, uint32_t column, uint32_t stored)
{
	pf_pos pos = pf_source_pos(&sample->source, &sample->lines, offset, unit);

	ck_assert_uint_eq(pos.line, line);
	ck_assert_uint_eq(pos.column, column);
	ck_assert_uint_eq(pos.offset, stored);
}

static void expect_line(const struct sample *sample, size_t number, const char *want)
{
	pf_str line = pf_source_line(&sample->source, &sample->lines, number);

	ck_assert_uint_eq(line.len, strlen(want));
	ck_assert_mem_eq(line.ptr, want, line.len);
}

START_TEST(an_empty_text_has_one_empty_line)
{
	struct sample s;

	load(&s, PF_STR_EMPTY);
	ck_assert_uint_eq(s.lines.n, 1);
	expect(&s, 0, PF_CODEPOINTS, 1, 1, 0);
	expect_line(&s, 1, "");
	expect_line(&s, 0, "");
	expect_line(&s, 2, "");
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(lf_crlf_and_cr_end_a_line)
{
	struct sample s;

	load(&s, PF_STR("a\nbb\r\nccc\rd\n\r\n\r\re"));
	ck_assert_uint_eq(s.lines.n, 8);
	expect_line(&s, 1, "a");
	expect_line(&s, 2, "bb");
	expect_line(&s, 3, "ccc");
	expect_line(&s, 4, "d");
	expect_line(&s, 5, "");
	expect_line(&s, 6, "");
	expect_line(&s, 7, "");
	expect_line(&s, 8, "e");
	expect(&s, 2, PF_CODEPOINTS, 2, 1, 2);
	expect(&s, 4, PF_CODEPOINTS, 2, 3, 4);
	expect(&s, 5, PF_CODEPOINTS, 2, 4, 5); /* between CR and LF */
	expect(&s, 6, PF_CODEPOINTS, 3, 1, 6);
	expect(&s, 17, PF_CODEPOINTS, 8, 2, 17);
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(a_line_break_at_the_end_leaves_an_empty_last_line)
{
	struct sample s;

	load(&s, PF_STR("a\r\n"));
	ck_assert_uint_eq(s.lines.n, 2);
	expect_line(&s, 1, "a");
	expect_line(&s, 2, "");
	expect(&s, 3, PF_BYTES, 2, 1, 3);
	pf_arena_release(&s.arena);
	load(&s, PF_STR("a\r"));
	ck_assert_uint_eq(s.lines.n, 2);
	expect_line(&s, 1, "a");
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(no_other_character_ends_a_line)
{
	struct sample s;

	/* NEL, LS, PS, FF, VT */
	load(&s, PF_STR("a\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\f\vb"));
	ck_assert_uint_eq(s.lines.n, 1);
	expect(&s, 11, PF_CODEPOINTS, 1, 7, 11);
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(columns_count_in_the_unit_asked_for)
{
	struct sample s;

	/* e acute: 2 bytes, 1 unit; grinning face: 4 bytes, 2 units */
	load(&s, PF_STR("k: v\n\xC3\xA9\xF0\x9F\x98\x80z\n"));
	expect(&s, 7, PF_CODEPOINTS, 2, 2, 7);
	expect(&s, 7, PF_UTF16_UNITS, 2, 2, 7);
	expect(&s, 7, PF_BYTES, 2, 3, 7);
	expect(&s, 11, PF_CODEPOINTS, 2, 3, 11);
	expect(&s, 11, PF_UTF16_UNITS, 2, 4, 11);
	expect(&s, 11, PF_BYTES, 2, 7, 11);
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(an_offset_within_a_character_means_its_first_byte)
{
	struct sample s;

	load(&s, PF_STR("\xC3\xA9\xF0\x9F\x98\x80z"));
	expect(&s, 1, PF_BYTES, 1, 1, 0);
	for (size_t offset = 2; offset < 6; offset++)
		expect(&s, offset, PF_CODEPOINTS, 1, 2, 2);
	expect(&s, 6, PF_CODEPOINTS, 1, 3, 6);
	expect(&s, 7, PF_CODEPOINTS, 1, 4, 7);
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(a_stray_tail_byte_stands_where_it_is)
{
	struct sample s;

	load(&s, PF_STR("a\n\xC3\xA9\x80z"));
	ck_assert_int_eq(s.source.encoding, PF_BAD_UTF8);
	expect(&s, s.source.bad, PF_CODEPOINTS, 2, 2, 4);
	expect(&s, s.source.bad, PF_BYTES, 2, 3, 4);
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(a_byte_order_mark_moves_offsets_but_no_column)
{
	struct sample s;

	load(&s,
		PF_STR("\xEF\xBB\xBF"
		       "a\nb"));
	expect(&s, 0, PF_CODEPOINTS, 1, 1, 3);
	expect(&s, 2, PF_BYTES, 2, 1, 5);
	expect(&s, 3, PF_UTF16_UNITS, 2, 2, 6);
	pf_arena_release(&s.arena);
	load(&s,
		PF_STR("\xEF\xBB\xBF"
		       "a\xFF"));
	expect(&s, s.source.bad, PF_CODEPOINTS, 1, 2, 4);
	pf_arena_release(&s.arena);
}
END_TEST

/* "a", grinning face, LF, e acute, "b" */
static void expect_utf16_sample(const struct sample *s)
{
	expect(s, 0, PF_CODEPOINTS, 1, 1, 2);
	expect(s, 1, PF_CODEPOINTS, 1, 2, 4);
	expect(s, 5, PF_CODEPOINTS, 1, 3, 8);
	expect(s, 5, PF_UTF16_UNITS, 1, 4, 8);
	expect(s, 5, PF_BYTES, 1, 6, 8);
	expect(s, 6, PF_CODEPOINTS, 2, 1, 10);
	expect(s, 8, PF_CODEPOINTS, 2, 2, 12);
	expect(s, 8, PF_BYTES, 2, 3, 12);
	expect(s, 9, PF_CODEPOINTS, 2, 3, 14);
}

START_TEST(offsets_in_utf16_are_those_of_the_file)
{
	struct sample s;

	load(&s,
		PF_STR("\xFF\xFE"
		       "a\0\x3D\xD8\x00\xDE\n\0\xE9\0b\0"));
	expect_utf16_sample(&s);
	pf_arena_release(&s.arena);
	load(&s,
		PF_STR("\xFE\xFF"
		       "\0a\xD8\x3D\xDE\x00\0\n\0\xE9\0b"));
	expect_utf16_sample(&s);
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(columns_are_right_on_both_sides_of_every_tally)
{
	enum { N = 3 * 4096 };
	struct sample s;
	char text[3 * N + 1];

	for (size_t i = 0; i < N; i++)
		memcpy(text + 3 * i, "\xE2\x82\xAC", 3);
	text[3 * N] = '\0';
	load(&s, (pf_str){text, 3 * N});
	for (size_t at = 4096; at <= 3 * N; at += 4096) {
		for (size_t offset = at - 4; offset < at + 4 && offset <= 3 * N; offset++)
			expect(&s, offset, PF_CODEPOINTS, 1, (uint32_t)(offset / 3 + 1),
				(uint32_t)(offset - offset % 3));
	}
	pf_arena_release(&s.arena);
}
END_TEST

START_TEST(each_line_of_many_is_found)
{
	enum { N = 5000 };
	struct sample s;
	char text[4 * N + 1];

	for (size_t i = 0; i < N; i++)
		memcpy(text + 4 * i, "abc\n", 4);
	text[4 * N] = '\0';
	load(&s, (pf_str){text, 4 * N});
	ck_assert_uint_eq(s.lines.n, N + 1);
	for (uint32_t i = 0; i < 4 * N; i++)
		expect(&s, i, PF_UTF16_UNITS, i / 4 + 1, i % 4 + 1, i);
	pf_arena_release(&s.arena);
}
END_TEST

UNIT_TESTS(an_empty_text_has_one_empty_line, lf_crlf_and_cr_end_a_line,
	a_line_break_at_the_end_leaves_an_empty_last_line, no_other_character_ends_a_line,
	columns_count_in_the_unit_asked_for, an_offset_within_a_character_means_its_first_byte,
	a_stray_tail_byte_stands_where_it_is, a_byte_order_mark_moves_offsets_but_no_column,
	offsets_in_utf16_are_those_of_the_file, columns_are_right_on_both_sides_of_every_tally,
	each_line_of_many_is_found)

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/split.h"

#include "base/buf.h"
#include "unit.h"

/* `expected` are the pieces, NULL-terminated; joined they are the text. */
static void check_pieces(const char *const *expected)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_pieces pieces;
	struct pf_buf text = PF_BUF_INIT;
	size_t at = 0;
	size_t n = 0;

	for (; expected[n]; n++)
		pf_buf_add(&text, pf_str_from(expected[n]));
	pieces = pf_yaml_split(&arena, pf_buf_str(&text));
	ck_assert_uint_eq(pieces.len, n);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_eq(pieces.ptr[i].start, at);
		at += strlen(expected[i]);
		ck_assert_uint_eq(pieces.ptr[i].end, at);
	}
	pf_arena_release(&arena);
	pf_buf_release(&text);
}

#define CHECK_PIECES(...) check_pieces((const char *const[]){__VA_ARGS__, NULL})

START_TEST(cuts_at_separators)
{
	CHECK_PIECES("a: 1\n", "---\nb: 2\n", "---\nc: 3\n");
	CHECK_PIECES("a: 1\r\n", "---\r\nb: 2\r\n");
	CHECK_PIECES("a: 1\r", "---\rb: 2\r");
	CHECK_PIECES("a\n", "---");
	CHECK_PIECES("---\n", "---\n", "---\n");
}
END_TEST

START_TEST(text_after_the_separator_goes_with_it)
{
	CHECK_PIECES("a\n", "--- {a: b}\n", "--- # comment\n", "---\t|\n  text\n");
}
END_TEST

START_TEST(what_only_resembles_a_separator_does_not_cut)
{
	CHECK_PIECES("a\n---b\n ---\nc: ---\n----\n-- -\n");
	CHECK_PIECES("---apiVersion: v1\n");
}
END_TEST

START_TEST(one_piece_where_nothing_cuts)
{
	CHECK_PIECES("a: 1\n...\nb: 2\n");
	CHECK_PIECES("# only a comment\n");
	CHECK_PIECES("---");
}
END_TEST

START_TEST(an_empty_text_is_one_empty_piece)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_pieces pieces = pf_yaml_split(&arena, PF_STR(""));

	ck_assert_uint_eq(pieces.len, 1);
	ck_assert_uint_eq(pieces.ptr[0].end, 0);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(a_preamble_joins_the_first_document)
{
	CHECK_PIECES("# head\n\n---\na: 1\n", "---\nb: 2\n");
	CHECK_PIECES("\r\n  # head\r\n---\r\na: 1\r\n", "---\r\n");
	CHECK_PIECES("%YAML 1.1\n---\na: 1\n");
	CHECK_PIECES("# head\n%YAML 1.1\n# tail\n---\na: 1\n", "---\n");
	CHECK_PIECES("---\n# only a comment\n", "---\na: 1\n");
}
END_TEST

START_TEST(directives_go_with_the_document_after_them)
{
	CHECK_PIECES("a: 1\n...\n", "%YAML 1.1\n---\nb: 2\n");
	CHECK_PIECES("a: 1\r\n...\r\n# c\r\n",
		"%YAML 1.1\r\n# d\r\n\r\n%TAG ! x\r\n---\r\nb: 2\r\n");
	CHECK_PIECES("a: 1\n%YAML 1.1\nb\n", "---\n");
}
END_TEST

UNIT_TESTS(cuts_at_separators, text_after_the_separator_goes_with_it,
	what_only_resembles_a_separator_does_not_cut, one_piece_where_nothing_cuts,
	an_empty_text_is_one_empty_piece, a_preamble_joins_the_first_document,
	directives_go_with_the_document_after_them)

/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

#include <stdio.h>

#include "unit.h"

/* Words in brackets, so that what is in quotes shows: "[a][b] [c]". */
static const char *commands(const char *text)
{
	static char out[256];
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_script_command command;
	pf_str rest = pf_str_from(text);
	size_t n = 0;

	while (pf_script_next(&arena, &rest, &command)) {
		if (n)
			out[n++] = ' ';
		for (size_t i = 0; i < command.n; i++)
			n += (size_t)snprintf(out + n, sizeof(out) - n, "[%.*s]",
				PF_STR_ARG(command.words[i]));
	}
	out[n] = '\0';
	pf_arena_release(&arena);
	return out;
}

START_TEST(commands_end_at_operators_and_lines)
{
	ck_assert_str_eq(commands("a b && c||d; e\nf | g & (h)"), "[a][b] [c] [d] [e] [f] [g] [h]");
	ck_assert_str_eq(commands(""), "");
	ck_assert_str_eq(commands(" ;;\n && "), "");
	ck_assert_str_eq(commands("a\tb\r\nc"), "[a][b] [c]");
}
END_TEST

START_TEST(quotes_hold_words_together)
{
	ck_assert_str_eq(commands("a \"b && c\" 'd;e'"), "[a][b && c][d;e]");
	ck_assert_str_eq(commands("a --x=\"b c\"d 'it'\\''s'"), "[a][--x=b cd][it's]");
	ck_assert_str_eq(commands("a \"\" ''"), "[a][][]");
	ck_assert_str_eq(commands("a 'b c"), "[a][b c]");
	ck_assert_str_eq(commands("a b\\ c \\"), "[a][b c][\\]");
	ck_assert_str_eq(commands("\"a\\\"b\" 'c\\d'"), "[a\"b][c\\d]");
}
END_TEST

START_TEST(what_stands_before_a_program_is_left_out)
{
	ck_assert_str_eq(commands("A=1 B= exec web A=1"), "[web][A=1]");
	ck_assert_str_eq(commands("if ! id app; then adduser app; fi"),
		"[id][app] [adduser][app] [fi]");
	ck_assert_str_eq(commands("=x 1A=x a-b=c"), "[=x][1A=x][a-b=c]");
	ck_assert_str_eq(commands("A=1"), "");
}
END_TEST

START_TEST(comments_are_no_commands)
{
	ck_assert_str_eq(commands("a # b && c\nd"), "[a] [d]");
	ck_assert_str_eq(commands("a#b"), "[a#b]");
	ck_assert_str_eq(commands("#"), "");
}
END_TEST

START_TEST(no_command_has_more_words_than_the_limit)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_script_command command;
	char text[2 * PF_SCRIPT_WORDS_MAX + 4];
	pf_str rest;

	memset(text, ' ', sizeof(text));
	for (size_t i = 0; i < sizeof(text); i += 2)
		text[i] = 'a';
	rest = (pf_str){text, sizeof(text)};
	ck_assert(pf_script_next(&arena, &rest, &command));
	ck_assert_uint_eq(command.n, PF_SCRIPT_WORDS_MAX);
	ck_assert(!pf_script_next(&arena, &rest, &command));
	pf_arena_release(&arena);
}
END_TEST

UNIT_MAIN("lint/script", commands_end_at_operators_and_lines, quotes_hold_words_together,
	what_stands_before_a_program_is_left_out, comments_are_no_commands,
	no_command_has_more_words_than_the_limit)

/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/walk.h"

#include "runtime/shell/script.h"
#include "unit.h"

#include <stdio.h>

/* Programs with the joints between them: "a & b", "!" at the end where it became unreadable. */
static const char *walk(const char *text)
{
	static const char *const joints[] = {"", ";", "&&", "||", "|", "&"};
	static char out[256];
	struct pf_shell_walk script = {.text = pf_str_from(text)};
	struct pf_shell_command command;
	size_t n = 0;

	while (pf_shell_next(&script, &command)) {
		ck_assert_uint_lt(n + command.program.len, sizeof(out) - 8);
		n += (size_t)sprintf(out + n, "%.*s%s", PF_STR_ARG(command.program),
			joints[command.after]);
	}
	if (script.unreadable)
		out[n++] = '!';
	out[n] = '\0';
	return out;
}

START_TEST(finds_the_programs_of_a_line)
{
	ck_assert_str_eq(walk("npm start"), "npm");
	ck_assert_str_eq(walk("cd /app && npm ci; npm start"), "cd&&npm;npm");
	ck_assert_str_eq(walk("a|b || c & d"), "a|b||c&d");
	ck_assert_str_eq(walk("a |& b\nc\n"), "a|b;c;");
	ck_assert_str_eq(walk("A=1 B='x y' web --port 80"), "web");
	ck_assert_str_eq(walk("'/opt/web' -x"), "/opt/web");
	ck_assert_str_eq(walk("a \\\n  b && \\\n c"), "a&&c");
	ck_assert_str_eq(walk("  # nothing\na # b; c\nd#e"), "a;d#e");
	ck_assert_str_eq(walk("A=1"), "");
	ck_assert_str_eq(walk(""), "");
	ck_assert_str_eq(walk(";\n;"), "");
}
END_TEST

START_TEST(quotes_and_substitutions_hide_operators)
{
	ck_assert_str_eq(walk("a 'b; c' \"d && e\" f\\;g"), "a");
	ck_assert_str_eq(walk("a $(b; c (d)) `e | f` ${G:-h;i}"), "a");
	ck_assert_str_eq(walk("a \"$(b | c)\"; d"), "a;d");
	ck_assert_str_eq(walk("a $((1 + 2)) && b"), "a&&b");
	ck_assert_str_eq(walk("a \"$(b \"c; d\" e)\"; f"), "a;f");
	ck_assert_str_eq(walk("a $(b # don't\n); c"), "a;c");
	ck_assert_str_eq(walk("a ${b:-{}; c"), "a;c");
	ck_assert_str_eq(walk("$CMD; \"$B\""), "$CMD;$B");
}
END_TEST

START_TEST(redirections_are_no_operators)
{
	ck_assert_str_eq(walk("a >/dev/null 2>&1 && b"), "a&&b");
	ck_assert_str_eq(walk("a &>/log; b >>c <d"), "a;b");
	ck_assert_str_eq(walk(">/log a >|b"), "a");
	ck_assert_str_eq(walk("exec >/log 2>&1; a"), "exec;a");
}
END_TEST

START_TEST(keywords_are_no_programs)
{
	ck_assert_str_eq(walk("if a; then b; else c; fi; d"), "a;b;c;d");
	ck_assert_str_eq(walk("while true\ndo a\ndone | b"), "true;a;b");
	ck_assert_str_eq(walk("until ! a; do b; done"), "a;b;");
	ck_assert_str_eq(walk("for x in a b c; do d; done; e"), "d;e");
	ck_assert_str_eq(walk("{ a; b; } && (c; d) & e"), "a;b;c;de");
}
END_TEST

START_TEST(what_is_beyond_it_is_not_guessed_at)
{
	ck_assert_str_eq(walk("a <<EOF\nb\nEOF\n"), "!");
	ck_assert_str_eq(walk("f() { a; }; f"), "!");
	ck_assert_str_eq(walk("case $1 in a) b;; esac"), "!");
	ck_assert_str_eq(walk("a; b;; c"), "a;b;!");
	ck_assert_str_eq(walk("[[ a == b ]] && c"), "!");
	ck_assert_str_eq(walk("a 'b"), "!");
	ck_assert_str_eq(walk("a $(b"), "!");
	ck_assert_str_eq(walk("a ${b"), "!");
	ck_assert_str_eq(walk("a; done"), "a;!");
	ck_assert_str_eq(walk("a )"), "a!");
	ck_assert_str_eq(walk("a <(b)"), "!");
	ck_assert_str_eq(walk("a \\"), "!");
	ck_assert_str_eq(walk("for x in 'a; b"), "!");
	ck_assert_str_eq(walk("a \"$(b\"; c"), "!");
}
END_TEST

/* Words in brackets, so that what is in quotes shows: "[a][b] [c]". */
static const char *words_of(const char *text)
{
	static char out[256];
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_shell_walk script = {.text = pf_str_from(text), .rough = true};
	struct pf_shell_words words;
	size_t n = 0;

	while (pf_shell_next_words(&arena, &script, &words)) {
		if (n)
			out[n++] = ' ';
		for (size_t i = 0; i < words.n; i++)
			n += (size_t)snprintf(out + n, sizeof(out) - n, "[%.*s]",
				PF_STR_ARG(words.ptr[i]));
	}
	ck_assert(!script.unreadable);
	out[n] = '\0';
	pf_arena_release(&arena);
	return out;
}

START_TEST(words_end_at_operators_and_lines)
{
	ck_assert_str_eq(words_of("a b && c||d; e\nf | g & (h)"), "[a][b] [c] [d] [e] [f] [g] [h]");
	ck_assert_str_eq(words_of(""), "");
	ck_assert_str_eq(words_of(" ;;\n && "), "");
	ck_assert_str_eq(words_of("a\tb\r\nc"), "[a][b] [c]");
	ck_assert_str_eq(words_of("a \\\n  b"), "[a][b]");
	ck_assert_str_eq(words_of("a >/log 2>&1 b; <c d"), "[a][b] [d]");
}
END_TEST

START_TEST(quotes_hold_words_together)
{
	ck_assert_str_eq(words_of("a \"b && c\" 'd;e'"), "[a][b && c][d;e]");
	ck_assert_str_eq(words_of("a --x=\"b c\"d 'it'\\''s'"), "[a][--x=b cd][it's]");
	ck_assert_str_eq(words_of("a \"\" ''"), "[a][][]");
	ck_assert_str_eq(words_of("a b\\ c"), "[a][b c]");
	ck_assert_str_eq(words_of("\"a\\\"b\" 'c\\d'"), "[a\"b][c\\d]");
	ck_assert_str_eq(words_of("printf \"a\\nb\" c\\\nd"), "[printf][a\\nb][cd]");
	ck_assert_str_eq(words_of("a $(b \"c\")'d'"), "[a][$(b \"c\")d]");
	ck_assert_str_eq(words_of("a $(b | c) d"), "[a][$(b | c)][d]");
}
END_TEST

START_TEST(what_stands_before_a_program_is_left_out)
{
	ck_assert_str_eq(words_of("A=1 B= exec web A=1"), "[web][A=1]");
	ck_assert_str_eq(words_of("if ! id app; then adduser app; fi"), "[id][app] [adduser][app]");
	ck_assert_str_eq(words_of("=x 1A=x a-b=c"), "[=x][1A=x][a-b=c]");
	ck_assert_str_eq(words_of("time command a; exec >/log; b"), "[a] [b]");
	ck_assert_str_eq(words_of("A=1"), "");
}
END_TEST

START_TEST(comments_have_no_words)
{
	ck_assert_str_eq(words_of("a # b && c\nd"), "[a] [d]");
	ck_assert_str_eq(words_of("a#b"), "[a#b]");
	ck_assert_str_eq(words_of("#"), "");
}
END_TEST

START_TEST(a_rough_walk_goes_on_where_it_is_unreadable)
{
	ck_assert_str_eq(words_of("a <<E\nb\nE\nc"), "[a] [b] [E] [c]");
	ck_assert_str_eq(words_of("f() { a; }; f"), "[f] [a] [f]");
	ck_assert_str_eq(words_of("case $1 in a) b;; esac; c"), "[case][$1][in][a] [b] [esac] [c]");
	ck_assert_str_eq(words_of("[[ a == b ]] && c"), "[[[][a][==][b][]]] [c]");
	ck_assert_str_eq(words_of("a; done; b ) c"), "[a] [b] [c]");
	ck_assert_str_eq(words_of("a 'b c"), "[a][b c]");
	ck_assert_str_eq(words_of("a $(b c"), "[a][$(b c]");
	ck_assert_str_eq(words_of("a <(b); c >"), "[a] [b] [c]");
	ck_assert_str_eq(words_of("a \\"), "[a][\\]");
	ck_assert_str_eq(words_of("a >'b"), "[a]");
}
END_TEST

START_TEST(no_command_has_more_words_than_the_limit)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_shell_walk script = {.rough = true};
	struct pf_shell_words words;
	char text[2 * PF_SHELL_WORDS_MAX + 4];

	memset(text, ' ', sizeof(text));
	for (size_t i = 0; i < sizeof(text); i += 2)
		text[i] = 'a';
	script.text = (pf_str){text, sizeof(text)};
	ck_assert(pf_shell_next_words(&arena, &script, &words));
	ck_assert_uint_eq(words.n, PF_SHELL_WORDS_MAX);
	ck_assert(!pf_shell_next_words(&arena, &script, &words));
	pf_arena_release(&arena);
}
END_TEST

/* Every prefix ends, and no byte but those of the text is read. */
START_TEST(ends_whatever_the_text)
{
	static const char text[] =
		"if a 'b' \"c $(d `e`) ${f}\" \\\n&& (g|h) 2>&1 <<<i\0; { j & } #k\n"
		"for l in m; do n; done; $((1)) `o` &>p |& q >";
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_shell_command command;
	struct pf_shell_words words;

	for (size_t from = 0; from < sizeof(text); from++) {
		for (size_t to = from; to < sizeof(text); to++) {
			size_t n = to - from;
			char *copy = malloc(n ? n : 1);
			struct pf_shell_walk script = {.text = {copy, n}};
			size_t steps = 0;

			ck_assert_ptr_nonnull(copy);
			memcpy(copy, text + from, n);
			while (pf_shell_next(&script, &command))
				ck_assert_uint_le(++steps, n);
			script = (struct pf_shell_walk){.text = script.text, .rough = true};
			for (steps = 0; pf_shell_next_words(&arena, &script, &words);)
				ck_assert_uint_le(++steps, n);
			pf_arena_clear(&arena);
			(void)pf_shell_outcome_of(script.text);
			(void)pf_shell_uses_arguments(script.text);
			free(copy);
		}
	}
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(finds_the_programs_of_a_line, quotes_and_substitutions_hide_operators,
	redirections_are_no_operators, keywords_are_no_programs,
	what_is_beyond_it_is_not_guessed_at, words_end_at_operators_and_lines,
	quotes_hold_words_together, what_stands_before_a_program_is_left_out,
	comments_have_no_words, a_rough_walk_goes_on_where_it_is_unreadable,
	no_command_has_more_words_than_the_limit, ends_whatever_the_text)

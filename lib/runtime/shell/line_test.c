/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/line.h"

#include "base/buf.h"
#include "unit.h"

#include <stdio.h>

/* PORT is 80, NONE is empty, OTHER is not known; the image has HOME=/root, and no other. */
static bool read_line(struct pf_arena *arena, pf_str text, struct pf_shell_line *out)
{
	static const struct pf_env_var own[] = {
		{.name = {.is = PF_STR_INIT("PORT")},
			.value = {.is = PF_STR_INIT("80"), .set = true}},
		{.name = {.is = PF_STR_INIT("NONE")}},
		{.name = {.is = PF_STR_INIT("OTHER")},
			.value = {.is = PF_STR_INIT("$(PORT)"), .set = true}},
	};
	static const struct pf_image_env images[] = {
		{.name = PF_STR_INIT("HOME"), .value = PF_STR_INIT("/root"), .is = PF_KNOWN}};
	static const struct pf_image_facts facts = {
		.env = {.ptr = images, .len = 1, .complete = true}};
	const struct pf_container spec = {.env = {.ptr = own, .len = 3}};
	const struct pf_pod_container c = {.spec = &spec, .facts = &facts};

	return pf_shell_line_read(arena, &c, text, out);
}

/* Words in brackets, "tcp" behind "@", "?" where it may fail unseen, "!" where it is not read. */
static const char *line(const char *text)
{
	static char out[256];
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_buf buf = PF_BUF_INIT;
	struct pf_shell_line l;

	if (!read_line(&arena, pf_str_from(text), &l)) {
		pf_buf_addc(&buf, '!');
		l = (struct pf_shell_line){.tcp = PF_STR_EMPTY};
	}
	for (size_t i = 0; i < l.n; i++)
		pf_buf_addf(&buf, "[%.*s]", PF_STR_ARG(l.words[i]));
	pf_buf_addf(&buf, "%s%.*s%s", l.tcp.len ? "@" : "", PF_STR_ARG(l.tcp),
		l.forgiven ? "?" : "");
	snprintf(out, sizeof(out), "%.*s", PF_STR_ARG(pf_buf_str(&buf)));
	pf_buf_release(&buf);
	pf_arena_release(&arena);
	return out;
}

START_TEST(reads_one_simple_command)
{
	ck_assert_str_eq(line("curl -f http://localhost"), "[curl][-f][http://localhost]");
	ck_assert_str_eq(line("  a\tb \n"), "[a][b]");
	ck_assert_str_eq(line("exec a exec"), "[a][exec]");
	ck_assert_str_eq(line("a 'b c'\"d \\\"e\\n\"\\ f"), "[a][b cd \"e\\n f]");
	ck_assert_str_eq(line("a '' \"\""), "[a][][]");
	ck_assert_str_eq(line("a \\\n\tb\\\nc"), "[a][bc]");
	ck_assert_str_eq(line("a b#c # it's d"), "[a][b#c]");
	ck_assert_str_eq(line("a;"), "[a]");
}
END_TEST

START_TEST(what_is_no_simple_command_is_not_read)
{
	static const char *const texts[] = {"", " ", "#", "exec", "a | b", "a & b", "a; b", "a\nb",
		"(a)", "! a", "a !b", "a;;", "a `b`", "a $(b)", "a *", "a \"", "a '", "a \\",
		"a ${", "a $1", "a $$", "a ${#PORT}", "a && b", NULL};

	for (const char *const *text = texts; *text; text++)
		ck_assert_msg(!strcmp(line(*text), "!"), "%s", *text);
	ck_assert_str_eq(line("a '*' \\* \"*\""), "[a][*][*][*]");
}
END_TEST

START_TEST(variables_have_the_values_of_the_container)
{
	ck_assert_str_eq(line("a $PORT:${PORT} \"$HOME/b\" $HOSTNAME"),
		"[a][80:80][/root/b][localhost]");
	ck_assert_str_eq(line("a $NONE$MISSING"), "[a][]");
	ck_assert_str_eq(line("a ${PORT:-1} ${NONE:-2}${NONE-3} ${MISSING:-4}${MISSING-5}"),
		"[a][80][2][45]");
	ck_assert_str_eq(line("a ${MISSING:-} ${MISSING:-b c}"), "[a][][b c]");
	ck_assert_str_eq(line("a '$PORT' \\$PORT"), "[a][$PORT][$PORT]");
	ck_assert_str_eq(line("a $OTHER"), "!");
	ck_assert_str_eq(line("a ${MISSING:-$PORT}"), "!");
	ck_assert_str_eq(line("a ${PORT:=1}"), "!");
	ck_assert_str_eq(line("a ${PORT%0}"), "!");
	ck_assert_str_eq(line("a b$ \"^c$|d\" $/e"), "[a][b$][^c$|d][$/e]");
}
END_TEST

START_TEST(redirections_to_nowhere_are_left_out)
{
	ck_assert_str_eq(line("a >/dev/null 2>&1 b"), "[a][b]");
	ck_assert_str_eq(line("a &> /dev/null <'/dev/null' 2>&-"), "[a]");
	ck_assert_str_eq(line("</dev/tcp/localhost/80"), "@localhost/80");
	ck_assert_str_eq(line("exec 3<>/dev/tcp/127.0.0.1/$PORT"), "@127.0.0.1/80");
	ck_assert_str_eq(line(": >/dev/tcp/a/1 || exit 1"), "[:]@a/1");
	ck_assert_str_eq(line("a >/log"), "!");
	ck_assert_str_eq(line("a >"), "!");
	ck_assert_str_eq(line("a <</dev/null"), "!");
	ck_assert_str_eq(line("a >/dev/tcp/b/1 >/dev/tcp/c/1"), "!");
	ck_assert_str_eq(line("a >&log"), "!");
}
END_TEST

START_TEST(a_tail_says_whether_it_may_fail)
{
	static const char *const fails[] = {"a || exit 1", "a||exit  1;", "a || exit", "a || false",
		"a && exit 0 || exit 1", "a && true", "a && : ; # b", NULL};
	static const char *const forgiven[] = {
		"a || true", "a || :;", "a || exit 0", "a && true || true", NULL};
	static const char *const unread[] = {"a || b", "a || exit x", "a || exit 1 2",
		"a && exit 1", "a || true || true", "a || ", "a &&", "a || true; b", "a || true >b",
		"a || exit '1", "a ; || true", NULL};

	for (const char *const *text = fails; *text; text++)
		ck_assert_msg(!strcmp(line(*text), "[a]"), "%s", *text);
	for (const char *const *text = forgiven; *text; text++)
		ck_assert_msg(!strcmp(line(*text), "[a]?"), "%s", *text);
	for (const char *const *text = unread; *text; text++)
		ck_assert_msg(!strcmp(line(*text), "!"), "%s", *text);
}
END_TEST

START_TEST(no_line_has_more_words_than_the_limit)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_shell_line l;
	char text[2 * PF_LINE_WORDS_MAX + 2];

	memset(text, ' ', sizeof(text));
	for (size_t i = 0; i < sizeof(text); i += 2)
		text[i] = 'a';
	ck_assert(read_line(&arena, (pf_str){text, sizeof(text) - 2}, &l));
	ck_assert_uint_eq(l.n, PF_LINE_WORDS_MAX);
	ck_assert(!read_line(&arena, (pf_str){text, sizeof(text)}, &l));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(no_word_grows_beyond_the_limit)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_buf text = PF_BUF_INIT;
	struct pf_shell_line l;

	pf_buf_repeat(&text, 'a', PF_LINE_WORD_MAX - 2);
	pf_buf_add_lit(&text, "$PORT");
	ck_assert(read_line(&arena, pf_buf_str(&text), &l));
	ck_assert_uint_eq(l.words[0].len, PF_LINE_WORD_MAX);
	pf_buf_reset(&text);
	pf_buf_repeat(&text, 'a', PF_LINE_WORD_MAX - 1);
	pf_buf_add_lit(&text, "$PORT");
	ck_assert(!read_line(&arena, pf_buf_str(&text), &l));
	pf_buf_release(&text);
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(reads_one_simple_command, what_is_no_simple_command_is_not_read,
	variables_have_the_values_of_the_container, redirections_to_nowhere_are_left_out,
	a_tail_says_whether_it_may_fail, no_line_has_more_words_than_the_limit,
	no_word_grows_beyond_the_limit)

/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/words.h"

#include "unit.h"

static const char *program(const char *word)
{
	static char out[64];
	pf_str name = pf_program_name(pf_str_from(word));

	memcpy(out, name.ptr, name.len);
	out[name.len] = '\0';
	return out;
}

START_TEST(a_program_goes_by_the_last_part_of_its_path)
{
	ck_assert_str_eq(program("/usr/bin/env"), "env");
	ck_assert_str_eq(program("env"), "env");
	ck_assert_str_eq(program("C:\\Windows\\cmd.exe"), "cmd");
	ck_assert_str_eq(program("bin/"), "");
	ck_assert_str_eq(program(""), "");
}
END_TEST

START_TEST(shells_and_their_scripts_are_shells)
{
	static const char *const yes[] = {"sh", "/bin/bash", "pwsh", "cmd.exe", "./start.sh", NULL};
	static const char *const no[] = {"", "shell", "/bin/sh/x", "bash -c", "ssh", NULL};

	for (const char *const *word = yes; *word; word++)
		ck_assert_msg(pf_is_shell(pf_str_from(*word)), "%s", *word);
	for (const char *const *word = no; *word; word++)
		ck_assert_msg(!pf_is_shell(pf_str_from(*word)), "%s", *word);
}
END_TEST

START_TEST(a_command_line_is_no_program_name)
{
	static const char *const yes[] = {"npm start", "/bin/sh -c", "python app/main.py", "npm ",
		"set -e\nexec web\n", "\n#!/bin/sh\nweb", "A=1 ./web", "/bin/ls /tmp/a", NULL};
	static const char *const no[] = {"npm", "", " ", "/opt/My App/run",
		"C:\\Program Files\\web.exe", "$(CMD) run", "{{ .Values.command }}", "\"web\" run",
		NULL};

	for (const char *const *word = yes; *word; word++)
		ck_assert_msg(pf_is_command_line(pf_str_from(*word)), "%s", *word);
	for (const char *const *word = no; *word; word++)
		ck_assert_msg(!pf_is_command_line(pf_str_from(*word)), "%s", *word);
}
END_TEST

/* Index of the first word, counted over blanks, that no shell will read; or -1. */
static int unread(bool known, const char *text)
{
	struct pf_command_line line = {.known = known};
	pf_str rest = pf_str_from(text);
	pf_str word;

	for (int i = 0; pf_str_split(&rest, ' ', &word); i++) {
		if (pf_command_line_next(&line, word))
			return i;
	}
	return -1;
}

START_TEST(operators_need_a_shell)
{
	ck_assert_int_eq(unread(true, "npm ci && npm start"), 2);
	ck_assert_int_eq(unread(true, "cat a | grep b"), 2);
	ck_assert_int_eq(unread(true, "web 2>&1"), 1);
	ck_assert_int_eq(unread(true, "web >/dev/null"), 1);
	ck_assert_int_eq(unread(true, "mysql < dump.sql"), 1);
	ck_assert_int_eq(unread(true, "bash /scripts/run.sh || true"), 2);
	ck_assert_int_eq(unread(true, "/bin/sh -c a && b"), -1);
	ck_assert_int_eq(unread(true, "cmd.exe /C a && b"), -1);
	ck_assert_int_eq(unread(true, "tini -- bash -lc a ; b"), -1);
	ck_assert_int_eq(unread(true, "web a&&b >=1 <NAME> >name -c"), -1);
	ck_assert_int_eq(unread(true, "web => -> <> >>> ;; ( ) # x"), -1);
	ck_assert_int_eq(unread(true, "date & sleep"), 1);
	ck_assert_int_eq(unread(true, "web a& &b"), -1);
	ck_assert_int_eq(unread(false, "web & x"), -1);
	ck_assert_int_eq(unread(true, "web &>>/log"), 1);
	ck_assert_int_eq(unread(true, "web 2>&-"), 1);
	ck_assert_int_eq(unread(true, "web >&2x >&x >&"), -1);
	ck_assert_int_eq(unread(true, "web |& tee"), 1);
}
END_TEST

START_TEST(operators_that_programs_use_are_theirs)
{
	ck_assert_int_eq(unread(true, "find . -exec rm {} ;"), -1);
	ck_assert_int_eq(unread(true, "cut -d | -f 1"), -1);
	ck_assert_int_eq(unread(true, "/usr/bin/expr 1 > 2"), -1);
	ck_assert_int_eq(unread(true, "ssh host a && b"), -1);
	ck_assert_int_eq(unread(true, "find . -exec rm {} ; && x"), 6);
}
END_TEST

START_TEST(an_unknown_program_may_know_what_looks_like_a_delimiter)
{
	ck_assert_int_eq(unread(false, "a | b"), -1);
	ck_assert_int_eq(unread(false, "a ; b"), -1);
	ck_assert_int_eq(unread(false, "a < b"), -1);
	ck_assert_int_eq(unread(false, "a && b"), 1);
	ck_assert_int_eq(unread(false, "a >> /log"), 1);
}
END_TEST

/* The names of all uses, joined by blanks. */
static const char *uses(const char *text)
{
	static char out[128];
	struct pf_shell_use use = {0};
	size_t n = 0;

	while (pf_shell_use_next(pf_str_from(text), &use)) {
		memcpy(out + n, use.name.ptr, use.name.len);
		n += use.name.len;
		out[n++] = ' ';
	}
	out[n ? n - 1 : 0] = '\0';
	return out;
}

START_TEST(finds_variables_as_a_shell_writes_them)
{
	ck_assert_str_eq(uses("$A"), "A");
	ck_assert_str_eq(uses("--x=${A_1}:$B/"), "A_1 B");
	ck_assert_str_eq(uses("$(A) $$B $ $1 ${env:C} ${D:-x} ${E"), "");
	ck_assert_str_eq(uses("$$$A"), "A");
	ck_assert_str_eq(uses("$$A$B"), "B");
	ck_assert_str_eq(uses("$$"), "");
	ck_assert_str_eq(uses("$"), "");
	ck_assert_str_eq(uses("${"), "");
	ck_assert_str_eq(uses("${}"), "");
	ck_assert_str_eq(uses(""), "");
}
END_TEST

START_TEST(says_where_a_variable_stands)
{
	struct pf_shell_use use = {0};

	ck_assert(pf_shell_use_next(PF_STR("a${B}c"), &use));
	ck_assert_uint_eq(use.start, 1);
	ck_assert_uint_eq(use.end, 5);
	ck_assert(use.braces);
	use = (struct pf_shell_use){0};
	ck_assert(pf_shell_use_next(PF_STR("$B"), &use));
	ck_assert_uint_eq(use.start, 0);
	ck_assert_uint_eq(use.end, 2);
	ck_assert(!use.braces);
}
END_TEST

START_TEST(tells_commands_in_backticks_from_names)
{
	static const char *const yes[] = {
		"--name=`hostname`", "`date +%s`", "`cat /a", "`date;echo`", NULL};
	static const char *const no[] = {"", "`", "``", "`shop`", "hostname", "`dates`", NULL};

	for (const char *const *word = yes; *word; word++)
		ck_assert_msg(pf_has_backtick_command(pf_str_from(*word)), "%s", *word);
	for (const char *const *word = no; *word; word++)
		ck_assert_msg(!pf_has_backtick_command(pf_str_from(*word)), "%s", *word);
}
END_TEST

UNIT_TESTS(a_program_goes_by_the_last_part_of_its_path, shells_and_their_scripts_are_shells,
	a_command_line_is_no_program_name, operators_need_a_shell,
	operators_that_programs_use_are_theirs,
	an_unknown_program_may_know_what_looks_like_a_delimiter,
	finds_variables_as_a_shell_writes_them, says_where_a_variable_stands,
	tells_commands_in_backticks_from_names)

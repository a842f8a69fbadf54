/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/shell/script.h"

#include "unit.h"

static enum pf_shell_end end_of(const char *text)
{
	return pf_shell_outcome_of(pf_str_from(text)).end;
}

START_TEST(a_program_at_the_end_may_become_the_shell)
{
	static const char *const lines[] = {"web", "cd /app && web", "a; b || web\n",
		"until nc -z db 5432; do sleep 1; done; web", "cache & web",
		"if a; then b; fi; web", "A=1 web >/log 2>&1", NULL};

	for (const char *const *line = lines; *line; line++)
		ck_assert_msg(end_of(*line) == PF_SHELL_DEPENDS, "%s", *line);
}
END_TEST

START_TEST(some_shells_always_stay)
{
	static const char *const lines[] = {"web | tee log", "a; web |& cat", "web & wait",
		"{ a; web; } & wait", "while true; do web; sleep 1; done",
		"for x in a b; do web; done", "web || exit 1", "web || true",
		"while read l; do web; done | tee x", NULL};

	for (const char *const *line = lines; *line; line++)
		ck_assert_msg(end_of(*line) == PF_SHELL_STAYS, "%s", *line);
}
END_TEST

START_TEST(who_takes_care_of_signals_is_left_alone)
{
	static const char *const lines[] = {"exec web", "a && exec web", "if a; then exec b; fi; c",
		"trap x TERM; web & wait", "tini -- web", ". ./env.sh; web | tee log",
		"eval \"$CMD\"", "exec 2>&1 web", NULL};

	for (const char *const *line = lines; *line; line++)
		ck_assert_msg(end_of(*line) == PF_SHELL_UNKNOWN, "%s", *line);
	ck_assert_int_eq(end_of("exec >/log; web"), PF_SHELL_DEPENDS);
}
END_TEST

START_TEST(what_serves_nothing_needs_no_signal)
{
	static const char *const lines[] = {"", "sleep infinity",
		"while true; do date; sleep 1; done", "echo a | tee b", "sleep 1 & wait",
		"nginx; tail -f /log", "web; echo done", "web &", "f() { web; }; f | tee log",
		"( web )", "while true; do web", NULL};

	for (const char *const *line = lines; *line; line++)
		ck_assert_msg(end_of(*line) == PF_SHELL_UNKNOWN, "%s", *line);
}
END_TEST

START_TEST(tells_the_last_command_and_where_it_is)
{
	pf_str text = PF_STR("cd /app; A=1 web --port 80 2>&1 # x");
	struct pf_shell_outcome outcome = pf_shell_outcome_of(text);

	ck_assert_int_eq(outcome.end, PF_SHELL_DEPENDS);
	ck_assert(pf_str_eq(outcome.last.text, PF_STR("web --port 80 2>&1")));
	ck_assert_uint_eq(outcome.last.start, 13);
}
END_TEST

START_TEST(arguments_are_used_by_name_or_in_silence)
{
	static const char *const yes[] = {"web \"$@\"", "web $1", "web ${1:-a}", "web $*",
		"echo $#", "echo ${#1}", "$0", "shift; web", "getopts a b", ". ./x", "source x",
		"eval x", "for x; do web; done", "case a in b) c;; esac", NULL};
	static const char *const no[] = {
		"web", "web $PORT ${HOST}", "cd /app && exec web $$", "web \"$\"", "web $$1", NULL};

	for (const char *const *line = yes; *line; line++)
		ck_assert_msg(pf_shell_uses_arguments(pf_str_from(*line)), "%s", *line);
	for (const char *const *line = no; *line; line++)
		ck_assert_msg(!pf_shell_uses_arguments(pf_str_from(*line)), "%s", *line);
}
END_TEST

START_TEST(finds_a_program_behind_others)
{
	ck_assert(pf_shell_starts(PF_STR("a; exec gosu app /bin/web -x"), PF_STR("web")));
	ck_assert(pf_shell_starts(PF_STR("gosu app \\\n\tweb"), PF_STR("web")));
	ck_assert(pf_shell_starts(PF_STR("case x in a) web;; esac"), PF_STR("web")));
	ck_assert(!pf_shell_starts(PF_STR("website --web=1"), PF_STR("web")));
}
END_TEST

UNIT_TESTS(a_program_at_the_end_may_become_the_shell, some_shells_always_stay,
	who_takes_care_of_signals_is_left_alone, what_serves_nothing_needs_no_signal,
	tells_the_last_command_and_where_it_is, arguments_are_used_by_name_or_in_silence,
	finds_a_program_behind_others)

/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/user_switch.h"

#include "runtime/image_test.h"

/* The program that changes the user, with "?" behind it where it is only likely. */
static const char *switch_of(const char *fields, const char *lines)
{
	static char out[32];
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_user_switch change;
	pf_str text;

	bench_start(&b, pf_arena_fmt(&b.arena, "containers: [{name: web, %s}]", fields).ptr,
		pf_arena_fmt(&b.arena, "FROM debian:12\n%s\n", lines).ptr);
	change = pf_user_switch_of(&b.arena, &b.c);
	text = pf_arena_fmt(&b.arena, "%.*s%s", PF_STR_ARG(change.program),
		change.likely ? "?" : "");
	memcpy(out, text.ptr, text.len + 1);
	bench_end(&b);
	return out;
}

static const char *image(const char *lines)
{
	return switch_of("image: web", lines);
}

START_TEST(finds_the_program_that_changes_the_user)
{
	ck_assert_str_eq(image("ENTRYPOINT [\"gosu\", \"app\", \"web\"]"), "gosu");
	ck_assert_str_eq(image("ENTRYPOINT [\"/sbin/su-exec\", \"app\", \"web\"]"), "su-exec");
	ck_assert_str_eq(image("ENTRYPOINT [\"tini\", \"-g\", \"--\", \"sudo\", \"web\"]"), "sudo");
	ck_assert_str_eq(image("ENTRYPOINT [\"env\", \"A=b\", \"gosu\", \"app\", \"web\"]"),
		"gosu");
	ck_assert_str_eq(image("ENTRYPOINT cd /srv && exec gosu app web"), "gosu");
	ck_assert_str_eq(image("ENTRYPOINT [\"setpriv\", \"--reuid=app\", \"web\"]"), "setpriv");
}
END_TEST

START_TEST(what_is_only_named_like_it_changes_nothing)
{
	ck_assert_str_eq(image("ENTRYPOINT [\"web\", \"gosu\"]"), "");
	ck_assert_str_eq(image("ENTRYPOINT [\"setpriv\", \"--no-new-privs\", \"web\"]"), "");
	ck_assert_str_eq(image("ENTRYPOINT echo gosu"), "");
	ck_assert_str_eq(image("ENTRYPOINT [\"tini\", \"--\"]"), "");
	ck_assert_str_eq(image("ENTRYPOINT []"), "");
}
END_TEST

START_TEST(a_command_of_the_manifest_replaces_the_entrypoint)
{
	ck_assert_str_eq(switch_of("command: [web]", "ENTRYPOINT [\"gosu\", \"a\", \"b\"]"), "");
	ck_assert_str_eq(switch_of("command: [gosu, a, b]", "ENTRYPOINT [\"web\"]"), "gosu");
}
END_TEST

START_TEST(a_script_calls_what_was_installed_for_it)
{
	ck_assert_str_eq(image("RUN apk add --no-cache su-exec\nENTRYPOINT [\"/run.sh\"]"),
		"su-exec?");
	ck_assert_str_eq(image("RUN curl -o /bin/gosu x\nENTRYPOINT [\"/entrypoint\"]"), "gosu?");
	ck_assert_str_eq(image("RUN apt-get install sudo\nENTRYPOINT [\"/run.sh\"]"), "");
	ck_assert_str_eq(image("RUN apk add su-exec\nENTRYPOINT [\"web\"]"), "");
}
END_TEST

UNIT_TESTS(finds_the_program_that_changes_the_user, what_is_only_named_like_it_changes_nothing,
	a_command_of_the_manifest_replaces_the_entrypoint, a_script_calls_what_was_installed_for_it)

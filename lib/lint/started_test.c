/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/image_test.h"

/* "words|how many are the image's|whether that is all" */
static const char *started(const char *fields, const char *dockerfile)
{
	static char out[128];
	struct bench b = {.arena = PF_ARENA_INIT};
	pf_str text = PF_STR_EMPTY;
	struct pf_started s;

	bench_start(&b,
		pf_arena_fmt(&b.arena, "containers: [{name: web%s%s}]", *fields ? ", " : "", fields)
			.ptr,
		dockerfile);
	s = pf_started_by(&b.arena, &b.c);
	for (size_t i = 0; i < s.words.len; i++)
		text = pf_arena_fmt(&b.arena, "%.*s%s%.*s", PF_STR_ARG(text), i ? " " : "",
			PF_STR_ARG(s.words.ptr[i]));
	text = pf_arena_fmt(&b.arena, "%.*s|%zu|%d", PF_STR_ARG(text), s.nimage, s.complete);
	memcpy(out, text.ptr, text.len + 1);
	bench_end(&b);
	return out;
}

static const char image[] = "FROM scratch\nENTRYPOINT [\"web\"]\nCMD [\"-v\"]\n";
static const char entry[] = "FROM scratch\nENTRYPOINT [\"web\"]\n";
static const char cmd[] = "FROM scratch\nCMD [\"web\", \"-v\"]\n";
static const char unread[] = "FROM debian:12\nCMD [\"web\"]\n";

START_TEST(entrypoint_and_cmd_run_where_the_manifest_says_nothing)
{
	ck_assert_str_eq(started("", image), "web -v|2|1");
	ck_assert_str_eq(started("", entry), "web|1|1");
	ck_assert_str_eq(started("", cmd), "web -v|2|1");
	ck_assert_str_eq(started("command: [], args: []", image), "web -v|2|1");
	ck_assert_str_eq(started("", "FROM scratch\n"), "|0|1");
}
END_TEST

START_TEST(args_take_the_place_of_cmd)
{
	ck_assert_str_eq(started("args: [-q]", image), "web -q|1|1");
	ck_assert_str_eq(started("args: [top, -q]", cmd), "top -q|0|1");
}
END_TEST

START_TEST(command_takes_the_place_of_both)
{
	ck_assert_str_eq(started("command: [top]", image), "top|0|1");
	ck_assert_str_eq(started("command: [top], args: [-q]", image), "top -q|0|1");
	ck_assert_str_eq(started("command: [top]", NULL), "top|0|1");
}
END_TEST

START_TEST(what_a_base_may_add_is_not_known)
{
	ck_assert_str_eq(started("", NULL), "|0|0");
	ck_assert_str_eq(started("", unread), "web|1|0");
	ck_assert_str_eq(started("args: [-q]", unread), "|0|0");
	ck_assert_str_eq(started("", "FROM debian:12\nENTRYPOINT [\"web\"]\n"), "web|1|1");
}
END_TEST

UNIT_MAIN("lint/started", entrypoint_and_cmd_run_where_the_manifest_says_nothing,
	args_take_the_place_of_cmd, command_takes_the_place_of_both,
	what_a_base_may_add_is_not_known)

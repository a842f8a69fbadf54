/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/process/argv.h"

#include <stdio.h>

#include "runtime/image_test.h"

#define BASE "FROM scratch\n"
#define IMAGE BASE "ENTRYPOINT [\"e\", \"1\"]\nCMD [\"c\"]\n"

/* The words, "?" where they are not known; `fields` of the container. */
static const char *argv_by(const char *fields, const char *dockerfile, bool suppose)
{
	static char out[128];
	struct bench b = {.arena = PF_ARENA_INIT};
	struct pf_argv argv;
	pf_str text = PF_STR_EMPTY;

	bench_start(&b,
		pf_arena_fmt(&b.arena, "containers: [{name: web, image: web, %s}]", fields).ptr,
		dockerfile);
	argv = (suppose ? pf_argv_supposed : pf_argv_of)(&b.arena, &b.c);
	for (size_t i = 0; i < argv.words.len; i++)
		text = pf_arena_fmt(&b.arena, "%.*s%s%.*s", PF_STR_ARG(text), i ? " " : "",
			PF_STR_ARG(argv.words.ptr[i]));
	snprintf(out, sizeof(out), "%s%.*s", argv.known ? "" : "?", PF_STR_ARG(text));
	bench_end(&b);
	return out;
}

static const char *argv_of(const char *fields, const char *dockerfile)
{
	return argv_by(fields, dockerfile, false);
}

START_TEST(command_and_args_stand_for_entrypoint_and_cmd)
{
	ck_assert_str_eq(argv_of("", IMAGE), "e 1 c");
	ck_assert_str_eq(argv_of("args: [a, b]", IMAGE), "e 1 a b");
	ck_assert_str_eq(argv_of("command: [x]", IMAGE), "x");
	ck_assert_str_eq(argv_of("command: [x], args: [a]", IMAGE), "x a");
}
END_TEST

START_TEST(an_empty_list_counts_as_unset)
{
	ck_assert_str_eq(argv_of("command: [], args: []", IMAGE), "e 1 c");
	ck_assert_str_eq(argv_of("command: null, args: [a]", IMAGE), "e 1 a");
}
END_TEST

START_TEST(an_entrypoint_may_be_absent_or_empty)
{
	ck_assert_str_eq(argv_of("", BASE), "");
	ck_assert_str_eq(argv_of("args: [a]", BASE "CMD [\"c\"]\n"), "a");
	ck_assert_str_eq(argv_of("", BASE "ENTRYPOINT [\"\"]\nCMD [\"c\"]\n"), "c");
	ck_assert_str_eq(argv_of("", "FROM a\nENTRYPOINT []\nCMD [\"c\"]\n"), "c");
}
END_TEST

START_TEST(what_a_base_decides_is_not_known)
{
	ck_assert_str_eq(argv_of("", NULL), "?");
	ck_assert_str_eq(argv_of("args: [a]", NULL), "?");
	ck_assert_str_eq(argv_of("command: [x]", NULL), "x");
	ck_assert_str_eq(argv_of("", "FROM a\nCMD [\"c\"]\n"), "?");
	ck_assert_str_eq(argv_of("args: [a]", "FROM a\nCMD [\"c\"]\n"), "?");
	ck_assert_str_eq(argv_of("", "FROM a\nENTRYPOINT [\"e\"]\n"), "e");
}
END_TEST

START_TEST(well_known_bases_may_be_supposed_to_hand_over)
{
	ck_assert_str_eq(argv_by("", "FROM python:3.12\nCMD [\"c\"]\n", true), "c");
	ck_assert_str_eq(argv_by("args: [a]", "FROM alpine\n", true), "a");
	ck_assert_str_eq(argv_by("", "FROM alpine\n", true), "?");
	ck_assert_str_eq(argv_by("", "FROM postgres:16\nCMD [\"c\"]\n", true), "?");
	ck_assert_str_eq(argv_by("", IMAGE, true), "e 1 c");
}
END_TEST

START_TEST(what_cannot_be_used_is_not_known)
{
	ck_assert_str_eq(argv_of("command: x", IMAGE), "?");
	ck_assert_str_eq(argv_of("command: [x, {}]", IMAGE), "?");
	ck_assert_str_eq(argv_of("args: {a: b}", IMAGE), "?");
}
END_TEST

/* "words|how many are the image's|whether that is all" */
static const char *guessed(const char *fields, const char *dockerfile)
{
	static char out[128];
	struct bench b = {.arena = PF_ARENA_INIT};
	pf_str text = PF_STR_EMPTY;
	struct pf_argv argv;

	bench_start(&b,
		pf_arena_fmt(&b.arena, "containers: [{name: web, image: web, %s}]", fields).ptr,
		dockerfile);
	argv = pf_argv_guessed(&b.arena, &b.c);
	for (size_t i = 0; i < argv.words.len; i++)
		text = pf_arena_fmt(&b.arena, "%.*s%s%.*s", PF_STR_ARG(text), i ? " " : "",
			PF_STR_ARG(argv.words.ptr[i]));
	snprintf(out, sizeof(out), "%.*s|%zu|%d", PF_STR_ARG(text), argv.nimage, argv.known);
	bench_end(&b);
	return out;
}

START_TEST(a_guess_tells_which_words_are_the_images)
{
	ck_assert_str_eq(guessed("", IMAGE), "e 1 c|3|1");
	ck_assert_str_eq(guessed("", BASE "ENTRYPOINT [\"e\"]\n"), "e|1|1");
	ck_assert_str_eq(guessed("", BASE "CMD [\"c\", \"-v\"]\n"), "c -v|2|1");
	ck_assert_str_eq(guessed("command: [], args: []", IMAGE), "e 1 c|3|1");
	ck_assert_str_eq(guessed("", BASE), "|0|1");
	ck_assert_str_eq(guessed("args: [-q]", IMAGE), "e 1 -q|2|1");
	ck_assert_str_eq(guessed("args: [top, -q]", BASE "CMD [\"c\"]\n"), "top -q|0|1");
	ck_assert_str_eq(guessed("command: [top]", IMAGE), "top|0|1");
	ck_assert_str_eq(guessed("command: [top], args: [-q]", IMAGE), "top -q|0|1");
	ck_assert_str_eq(guessed("command: [top]", NULL), "top|0|1");
}
END_TEST

START_TEST(a_guess_goes_without_what_a_base_may_add)
{
	ck_assert_str_eq(guessed("", NULL), "|0|0");
	ck_assert_str_eq(guessed("args: [-q]", NULL), "|0|0");
	ck_assert_str_eq(guessed("", "FROM debian:12\nCMD [\"c\"]\n"), "c|1|0");
	ck_assert_str_eq(guessed("args: [-q]", "FROM debian:12\nCMD [\"c\"]\n"), "|0|0");
	ck_assert_str_eq(guessed("", "FROM debian:12\nENTRYPOINT [\"e\"]\n"), "e|1|1");
	ck_assert_str_eq(guessed("command: x", IMAGE), "|0|0");
	ck_assert_str_eq(guessed("args: {a: b}", IMAGE), "e 1|2|0");
}
END_TEST

/* Index of the text in words that blanks part. */
static size_t text_at(const char *line)
{
	pf_str words[8];
	pf_str rest = pf_str_from(line);
	size_t n = 0;

	while (n < 8 && pf_str_split(&rest, ' ', &words[n]))
		n++;
	return pf_shell_text_at((struct pf_words){words, n});
}

START_TEST(finds_what_a_shell_is_given_to_run)
{
	ck_assert_uint_eq(text_at("sh -c TEXT"), 2);
	ck_assert_uint_eq(text_at("/bin/bash -ec TEXT a b"), 2);
	ck_assert_uint_eq(text_at("bash -euo pipefail -c TEXT"), 4);
	ck_assert_uint_eq(text_at("bash -euxo pipefail --login -c TEXT"), 5);
	ck_assert_uint_eq(text_at("bash -euco pipefail TEXT"), 3);
	ck_assert_uint_eq(text_at("sh +e -c TEXT"), 3);
	ck_assert_uint_eq(text_at("sh script.sh -c TEXT"), 0);
	ck_assert_uint_eq(text_at("sh -c"), 0);
	ck_assert_uint_eq(text_at("sh -- -c TEXT"), 0);
	ck_assert_uint_eq(text_at("start.sh -c TEXT"), 0);
	ck_assert_uint_eq(text_at("web -c TEXT"), 0);
	ck_assert_uint_eq(text_at(""), 0);
	ck_assert_uint_eq(pf_shell_text_at((struct pf_words){NULL, 0}), 0);
}
END_TEST

static const char *title(const char *line)
{
	static char out[128];
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str words[8];
	pf_str rest = pf_str_from(line);
	pf_str text;
	size_t n = 0;

	while (n < 8 && pf_str_split(&rest, '|', &words[n]))
		n++;
	text = pf_words_title(&arena, (struct pf_words){words, n});
	snprintf(out, sizeof(out), "%.*s", PF_STR_ARG(text));
	pf_arena_release(&arena);
	return out;
}

START_TEST(words_are_shown_as_a_list)
{
	ck_assert_str_eq(title("npm|run start"), "[\"npm\", \"run start\"]");
	ck_assert_str_eq(title("a\"b"), "");
	ck_assert_str_eq(title("a\nb"), "");
	ck_assert_str_eq(title("web|--a-very-long-option-that-goes-on=and-on-and-on-and-on-and-on"),
		"[\"web\", …]");
}
END_TEST

UNIT_TESTS(command_and_args_stand_for_entrypoint_and_cmd, an_empty_list_counts_as_unset,
	an_entrypoint_may_be_absent_or_empty, what_a_base_decides_is_not_known,
	well_known_bases_may_be_supposed_to_hand_over, what_cannot_be_used_is_not_known,
	a_guess_tells_which_words_are_the_images, a_guess_goes_without_what_a_base_may_add,
	finds_what_a_shell_is_given_to_run, words_are_shown_as_a_list)

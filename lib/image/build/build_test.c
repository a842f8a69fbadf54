/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/build.h"

#include "image/build/build_test.h"

START_TEST(knows_that_scratch_holds_nothing_but_a_path)
{
	const struct pf_image_facts *f = facts_of("FROM scratch\n");

	ck_assert_str_eq(show_str(&f->user), "absent");
	ck_assert_str_eq(show_words(&f->entrypoint), "absent");
	ck_assert_str_eq(show_words(&f->cmd), "absent");
	ck_assert_str_eq(show_words(&f->shell), "absent");
	ck_assert_str_eq(show_str(&f->working_directory), "absent");
	ck_assert_int_eq(f->healthcheck.is, PF_ABSENT);
	ck_assert(f->env.complete && f->ports.complete && f->volumes.complete &&
		f->labels.complete);
	ck_assert_uint_eq(f->env.len, 1);
	ck_assert_str_eq(env(f, "PATH"),
		"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
	ck_assert_str_eq(str(f->build->base), "scratch");
	ck_assert(!f->platforms.known);
}
END_TEST

START_TEST(inherits_what_is_not_set_from_an_unread_base)
{
	const struct pf_image_facts *f = facts_of("FROM node:20\nENV A=1\nEXPOSE 80\n");

	ck_assert_str_eq(show_str(&f->user), "inherited");
	ck_assert_str_eq(show_words(&f->entrypoint), "inherited");
	ck_assert_str_eq(show_words(&f->cmd), "inherited");
	ck_assert_str_eq(show_str(&f->working_directory), "inherited");
	ck_assert_int_eq(f->healthcheck.is, PF_INHERITED);
	ck_assert(!f->env.complete && !f->ports.complete && !f->volumes.complete &&
		!f->labels.complete);
	ck_assert_str_eq(env(f, "A"), "1");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert_str_eq(str(f->build->base), "node:20");
	ck_assert_str_eq(text_at(&f->build->base_at), "node:20");
	ck_assert_str_eq(text_at(&f->origin), "FROM node:20");
}
END_TEST

START_TEST(copies_the_whole_configuration_of_a_base_stage)
{
	const struct pf_image_facts *f = facts_of("FROM scratch AS base\n"
						  "ENV A=1\nUSER app\nWORKDIR /srv\nEXPOSE 80\n"
						  "VOLUME /data\nLABEL l=1\nCMD [\"x\"]\n"
						  "HEALTHCHECK NONE\nSTOPSIGNAL SIGINT\n"
						  "SHELL [\"/bin/ash\", \"-c\"]\nCOPY a /a\n"
						  "FROM base\n"
						  "ENV B=2\nENTRYPOINT run\n");

	ck_assert_str_eq(show_str(&f->user), "known:app");
	ck_assert_str_eq(show_str(&f->working_directory), "known:/srv");
	ck_assert_str_eq(show_str(&f->stop_signal), "known:SIGINT");
	ck_assert_str_eq(show_words(&f->entrypoint), "known:[/bin/ash][-c][run]");
	ck_assert_str_eq(ports(f), "80/tcp ");
	ck_assert_str_eq(entries(&f->volumes), "/data\n");
	ck_assert_str_eq(entries(&f->labels), "l=1\n");
	ck_assert_str_eq(env(f, "A"), "1");
	ck_assert_str_eq(env(f, "B"), "2");
	ck_assert_int_eq(f->healthcheck.value.kind, PF_HEALTHCHECK_NONE);
	ck_assert_str_eq(copies(f), "[a] -> /a\n");
	ck_assert_str_eq(str(f->build->base), "scratch");
	ck_assert_uint_eq(f->build->stage, 1);
	ck_assert_uint_eq(f->build->nchain, 2);
	ck_assert_uint_eq(f->build->chain[0], 0);
	ck_assert_uint_eq(f->build->chain[1], 1);
}
END_TEST

START_TEST(resets_cmd_at_entrypoint_unless_the_stage_had_one)
{
	const struct pf_image_facts *f =
		facts_of("FROM scratch AS a\nCMD [\"x\"]\nFROM a\nENTRYPOINT [\"y\"]\n");

	ck_assert_str_eq(show_words(&f->cmd), "absent");
	ck_assert_str_eq(text_at(&f->cmd.from), "[\"y\"]");
	f = facts_of("FROM alpine\nENTRYPOINT [\"y\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "absent");
	f = facts_of("FROM scratch\nENTRYPOINT [\"y\"]\n");
	ck_assert_ptr_null(f->cmd.from.source);
	f = facts_of("FROM alpine\nCMD [\"x\"]\nENTRYPOINT [\"y\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
	f = facts_of("FROM alpine\nENTRYPOINT [\"y\"]\nCMD [\"x\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
	f = facts_of("FROM alpine AS a\nCMD [\"x\"]\nENTRYPOINT [\"y\"]\nFROM a\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
	f = facts_of("FROM alpine\nENTRYPOINT [\"y\"]\nCMD [\"x\"]\nENTRYPOINT [\"z\"]\n");
	ck_assert_str_eq(show_words(&f->cmd), "known:[x]");
}
END_TEST

START_TEST(runs_ten_thousand_stages)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch AS s0\nONBUILD ENV T=1\n");
	for (size_t i = 1; i < 10000; i++)
		pf_buf_addf(&text,
			"FROM s%zu AS s%zu\nENV V%zu=$V%zu LAST=%zu\nCOPY --from=s%zu "
			"a /a\n",
			i - 1, i, i, i - 1, i, i / 2);
	f = facts_of(text.ptr);
	ck_assert_str_eq(env(f, "LAST"), "9999");
	ck_assert_uint_eq(f->build->ncopies, 9999);
	pf_buf_reset(&text);
	for (size_t i = 0; i < 10000; i++)
		pf_buf_addf(&text, "FROM scratch AS s%zu\nENV A=1\n", i);
	pf_buf_add_lit(&text, "FROM scratch\n");
	for (size_t i = 0; i < 10000; i++)
		pf_buf_addf(&text, "COPY --from=s%zu a /a\n", i);
	f = facts_of(text.ptr);
	ck_assert_str_eq(env(f, "A"), "none");
	pf_buf_release(&text);
}
END_TEST

START_TEST(evaluates_what_is_left_of_a_broken_file)
{
	const struct pf_build_request request = {.target = PF_STR_EMPTY};
	const struct pf_build *b = evaluate("USER a\n", &request);

	ck_assert_uint_eq(b->stage, PF_NO_STAGE);
	ck_assert_int_eq(b->facts.user.is, PF_INHERITED);
	b = evaluate("", &request);
	ck_assert_uint_eq(b->stage, PF_NO_STAGE);
	b = evaluate("FROM alpine\nUSRE b\nUSER a\nFROM\n", &request);
	ck_assert_int_eq(b->facts.user.is, PF_INHERITED);
}
END_TEST

UNIT_TESTS(knows_that_scratch_holds_nothing_but_a_path,
	inherits_what_is_not_set_from_an_unread_base,
	copies_the_whole_configuration_of_a_base_stage,
	resets_cmd_at_entrypoint_unless_the_stage_had_one, runs_ten_thousand_stages,
	evaluates_what_is_left_of_a_broken_file)

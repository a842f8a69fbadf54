/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/lookup.h"

#include "image/build/build_test.h"

/* What NAME is where the `n`th instruction of the file runs, the first being 0; `-`: nothing. */
static pf_str value_at(const char *text, size_t n, const char *name)
{
	const struct pf_build_request request = {.target = PF_STR_EMPTY};
	const struct pf_build *build = evaluate(text, &request);
	const struct pf_variable *variable = pf_build_lookup(build->facts.build,
		&build->dockerfile->instructions[n], pf_str_from(name));

	return variable ? variable->value : PF_STR("-");
}

static void expect(pf_str got, const char *want)
{
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%.*s", PF_STR_ARG(got));
}

START_TEST(finds_what_was_set_last)
{
	static const char text[] = "FROM a\nENV x=1\nRUN :\nENV x=2 y=$x\nRUN :\nENV x=3\n";

	expect(value_at(text, 2, "x"), "1");
	expect(value_at(text, 2, "y"), "-");
	expect(value_at(text, 4, "x"), "2");
	expect(value_at(text, 4, "y"), "1");
}
END_TEST

START_TEST(env_and_arg_are_one)
{
	expect(value_at("FROM a\nENV x=1\nARG x=2\nRUN :\n", 3, "x"), "2");
	expect(value_at("FROM a AS b\nENV x=1\nARG x=2\nFROM b\nRUN :\n", 4, "x"), "1");
	expect(value_at("FROM a\nARG x=2\nENV x=1\nRUN :\n", 3, "x"), "1");
	expect(value_at("ARG x=1\nFROM a\nRUN :\n", 2, "x"), "-");
	expect(value_at("ARG x=1\nFROM a\nARG x\nRUN :\n", 3, "x"), "1");
}
END_TEST

START_TEST(stages_see_their_base_only)
{
	static const char text[] = "FROM a AS base\n"
				   "ENV x=1\n"
				   "FROM base AS left\n"
				   "ENV x=2\n"
				   "RUN :\n"
				   "FROM base\n"
				   "RUN :\n"
				   "COPY --from=left /a /b\n";

	expect(value_at(text, 4, "x"), "2");
	expect(value_at(text, 6, "x"), "1");
}
END_TEST

START_TEST(a_stage_that_is_not_needed_knows_nothing)
{
	expect(value_at("FROM a\nENV x=1\nRUN :\nFROM b\nRUN :\n", 2, "x"), "-");
}
END_TEST

START_TEST(a_trigger_sees_the_stage_that_it_runs_in)
{
	static const char text[] = "FROM a AS base\n"
				   "ARG x=1\n"
				   "ONBUILD ENV y=2\n"
				   "ONBUILD RUN :\n"
				   "FROM base\n";

	expect(value_at(text, 3, "x"), "1");
	expect(value_at(text, 3, "y"), "2");
}
END_TEST

START_TEST(gives_up_after_many_settings)
{
	struct pf_buf text = PF_BUF_INIT;

	pf_buf_add_lit(&text, "FROM a\nENV x=1\n");
	for (unsigned i = 1; i < PF_LOOKUP_MAX; i++)
		pf_buf_add_lit(&text, "ENV y=1\n");
	pf_buf_add_lit(&text, "RUN :\nENV y=2\nRUN :\n");
	pf_buf_addc(&text, '\0');
	expect(value_at(text.ptr, PF_LOOKUP_MAX + 1, "x"), "1");
	expect(value_at(text.ptr, PF_LOOKUP_MAX + 3, "x"), "-");
	pf_buf_release(&text);
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(finds_what_was_set_last, env_and_arg_are_one, stages_see_their_base_only,
	a_stage_that_is_not_needed_knows_nothing, a_trigger_sees_the_stage_that_it_runs_in,
	gives_up_after_many_settings)

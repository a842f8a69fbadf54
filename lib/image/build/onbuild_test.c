/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/stage.h"

#include "image/build/build_test.h"

START_TEST(runs_triggers_of_a_base_stage_once)
{
	const struct pf_image_facts *f;

	f = facts_of("FROM scratch AS a\nONBUILD USER trigger\nONBUILD CMD [\"t\"]\nUSER a\n"
		     "ONBUILD COPY x /x\nFROM a AS b\nENTRYPOINT [\"e\"]\n");
	ck_assert_str_eq(show_str(&f->user), "known:trigger");
	ck_assert_str_eq(show_words(&f->cmd), "known:[t]");
	ck_assert_str_eq(copies(f), "[x] -> /x\n");
	f = facts_of("FROM scratch AS a\nONBUILD USER trigger\nUSER a\n");
	ck_assert_str_eq(show_str(&f->user), "known:a");
	f = facts_of("FROM scratch AS a\nONBUILD ENV N=${N}x\nFROM a AS b\nFROM b\n");
	ck_assert_str_eq(env(f, "N"), "x");
}
END_TEST

START_TEST(blames_the_child_for_a_trigger)
{
	ck_assert_str_eq(faults("FROM a\nONBUILD COPY x\n"), "");
	ck_assert_str_eq(faults("FROM a AS x\nONBUILD COPY y\nFROM x\nUSER b\n"),
		"x: a trigger of this stage's base cannot be run: `COPY` needs a source and a "
		"destination\n");
	ck_assert_str_eq(faults("FROM a AS x\nONBUILD COPY y\nFROM x\nFROM b\n"), "");
	ck_assert_str_eq(faults("FROM a AS x\nONBUILD COPY --from=x y /y\nFROM x AS x\n"), "");
}
END_TEST

START_TEST(bounds_the_triggers)
{
	struct pf_buf text = PF_BUF_INIT;
	const struct pf_image_facts *f;

	pf_buf_add_lit(&text, "FROM scratch AS s\n");
	for (size_t i = 0; i < 2000; i++)
		pf_buf_add_lit(&text, "ONBUILD RUN x\n");
	for (size_t i = 0; i < 1000; i++)
		pf_buf_addf(&text, "FROM s AS c%zu\nRUN y\n", i);
	pf_buf_add_lit(&text, "FROM s\n");
	for (size_t i = 0; i < 1000; i++)
		pf_buf_addf(&text, "COPY --from=c%zu a /a\n", i);
	f = facts_of(text.ptr);
	ck_assert_uint_le(f->build->nruns, 2000);
	pf_buf_release(&text);
}
END_TEST

UNIT_TESTS(runs_triggers_of_a_base_stage_once, blames_the_child_for_a_trigger, bounds_the_triggers)

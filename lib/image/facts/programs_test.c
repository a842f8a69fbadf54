/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts/programs.h"

#include "unit.h"

START_TEST(programs_have_traits)
{
	ck_assert(pf_known_program_has(PF_STR("tini"), PF_PROGRAM_INIT));
	ck_assert(pf_known_program_has(PF_STR("["), PF_PROGRAM_IDLE));
	ck_assert(pf_known_program_has(PF_STR("yq"), PF_PROGRAM_IDLE | PF_PROGRAM_EXPANDS));
	ck_assert(!pf_known_program_has(PF_STR("yq"), PF_PROGRAM_IDLE));
	ck_assert(!pf_known_program_has(PF_STR(""), PF_PROGRAM_IDLE));
	ck_assert(!pf_known_program_has(PF_STR("zzz"), PF_PROGRAM_IDLE));
	ck_assert(!pf_known_program_has(PF_STR("/bin/sh"), PF_PROGRAM_SHELL));
}
END_TEST

START_TEST(some_come_with_few_images)
{
	const struct pf_known_program *nc = pf_known_program(PF_STR("nc"));

	ck_assert_uint_eq(nc->lacking, PF_LACKING_DEBIAN);
	ck_assert(pf_str_eq(nc->package, PF_STR("netcat")));
	ck_assert_uint_eq(pf_known_program(PF_STR("cat"))->lacking, 0);
	ck_assert_ptr_null(pf_known_program(PF_STR("web")));
}
END_TEST

START_TEST(directories_are_known_as_such_or_with_what_is_below)
{
	ck_assert(pf_known_directory_has(PF_STR("/usr/bin"), PF_DIRECTORY_PROGRAMS));
	ck_assert(!pf_known_directory_has(PF_STR("/usr/bin/x"), PF_DIRECTORY_PROGRAMS));
	ck_assert(!pf_known_directory_has(PF_STR("/usr"), PF_DIRECTORY_PROGRAMS));
	ck_assert(pf_is_within_known(PF_STR("/var/log/app"), PF_DIRECTORY_SCRATCH));
	ck_assert(pf_is_within_known(PF_STR("/var/log"), PF_DIRECTORY_SCRATCH));
	ck_assert(!pf_is_within_known(PF_STR("/var/logs"), PF_DIRECTORY_SCRATCH));
}
END_TEST

UNIT_TESTS(programs_have_traits, some_come_with_few_images,
	directories_are_known_as_such_or_with_what_is_below)

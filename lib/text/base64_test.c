/* SPDX-License-Identifier: Apache-2.0 */

#include "text/base64.h"

#include "unit.h"

START_TEST(names_the_first_bad_character)
{
	ck_assert_uint_eq(pf_base64_fault(PF_STR("")), 0);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("YWJj")), 4);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("YWI=\n")), 5);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("YQ==")), 4);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("YW Jj")), 2);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("YW-j")), 2);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("YWI")), 2);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("Y===")), 1);
	ck_assert_uint_eq(pf_base64_fault(PF_STR("YQ=a")), 3);
}
END_TEST

START_TEST(decodes)
{
	struct pf_arena arena = PF_ARENA_INIT;

	ck_assert(pf_str_eq(pf_base64_decode(&arena, PF_STR("YW\nJj")), PF_STR("abc")));
	ck_assert(pf_str_eq(pf_base64_decode(&arena, PF_STR("YWI=")), PF_STR("ab")));
	ck_assert(pf_str_eq(pf_base64_decode(&arena, PF_STR("/w==")), PF_STR("\377")));
	ck_assert_uint_eq(pf_base64_decode(&arena, PF_STR("")).len, 0);
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(names_the_first_bad_character, decodes)

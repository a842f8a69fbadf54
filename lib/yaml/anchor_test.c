/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/anchor.h"

#include "unit.h"

START_TEST(names_are_found_and_set_again)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_anchors anchors = {0};
	struct pf_anchor *a;

	ck_assert_ptr_null(pf_anchors_find(&anchors, PF_STR("a")));
	a = pf_anchors_set(&anchors, &arena, PF_STR("a"));
	ck_assert_ptr_ne(pf_anchors_set(&anchors, &arena, PF_STR("b")), a);
	ck_assert_ptr_eq(pf_anchors_set(&anchors, &arena, PF_STR("a")), a);
	ck_assert_ptr_eq(pf_anchors_find(&anchors, PF_STR("a")), a);
	ck_assert_ptr_null(pf_anchors_find(&anchors, PF_STR("ab")));
	pf_anchors_clear(&anchors);
	ck_assert_ptr_null(pf_anchors_find(&anchors, PF_STR("a")));
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(names_are_found_and_set_again)

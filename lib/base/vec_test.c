/* SPDX-License-Identifier: Apache-2.0 */

#include "base/vec.h"

#include "unit.h"

START_TEST(keeps_what_was_added)
{
	struct pf_arena arena = PF_ARENA_INIT;
	PF_VEC(size_t) v = {0};

	for (size_t i = 0; i < 1000; i++)
		PF_VEC_ADD(&arena, &v) = i * 3;
	ck_assert_uint_eq(v.len, 1000);
	for (size_t i = 0; i < 1000; i++)
		ck_assert_uint_eq(v.ptr[i], i * 3);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(new_items_are_zeroed)
{
	struct pf_arena arena = PF_ARENA_INIT;
	PF_VEC(pf_str) v = {0};
	const pf_str *item = &PF_VEC_ADD(&arena, &v);

	ck_assert_ptr_null(item->ptr);
	ck_assert_uint_eq(item->len, 0);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(memory_grows_with_what_it_holds)
{
	struct pf_arena arena = PF_ARENA_INIT;
	PF_VEC(char) v = {0};

	for (size_t i = 0; i < 4096; i++)
		PF_VEC_ADD(&arena, &v) = 'x';
	ck_assert_uint_eq(v.cap, 4096);
	ck_assert_uint_lt(arena.used, (size_t)3 * 4096);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reserved_room_is_used_without_moving)
{
	struct pf_arena arena = PF_ARENA_INIT;
	PF_VEC(int) v = {0};
	const int *before;

	v.ptr = pf_vec_reserve(&arena, v.ptr, v.len, 100, &v.cap, sizeof(*v.ptr));
	before = v.ptr;
	for (int i = 0; i < 100; i++)
		PF_VEC_ADD(&arena, &v) = i;
	ck_assert_ptr_eq(v.ptr, before);
	ck_assert_int_eq(v.ptr[99], 99);
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(keeps_what_was_added, new_items_are_zeroed, memory_grows_with_what_it_holds,
	reserved_room_is_used_without_moving)

/* SPDX-License-Identifier: Apache-2.0 */

#include "world/index.h"

#include "unit.h"

static struct pf_index_key key_of(const char *first)
{
	return (struct pf_index_key){PF_INDEX_SERVICE_ACCOUNT, 1, PF_STR("ns"), pf_str_from(first),
		PF_STR("second"), PF_STR("third")};
}

START_TEST(an_empty_index_holds_nothing)
{
	struct pf_index index = {0};
	struct pf_index_key key = key_of("a");

	ck_assert_ptr_null(pf_index_get(&index, &key));
	ck_assert_ptr_null(pf_index_first(&index, &key));
}
END_TEST

START_TEST(keys_differ_in_every_part)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_index index = {.arena = &arena};
	struct pf_index_key keys[7];

	for (size_t i = 0; i < 7; i++)
		keys[i] = key_of("a");
	keys[1].class = PF_INDEX_LIMIT;
	keys[2].view = 2;
	keys[3].namespace = PF_STR("other");
	keys[4].first = PF_STR("b");
	keys[5].second = PF_STR_EMPTY;
	keys[6].third = PF_STR_EMPTY;
	for (size_t i = 0; i < 7; i++) {
		ck_assert_ptr_null(pf_index_get(&index, &keys[i]));
		pf_index_add(&index, &keys[i], &keys[i]);
	}
	for (size_t i = 0; i < 7; i++)
		ck_assert_ptr_eq(pf_index_first(&index, &keys[i]), &keys[i]);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(values_of_a_key_keep_their_order)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_index index = {.arena = &arena};
	struct pf_index_key key = key_of("a");
	const struct pf_index_slot *slot;
	int a, b;

	pf_index_add(&index, &key, NULL);
	ck_assert_ptr_null(pf_index_first(&index, &key));
	pf_index_add(&index, &key, &a);
	pf_index_add(&index, &key, &b);
	slot = pf_index_get(&index, &key);
	ck_assert_uint_eq(slot->n, 3);
	ck_assert_ptr_eq(slot->values->is, &a);
	ck_assert_ptr_eq(slot->values->next->is, &b);
	ck_assert_ptr_null(slot->values->next->next);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(growing_loses_nothing)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_index index = {.arena = &arena};

	for (int i = 0; i < 1000; i++) {
		struct pf_index_key key = key_of(pf_arena_fmt(&arena, "k%d", i).ptr);

		pf_index_add(&index, &key, NULL);
	}
	ck_assert_uint_eq(index.nslots, 1000);
	for (int i = 0; i < 1000; i++) {
		struct pf_index_key key = key_of(pf_arena_fmt(&arena, "k%d", i).ptr);

		ck_assert_ptr_nonnull(pf_index_get(&index, &key));
	}
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(an_empty_index_holds_nothing, keys_differ_in_every_part,
	values_of_a_key_keep_their_order, growing_loses_nothing)

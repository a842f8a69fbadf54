/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/decode/fields.h"

#include "unit.h"

static const struct pf_str_entry pairs[] = {
	{.key = PF_STR_INIT("a"), .value = {.is = PF_STR_INIT("1"), .set = true}},
	{.key = PF_STR_INIT("b"), .value = {.is = PF_STR_INIT("2"), .set = true}},
	{.key = PF_STR_INIT("a"), .value = {.is = PF_STR_INIT("3"), .set = true}},
};

START_TEST(the_last_of_equal_keys_counts)
{
	const struct pf_str_map map = {NULL, pairs, 3};
	const struct pf_quantity_entry amounts[] = {
		{.key = PF_STR("cpu"), .value = {.is = PF_STR("1")}},
		{.key = PF_STR("cpu"), .value = {.is = PF_STR("2")}},
	};
	const struct pf_quantity_map quantities = {NULL, amounts, 2};

	ck_assert_ptr_eq(pf_str_map_get(&map, PF_STR("a")), &pairs[2]);
	ck_assert_ptr_eq(pf_str_map_get(&map, PF_STR("b")), &pairs[1]);
	ck_assert_ptr_eq(pf_quantity_map_get(&quantities, PF_STR("cpu")), &amounts[1]);
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
	const struct pf_str_map none = {0};
	const struct pf_str_map map = {NULL, pairs, 3};
	const struct pf_quantity_map no_quantity = {0};

	ck_assert_ptr_null(pf_str_map_get(&none, PF_STR("a")));
	ck_assert_ptr_null(pf_str_map_get(&map, PF_STR("")));
	ck_assert_ptr_null(pf_str_map_get(&map, PF_STR("A")));
	ck_assert_ptr_null(pf_quantity_map_get(&no_quantity, PF_STR("cpu")));
}
END_TEST

START_TEST(lists_hold_only_what_is_set)
{
	const pf_str_field items[] = {
		{.is = PF_STR("x"), .set = true},
		{.is = PF_STR_EMPTY, .set = false},
	};
	const struct pf_str_list list = {NULL, items, 2}, none = {0};

	ck_assert(pf_str_list_has(&list, PF_STR("x")));
	ck_assert(!pf_str_list_has(&list, PF_STR("y")));
	ck_assert(!pf_str_list_has(&list, PF_STR("")));
	ck_assert(!pf_str_list_has(&none, PF_STR("x")));
}
END_TEST

START_TEST(loops_can_be_left_and_cut_short)
{
	const struct pf_str_map map = {NULL, pairs, 3}, none = {0};
	size_t n = 0;

	PF_EACH(struct pf_str_entry, entry, none) {
		ck_assert_ptr_null(entry);
	}
	PF_EACH(struct pf_str_entry, entry, map) {
		if (pf_str_eq(entry->key, PF_STR("a")))
			continue;
		n++;
		break;
	}
	ck_assert_uint_eq(n, 1);
}
END_TEST

UNIT_TESTS(the_last_of_equal_keys_counts, what_is_not_there_is_not_found,
	lists_hold_only_what_is_set, loops_can_be_left_and_cut_short)

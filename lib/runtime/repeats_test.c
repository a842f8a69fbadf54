/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/repeats.h"

#include "runtime/expansion.h"
#include "unit.h"

START_TEST(repeats_know_the_first_of_their_key)
{
	static const char *const words[] = {"web", "cart", "web", "", "${X}", "we", "web"};
	struct pf_repeat room[7];
	struct pf_repeats list = {room, 0};

	for (size_t i = 0; i < 7; i++)
		pf_repeats_add(&list, pf_str_from(words[i]), NULL, &words[i]);
	pf_mark_repeats(&list);
	ck_assert_uint_eq(list.len, 5);
	ck_assert_ptr_eq(room[0].item, &words[1]);
	ck_assert_ptr_eq(room[1].item, &words[5]);
	ck_assert_ptr_eq(room[2].item, &words[0]);
	ck_assert_ptr_eq(room[3].item, &words[2]);
	ck_assert_ptr_eq(room[4].item, &words[6]);
	for (size_t i = 0; i < 3; i++)
		ck_assert_ptr_null(room[i].first);
	ck_assert_ptr_eq(room[3].first, &room[2]);
	ck_assert_ptr_eq(room[4].first, &room[2]);
}
END_TEST

START_TEST(nothing_repeats_in_an_empty_list)
{
	struct pf_repeats list = {NULL, 0};

	pf_mark_repeats(&list);
	ck_assert_uint_eq(list.len, 0);
}
END_TEST

static void finds(const char *text, const char *first, const char *second)
{
	pf_str rest = pf_str_from(text), name;
	const char *const want[] = {first, second};

	for (size_t i = 0; i < 2 && want[i]; i++) {
		ck_assert_msg(pf_next_reference(&rest, &name), "%s", text);
		ck_assert_msg(pf_str_eq(name, pf_str_from(want[i])), "%s", text);
	}
	ck_assert_msg(!pf_next_reference(&rest, &name), "%s", text);
}

START_TEST(references_are_read_as_the_kubelet_does)
{
	finds("$(A)/x$(B)", "A", "B");
	finds("$$(A)$$$(B)", "B", NULL);
	finds("$()", "", NULL);
	finds("$x$(A)", "A", NULL);
	finds("$(A", NULL, NULL);
	finds("${A}$", NULL, NULL);
	finds("", NULL, NULL);
	finds("$(A$(B))", "A$(B", NULL);
}
END_TEST

UNIT_TESTS(repeats_know_the_first_of_their_key, nothing_repeats_in_an_empty_list,
	references_are_read_as_the_kubelet_does)

/* SPDX-License-Identifier: Apache-2.0 */

#include "base/str.h"

#include "unit.h"

START_TEST(finds_first_and_last)
{
	pf_str s = PF_STR("a/b/c");

	ck_assert_uint_eq(pf_str_find_char(s, '/'), 1);
	ck_assert_uint_eq(pf_str_rfind_char(s, '/'), 3);
	ck_assert_uint_eq(pf_str_find_char(s, 'x'), s.len);
	ck_assert_uint_eq(pf_str_find(s, PF_STR("b/c")), 2);
	ck_assert_uint_eq(pf_str_find(s, PF_STR("b/cd")), s.len);
	ck_assert_uint_eq(pf_str_find(PF_STR("aab"), PF_STR("ab")), 1);
	ck_assert(pf_str_contains(PF_STR_EMPTY, PF_STR_EMPTY));
	ck_assert(!pf_str_contains(PF_STR_EMPTY, PF_STR("a")));
}
END_TEST

START_TEST(splits_and_keeps_empty_parts)
{
	pf_str rest = PF_STR("a,,b");
	pf_str part;

	ck_assert(pf_str_split(&rest, ',', &part) && pf_str_eq(part, PF_STR("a")));
	ck_assert(pf_str_split(&rest, ',', &part) && part.len == 0);
	ck_assert(pf_str_split(&rest, ',', &part) && pf_str_eq(part, PF_STR("b")));
	ck_assert(!pf_str_split(&rest, ',', &part));
	rest = PF_STR_EMPTY;
	ck_assert(pf_str_split(&rest, ',', &part) && part.len == 0);
	ck_assert(!pf_str_split(&rest, ',', &part));
}
END_TEST

START_TEST(reads_whole_integers_only)
{
	int64_t value = 7;

	ck_assert(pf_str_to_int(PF_STR("-12"), &value) && value == -12);
	ck_assert(pf_str_to_int(PF_STR("+3"), &value) && value == 3);
	value = 7;
	ck_assert(!pf_str_to_int(PF_STR(""), &value));
	ck_assert(!pf_str_to_int(PF_STR("-"), &value));
	ck_assert(!pf_str_to_int(PF_STR("1 "), &value));
	ck_assert(!pf_str_to_int(PF_STR("1234567890123456789"), &value));
	ck_assert_int_eq(value, 7);
}
END_TEST

START_TEST(orders_trims_and_folds)
{
	ck_assert_int_lt(pf_str_cmp(PF_STR("ab"), PF_STR("abc")), 0);
	ck_assert_int_gt(pf_str_cmp(PF_STR("b"), PF_STR("abc")), 0);
	ck_assert_int_eq(pf_str_cmp(PF_STR("b"), PF_STR("b")), 0);
	ck_assert(pf_str_eq(pf_str_trim(PF_STR(" \ta b\r\n")), PF_STR("a b")));
	ck_assert_uint_eq(pf_str_trim(PF_STR("  ")).len, 0);
	ck_assert(pf_str_eq_nocase(PF_STR("Always"), PF_STR("aLWAYS")));
	ck_assert(!pf_str_eq_nocase(PF_STR("Always"), PF_STR("Alway")));
}
END_TEST

START_TEST(a_word_is_among_others_only_whole_and_in_its_case)
{
	static const pf_str words[] = {PF_STR_INIT("sh"), PF_STR_INIT("bash")};

	ck_assert(pf_is_one_of(PF_STR("bash"), words, 2));
	ck_assert(!pf_is_one_of(PF_STR("bash"), words, 1));
	ck_assert(!pf_is_one_of(PF_STR("bas"), words, 2));
	ck_assert(!pf_is_one_of(PF_STR("SH"), words, 2));
	ck_assert(!pf_is_one_of(PF_STR(""), words, 0));
	ck_assert(pf_is_one_of_nocase(PF_STR("SH"), words, 2));
	ck_assert(!pf_is_one_of_nocase(PF_STR("BAS"), words, 2));
}
END_TEST

UNIT_TESTS(finds_first_and_last, splits_and_keeps_empty_parts, reads_whole_integers_only,
	orders_trims_and_folds, a_word_is_among_others_only_whole_and_in_its_case)

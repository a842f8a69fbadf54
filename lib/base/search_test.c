/* SPDX-License-Identifier: Apache-2.0 */

#include "base/search.h"

#include "unit.h"

static bool is_less(const void *item, const void *key)
{
	return *(const int *)item < *(const int *)key;
}

static bool is_at_most(const void *item, const void *key)
{
	return *(const int *)item <= *(const int *)key;
}

static const int items[] = {1, 3, 3, 3, 7};

static size_t search(int key, size_t n)
{
	return pf_search(items, n, sizeof(*items), &key, is_less);
}

START_TEST(finds_the_first_that_is_not_before)
{
	ck_assert_uint_eq(search(0, 5), 0);
	ck_assert_uint_eq(search(1, 5), 0);
	ck_assert_uint_eq(search(2, 5), 1);
	ck_assert_uint_eq(search(3, 5), 1);
	ck_assert_uint_eq(search(7, 5), 4);
	ck_assert_uint_eq(search(8, 5), 5);
}
END_TEST

START_TEST(finds_the_end_of_equal_ones)
{
	int key = 3;

	ck_assert_uint_eq(pf_search(items, 5, sizeof(*items), &key, is_at_most), 4);
}
END_TEST

START_TEST(of_none_and_of_one)
{
	ck_assert_uint_eq(search(1, 0), 0);
	ck_assert_uint_eq(search(1, 1), 0);
	ck_assert_uint_eq(search(2, 1), 1);
	ck_assert_uint_eq(pf_search(NULL, 0, 1, NULL, is_less), 0);
}
END_TEST

UNIT_TESTS(finds_the_first_that_is_not_before, finds_the_end_of_equal_ones, of_none_and_of_one)

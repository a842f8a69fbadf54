/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Binary search.  Inline, so that the compiler sees the comparison.
 */

#ifndef PF_BASE_SEARCH_H
#define PF_BASE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How many of the `n` items of `size` bytes come before `key`: the place of the
 * first that does not, or `n`.  The items are sorted so that those come first.
 * With "is at most" for `is_before` it is the place behind all equal ones.
 */
static inline size_t pf_search(const void *items, size_t n, size_t size, const void *key,
	bool (*is_before)(const void *item, const void *key))
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_before((const char *)items + middle * size, key))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

#endif

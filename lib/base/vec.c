/* SPDX-License-Identifier: Apache-2.0 */

#include "base/vec.h"

#include <string.h>

#define FIRST_CAP 8

void *pf_vec_reserve(struct pf_arena *arena, void *ptr, size_t len, size_t more, size_t *cap,
	size_t size)
{
	size_t least = len + more;
	void *moved;

	if (least <= *cap)
		return ptr;
	*cap = *cap < FIRST_CAP / 2 ? FIRST_CAP : *cap * 2;
	if (*cap < least)
		*cap = least;
	moved = pf_arena_alloc(arena, *cap, size);
	if (len)
		memcpy(moved, ptr, len * size);
	return moved;
}

void *pf_vec_grow(struct pf_arena *arena, void *ptr, size_t len, size_t *cap, size_t size)
{
	return len < *cap ? ptr : pf_vec_reserve(arena, ptr, len, 1, cap, size);
}

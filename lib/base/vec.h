/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Arrays: walking them, and growing them in an arena.
 *
 * A vector is any struct with the members `ptr` (to its items), `len` and `cap`;
 * zeroed it is empty.  Growing moves the items: pointers to them do not last
 * until the next PF_VEC_ADD().
 *
 *	PF_VEC(pf_str) names = {0};
 *
 *	PF_VEC_ADD(arena, &names) = name;
 *	return names.ptr[names.len - 1];
 */

#ifndef PF_BASE_VEC_H
#define PF_BASE_VEC_H

#include "base/arena.h"

#define PF_VEC(type) \
	struct { \
		type *ptr; \
		size_t len; \
		size_t cap; \
	}

/* The new item at the end, zeroed: to be assigned to, or to have its address taken. */
#define PF_VEC_ADD(arena, vec) \
	(*((vec)->ptr = pf_vec_grow((arena), (vec)->ptr, (vec)->len, &(vec)->cap, \
		   sizeof(*(vec)->ptr)), \
		(vec)->ptr + (vec)->len++))

/*
 * `for` over a {ptr, len} pair.  One loop, so `break` and `continue` mean what
 * they say; an empty pair may have ptr == NULL.
 */
/* NOLINTBEGIN(bugprone-macro-parentheses) */
#define PF_EACH(type, it, arr) \
	for (const type *it = (arr).ptr, *it##_end = (arr).len ? it + (arr).len : it; \
		it != it##_end; it++)
/* NOLINTEND(bugprone-macro-parentheses) */

/* `ptr`, or a copy of its `len` items, with room for one more of `size` bytes. */
void *pf_vec_grow(struct pf_arena *arena, void *ptr, size_t len, size_t *cap, size_t size);

/* The same with room for `more`. */
void *pf_vec_reserve(struct pf_arena *arena, void *ptr, size_t len, size_t more, size_t *cap,
	size_t size);

#endif

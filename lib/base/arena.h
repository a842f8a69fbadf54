/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Arena allocator.
 *
 * Everything allocated from an arena lives until pf_arena_release().  There is
 * no free for a single object, and no allocation ever returns NULL: running
 * out of memory ends the process.
 *
 * Under AddressSanitizer every object gets its own malloc(), so an overflow
 * between two neighbours in a chunk is still reported.
 */

#ifndef PF_BASE_ARENA_H
#define PF_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/str.h"

struct pf_arena {
	struct pf_chunk *head;
	size_t used; /* bytes handed out, for limits and tests */
};

#define PF_ARENA_INIT ((struct pf_arena){0})

void pf_arena_release(struct pf_arena *arena);

/* Forget everything, keep a chunk for the next round: for scratch arenas. */
void pf_arena_clear(struct pf_arena *arena);

/* Zeroed memory for `n` objects of `size` bytes. */
void *pf_arena_alloc(struct pf_arena *arena, size_t n, size_t size);

/* A copy that is also NUL-terminated; a NUL inside `s` is kept. */
pf_str pf_arena_dup(struct pf_arena *arena, pf_str s);
const char *pf_arena_cstr(struct pf_arena *arena, pf_str s);

pf_str pf_arena_fmt(struct pf_arena *arena, const char *fmt, ...) PF_PRINTF(2, 3);
pf_str pf_arena_vfmt(struct pf_arena *arena, const char *fmt, va_list ap) PF_PRINTF(2, 0);

/* "a,b,c" of three items; a copy as of pf_arena_dup(). */
pf_str pf_arena_join(struct pf_arena *arena, const pf_str *items, size_t n, const char *between);

/* "a, b or c" of three items, with `last` being "or"; a copy too. */
pf_str pf_arena_list(struct pf_arena *arena, const pf_str *items, size_t n, const char *last);

#define PF_NEW(arena, type) ((type *)pf_arena_alloc((arena), 1, sizeof(type)))
#define PF_NEWN(arena, type, n) ((type *)pf_arena_alloc((arena), (n), sizeof(type)))

#endif

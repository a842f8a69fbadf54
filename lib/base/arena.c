/* SPDX-License-Identifier: Apache-2.0 */

#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PF_ARENA_SPLIT 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define PF_ARENA_SPLIT 1
#endif
#ifndef PF_ARENA_SPLIT
#define PF_ARENA_SPLIT 0
#endif

#define CHUNK_MIN ((size_t)64 * 1024)
#define CHUNK_KEEP ((size_t)1024 * 1024)
#define ALIGN alignof(max_align_t)

struct pf_chunk {
	struct pf_chunk *next;
	size_t cap;
	size_t len;
	alignas(max_align_t) unsigned char data[];
};

static struct pf_chunk *chunk_new(struct pf_chunk *next, size_t cap)
{
	struct pf_chunk *chunk;

	if (cap > SIZE_MAX - sizeof(*chunk))
		pf_oom();
	chunk = calloc(1, sizeof(*chunk) + cap);
	if (!chunk)
		pf_oom();
	chunk->next = next;
	chunk->cap = cap;
	return chunk;
}

void pf_arena_release(struct pf_arena *arena)
{
	struct pf_chunk *chunk = arena->head;

	while (chunk) {
		struct pf_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
	*arena = PF_ARENA_INIT;
}

void pf_arena_clear(struct pf_arena *arena)
{
	struct pf_chunk *keep = arena->head;

	if (PF_ARENA_SPLIT || !keep || keep->cap > CHUNK_KEEP) {
		pf_arena_release(arena);
		return;
	}
	arena->head = keep->next;
	pf_arena_release(arena);
	memset(keep->data, 0, keep->len);
	keep->next = NULL;
	keep->len = 0;
	arena->head = keep;
}

void *pf_arena_alloc(struct pf_arena *arena, size_t n, size_t size)
{
	struct pf_chunk *head = arena->head;
	size_t want;
	void *p;

	if (size && n > (SIZE_MAX - ALIGN) / size)
		pf_oom();
	want = (n * size + ALIGN - 1) & ~(ALIGN - 1);

	if (PF_ARENA_SPLIT) {
		head = chunk_new(head, n * size);
		head->len = 0;
	} else if (!head || head->cap - head->len < want) {
		head = chunk_new(head, want > CHUNK_MIN ? want : CHUNK_MIN);
	}
	arena->head = head;
	arena->used += n * size;

	p = head->data + head->len;
	head->len += want;
	return p;
}

pf_str pf_arena_dup(struct pf_arena *arena, pf_str s)
{
	char *p = pf_arena_alloc(arena, s.len + 1, 1);

	if (s.len)
		memcpy(p, s.ptr, s.len);
	return (pf_str){p, s.len};
}

const char *pf_arena_cstr(struct pf_arena *arena, pf_str s)
{
	return pf_arena_dup(arena, s).ptr;
}

pf_str pf_arena_fmt(struct pf_arena *arena, const char *fmt, ...)
{
	va_list ap;
	pf_str s;

	va_start(ap, fmt);
	s = pf_arena_vfmt(arena, fmt, ap);
	va_end(ap);
	return s;
}

pf_str pf_arena_vfmt(struct pf_arena *arena, const char *fmt, va_list ap)
{
	va_list again;
	int len;
	char *p;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (len < 0)
		return PF_STR("(unprintable message)");

	p = pf_arena_alloc(arena, (size_t)len + 1, 1);
	(void)vsnprintf(p, (size_t)len + 1, fmt, ap);
	return (pf_str){p, (size_t)len};
}

static size_t append(char *all, size_t len, pf_str part)
{
	if (part.len)
		memcpy(all + len, part.ptr, part.len);
	return len + part.len;
}

/* With `last` before the last of several items. */
static pf_str join(struct pf_arena *arena, const pf_str *items, size_t n, pf_str between,
	pf_str last)
{
	size_t len = n * (between.len > last.len ? between.len : last.len);
	char *all;

	for (size_t i = 0; i < n; i++)
		len += items[i].len;
	all = pf_arena_alloc(arena, len + 1, 1);
	len = 0;
	for (size_t i = 0; i < n; i++) {
		if (i)
			len = append(all, len, i + 1 < n ? between : last);
		len = append(all, len, items[i]);
	}
	return (pf_str){all, len};
}

pf_str pf_arena_join(struct pf_arena *arena, const pf_str *items, size_t n, const char *between)
{
	return join(arena, items, n, pf_str_from(between), pf_str_from(between));
}

pf_str pf_arena_list(struct pf_arena *arena, const pf_str *items, size_t n, const char *last)
{
	return join(arena, items, n, PF_STR(", "), pf_arena_fmt(arena, " %s ", last));
}

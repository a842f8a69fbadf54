/* SPDX-License-Identifier: Apache-2.0 */

/*
 * String slices.
 *
 * A pf_str borrows bytes that something else owns, nearly always an arena.
 * It is not NUL-terminated; make a C string with pf_arena_cstr() at the edge
 * where an outside API wants one.
 */

#ifndef PF_BASE_STR_H
#define PF_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
	const char *ptr; /* may be NULL where `len` is 0 */
	size_t len;
} pf_str;

#define PF_STR(lit) ((pf_str){"" lit, sizeof(lit) - 1})
#define PF_STR_EMPTY ((pf_str){"", 0})
/* The same as a constant initialiser for tables. */
#define PF_STR_INIT(lit) \
	{ \
		"" lit, sizeof(lit) - 1 \
	}

/* printf("%.*s", PF_STR_ARG(s)) */
#define PF_STR_ARG(s) (int)(s).len, (s).len ? (s).ptr : ""

static inline pf_str pf_str_from(const char *c)
{
	return (pf_str){c, strlen(c)};
}

static inline bool pf_str_eq(pf_str a, pf_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Bytes of `s` from `from` up to, not including, `to`; both within `s`. */
static inline pf_str pf_str_sub(pf_str s, size_t from, size_t to)
{
	/* NULL + 0 is undefined in C. */
	return (pf_str){from ? s.ptr + from : s.ptr, to - from};
}

static inline pf_str pf_str_from_offset(pf_str s, size_t from)
{
	return pf_str_sub(s, from, s.len);
}

static inline bool pf_str_starts_with(pf_str s, pf_str prefix)
{
	return s.len >= prefix.len &&
		(prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool pf_str_ends_with(pf_str s, pf_str suffix)
{
	return s.len >= suffix.len &&
		(suffix.len == 0 ||
			memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/* Byte order, the shorter first of two that agree: for sorting. */
int pf_str_cmp(pf_str a, pf_str b);

/* Index of the first (last) `c`, or `s.len` when there is none. */
size_t pf_str_find_char(pf_str s, char c);
size_t pf_str_rfind_char(pf_str s, char c);

/* Index of the first `needle`, or `s.len`. */
size_t pf_str_find(pf_str s, pf_str needle);

static inline bool pf_str_contains(pf_str s, pf_str needle)
{
	return needle.len == 0 || pf_str_find(s, needle) < s.len;
}

/* Is the word among `n` others? */
bool pf_is_one_of(pf_str word, const pf_str *list, size_t n);

/* The same, ASCII letters compared without case. */
bool pf_is_one_of_nocase(pf_str word, const pf_str *list, size_t n);

/* ASCII letters compared without case. */
bool pf_str_eq_nocase(pf_str a, pf_str b);

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
pf_str pf_str_trim(pf_str s);

/*
 * Take the part before the first `sep` off the front of `*rest`; false when
 * `*rest` is used up, which a NULL ptr marks.  "a,,b" gives "a", "", "b"; the
 * empty string gives one empty part.
 */
bool pf_str_split(pf_str *rest, char sep, pf_str *part);

/* Whole of `s` as a decimal number of at most 18 digits with optional sign. */
bool pf_str_to_int(pf_str s, int64_t *out);

static inline bool pf_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool pf_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool pf_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline char pf_to_lower(char c)
{
	return pf_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

static inline bool pf_is_alnum(char c)
{
	return pf_is_digit(c) || pf_is_lower(c) || pf_is_upper(c);
}

static inline bool pf_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* FNV-1a.  Stable across machines and releases: generated tables hold it. */
static inline uint32_t pf_str_hash(pf_str s)
{
	uint32_t h = 2166136261U;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * 16777619U;
	return h;
}

#endif

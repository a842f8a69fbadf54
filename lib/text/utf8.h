/* SPDX-License-Identifier: Apache-2.0 */

/*
 * UTF-8, strictly: no overlong forms, no surrogates, nothing over U+10FFFF.
 */

#ifndef PF_TEXT_UTF8_H
#define PF_TEXT_UTF8_H

#include "base/str.h"

#define PF_UTF8_MAX 4 /* bytes of one character */
#define PF_UTF8_BAD UINT32_MAX

static inline bool pf_utf8_is_tail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Index of the first byte from `from` on that is not ASCII, or `s.len`. */
size_t pf_ascii_end(pf_str s, size_t from);

/* Bytes of the character at `at` (below `s.len`); 0 when it is badly formed. */
size_t pf_utf8_len(pf_str s, size_t at);

/*
 * The character at the front of `s`, which is not empty, and in `*len` its
 * bytes.  What is badly formed gives PF_UTF8_BAD and one byte.
 */
uint32_t pf_utf8_first(pf_str s, size_t *len);

/* Offset of the first badly formed character, or `s.len`. */
size_t pf_utf8_find_bad(pf_str s);

/* `s`, or as many whole characters from its front as `most` bytes hold. */
pf_str pf_utf8_clip(pf_str s, size_t most);

/* Write the character `c`, at most PF_UTF8_MAX bytes, and return how many. */
size_t pf_utf8_put(char *to, uint32_t c);

#endif

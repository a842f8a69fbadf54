/* SPDX-License-Identifier: Apache-2.0 */

#include "text/base64.h"

static int digit(char c)
{
	if (pf_is_upper(c))
		return c - 'A';
	if (pf_is_lower(c))
		return c - 'a' + 26;
	if (pf_is_digit(c))
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

size_t pf_base64_fault(pf_str s)
{
	size_t digits = 0, pads = 0, last = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '\n' || c == '\r')
			continue;
		last = i;
		if (c == '=') {
			pads++;
			if (pads > 2 || digits % 4 < 2)
				return i;
		} else if (pads || digit(c) < 0) {
			return i;
		} else {
			digits++;
		}
	}
	return (digits + pads) % 4 == 0 ? s.len : last;
}

pf_str pf_base64_decode(struct pf_arena *arena, pf_str s)
{
	char *out = pf_arena_alloc(arena, s.len / 4 * 3 + 4, 1);
	unsigned bits = 0, held = 0;
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		int value = digit(s.ptr[i]);

		if (value < 0)
			continue;
		bits = (bits << 6 | (unsigned)value) & 0xffffU;
		held += 6;
		if (held >= 8) {
			held -= 8;
			out[len++] = (char)(bits >> held & 0xffU);
		}
	}
	return (pf_str){out, len};
}

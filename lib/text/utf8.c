/* SPDX-License-Identifier: Apache-2.0 */

#include "text/utf8.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

size_t pf_ascii_end(pf_str s, size_t from)
{
	size_t i = from;

	while (s.len - i >= sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, s.ptr + i, sizeof(word));
		if (word & HIGH_BITS)
			break;
		i += sizeof(word);
	}
	while (i < s.len && !((unsigned char)s.ptr[i] & 0x80))
		i++;
	return i;
}

/* Length that a first byte announces; 0 for a byte that cannot be first. */
static size_t announced(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c < 0xC2)
		return 0;
	if (c < 0xE0)
		return 2;
	if (c < 0xF0)
		return 3;
	return c < 0xF5 ? 4 : 0;
}

size_t pf_utf8_len(pf_str s, size_t at)
{
	unsigned char first = (unsigned char)s.ptr[at];
	size_t len = announced(first);
	unsigned char second;

	if (len < 2 || s.len - at < len)
		return len < 2 ? len : 0;
	for (size_t i = 1; i < len; i++) {
		if (!pf_utf8_is_tail(s.ptr[at + i]))
			return 0;
	}
	second = (unsigned char)s.ptr[at + 1];
	if ((first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90))
		return 0;
	if ((first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F))
		return 0;
	return len;
}

uint32_t pf_utf8_first(pf_str s, size_t *len)
{
	static const unsigned char payload[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	size_t n = pf_utf8_len(s, 0);
	uint32_t c = (unsigned char)s.ptr[0] & payload[n];

	*len = n ? n : 1;
	for (size_t i = 1; i < n; i++)
		c = c << 6 | ((unsigned char)s.ptr[i] & 0x3FU);
	return n ? c : PF_UTF8_BAD;
}

size_t pf_utf8_find_bad(pf_str s)
{
	size_t at = pf_ascii_end(s, 0);

	while (at < s.len) {
		size_t len = pf_utf8_len(s, at);

		if (len == 0)
			return at;
		at = pf_ascii_end(s, at + len);
	}
	return at;
}

pf_str pf_utf8_clip(pf_str s, size_t most)
{
	if (s.len <= most)
		return s;
	/* Badly formed text may be tails all through. */
	for (size_t i = 0; i < PF_UTF8_MAX && i < most; i++) {
		if (!pf_utf8_is_tail(s.ptr[most - i]))
			return pf_str_sub(s, 0, most - i);
	}
	return pf_str_sub(s, 0, most);
}

size_t pf_utf8_put(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

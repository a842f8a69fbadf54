/* SPDX-License-Identifier: Apache-2.0 */

#include "text/decode.h"

#include "text/utf8.h"

#define REPLACEMENT 0xFFFDU

static uint32_t utf16_unit(pf_str bytes, size_t at, bool big)
{
	uint32_t first = (unsigned char)bytes.ptr[at];
	uint32_t second = (unsigned char)bytes.ptr[at + 1];

	return big ? first << 8 | second : second << 8 | first;
}

/* The character at `*at`, which moves on; REPLACEMENT and `*bad` when there is none. */
static uint32_t utf16_next(pf_str bytes, size_t *at, bool big, bool *bad)
{
	uint32_t c, low;

	*bad = true;
	if (bytes.len - *at < 2) {
		*at = bytes.len;
		return REPLACEMENT;
	}
	c = utf16_unit(bytes, *at, big);
	*at += 2;
	if (c < 0xD800 || c > 0xDFFF) {
		*bad = false;
		return c;
	}
	if (c > 0xDBFF || bytes.len - *at < 2)
		return REPLACEMENT;
	low = utf16_unit(bytes, *at, big);
	if (low < 0xDC00 || low > 0xDFFF)
		return REPLACEMENT;
	*at += 2;
	*bad = false;
	return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

/* Bytes as UTF-8; false when there is a NUL among the characters. */
static bool utf16_measure(pf_str bytes, bool big, size_t *out)
{
	char unused[PF_UTF8_MAX];
	size_t len = 0;
	bool bad;

	for (size_t at = 0; at < bytes.len;) {
		uint32_t c = utf16_next(bytes, &at, big, &bad);

		if (c == 0)
			return false;
		len += pf_utf8_put(unused, c);
	}
	*out = len;
	return true;
}

static void decode_utf16(struct pf_arena *arena, pf_str bytes, struct pf_text_decoded *out)
{
	bool big = out->stored == PF_UTF16BE;
	size_t size, len = 0;
	char *text;

	if (!utf16_measure(bytes, big, &size)) {
		out->encoding = PF_BINARY;
		return;
	}
	text = pf_arena_alloc(arena, size + 1, 1);
	for (size_t at = 0; at < bytes.len;) {
		bool bad;
		uint32_t c = utf16_next(bytes, &at, big, &bad);

		if (bad && out->encoding != PF_BAD_UTF8) {
			out->encoding = PF_BAD_UTF8;
			out->bad = len;
		}
		len += pf_utf8_put(text + len, c);
	}
	out->text = (pf_str){text, len};
}

static void decode_utf8(pf_str bytes, struct pf_text_decoded *out)
{
	size_t bad;

	if (pf_str_find_char(bytes, '\0') < bytes.len) {
		out->encoding = PF_BINARY;
		return;
	}
	out->text = bytes;
	bad = pf_utf8_find_bad(bytes);
	if (bad < bytes.len) {
		out->encoding = PF_BAD_UTF8;
		out->bad = bad;
	}
}

void pf_text_decode(struct pf_arena *arena, pf_str bytes, struct pf_text_decoded *out)
{
	*out = (struct pf_text_decoded){.text = PF_STR_EMPTY};
	if (pf_str_starts_with(bytes, PF_STR("\xFF\xFE")))
		out->stored = PF_UTF16LE;
	else if (pf_str_starts_with(bytes, PF_STR("\xFE\xFF")))
		out->stored = PF_UTF16BE;
	else if (pf_str_starts_with(bytes, PF_STR("\xEF\xBB\xBF")))
		out->stored = PF_UTF8_BOM;
	else
		out->stored = PF_UTF8;
	out->encoding = out->stored;

	if (out->stored == PF_UTF16LE || out->stored == PF_UTF16BE)
		decode_utf16(arena, pf_str_from_offset(bytes, 2), out);
	else
		decode_utf8(pf_str_from_offset(bytes, out->stored == PF_UTF8_BOM ? 3 : 0), out);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/quote.h"

#include "text/utf8.h"
#include "yaml/scalar.h"

/* Stricter than YAML: what is left out is quoted, which is never wrong. */
static bool is_harmless(pf_str text, size_t i)
{
	static const pf_str others = PF_STR_INIT("-./_+=?@");
	char c = text.ptr[i];

	if (pf_is_alnum(c))
		return true;
	if (i == 0)
		return c == '/' || ((c == '-' || c == '.') && text.len > 1);
	return pf_str_find_char(others, c) < others.len ||
		(c == ':' && i + 1 < text.len && !pf_is_blank(text.ptr[i + 1]));
}

bool pf_yaml_is_plain_string(pf_str text)
{
	struct pf_node plain = {.kind = PF_SCALAR, .style = PF_PLAIN};

	if (text.len == 0 || pf_str_starts_with(text, PF_STR("---")) ||
		pf_str_starts_with(text, PF_STR("...")))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_harmless(text, i))
			return false;
	}
	plain.as.text = text.ptr;
	plain.len = (uint32_t)text.len;
	return pf_scalar_resolve(&plain).type == PF_SCALAR_STR;
}

/* Control characters, and those that YAML takes for line breaks or a byte order mark. */
static bool needs_escape(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

static size_t put_escape(char *to, uint32_t c)
{
	static const char hex[] = "0123456789abcdef";
	char letter = c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : 0;
	size_t n = 0;

	to[n++] = '\\';
	if (letter) {
		to[n++] = letter;
		return n;
	}
	to[n++] = 'u';
	for (int shift = 12; shift >= 0; shift -= 4)
		to[n++] = hex[c >> shift & 0xf];
	return n;
}

pf_str pf_yaml_quoted(struct pf_arena *arena, pf_str text)
{
	char *out = pf_arena_alloc(arena, 1, 6 * text.len + 2);
	size_t n = 0, len = 0;

	out[n++] = '"';
	for (size_t i = 0; i < text.len; i += len) {
		uint32_t c = pf_utf8_first(pf_str_from_offset(text, i), &len);

		if (needs_escape(c)) {
			n += put_escape(out + n, c);
			continue;
		}
		if (c == '"' || c == '\\')
			out[n++] = '\\';
		memcpy(out + n, text.ptr + i, len);
		n += len;
	}
	out[n++] = '"';
	return (pf_str){out, n};
}

pf_str pf_yaml_string(struct pf_arena *arena, pf_str text)
{
	return pf_yaml_is_plain_string(text) ? text : pf_yaml_quoted(arena, text);
}

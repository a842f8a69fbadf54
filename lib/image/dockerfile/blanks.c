/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/blanks.h"

#include "text/utf8.h"

/* White space beyond ASCII, as Unicode and Go's unicode.IsSpace have it. */
static bool is_wide_space(uint32_t c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
		c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

size_t pf_dockerfile_space(pf_str s, size_t at)
{
	size_t len;

	if ((unsigned char)s.ptr[at] < 0x80)
		return pf_dockerfile_is_blank(s.ptr[at]) || s.ptr[at] == '\n';
	return is_wide_space(pf_utf8_first(pf_str_from_offset(s, at), &len)) ? len : 0;
}

pf_str pf_dockerfile_trim(pf_str s)
{
	size_t start = 0, end = s.len, len;

	while (start < end && (len = pf_dockerfile_space(s, start)) > 0)
		start += len;
	while (end > start) {
		size_t last = end - 1;

		while (last > start && pf_utf8_is_tail(s.ptr[last]))
			last--;
		if (pf_dockerfile_space(s, last) != end - last)
			break;
		end = last;
	}
	return pf_str_sub(s, start, end);
}

pf_str pf_dockerfile_first_word(pf_str *rest)
{
	size_t end = 0, next;
	pf_str word;

	while (end < rest->len && !pf_dockerfile_is_blank(rest->ptr[end]))
		end++;
	next = end;
	while (next < rest->len && pf_dockerfile_is_blank(rest->ptr[next]))
		next++;
	word = pf_str_sub(*rest, 0, end);
	*rest = pf_str_from_offset(*rest, next);
	return word;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "base/str.h"

int pf_str_cmp(pf_str a, pf_str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

size_t pf_str_find_char(pf_str s, char c)
{
	const char *hit = s.len ? memchr(s.ptr, c, s.len) : NULL;

	return hit ? (size_t)(hit - s.ptr) : s.len;
}

size_t pf_str_rfind_char(pf_str s, char c)
{
	for (size_t i = s.len; i > 0; i--) {
		if (s.ptr[i - 1] == c)
			return i - 1;
	}
	return s.len;
}

size_t pf_str_find(pf_str s, pf_str needle)
{
	size_t at = 0;

	if (needle.len == 0)
		return 0;
	while (s.len - at >= needle.len) {
		const char *hit = memchr(s.ptr + at, needle.ptr[0], s.len - at - needle.len + 1);

		if (!hit)
			break;
		if (memcmp(hit, needle.ptr, needle.len) == 0)
			return (size_t)(hit - s.ptr);
		at = (size_t)(hit - s.ptr) + 1;
	}
	return s.len;
}

bool pf_str_eq_nocase(pf_str a, pf_str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (pf_to_lower(a.ptr[i]) != pf_to_lower(b.ptr[i]))
			return false;
	}
	return true;
}

pf_str pf_str_trim(pf_str s)
{
	while (s.len && pf_is_blank(s.ptr[0]))
		s = pf_str_from_offset(s, 1);
	while (s.len && pf_is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool pf_str_split(pf_str *rest, char sep, pf_str *part)
{
	size_t at;

	if (!rest->ptr)
		return false;
	at = pf_str_find_char(*rest, sep);
	*part = pf_str_sub(*rest, 0, at);
	*rest = at < rest->len ? pf_str_from_offset(*rest, at + 1) : (pf_str){NULL, 0};
	return true;
}

bool pf_str_to_int(pf_str s, int64_t *out)
{
	bool minus = s.len && s.ptr[0] == '-';
	size_t i = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+') ? 1 : 0;
	int64_t value = 0;

	if (i == s.len || s.len - i > 18)
		return false;
	for (; i < s.len; i++) {
		if (!pf_is_digit(s.ptr[i]))
			return false;
		value = value * 10 + (s.ptr[i] - '0');
	}
	*out = minus ? -value : value;
	return true;
}

bool pf_is_one_of(pf_str word, const pf_str *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_str_eq(word, list[i]))
			return true;
	}
	return false;
}

bool pf_is_one_of_nocase(pf_str word, const pf_str *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_str_eq_nocase(word, list[i]))
			return true;
	}
	return false;
}

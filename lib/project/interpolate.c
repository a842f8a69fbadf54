/* SPDX-License-Identifier: Apache-2.0 */

#include "project/interpolate.h"

/* The result is never longer than what it is made of, so `out` has room for all. */
struct interpolation {
	char *out;
	size_t len;
	bool known;
	bool varies;
};

static bool starts_name(char c)
{
	return c == '_' || pf_is_lower(c) || pf_is_upper(c);
}

static size_t name_length(pf_str text)
{
	size_t n = 0;

	if (text.len == 0 || !starts_name(text.ptr[0]))
		return 0;
	while (n < text.len && (text.ptr[n] == '_' || pf_is_alnum(text.ptr[n])))
		n++;
	return n;
}

/* Index of the brace that closes the one `text` begins behind, or `text.len`. */
static size_t closing_brace(pf_str text)
{
	size_t open = 1;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '}' && --open == 0)
			return i;
		if (text.ptr[i] == '$' && i + 1 < text.len && text.ptr[i + 1] == '{') {
			open++;
			i++;
		}
	}
	return text.len;
}

static void put(struct interpolation *to, pf_str text)
{
	if (text.len > 0)
		memcpy(to->out + to->len, text.ptr, text.len);
	to->len += text.len;
}

static bool interpolate(struct interpolation *to, pf_str text, int depth);

/* What stands between the braces. */
static bool put_braced(struct interpolation *to, pf_str inner, int depth)
{
	size_t n = name_length(inner);
	pf_str rest = pf_str_from_offset(inner, n);

	if (n == 0)
		return false;
	if (rest.len == 0) {
		to->known = false;
		return true;
	}
	if (rest.ptr[0] == ':')
		rest = pf_str_from_offset(rest, 1);
	if (rest.len == 0)
		return false;
	switch (rest.ptr[0]) {
	case '-':
		to->varies = true;
		return interpolate(to, pf_str_from_offset(rest, 1), depth + 1);
	case '+':
	case '?':
		to->known = false;
		return true;
	default:
		return false;
	}
}

/* What `rest` begins with stands behind a `$`; `*used` bytes of it belong to that. */
static bool put_variable(struct interpolation *to, pf_str rest, int depth, size_t *used)
{
	if (rest.len > 0 && rest.ptr[0] == '$') {
		put(to, PF_STR("$"));
		*used = 1;
		return true;
	}
	if (rest.len > 0 && rest.ptr[0] == '{') {
		pf_str inner = pf_str_from_offset(rest, 1);
		size_t end = closing_brace(inner);

		if (end == inner.len)
			return false;
		*used = end + 2;
		return put_braced(to, pf_str_sub(inner, 0, end), depth);
	}
	*used = name_length(rest);
	to->known = false;
	return *used > 0;
}

static bool interpolate(struct interpolation *to, pf_str text, int depth)
{
	if (depth > PF_INTERPOLATE_DEPTH_MAX)
		return false;
	while (text.len > 0) {
		size_t dollar = pf_str_find_char(text, '$');
		size_t used = 0;

		put(to, pf_str_sub(text, 0, dollar));
		if (dollar == text.len)
			break;
		text = pf_str_from_offset(text, dollar + 1);
		if (!put_variable(to, text, depth, &used))
			return false;
		text = pf_str_from_offset(text, used);
	}
	return true;
}

struct pf_interpolated pf_interpolate(struct pf_arena *arena, pf_str text)
{
	struct interpolation to = {.known = true};

	if (pf_str_find_char(text, '$') == text.len)
		return (struct pf_interpolated){.value = text, .known = true};
	to.out = pf_arena_alloc(arena, text.len, 1);
	if (!interpolate(&to, text, 0))
		return (struct pf_interpolated){.value = text};
	return (struct pf_interpolated){{to.out, to.len}, to.known, to.varies};
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "text/json/scan.h"

#include "text/utf8.h"

#define REPLACEMENT 0xFFFDU

struct cursor {
	pf_str text;
	size_t at;
	size_t depth;
	unsigned char objects[PF_JSON_DEPTH_MAX / 8 + 1]; /* a bit for each level: an object */
};

static bool peek(const struct cursor *c, char wanted)
{
	return c->at < c->text.len && c->text.ptr[c->at] == wanted;
}

static bool take(struct cursor *c, char wanted)
{
	bool is = peek(c, wanted);

	c->at += is;
	return is;
}

static void skip_blanks(struct cursor *c)
{
	while (c->at < c->text.len && pf_is_blank(c->text.ptr[c->at]))
		c->at++;
}

static int hex_digit(char c)
{
	if (pf_is_digit(c))
		return c - '0';
	c = pf_to_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits at `at`, or PF_UTF8_BAD. */
static uint32_t hex_unit(pf_str s, size_t at)
{
	uint32_t unit = 0;

	if (s.len - at < 4)
		return PF_UTF8_BAD;
	for (size_t i = at; i < at + 4; i++) {
		int digit = hex_digit(s.ptr[i]);

		if (digit < 0)
			return PF_UTF8_BAD;
		unit = unit * 16 + (uint32_t)digit;
	}
	return unit;
}

/* Behind a backslash. */
static bool skip_escape(struct cursor *c)
{
	char kind = c->at < c->text.len ? c->text.ptr[c->at] : '\0';

	if (!kind || !strchr("\"\\/bfnrtu", kind))
		return false;
	c->at++;
	if (kind != 'u')
		return true;
	if (hex_unit(c->text, c->at) == PF_UTF8_BAD)
		return false;
	c->at += 4;
	return true;
}

static bool skip_string(struct cursor *c)
{
	if (!take(c, '"'))
		return false;
	while (c->at < c->text.len) {
		char ch = c->text.ptr[c->at++];

		if (ch == '"')
			return true;
		if ((unsigned char)ch < 0x20 || (ch == '\\' && !skip_escape(c)))
			return false;
	}
	return false;
}

static bool skip_digits(struct cursor *c)
{
	size_t start = c->at;

	while (c->at < c->text.len && pf_is_digit(c->text.ptr[c->at]))
		c->at++;
	return c->at > start;
}

static bool skip_number(struct cursor *c)
{
	(void)take(c, '-');
	if (!take(c, '0') && !skip_digits(c))
		return false;
	if (take(c, '.') && !skip_digits(c))
		return false;
	if (!take(c, 'e') && !take(c, 'E'))
		return true;
	if (!take(c, '+'))
		(void)take(c, '-');
	return skip_digits(c);
}

static bool skip_literal(struct cursor *c)
{
	static const pf_str literals[] = {
		PF_STR_INIT("true"), PF_STR_INIT("false"), PF_STR_INIT("null")};
	pf_str rest = pf_str_from_offset(c->text, c->at);

	for (size_t i = 0; i < sizeof(literals) / sizeof(literals[0]); i++) {
		if (!pf_str_starts_with(rest, literals[i]))
			continue;
		c->at += literals[i].len;
		return true;
	}
	return false;
}

static bool skip_scalar(struct cursor *c)
{
	if (peek(c, '"'))
		return skip_string(c);
	if (c->at < c->text.len && (pf_is_digit(c->text.ptr[c->at]) || peek(c, '-')))
		return skip_number(c);
	return skip_literal(c);
}

static bool in_object(const struct cursor *c)
{
	return c->depth && (c->objects[(c->depth - 1) / 8] >> ((c->depth - 1) % 8) & 1);
}

static bool enter(struct cursor *c, bool object)
{
	unsigned char bit = (unsigned char)(1U << (c->depth % 8));

	if (c->depth == PF_JSON_DEPTH_MAX)
		return false;
	if (object)
		c->objects[c->depth / 8] |= bit;
	else
		c->objects[c->depth / 8] &= (unsigned char)~bit;
	c->depth++;
	return true;
}

static bool skip_key(struct cursor *c)
{
	skip_blanks(c);
	if (!skip_string(c))
		return false;
	skip_blanks(c);
	return take(c, ':');
}

/* Leave all arrays and objects that end here; then a comma, or the end of all. */
static bool leave(struct cursor *c)
{
	while (c->depth) {
		skip_blanks(c);
		if (take(c, ','))
			return !in_object(c) || skip_key(c);
		if (!take(c, in_object(c) ? '}' : ']'))
			return false;
		c->depth--;
	}
	skip_blanks(c);
	return c->at == c->text.len;
}

/* The value that begins at the cursor; of an array or object no more than its beginning. */
static bool skip_value(struct cursor *c, bool *entered)
{
	bool object = peek(c, '{');

	*entered = object || peek(c, '[');
	if (!*entered)
		return skip_scalar(c);
	if (!enter(c, object))
		return false;
	c->at++;
	skip_blanks(c);
	if (peek(c, object ? '}' : ']'))
		*entered = false;
	return !*entered || !object || skip_key(c);
}

enum pf_json_array pf_json_array_of(pf_str text, size_t *odd)
{
	enum pf_json_array is = PF_JSON_STRINGS;
	struct cursor c;

	if (!pf_str_starts_with(text, PF_STR("[")))
		return PF_JSON_NONE;
	c.text = text;
	c.at = 0;
	c.depth = 0;
	do {
		bool entered;

		skip_blanks(&c);
		if (c.depth == 1 && is == PF_JSON_STRINGS && !peek(&c, '"')) {
			is = PF_JSON_MIXED;
			*odd = c.at;
		}
		if (!skip_value(&c, &entered))
			return PF_JSON_NONE;
		if (!entered && !leave(&c))
			return PF_JSON_NONE;
	} while (c.depth);
	return is;
}

bool pf_json_next_string(pf_str text, size_t *at, pf_str *string)
{
	size_t start = *at;

	while (start < text.len && text.ptr[start] != '"')
		start++;
	if (start == text.len)
		return false;
	*at = start + 1;
	while (text.ptr[*at] != '"')
		*at += text.ptr[*at] == '\\' ? 2 : 1;
	*string = pf_str_sub(text, start, ++*at);
	return true;
}

static uint32_t plain_escape(char c)
{
	switch (c) {
	case 'b':
		return '\b';
	case 'f':
		return '\f';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return (unsigned char)c;
	}
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xDC00 && unit < 0xE000;
}

/* The character of the escape at `*at`, which is behind its backslash. */
static uint32_t take_escape(pf_str s, size_t *at)
{
	uint32_t unit, low;

	if (s.ptr[*at] != 'u')
		return plain_escape(s.ptr[(*at)++]);
	unit = hex_unit(s, *at + 1);
	*at += 5;
	if (!is_high(unit) && !is_low(unit))
		return unit;
	if (is_low(unit) || s.len - *at < 6 || s.ptr[*at] != '\\' || s.ptr[*at + 1] != 'u')
		return REPLACEMENT;
	low = hex_unit(s, *at + 2);
	if (!is_low(low))
		return REPLACEMENT;
	*at += 6;
	return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

pf_str pf_json_decode(struct pf_arena *arena, pf_str string)
{
	pf_str s = pf_str_sub(string, 1, string.len - 1);
	char *out;
	size_t len = 0;

	if (pf_str_find_char(s, '\\') == s.len)
		return s;
	/* No escape is shorter than what it stands for. */
	out = PF_NEWN(arena, char, s.len);
	for (size_t at = 0; at < s.len;) {
		if (s.ptr[at] != '\\') {
			out[len++] = s.ptr[at++];
			continue;
		}
		at++;
		len += pf_utf8_put(out + len, take_escape(s, &at));
	}
	return (pf_str){out, len};
}

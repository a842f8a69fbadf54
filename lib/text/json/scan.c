/* SPDX-License-Identifier: Apache-2.0 */

#include "text/json/scan.h"

#include "text/utf8.h"

#define REPLACEMENT 0xFFFDU

static bool peek(const struct pf_json_scan *c, char wanted)
{
	return c->at < c->text.len && c->text.ptr[c->at] == wanted;
}

static bool take(struct pf_json_scan *c, char wanted)
{
	bool is = peek(c, wanted);

	c->at += is;
	return is;
}

static void skip_blanks(struct pf_json_scan *c)
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

/* From the backslash on. */
static bool skip_escape(struct pf_json_scan *c)
{
	char kind = c->at + 1 < c->text.len ? c->text.ptr[c->at + 1] : '\0';

	if (!kind || !strchr("\"\\/bfnrtu", kind))
		return false;
	if (kind == 'u' && hex_unit(c->text, c->at + 2) == PF_UTF8_BAD)
		return false;
	c->at += kind == 'u' ? 6 : 2;
	return true;
}

static bool skip_string(struct pf_json_scan *c)
{
	if (!take(c, '"'))
		return false;
	while (c->at < c->text.len && (unsigned char)c->text.ptr[c->at] >= 0x20) {
		if (take(c, '"'))
			return true;
		if (!peek(c, '\\'))
			c->at++;
		else if (!skip_escape(c))
			return false;
	}
	return false;
}

static bool skip_digits(struct pf_json_scan *c)
{
	size_t start = c->at;

	while (c->at < c->text.len && pf_is_digit(c->text.ptr[c->at]))
		c->at++;
	return c->at > start;
}

static bool skip_number(struct pf_json_scan *c)
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

static bool skip_literal(struct pf_json_scan *c)
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

static bool skip_scalar(struct pf_json_scan *c)
{
	if (peek(c, '"'))
		return skip_string(c);
	if (c->at < c->text.len && (pf_is_digit(c->text.ptr[c->at]) || peek(c, '-')))
		return skip_number(c);
	return skip_literal(c);
}

static bool in_object(const struct pf_json_scan *c)
{
	return c->depth && (c->objects[(c->depth - 1) / 8] >> ((c->depth - 1) % 8) & 1);
}

static bool enter(struct pf_json_scan *c, bool object)
{
	unsigned char bit = (unsigned char)(1U << (c->depth % 8));

	if (c->depth == PF_JSON_DEPTH_MAX)
		return false;
	if (object)
		c->objects[c->depth / 8] |= bit;
	else
		c->objects[c->depth / 8] &= (unsigned char)~bit;
	c->depth++;
	c->at++;
	return true;
}

static bool skip_key(struct pf_json_scan *c)
{
	size_t start = c->at;

	if (!skip_string(c))
		return false;
	c->key = pf_str_sub(c->text, start, c->at);
	skip_blanks(c);
	if (!take(c, ':'))
		return false;
	skip_blanks(c);
	return true;
}

/* The value at the cursor; of an array or object no more than its beginning. */
static enum pf_json_piece take_value(struct pf_json_scan *c)
{
	size_t start;
	bool object, opens;

	skip_blanks(c);
	c->key = PF_STR_EMPTY;
	if (in_object(c) && !skip_key(c))
		return PF_JSON_BROKEN;
	start = c->at;
	object = peek(c, '{');
	opens = object || peek(c, '[');
	if (opens ? !enter(c, object) : !skip_scalar(c))
		return PF_JSON_BROKEN;
	c->piece = pf_str_sub(c->text, start, c->at);
	return opens ? PF_JSON_OPEN : PF_JSON_SCALAR;
}

enum pf_json_piece pf_json_scan_next(struct pf_json_scan *c)
{
	bool begins = c->piece.len == 0;

	skip_blanks(c);
	if (!begins && c->depth == 0)
		return c->at == c->text.len ? PF_JSON_END : PF_JSON_BROKEN;
	if (!begins && take(c, in_object(c) ? '}' : ']')) {
		c->piece = pf_str_sub(c->text, c->at - 1, c->at);
		c->key = PF_STR_EMPTY;
		c->depth--;
		return PF_JSON_CLOSE;
	}
	if (!begins && !strchr("[{", c->piece.ptr[0]) && !take(c, ','))
		return PF_JSON_BROKEN;
	return take_value(c);
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

enum pf_json_array pf_json_array_of(pf_str text, size_t *odd)
{
	enum pf_json_array is = PF_JSON_STRINGS;
	struct pf_json_scan scan = {.text = text};
	enum pf_json_piece piece;

	if (!pf_str_starts_with(text, PF_STR("[")))
		return PF_JSON_NONE;
	while ((piece = pf_json_scan_next(&scan)) != PF_JSON_END) {
		bool other = piece == PF_JSON_OPEN
			? scan.depth == 2
			: piece == PF_JSON_SCALAR && scan.depth == 1 && scan.piece.ptr[0] != '"';

		if (piece == PF_JSON_BROKEN)
			return PF_JSON_NONE;
		if (is == PF_JSON_STRINGS && other) {
			is = PF_JSON_MIXED;
			*odd = (size_t)(scan.piece.ptr - text.ptr);
		}
	}
	return is;
}

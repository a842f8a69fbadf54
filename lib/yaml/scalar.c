/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The order of attempts is go-yaml v2's: words, then integers in Go's base 0
 * notation, then floats, then its leftovers for "0b".
 */

#include "yaml/scalar.h"

#include <math.h>
#include <stdlib.h>

#define NUMBER_MAX 255 /* bytes; whatever is longer is taken for a string */

struct word {
	pf_str text;
	enum pf_scalar_type type;
	bool truth;
	double number;
};

static const struct word words[] = {
	{PF_STR_INIT("~"), PF_SCALAR_NULL, false, 0},
	{PF_STR_INIT("null"), PF_SCALAR_NULL, false, 0},
	{PF_STR_INIT("Null"), PF_SCALAR_NULL, false, 0},
	{PF_STR_INIT("NULL"), PF_SCALAR_NULL, false, 0},
	{PF_STR_INIT("true"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("True"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("TRUE"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("false"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("False"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("FALSE"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("y"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("Y"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("yes"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("Yes"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("YES"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("on"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("On"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("ON"), PF_SCALAR_BOOL, true, 0},
	{PF_STR_INIT("n"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("N"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("no"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("No"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("NO"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("off"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("Off"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT("OFF"), PF_SCALAR_BOOL, false, 0},
	{PF_STR_INIT(".nan"), PF_SCALAR_FLOAT, false, (double)NAN},
	{PF_STR_INIT(".NaN"), PF_SCALAR_FLOAT, false, (double)NAN},
	{PF_STR_INIT(".NAN"), PF_SCALAR_FLOAT, false, (double)NAN},
	{PF_STR_INIT(".inf"), PF_SCALAR_FLOAT, false, (double)INFINITY},
	{PF_STR_INIT(".Inf"), PF_SCALAR_FLOAT, false, (double)INFINITY},
	{PF_STR_INIT(".INF"), PF_SCALAR_FLOAT, false, (double)INFINITY},
	{PF_STR_INIT("+.inf"), PF_SCALAR_FLOAT, false, (double)INFINITY},
	{PF_STR_INIT("+.Inf"), PF_SCALAR_FLOAT, false, (double)INFINITY},
	{PF_STR_INIT("+.INF"), PF_SCALAR_FLOAT, false, (double)INFINITY},
	{PF_STR_INIT("-.inf"), PF_SCALAR_FLOAT, false, -(double)INFINITY},
	{PF_STR_INIT("-.Inf"), PF_SCALAR_FLOAT, false, -(double)INFINITY},
	{PF_STR_INIT("-.INF"), PF_SCALAR_FLOAT, false, -(double)INFINITY},
};

static const pf_scalar a_string = {.type = PF_SCALAR_STR};

/* No word and no number begins otherwise: most strings end here. */
static bool may_be_other(char first)
{
	static const char starts[] = "0123456789+-.~yYnNtTfFoO";

	return first && strchr(starts, first);
}

static bool find_word(pf_str text, pf_scalar *out)
{
	if (text.len > 5)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!pf_str_eq(words[i].text, text))
			continue;
		*out = (pf_scalar){
			.type = words[i].type,
			.truth = words[i].truth,
			.number = words[i].number,
		};
		return true;
	}
	return false;
}

static unsigned digit_of(char c)
{
	if (pf_is_digit(c))
		return (unsigned)(c - '0');
	if (pf_is_lower(c))
		return (unsigned)(c - 'a') + 10;
	if (pf_is_upper(c))
		return (unsigned)(c - 'A') + 10;
	return 99;
}

/* Digits of `s` from `i` on, all of them, in `base`. */
static bool parse_digits(pf_str s, size_t i, unsigned base, uint64_t *out)
{
	uint64_t value = 0;

	if (i == s.len)
		return false;
	for (; i < s.len; i++) {
		unsigned digit = digit_of(s.ptr[i]);

		if (digit >= base || value > (UINT64_MAX - digit) / base)
			return false;
		value = value * base + digit;
	}
	*out = value;
	return true;
}

static bool set_integer(char sign, uint64_t value, pf_scalar *out)
{
	const uint64_t most = INT64_MAX;

	/* Go's unsigned attempt, for what int64 cannot hold, takes no sign. */
	if (value > most + (sign == '-') && sign)
		return false;
	*out = (pf_scalar){.type = PF_SCALAR_INT};
	out->number = sign == '-' ? -(double)value : (double)value;
	if (value > most && !sign)
		out->overflow = true;
	else if (sign == '-')
		out->integer = value > most ? INT64_MIN : -(int64_t)value;
	else
		out->integer = (int64_t)value;
	return true;
}

/* strconv.ParseInt, then ParseUint, with base 0; underscores are gone. */
static bool parse_integer(pf_str s, pf_scalar *out)
{
	char sign = s.len && (s.ptr[0] == '-' || s.ptr[0] == '+') ? s.ptr[0] : '\0';
	size_t i = sign ? 1 : 0;
	unsigned base = 10;
	uint64_t value;

	if (s.len - i > 1 && s.ptr[i] == '0') {
		char mark = (char)(s.ptr[i + 1] | 0x20);

		base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
		i += mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1;
	}
	return parse_digits(s, i, base, &value) && set_integer(sign, value, out);
}

/* `0b-101` is -5 to go-yaml: it hands what follows the prefix to ParseInt. */
static bool parse_signed_binary(pf_str s, pf_scalar *out)
{
	uint64_t value;

	if (!pf_str_starts_with(s, PF_STR("0b")) || s.len < 4)
		return false;
	if (s.ptr[2] != '-' && s.ptr[2] != '+')
		return false;
	return parse_digits(s, 3, 2, &value) && set_integer(s.ptr[2], value, out);
}

static size_t skip_digits(pf_str s, size_t i)
{
	while (i < s.len && pf_is_digit(s.ptr[i]))
		i++;
	return i;
}

static size_t skip_sign(pf_str s, size_t i)
{
	return i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+') ? i + 1 : i;
}

/* [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? */
static bool looks_like_float(pf_str s)
{
	size_t i = skip_sign(s, 0);
	size_t whole = skip_digits(s, i);
	bool has_whole = whole > i;
	size_t part;

	i = whole;
	if (i < s.len && s.ptr[i] == '.') {
		part = skip_digits(s, i + 1);
		if (!has_whole && part == i + 1)
			return false;
		i = part;
	} else if (!has_whole) {
		return false;
	}
	if (i < s.len && (s.ptr[i] == 'e' || s.ptr[i] == 'E')) {
		i = skip_sign(s, i + 1);
		part = skip_digits(s, i);
		if (part == i)
			return false;
		i = part;
	}
	return i == s.len;
}

/* `s` is NUL-terminated.  What is too large for a double stays a string. */
static bool parse_float(pf_str s, pf_scalar *out)
{
	double number;

	if (!looks_like_float(s))
		return false;
	number = strtod(s.ptr, NULL);
	if (isinf(number))
		return false;
	*out = (pf_scalar){.type = PF_SCALAR_FLOAT, .number = number};
	return true;
}

static pf_scalar resolve_number(pf_str text)
{
	char digits[NUMBER_MAX + 1] = ""; /* stays NUL-terminated */
	bool keep = text.ptr[0] == '.';
	pf_scalar out = a_string;
	pf_str s = {digits, 0};

	if (text.len > NUMBER_MAX)
		return out;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '_' || keep)
			digits[s.len++] = text.ptr[i];
	}
	if (!keep && parse_integer(s, &out))
		return out;
	if (parse_float(s, &out))
		return out;
	if (!keep)
		(void)parse_signed_binary(s, &out);
	return out;
}

static pf_scalar resolve_plain(pf_str text)
{
	pf_scalar out = a_string;

	if (text.len == 0)
		return (pf_scalar){.type = PF_SCALAR_NULL};
	if (!may_be_other(text.ptr[0]) || find_word(text, &out))
		return out;
	if (pf_is_digit(text.ptr[0]) || !pf_is_alnum(text.ptr[0]))
		return resolve_number(text);
	return out;
}

pf_scalar pf_scalar_resolve(const struct pf_node *node)
{
	pf_scalar out;

	switch ((enum pf_node_tag)node->tag) {
	case PF_TAG_NONE:
		if (node->style != PF_PLAIN)
			return a_string;
		return resolve_plain(pf_node_text(node));
	case PF_TAG_STR:
	case PF_TAG_OTHER:
		return a_string;
	case PF_TAG_FLOAT:
		out = resolve_plain(pf_node_text(node));
		if (out.type == PF_SCALAR_INT)
			out = (pf_scalar){.type = PF_SCALAR_FLOAT, .number = out.number};
		return out;
	case PF_TAG_INT:
	case PF_TAG_BOOL:
	case PF_TAG_NULL:
		break;
	}
	/* go-yaml refuses a text that does not fit its tag: say what it looks like. */
	return resolve_plain(pf_node_text(node));
}

bool pf_node_is_null(const struct pf_node *node)
{
	if (!node)
		return false;
	node = pf_node_resolve(node);
	if (node->kind != PF_SCALAR || node->len > 4)
		return false;
	return pf_scalar_resolve(node).type == PF_SCALAR_NULL;
}

const char *pf_node_type_name(const struct pf_node *node)
{
	node = pf_node_resolve(node);
	if (node->kind == PF_MAP)
		return "a mapping";
	if (node->kind == PF_SEQ)
		return "a list";
	switch (pf_scalar_resolve(node).type) {
	case PF_SCALAR_STR:
		return "a string";
	case PF_SCALAR_NULL:
		return "null";
	case PF_SCALAR_BOOL:
		return "a boolean";
	case PF_SCALAR_INT:
	case PF_SCALAR_FLOAT:
		return "a number";
	}
	return "a string";
}

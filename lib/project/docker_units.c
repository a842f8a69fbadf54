/* SPDX-License-Identifier: Apache-2.0 */

#include "project/docker_units.h"

#define NANO 1000000000

/* Digits with at most one point, and an exponent: no suffix, no sign of its own. */
static bool is_plain_number(pf_str text)
{
	size_t exponent = text.len;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if ((c == 'e' || c == 'E') && exponent == text.len && i > 0)
			exponent = i;
		else if ((c == '+' || c == '-') && i == exponent + 1)
			continue;
		else if (!pf_is_digit(c) && c != '.')
			return false;
	}
	/* A lone E at the end would be Kubernetes' exa. */
	return text.len > 0 && (exponent == text.len || pf_is_digit(text.ptr[text.len - 1]));
}

/* Length of the number that `text` begins with, and of the space behind it. */
static size_t number_length(pf_str text, bool *space)
{
	size_t n = text.len;

	while (n > 0 && !pf_is_digit(text.ptr[n - 1]) && text.ptr[n - 1] != '.' &&
		text.ptr[n - 1] != ' ')
		n--;
	*space = n > 0 && text.ptr[n - 1] == ' ';
	return n - *space;
}

/* The power of 1024 that `suffix` stands for, or -1. */
static int power_of(pf_str suffix)
{
	pf_str letters = PF_STR("bkmgtp");
	size_t power;

	if (suffix.len == 0)
		return 0;
	power = pf_str_find_char(letters, pf_to_lower(suffix.ptr[0]));
	if (power == letters.len)
		return -1;
	suffix = pf_str_from_offset(suffix, 1);
	if (suffix.len == 0)
		return (int)power;
	if (power > 0 &&
		(pf_str_eq_nocase(suffix, PF_STR("b")) || pf_str_eq_nocase(suffix, PF_STR("ib"))))
		return (int)power;
	return -1;
}

bool pf_docker_bytes(pf_str text, int64_t *out)
{
	bool space;
	size_t n = number_length(text, &space);
	int power = power_of(pf_str_from_offset(text, n + space));
	pf_quantity number;
	int64_t unit;

	if (power < 0 || !is_plain_number(pf_str_sub(text, 0, n)) ||
		!pf_quantity_parse(pf_str_sub(text, 0, n), &number))
		return false;
	unit = (int64_t)1 << (10 * power);
	if (number.whole >= INT64_MAX / unit)
		return false;
	*out = number.whole * unit + (int64_t)((double)number.nano / NANO * (double)unit);
	return true;
}

static bool divide(pf_str above, pf_str below, pf_quantity *out)
{
	int64_t a;
	int64_t b;

	if (!pf_str_to_int(above, &a) || !pf_str_to_int(below, &b) || a < 0 || b <= 0 || b > NANO)
		return false;
	*out = (pf_quantity){.whole = a / b, .nano = (uint32_t)(a % b * NANO / b)};
	return true;
}

bool pf_docker_cpus(pf_str text, pf_quantity *out)
{
	size_t slash = pf_str_find_char(text, '/');

	if (slash < text.len)
		return divide(pf_str_sub(text, 0, slash), pf_str_from_offset(text, slash + 1), out);
	return is_plain_number(text) && pf_quantity_parse(text, out);
}

/* The unit that `text` begins with, in nanoseconds; 0: none. */
static int64_t unit_of(pf_str text, size_t *len)
{
	static const struct {
		pf_str name;
		int64_t ns;
	} units[] = {
		/* Those that begin with another's name come before it. */
		{PF_STR_INIT("ns"), 1},
		{PF_STR_INIT("us"), 1000},
		{PF_STR_INIT("\xc2\xb5s"), 1000}, /* micro sign */
		{PF_STR_INIT("\xce\xbcs"), 1000}, /* Greek mu */
		{PF_STR_INIT("ms"), 1000000},
		{PF_STR_INIT("s"), NANO},
		{PF_STR_INIT("m"), (int64_t)60 * NANO},
		{PF_STR_INIT("h"), (int64_t)3600 * NANO},
		{PF_STR_INIT("d"), (int64_t)24 * 3600 * NANO},
		{PF_STR_INIT("w"), (int64_t)7 * 24 * 3600 * NANO},
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (pf_str_starts_with(text, units[i].name)) {
			*len = units[i].name.len;
			return units[i].ns;
		}
	}
	return 0;
}

/* Take a number and its unit off the front of `*rest`. */
static bool take_part(pf_str *rest, int64_t *out)
{
	size_t n = 0;
	size_t unit_len;
	pf_quantity number;
	int64_t unit;

	while (n < rest->len && (pf_is_digit(rest->ptr[n]) || rest->ptr[n] == '.'))
		n++;
	if (!pf_quantity_parse(pf_str_sub(*rest, 0, n), &number))
		return false;
	unit = unit_of(pf_str_from_offset(*rest, n), &unit_len);
	if (unit == 0 || number.whole >= INT64_MAX / unit)
		return false;
	*out = number.whole * unit + (int64_t)((double)number.nano / NANO * (double)unit);
	*rest = pf_str_from_offset(*rest, n + unit_len);
	return true;
}

bool pf_docker_duration(pf_str text, int64_t *out)
{
	int64_t sum = 0;

	if (pf_str_eq(text, PF_STR("0"))) {
		*out = 0;
		return true;
	}
	if (text.len == 0)
		return false;
	while (text.len > 0) {
		int64_t part;

		if (!take_part(&text, &part) || part > INT64_MAX - sum)
			return false;
		sum += part;
	}
	*out = sum;
	return true;
}

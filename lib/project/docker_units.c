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

/* SPDX-License-Identifier: Apache-2.0 */

#include "text/duration.h"

static const struct {
	pf_str name;
	uint64_t nanoseconds;
} units[] = {
	{PF_STR_INIT("ns"), 1},
	{PF_STR_INIT("us"), PF_MICROSECOND},
	{PF_STR_INIT("\xC2\xB5s"), PF_MICROSECOND}, /* micro sign */
	{PF_STR_INIT("\xCE\xBCs"), PF_MICROSECOND}, /* Greek mu */
	{PF_STR_INIT("ms"), PF_MILLISECOND},
	{PF_STR_INIT("s"), PF_SECOND},
	{PF_STR_INIT("m"), 60 * PF_SECOND},
	{PF_STR_INIT("h"), 3600 * PF_SECOND},
};

#define MOST ((uint64_t)INT64_MAX + 1) /* the magnitude of INT64_MIN */

/* Digits from `*at` on; false when there are more than fit. */
static bool take_digits(pf_str s, size_t *at, uint64_t *out)
{
	uint64_t n = 0;

	for (; *at < s.len && pf_is_digit(s.ptr[*at]); ++*at) {
		n = n * 10 + (uint64_t)(s.ptr[*at] - '0');
		if (n > MOST)
			return false;
		if (n > MOST / 10 && *at + 1 < s.len && pf_is_digit(s.ptr[*at + 1]))
			return false;
	}
	*out = n;
	return true;
}

/* Digits behind the point; those past what counts are passed over. */
static double take_fraction(pf_str s, size_t *at)
{
	double fraction = 0, place = 1;

	for (; *at < s.len && pf_is_digit(s.ptr[*at]); ++*at) {
		place /= 10;
		fraction += place * (s.ptr[*at] - '0');
	}
	return fraction;
}

static uint64_t take_unit(pf_str s, size_t *at)
{
	size_t end = *at;
	pf_str name;

	while (end < s.len && s.ptr[end] != '.' && !pf_is_digit(s.ptr[end]))
		end++;
	name = pf_str_sub(s, *at, end);
	*at = end;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (pf_str_eq(units[i].name, name))
			return units[i].nanoseconds;
	}
	return 0;
}

/* "1.5h" at `*at`: number and unit. */
static bool take_term(pf_str s, size_t *at, uint64_t *out)
{
	size_t start = *at;
	uint64_t whole, unit;
	double fraction = 0;
	bool point;

	if (!take_digits(s, at, &whole))
		return false;
	point = *at < s.len && s.ptr[*at] == '.';
	if (point) {
		++*at;
		fraction = take_fraction(s, at);
	}
	if (*at - start == (point ? 1U : 0U))
		return false;
	unit = take_unit(s, at);
	if (unit == 0 || whole > MOST / unit)
		return false;
	*out = whole * unit + (uint64_t)(fraction * (double)unit + 1e-6);
	return *out <= MOST;
}

bool pf_duration_parse(pf_str s, int64_t *out)
{
	bool negative = pf_str_starts_with(s, PF_STR("-"));
	uint64_t sum = 0;
	size_t at = 0;

	if (negative || pf_str_starts_with(s, PF_STR("+")))
		s = pf_str_from_offset(s, 1);
	if (s.len == 0)
		return false;
	if (pf_str_eq(s, PF_STR("0"))) {
		*out = 0;
		return true;
	}
	while (at < s.len) {
		uint64_t term;

		if (!take_term(s, &at, &term))
			return false;
		sum += term; /* both at most 2^63: no overflow unless both are */
		if (sum > MOST || sum < term)
			return false;
	}
	if (!negative && sum == MOST)
		return false;
	/* In two steps, as -INT64_MIN has no positive counterpart. */
	*out = negative && sum ? -(int64_t)(sum - 1) - 1 : (int64_t)sum;
	return true;
}

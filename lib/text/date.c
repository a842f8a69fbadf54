/* SPDX-License-Identifier: Apache-2.0 */

#include "text/date.h"

static bool read_part(pf_str text, size_t from, size_t to, int *out)
{
	*out = 0;
	for (size_t i = from; i < to; i++) {
		if (!pf_is_digit(text.ptr[i]))
			return false;
		*out = *out * 10 + (text.ptr[i] - '0');
	}
	return true;
}

static int days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (leap && month == 2);
}

bool pf_is_date(pf_str text)
{
	int year, month, day;

	if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
		return false;
	if (!read_part(text, 0, 4, &year) || !read_part(text, 5, 7, &month) ||
		!read_part(text, 8, 10, &day))
		return false;
	return month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

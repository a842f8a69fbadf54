/* SPDX-License-Identifier: Apache-2.0 */

#include "text/date.h"

#include "unit.h"

START_TEST(knows_the_days_that_there_are)
{
	static const char *const good[] = {
		"2027-01-31", "2028-02-29", "2000-02-29", "2026-12-31", "2026-04-30", "0001-01-01"};
	static const char *const bad[] = {"2027-02-29", "1900-02-29", "2026-04-31", "2026-13-01",
		"2026-00-10", "2026-01-00", "2026-01-32"};

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		ck_assert_msg(pf_is_date(pf_str_from(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ck_assert_msg(!pf_is_date(pf_str_from(bad[i])), "%s", bad[i]);
}
END_TEST

START_TEST(a_date_has_one_form)
{
	static const char *const bad[] = {"", "2026-1-1", "26-01-01", "2026/01/01", "20260101",
		"2026-01-01T00:00:00Z", " 2026-01-01", "2026-01-0a", "tomorrow", "01-01-2026"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ck_assert_msg(!pf_is_date(pf_str_from(bad[i])), "%s", bad[i]);
}
END_TEST

UNIT_TESTS(knows_the_days_that_there_are, a_date_has_one_form)

/* SPDX-License-Identifier: Apache-2.0 */

#include "text/duration.h"

#include "unit.h"

static void expect(const char *text, int64_t want)
{
	int64_t got = -77;

	ck_assert_msg(pf_duration_parse(pf_str_from(text), &got), "%s is refused", text);
	ck_assert_msg(got == want, "%s: %lld", text, (long long)got);
}

static void expect_fault(const char *text)
{
	int64_t got = -77;

	ck_assert_msg(!pf_duration_parse(pf_str_from(text), &got), "%s is taken", text);
	ck_assert_int_eq(got, -77);
}

START_TEST(adds_numbers_with_their_units)
{
	expect("0", 0);
	expect("0s", 0);
	expect("30s", 30 * PF_SECOND);
	expect("1m30s", 90 * PF_SECOND);
	expect("500ms", 500 * PF_MILLISECOND);
	expect("2h45m", 9900 * PF_SECOND);
	expect("1us", PF_MICROSECOND);
	expect("1\xC2\xB5s", PF_MICROSECOND);
	expect("1\xCE\xBCs", PF_MICROSECOND);
	expect("7ns", 7);
}
END_TEST

START_TEST(takes_signs_and_fractions)
{
	expect("-1m", -60 * PF_SECOND);
	expect("+5s", 5 * PF_SECOND);
	expect("1.5h", 5400 * PF_SECOND);
	expect("0.1s", 100 * PF_MILLISECOND);
	expect("0.3s", 300 * PF_MILLISECOND);
	expect("1.s", PF_SECOND);
	expect(".5s", 500 * PF_MILLISECOND);
	expect("-0", 0);
	expect("0.9ns", 0);
}
END_TEST

START_TEST(refuses_what_go_refuses)
{
	static const char *const bad[] = {"", "-", "+", "5", "1.5", "s", ".s", ".", "3x", "1d",
		"1 s", " 1s", "1s ", "1e3s", "--1s", "1S", "$T", "1..5s"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		expect_fault(bad[i]);
}
END_TEST

START_TEST(refuses_what_64_bits_do_not_hold)
{
	expect("9223372036854775807ns", INT64_MAX);
	expect("-9223372036854775808ns", INT64_MIN);
	expect("2562047h47m16s854ms775us807ns", INT64_MAX);
	expect_fault("9223372036854775808ns");
	expect_fault("-9223372036854775809ns");
	expect_fault("99999999999999999999s");
	expect_fault("2562048h");
	expect_fault("9223372036854775807ns9223372036854775807ns9223372036854775807ns");
}
END_TEST

UNIT_TESTS(adds_numbers_with_their_units, takes_signs_and_fractions, refuses_what_go_refuses,
	refuses_what_64_bits_do_not_hold)

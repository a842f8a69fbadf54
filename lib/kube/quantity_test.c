/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/quantity.h"

#include "unit.h"

static void assert_value(const char *text, int64_t whole, uint32_t nano)
{
	pf_quantity q = {77, 77};

	ck_assert_msg(pf_quantity_parse(pf_str_from(text), &q), "`%s` is refused", text);
	ck_assert_msg(q.whole == whole && q.nano == nano, "`%s` is %lld and %u nano", text,
		(long long)q.whole, (unsigned)q.nano);
}

static void assert_refused(const char *text)
{
	pf_quantity q = {77, 77};

	ck_assert_msg(!pf_quantity_parse(pf_str_from(text), &q), "`%s` is accepted", text);
	ck_assert_int_eq(q.whole, 77);
	ck_assert_uint_eq(q.nano, 77);
}

START_TEST(reads_plain_numbers)
{
	assert_value("0", 0, 0);
	assert_value("5", 5, 0);
	assert_value("+5", 5, 0);
	assert_value("-5", -5, 0);
	assert_value("007", 7, 0);
	assert_value("5.", 5, 0);
	assert_value(".5", 0, 500000000);
	assert_value("-.5", -1, 500000000);
	assert_value("1.000000001", 1, 1);
	assert_value("-0", 0, 0);
}
END_TEST

START_TEST(reads_suffixes)
{
	assert_value("250m", 0, 250000000);
	assert_value("1500m", 1, 500000000);
	assert_value("3u", 0, 3000);
	assert_value("3n", 0, 3);
	assert_value("2k", 2000, 0);
	assert_value("2M", 2000000, 0);
	assert_value("2G", 2000000000, 0);
	assert_value("2T", 2000000000000, 0);
	assert_value("2P", 2000000000000000, 0);
	assert_value("2E", 2000000000000000000, 0);
	assert_value("1Ki", 1024, 0);
	assert_value("1.5Mi", 1572864, 0);
	assert_value("1Gi", 1073741824, 0);
	assert_value("1Ti", 1099511627776, 0);
	assert_value("1Pi", 1125899906842624, 0);
	assert_value("1Ei", 1152921504606846976, 0);
	assert_value("0.1Ki", 102, 400000000);
	assert_value(".5Ei", 576460752303423488, 0);
}
END_TEST

START_TEST(tells_an_exponent_from_exa)
{
	assert_value("1e3", 1000, 0);
	assert_value("1E3", 1000, 0);
	assert_value("1E", 1000000000000000000, 0);
	assert_value("1Ei", 1152921504606846976, 0);
	assert_value("12E-2", 0, 120000000);
	assert_value("1e+2", 100, 0);
	assert_value("0e99999999999999999999", 0, 0);
	assert_refused("1e");
	assert_refused("1e+");
	assert_refused("1ee3");
	assert_refused("1Ei3");
	assert_refused("1e1.5");
}
END_TEST

START_TEST(refuses_what_breaks_the_grammar)
{
	static const char *const texts[] = {"", " ", " 1", "1 ", "1 Gi", "1\n", "0x10", "1_000",
		"1,5", "512MB", "512MiB", "2g", "1K", "128mi", "100ms", "1.5.2", "--1", "+-1", "1-",
		"1+3", "m5", "1mm", "1iM", "abc", "1Gii", "1%", "NaN"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_refused(texts[i]);
}
END_TEST

START_TEST(refuses_a_number_without_digits)
{
	assert_refused("m");
	assert_refused("Ki");
	assert_refused("Ei");
	assert_refused("e3");
	assert_refused("+");
	assert_refused("-");
	assert_refused(".");
	assert_refused(".Gi");
}
END_TEST

START_TEST(rounds_what_is_finer_than_nano_away_from_zero)
{
	assert_value("0.1n", 0, 1);
	assert_value("1.1n", 0, 2);
	assert_value("-0.1n", -1, 999999999);
	assert_value("1e-100", 0, 1);
	assert_value("1e-999999999999", 0, 1);
	assert_value("0.9999999999", 1, 0);
	/* 2^-10 * 2^10 exactly, and one digit more. */
	assert_value("0.0009765625Ki", 1, 0);
	assert_value("0.00097656250000000001Ki", 1, 1);
}
END_TEST

START_TEST(saturates_at_63_bits)
{
	assert_value("9223372036854775807", INT64_MAX, 0);
	assert_value("9223372036854775808", INT64_MAX, 0);
	assert_value("9223372036854775807.5", INT64_MAX, 500000000);
	assert_value("-9223372036854775807.5", INT64_MIN, 500000000);
	assert_value("-9223372036854775808", -INT64_MAX, 0);
	assert_value("10E", INT64_MAX, 0);
	assert_value("-10E", -INT64_MAX, 0);
	assert_value("8Ei", INT64_MAX, 0);
	assert_value("7.9Ei", 9108079886394091110, 400000000);
	assert_value("1e2147483647", INT64_MAX, 0);
	assert_value("9223372036854775807.9999999999", INT64_MAX, 0);
}
END_TEST

START_TEST(survives_very_long_numbers)
{
	static char digits[100000];

	memset(digits, '0', sizeof(digits) - 1);
	assert_value(digits, 0, 0);
	digits[1] = '.';
	digits[sizeof(digits) - 2] = '1';
	assert_value(digits, 0, 1);
	memset(digits, '9', sizeof(digits) - 1);
	assert_value(digits, INT64_MAX, 0);
}
END_TEST

START_TEST(compares_across_units)
{
	pf_quantity half, m500, gi, g, minus;

	ck_assert(pf_quantity_parse(PF_STR("0.5"), &half));
	ck_assert(pf_quantity_parse(PF_STR("500m"), &m500));
	ck_assert(pf_quantity_parse(PF_STR("1Gi"), &gi));
	ck_assert(pf_quantity_parse(PF_STR("1G"), &g));
	ck_assert(pf_quantity_parse(PF_STR("-100m"), &minus));
	ck_assert_int_eq(pf_quantity_cmp(half, m500), 0);
	ck_assert_int_gt(pf_quantity_cmp(gi, g), 0);
	ck_assert_int_lt(pf_quantity_cmp(m500, g), 0);
	ck_assert_int_lt(pf_quantity_cmp(minus, m500), 0);
	ck_assert(!pf_quantity_is_whole(half) && pf_quantity_is_whole(gi));
	ck_assert(!pf_quantity_is_zero(half) && pf_quantity_is_zero((pf_quantity){0, 0}));
}
END_TEST

static void assert_suggests(const char *text, const char *want)
{
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str got = pf_quantity_suggest(&arena, pf_str_from(text));
	pf_quantity ignored;

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "`%s` gives `%.*s`", text,
		PF_STR_ARG(got));
	ck_assert(!*want || pf_quantity_parse(got, &ignored));
	pf_arena_release(&arena);
}

START_TEST(suggests_the_nearest_spelling)
{
	assert_suggests("512MB", "512M");
	assert_suggests("500mb", "500M");
	assert_suggests("512MiB", "512Mi");
	assert_suggests("2g", "2G");
	assert_suggests("2GB", "2G");
	assert_suggests("1K", "1k");
	assert_suggests("128mi", "128Mi");
	assert_suggests("1gi", "1Gi");
	assert_suggests("1 Gi", "1Gi");
	assert_suggests(" 1Gi\n", "1Gi");
	assert_suggests("5 m", "5m");
	assert_suggests("128 MB", "128M");
	assert_suggests("1,5Gi", "1.5Gi");
	assert_suggests("0,25", "0.25");
	assert_suggests("0.5 cpu", "0.5");
	assert_suggests("2 cores", "2");
	assert_suggests("512B", "512");
}
END_TEST

START_TEST(suggests_nothing_when_the_meaning_is_open)
{
	static const char *const texts[] = {"", "Gi", "1000ms", "0x10", "1e", "1,000", "1.5,2",
		"1 000", "100%", "abc", "1Gi/s", "512b", "1_000", "large", "1Gi", "250m", "--1"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_suggests(texts[i], "");
}
END_TEST

static void assert_bytes_text(const char *text, const char *want)
{
	struct pf_arena arena = PF_ARENA_INIT;
	pf_quantity q;
	pf_str got;

	ck_assert(pf_quantity_parse(pf_str_from(text), &q));
	got = pf_quantity_bytes_text(&arena, q);
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "`%s` is `%.*s`", text, PF_STR_ARG(got));
	pf_arena_release(&arena);
}

START_TEST(writes_bytes_for_people)
{
	assert_bytes_text("0", "0 bytes");
	assert_bytes_text("1", "1 byte");
	assert_bytes_text("1023", "1023 bytes");
	assert_bytes_text("128m", "0.128 bytes");
	assert_bytes_text("-1500m", "-1.5 bytes");
	assert_bytes_text("1Ki", "1 KiB");
	assert_bytes_text("1536Mi", "1.5 GiB");
	assert_bytes_text("1000M", "953.67 MiB");
	assert_bytes_text("1Ti", "1 TiB");
	assert_bytes_text("-1Gi", "-1 GiB");
	/* 1023.99 is nearer to the next unit than to 1023.98. */
	assert_bytes_text("8Ei", "8 EiB");
	assert_bytes_text("-8Ei", "-8 EiB");
}
END_TEST

UNIT_TESTS(reads_plain_numbers, reads_suffixes, tells_an_exponent_from_exa,
	refuses_what_breaks_the_grammar, refuses_a_number_without_digits,
	rounds_what_is_finer_than_nano_away_from_zero, saturates_at_63_bits,
	survives_very_long_numbers, compares_across_units, suggests_the_nearest_spelling,
	suggests_nothing_when_the_meaning_is_open, writes_bytes_for_people)

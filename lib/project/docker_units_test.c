/* SPDX-License-Identifier: Apache-2.0 */

#include "project/docker_units.h"

#include "unit.h"

#define KI ((int64_t)1024)
#define MI (KI * 1024)
#define GI (MI * 1024)

static void expect_bytes(const char *text, int64_t want)
{
	int64_t got = -1;

	ck_assert_msg(pf_docker_bytes(pf_str_from(text), &got), "%s refused", text);
	ck_assert_msg(got == want, "%s is %lld", text, (long long)got);
}

static void refuse_bytes(const char *text)
{
	int64_t got = -1;

	ck_assert_msg(!pf_docker_bytes(pf_str_from(text), &got), "%s taken", text);
	ck_assert_int_eq(got, -1);
}

static void expect_cpus(const char *text, int64_t whole, uint32_t nano)
{
	pf_quantity got = {-1, 0};

	ck_assert_msg(pf_docker_cpus(pf_str_from(text), &got), "%s refused", text);
	ck_assert_msg(got.whole == whole && got.nano == nano, "%s is %lld and %u", text,
		(long long)got.whole, got.nano);
}

static void refuse_cpus(const char *text)
{
	pf_quantity got;

	ck_assert_msg(!pf_docker_cpus(pf_str_from(text), &got), "%s taken", text);
}

START_TEST(bytes_count_in_powers_of_1024_in_any_spelling)
{
	const char *const spellings[] = {"512m", "512M", "512mb", "512MB", "512MiB", "512 m",
		"536870912", "536870912b", "536870912 B", "524288k", "0.5g", ".5Gb", NULL};

	for (size_t i = 0; spellings[i]; i++)
		expect_bytes(spellings[i], 512 * MI);
	expect_bytes("1k", KI);
	expect_bytes("2g", 2 * GI);
	expect_bytes("1t", 1024 * GI);
	expect_bytes("1PiB", 1024 * 1024 * GI);
	expect_bytes("0", 0);
}
END_TEST

START_TEST(bytes_are_cut_to_whole_ones)
{
	expect_bytes("1.5g", GI + GI / 2);
	expect_bytes("1.1g", 1181116006);
	expect_bytes("0.0009k", 0);
	expect_bytes("1.9", 1);
	expect_bytes("1e3", 1000);
}
END_TEST

START_TEST(bytes_of_another_grammar_are_refused)
{
	const char *const texts[] = {"", "m", " ", "512x", "512mm", "512mib2", "512kbb", "512bb",
		"512bib", "-1", "-5m", "+5m", "1,5g", "1.2.3g", "512  m", " 512m", "512m ", "1e",
		"0x10", "1 Gi b", "inf", "1Ei", "99999999999g", "9007199254740992k", NULL};

	for (size_t i = 0; texts[i]; i++)
		refuse_bytes(texts[i]);
}
END_TEST

START_TEST(cpus_are_decimals_or_fractions)
{
	expect_cpus("1", 1, 0);
	expect_cpus("1.5", 1, 500000000);
	expect_cpus("0.50", 0, 500000000);
	expect_cpus(".25", 0, 250000000);
	expect_cpus("3/2", 1, 500000000);
	expect_cpus("1/3", 0, 333333333);
	expect_cpus("1e0", 1, 0);
	expect_cpus("5e-1", 0, 500000000);
}
END_TEST

START_TEST(cpus_have_no_suffix)
{
	const char *const texts[] = {"", "500m", "1k", "1E", "1e", "-1", "1/0", "1/", "/2", "-1/2",
		"1/2/3", "a", "1Ki", "0.5 ", "e1", NULL};

	for (size_t i = 0; texts[i]; i++)
		refuse_cpus(texts[i]);
}
END_TEST

UNIT_TESTS(bytes_count_in_powers_of_1024_in_any_spelling, bytes_are_cut_to_whole_ones,
	bytes_of_another_grammar_are_refused, cpus_are_decimals_or_fractions, cpus_have_no_suffix)

/* SPDX-License-Identifier: Apache-2.0 */

#include "text/semver.h"

#include "unit.h"

static bool met(const char *version, const char *range)
{
	pf_semver v;
	pf_str fault;
	bool ok;

	ck_assert_msg(pf_semver_parse(pf_str_from(version), &v), "%s", version);
	ok = pf_semver_meets(&v, pf_str_from(range), &fault);
	ck_assert_msg(!fault.len, "%s: '%.*s'", range, PF_STR_ARG(fault));
	return ok;
}

START_TEST(reads_one_to_three_parts)
{
	static const char *const good[] = {
		"0", "1.2", "1.2.3", "1.2.3-rc.1", "1.2.3-0+b.7", "1.2.3+2026-11", "10.20.30-x-y"};
	static const char *const bad[] = {"", "1.", ".1", "1.2.3.4", "01", "1.02", "v1", "1.x",
		"1.2-rc", "1.2.3-", "1.2.3-a..b", "1.2.3+", "1.2.3-a_b", "-1", "+1", "1 .2",
		"99999999999999999999"};
	pf_semver v;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		ck_assert_msg(pf_semver_parse(pf_str_from(good[i]), &v), "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ck_assert_msg(!pf_semver_parse(pf_str_from(bad[i]), &v), "%s", bad[i]);
}
END_TEST

START_TEST(versions_are_ordered_as_semver_lists_them)
{
	static const char *const order[] = {"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
		"1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1",
		"1.2.0", "1.10.0", "2.0.0"};
	size_t n = sizeof(order) / sizeof(*order);

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			pf_semver a, b;
			int got;

			ck_assert(pf_semver_parse(pf_str_from(order[i]), &a));
			ck_assert(pf_semver_parse(pf_str_from(order[k]), &b));
			got = pf_semver_cmp(&a, &b);
			ck_assert_int_eq((got > 0) - (got < 0), (i > k) - (i < k));
		}
	}
}
END_TEST

START_TEST(a_range_is_met_part_by_part)
{
	ck_assert(met("1.4.2", ">=1.0"));
	ck_assert(met("1.0.0", ">=1.0"));
	ck_assert(!met("0.9.9", ">=1.0"));
	ck_assert(met("1.4.2", ">=1.0,<2"));
	ck_assert(met("1.4.2", " >= 1.0 , < 2 "));
	ck_assert(!met("2.0.0", ">=1.0,<2"));
	ck_assert(!met("2.5.0", "<2"));
	ck_assert(met("1.2.3", "=1.2.3"));
	ck_assert(met("1.2.3", "==1.2.3"));
	ck_assert(met("1.2.3", "1.2.3"));
	ck_assert(!met("1.2.4", "=1.2.3"));
}
END_TEST

START_TEST(parts_that_are_left_out_are_not_compared)
{
	ck_assert(met("1.2.9", "=1.2"));
	ck_assert(!met("1.3.0", "=1.2"));
	ck_assert(!met("1.2.9", ">1.2"));
	ck_assert(met("1.3.0", ">1.2"));
	ck_assert(met("1.2.9", "<=1.2"));
	ck_assert(met("1.9.9", "1"));
}
END_TEST

START_TEST(a_candidate_comes_before_its_release)
{
	ck_assert(!met("1.0.0-rc.1", ">=1.0.0"));
	ck_assert(met("1.0.0-rc.1", ">=1.0.0-rc.1"));
	ck_assert(met("1.0.0+build", "=1.0.0"));
}
END_TEST

START_TEST(what_is_no_comparison_is_named)
{
	pf_semver v = {.nparts = 3};
	pf_str fault;

	ck_assert(!pf_semver_meets(&v, PF_STR(">=1.0,~2"), &fault));
	ck_assert(pf_str_eq(fault, PF_STR("~2")));
	ck_assert(!pf_semver_meets(&v, PF_STR("<1,newest"), &fault));
	ck_assert(pf_str_eq(fault, PF_STR("newest")));
	ck_assert(!pf_semver_meets(&v, PF_STR("=>1"), &fault));
	ck_assert(pf_str_eq(fault, PF_STR("=>1")));
}
END_TEST

UNIT_TESTS(reads_one_to_three_parts, versions_are_ordered_as_semver_lists_them,
	a_range_is_met_part_by_part, parts_that_are_left_out_are_not_compared,
	a_candidate_comes_before_its_release, what_is_no_comparison_is_named)

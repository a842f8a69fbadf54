/* SPDX-License-Identifier: Apache-2.0 */

#include "text/nearest.h"

#include "unit.h"

static pf_str nearest_of(const char *word, const char *a, const char *b)
{
	struct pf_nearest near = pf_nearest_start(pf_str_from(word));

	pf_nearest_offer(&near, pf_str_from(a));
	pf_nearest_offer(&near, pf_str_from(b));
	return near.best;
}

START_TEST(counts_edits)
{
	ck_assert_uint_eq(pf_edit_distance(PF_STR("image"), PF_STR("image"), 4), 0);
	ck_assert_uint_eq(pf_edit_distance(PF_STR("imgae"), PF_STR("image"), 4), 1);
	ck_assert_uint_eq(pf_edit_distance(PF_STR("Image"), PF_STR("image"), 4), 0);
	ck_assert_uint_eq(pf_edit_distance(PF_STR("kitten"), PF_STR("sitting"), 4), 3);
	ck_assert_uint_eq(pf_edit_distance(PF_STR("kitten"), PF_STR("sitting"), 2), 3);
	ck_assert_uint_eq(pf_edit_distance(PF_STR_EMPTY, PF_STR("ab"), 4), 2);
}
END_TEST

START_TEST(offers_only_what_is_near)
{
	ck_assert(pf_str_eq(nearest_of("readynessProbe", "livenessProbe", "readinessProbe"),
		PF_STR("readinessProbe")));
	ck_assert(pf_str_eq(nearest_of("prot", "port", "proto"), PF_STR("port")));
	ck_assert_uint_eq(nearest_of("tls", "rules", "backend").len, 0);
}
END_TEST

UNIT_TESTS(counts_edits, offers_only_what_is_near)

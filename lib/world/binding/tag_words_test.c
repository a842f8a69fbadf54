/* SPDX-License-Identifier: Apache-2.0 */

/* Which tags of one repository are other images. */

#include "world/binding/tag_words.h"

#include "unit.h"

static bool differ(const char *a, const char *b)
{
	bool there = pf_tags_differ(pf_str_from(a), pf_str_from(b));

	ck_assert_msg(there == pf_tags_differ(pf_str_from(b), pf_str_from(a)),
		"%s and %s: not the same both ways", a, b);
	return there;
}

START_TEST(words_that_differ_make_two_images)
{
	ck_assert(differ("worker-3.2", "web-1.0"));
	ck_assert(differ("worker", "worker-debug"));
	ck_assert(differ("v2_api", "v2_ui"));
}
END_TEST

START_TEST(versions_stages_and_branches_do_not)
{
	ck_assert(!differ("1.0", "2.0-rc.1"));
	ck_assert(!differ("web-1.0", "web-2.1"));
	ck_assert(!differ("dev", "web-1.0"));
	ck_assert(!differ("latest", "local"));
	ck_assert(!differ("", "web"));
	ck_assert(!differ("sha-0a1b2c3", "main"));
}
END_TEST

START_TEST(tags_agree_by_their_words_alone)
{
	ck_assert(pf_tags_agree(PF_STR("web-1.0"), PF_STR("2.0-Web")));
	ck_assert(!pf_tags_agree(PF_STR("1.0"), PF_STR("1.0")));
	ck_assert(!pf_tags_agree(PF_STR("web"), PF_STR("web-debug")));
}
END_TEST

START_TEST(a_stage_or_branch_is_no_version)
{
	ck_assert(pf_tag_is_passing(PF_STR("latest")));
	ck_assert(pf_tag_is_passing(PF_STR("main")));
	ck_assert(!pf_tag_is_passing(PF_STR("1.2")));
	ck_assert(!pf_tag_is_passing(PF_STR("dev-1.2")));
}
END_TEST

UNIT_TESTS(words_that_differ_make_two_images, versions_stages_and_branches_do_not,
	tags_agree_by_their_words_alone, a_stage_or_branch_is_no_version)

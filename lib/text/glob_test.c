/* SPDX-License-Identifier: Apache-2.0 */

#include "text/glob.h"

#include "unit.h"

static bool match(const char *glob, const char *path)
{
	return pf_glob_match(pf_str_from(glob), pf_str_from(path));
}

START_TEST(plain_text_matches_itself_whole)
{
	ck_assert(match("a/b.yaml", "a/b.yaml"));
	ck_assert(!match("a/b.yaml", "a/b.yam"));
	ck_assert(!match("a/b.yam", "a/b.yaml"));
	ck_assert(!match("a", "a/b"));
	ck_assert(!match("a/b", "a"));
	ck_assert(match("", ""));
	ck_assert(!match("", "a"));
	ck_assert(!match("a", ""));
}
END_TEST

START_TEST(a_star_stays_within_its_component)
{
	ck_assert(match("*.yaml", "a.yaml"));
	ck_assert(match("*.yaml", ".yaml"));
	ck_assert(match("*", ".hidden"));
	ck_assert(!match("*.yaml", "a/b.yaml"));
	ck_assert(match("a/*/c", "a/b/c"));
	ck_assert(!match("a/*/c", "a/c"));
	ck_assert(!match("a/*/c", "a/b/b/c"));
	ck_assert(match("a*b*c", "aXbXbXc"));
	ck_assert(!match("a*b*c", "aXbXbX"));
	ck_assert(match("a**c", "abc"));
	ck_assert(!match("a**c", "a/c"));
}
END_TEST

START_TEST(a_question_mark_is_one_character)
{
	ck_assert(match("a?c", "abc"));
	ck_assert(!match("a?c", "ac"));
	ck_assert(!match("a?c", "a/c"));
	ck_assert(match("?", "\xC3\xA9"));
	ck_assert(!match("??", "\xC3\xA9"));
	ck_assert(!match("*??", "\xE2\x82\xAC"));
	ck_assert(match("?", "\xFF"));
}
END_TEST

START_TEST(two_stars_span_any_number_of_components)
{
	ck_assert(match("**/c", "c"));
	ck_assert(match("**/c", "a/b/c"));
	ck_assert(!match("**/c", "a/b/cc"));
	ck_assert(match("a/**/c", "a/c"));
	ck_assert(match("a/**/c", "a/b/b/c"));
	ck_assert(!match("a/**/c", "b/a/c"));
	ck_assert(match("**/a/**/b/*.y", "x/a/b/a/c/b/q.y"));
	ck_assert(!match("**/a/**/b/*.y", "x/b/a/q.y"));
	ck_assert(match("**", "a/b"));
	ck_assert(match("**/**/c", "c"));
}
END_TEST

START_TEST(two_stars_at_the_end_match_what_is_inside)
{
	ck_assert(match("a/**", "a/b"));
	ck_assert(match("a/**", "a/b/c"));
	ck_assert(!match("a/**", "a"));
	ck_assert(!match("a/**", "ab/c"));
	ck_assert(match("**/t/**", "a/t/x"));
	ck_assert(!match("**/t/**", "a/t"));
}
END_TEST

START_TEST(classes_hold_members_ranges_and_names)
{
	ck_assert(match("[abc]", "b"));
	ck_assert(!match("[abc]", "d"));
	ck_assert(match("x[0-9]y", "x5y"));
	ck_assert(!match("[!a-c]", "b"));
	ck_assert(match("[!a-c]", "d"));
	ck_assert(match("[^a-c]", "d"));
	ck_assert(match("[]]", "]"));
	ck_assert(match("[!]]", "a"));
	ck_assert(!match("[!]]", "]"));
	ck_assert(match("[a-]", "-"));
	ck_assert(match("[-a]", "-"));
	ck_assert(match("[\\]]", "]"));
	ck_assert(match("[[:digit:]x]", "7"));
	ck_assert(match("[[:digit:]x]", "x"));
	ck_assert(!match("[[:digit:]x]", "y"));
	ck_assert(!match("[![:alpha:]]", "Q"));
	ck_assert(match("[[:]", ":"));
	ck_assert(match("[\xC3\xA0-\xC3\xB6]", "\xC3\xA9"));
	ck_assert(!match("[\xC3\xA0-\xC3\xB6]", "\xC3\xBC"));
}
END_TEST

START_TEST(a_broken_glob_matches_nothing)
{
	ck_assert(!match("[a", "a"));
	ck_assert(!match("[a", "[a"));
	ck_assert(!match("[", "["));
	ck_assert(!match("[!", "["));
	ck_assert(!match("[a-", "a"));
	ck_assert(!match("[\\", "a"));
	ck_assert(!match("a\\", "a"));
	ck_assert(!match("a\\", "a\\"));
	ck_assert(!match("[a/b]", "a"));
}
END_TEST

START_TEST(a_broken_glob_has_a_fault)
{
	static const char *const broken[] = {
		"[", "a[", "[!", "[a-", "[[:alpha:]", "[\\]", "a\\", "a\\/b", "x/[a/b]", "**/["};
	static const char *const sound[] = {
		"", "a", "**", "[]]", "[!]]", "[a-z]", "[[:alpha:]]", "\\[", "]", "a]/b", "[\\]]"};

	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		ck_assert_msg(pf_glob_fault(pf_str_from(broken[i])), "%s", broken[i]);
	for (size_t i = 0; i < sizeof(sound) / sizeof(sound[0]); i++)
		ck_assert_msg(!pf_glob_fault(pf_str_from(sound[i])), "%s", sound[i]);
}
END_TEST

START_TEST(a_backslash_takes_the_next_literally)
{
	ck_assert(match("\\*", "*"));
	ck_assert(!match("\\*", "a"));
	ck_assert(match("a\\?b", "a?b"));
	ck_assert(match("\\[a]", "[a]"));
	ck_assert(match("\\#x\\ ", "#x "));
}
END_TEST

/* A matcher that tries all ways would not come back within the time limit. */
START_TEST(many_stars_take_no_time)
{
	enum { N = 20000 };
	static char name[N + 1], path[2 * N + 1];

	memset(name, 'a', N);
	ck_assert(!match("a*a*a*a*a*a*a*a*a*a*b", name));
	ck_assert(!match("*a*a*a*a*a*a*a*a*[b", name));
	for (size_t i = 0; i < N; i++)
		memcpy(path + 2 * i, "a/", 2);
	ck_assert(!match("**/a/**/a/**/a/**/a/**/a/**/a/**/b", path));
	ck_assert(!match("**/*a*/**/*a*/**/*a*/**/*a*/**/*a*/**/b", path));
}
END_TEST

UNIT_TESTS(plain_text_matches_itself_whole, a_star_stays_within_its_component,
	a_question_mark_is_one_character, two_stars_span_any_number_of_components,
	two_stars_at_the_end_match_what_is_inside, classes_hold_members_ranges_and_names,
	a_broken_glob_matches_nothing, a_broken_glob_has_a_fault,
	a_backslash_takes_the_next_literally, many_stars_take_no_time)

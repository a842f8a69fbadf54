/* SPDX-License-Identifier: Apache-2.0 */

#include "source/gitignore.h"

#include "unit.h"

/* "y" ignored, "n" taken back, "-" no rule. */
static char verdict(const char *text, const char *path)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_gitignore ignore;
	pf_str name = pf_str_from(path);
	bool is_dir = pf_str_ends_with(name, PF_STR("/"));
	enum pf_ignored ignored;

	name.len -= is_dir;
	pf_gitignore_parse(&arena, pf_str_from(text), &ignore);
	ignored = pf_gitignore_match(&ignore, name, is_dir);
	pf_arena_release(&arena);
	return "-yn"[ignored];
}

START_TEST(a_name_without_a_slash_matches_at_every_level)
{
	ck_assert_int_eq(verdict("foo\n", "foo"), 'y');
	ck_assert_int_eq(verdict("foo\n", "a/b/foo"), 'y');
	ck_assert_int_eq(verdict("foo\n", "a/foo/"), 'y');
	ck_assert_int_eq(verdict("foo\n", "food"), '-');
	ck_assert_int_eq(verdict("*.yaml", "a/b.yaml"), 'y');
}
END_TEST

START_TEST(a_slash_at_the_beginning_or_within_anchors)
{
	ck_assert_int_eq(verdict("/foo", "foo"), 'y');
	ck_assert_int_eq(verdict("/foo", "a/foo"), '-');
	ck_assert_int_eq(verdict("doc/foo", "doc/foo"), 'y');
	ck_assert_int_eq(verdict("doc/foo", "a/doc/foo"), '-');
	ck_assert_int_eq(verdict("doc/*.txt", "doc/a/b.txt"), '-');
	ck_assert_int_eq(verdict("/*.c", "cat.c"), 'y');
	ck_assert_int_eq(verdict("/*.c", "a/cat.c"), '-');
}
END_TEST

START_TEST(a_slash_at_the_end_means_folders)
{
	ck_assert_int_eq(verdict("foo/", "foo/"), 'y');
	ck_assert_int_eq(verdict("foo/", "foo"), '-');
	ck_assert_int_eq(verdict("foo/", "a/foo/"), 'y');
	ck_assert_int_eq(verdict("doc/foo/", "a/doc/foo/"), '-');
	ck_assert_int_eq(verdict("/foo/", "foo/"), 'y');
}
END_TEST

START_TEST(two_stars_work_in_front_within_and_behind)
{
	ck_assert_int_eq(verdict("**/foo", "a/b/foo"), 'y');
	ck_assert_int_eq(verdict("**/foo/bar", "a/foo/bar"), 'y');
	ck_assert_int_eq(verdict("foo/**", "foo/a/b"), 'y');
	ck_assert_int_eq(verdict("foo/**", "foo/"), '-');
	ck_assert_int_eq(verdict("foo/**", "a/foo/b"), '-');
	ck_assert_int_eq(verdict("a/**/b", "a/b"), 'y');
	ck_assert_int_eq(verdict("a/**/b", "a/x/y/b"), 'y');
}
END_TEST

START_TEST(the_last_rule_that_matches_decides)
{
	ck_assert_int_eq(verdict("*.yaml\n!keep.yaml\n", "keep.yaml"), 'n');
	ck_assert_int_eq(verdict("*.yaml\n!keep.yaml\n", "other.yaml"), 'y');
	ck_assert_int_eq(verdict("!keep.yaml\n*.yaml\n", "keep.yaml"), 'y');
	ck_assert_int_eq(verdict("!foo/\n", "foo/"), 'n');
}
END_TEST

START_TEST(blank_lines_and_comments_say_nothing)
{
	ck_assert_int_eq(verdict("", "a"), '-');
	ck_assert_int_eq(verdict("\n\n# a\n#a\n", "a"), '-');
	ck_assert_int_eq(verdict("   \n/\n!\n!/\n", "a"), '-');
	ck_assert_int_eq(verdict(" # a\n", " # a"), 'y');
}
END_TEST

START_TEST(a_backslash_quotes_hash_bang_and_space)
{
	ck_assert_int_eq(verdict("\\#a\n", "#a"), 'y');
	ck_assert_int_eq(verdict("\\!a\n", "!a"), 'y');
	ck_assert_int_eq(verdict("a\\ \n", "a "), 'y');
	ck_assert_int_eq(verdict("a\\ \n", "a"), '-');
	ck_assert_int_eq(verdict("a\\ b\n", "a b"), 'y');
}
END_TEST

START_TEST(spaces_at_the_end_do_not_count)
{
	ck_assert_int_eq(verdict("a  \n", "a"), 'y');
	ck_assert_int_eq(verdict("a  \n", "a  "), '-');
	ck_assert_int_eq(verdict("a b  \n", "a b"), 'y');
	ck_assert_int_eq(verdict("a\\   \n", "a "), 'y');
	ck_assert_int_eq(verdict("foo/ \n", "foo"), '-');
	ck_assert_int_eq(verdict("a\t\n", "a"), '-');
	ck_assert_int_eq(verdict(" a\n", "a"), '-');
}
END_TEST

START_TEST(crlf_a_mark_and_no_last_line_break_are_fine)
{
	ck_assert_int_eq(verdict("a\r\nb\r\n", "a"), 'y');
	ck_assert_int_eq(verdict("a\r\nb\r\n", "b"), 'y');
	ck_assert_int_eq(verdict("a\r", "a"), 'y');
	ck_assert_int_eq(verdict("\xEF\xBB\xBF"
				 "a",
				 "a"),
		'y');
}
END_TEST

UNIT_TESTS(a_name_without_a_slash_matches_at_every_level,
	a_slash_at_the_beginning_or_within_anchors, a_slash_at_the_end_means_folders,
	two_stars_work_in_front_within_and_behind, the_last_rule_that_matches_decides,
	blank_lines_and_comments_say_nothing, a_backslash_quotes_hash_bang_and_space,
	spaces_at_the_end_do_not_count, crlf_a_mark_and_no_last_line_break_are_fine)

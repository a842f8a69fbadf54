/* SPDX-License-Identifier: Apache-2.0 */

#include "source/diff.h"

#include "base/buf.h"
#include "unit.h"

static struct pf_arena arena;
static struct pf_diff diff;
static struct pf_error err;

static void take(const char *text)
{
	arena = PF_ARENA_INIT;
	ck_assert_msg(pf_diff_parse(&arena, pf_str_from(text), &diff, &err), "%s: %s", err.msg,
		text);
}

static void refuse(const char *text, const char *message)
{
	arena = PF_ARENA_INIT;
	ck_assert_msg(!pf_diff_parse(&arena, pf_str_from(text), &diff, &err), "taken: %s", text);
	ck_assert_str_eq(err.msg, message);
	pf_arena_release(&arena);
}

/* Path and added lines of each file: "a.yaml 3-4 9-9, b.yaml". */
static void assert_files(const char *text, const char *want)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf got = PF_BUF_INIT;

	take(text);
	pf_buf_add(&got, PF_STR_EMPTY);
	for (size_t i = 0; i < diff.n; i++) {
		const struct pf_diff_file *file = &diff.files[i];

		pf_buf_addf(&got, "%s%.*s", i ? ", " : "", PF_STR_ARG(file->path));
		for (size_t k = 0; k < file->nadded; k++)
			pf_buf_addf(&got, " %u-%u", (unsigned)file->added[k].first,
				(unsigned)file->added[k].last);
	}
	ck_assert_msg(pf_str_eq(pf_buf_str(&got), pf_str_from(want)), "got '%s', want '%s'",
		got.ptr ? got.ptr : "", want);
	pf_arena_release(&arena);
}

#define NAMES "--- a/x.yaml\n+++ b/x.yaml\n"
#define HUNK "@@ -1,2 +1,3 @@ spec:\n a\n+b\n c\n"

START_TEST(added_lines_have_their_numbers_in_the_new_file)
{
	assert_files(
		"diff --git a/x.yaml b/x.yaml\nindex 1..2 100644\n" NAMES
		"@@ -1,4 +1,5 @@\n a\n-b\n+B\n+BB\n c\n d\n@@ -10,0 +12,2 @@ kind: x\n+m\n+n\n",
		"x.yaml 2-3 12-13");
}
END_TEST

START_TEST(counts_of_one_need_not_be_written)
{
	assert_files(NAMES "@@ -3 +3 @@\n-a\n+b\n@@ -7 +6,0 @@\n-x\n@@ -0,0 +1 @@\n+y\n",
		"x.yaml 3-3 1-1");
}
END_TEST

START_TEST(removed_lines_stand_behind_a_line_of_the_new_file)
{
	take(NAMES "@@ -1,5 +1,3 @@\n a\n-b\n-c\n+B\n d\n-e\n@@ -9 +6,0 @@\n-x\n");
	ck_assert_uint_eq(diff.files[0].nblocks, 3);
	ck_assert(pf_str_eq(diff.files[0].blocks[0].text, PF_STR("-b\n-c\n+B\n")));
	ck_assert_uint_eq(diff.files[0].blocks[0].after, 1);
	ck_assert_uint_eq(diff.files[0].blocks[0].added, 1);
	ck_assert(pf_str_eq(diff.files[0].blocks[1].text, PF_STR("-e")));
	ck_assert_uint_eq(diff.files[0].blocks[1].after, 3);
	ck_assert_uint_eq(diff.files[0].blocks[2].after, 6);
	ck_assert_uint_eq(diff.files[0].blocks[2].added, 0);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(two_different_letters_are_prefixes)
{
	assert_files("--- i/x\n+++ w/x\n" HUNK, "x 2-2");
	assert_files("--- c/x\n+++ i/x\n" HUNK, "x 2-2");
	assert_files("--- 1/x\n+++ 2/x\n" HUNK, "x 2-2");
	assert_files("--- x\n+++ x\n" HUNK, "x 2-2");
	assert_files("--- b/x\n+++ b/x\n" HUNK, "b/x 2-2");
	assert_files("--- old/x\n+++ new/x\n" HUNK, "new/x 2-2");
}
END_TEST

START_TEST(a_new_file_has_its_prefix_from_the_header)
{
	assert_files("diff --git a/b/x b/b/x\nnew file mode 100644\n--- /dev/null\n+++ b/b/x\n"
		     "@@ -0,0 +1 @@\n+a\n",
		"b/x 1-1");
	assert_files("diff --git b/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n"
		     "@@ -0,0 +1 @@\n+a\n",
		"b/x 1-1");
	assert_files("diff --git \"i/\\303\\244\" \"w/\\303\\244\"\n--- /dev/null\n"
		     "+++ \"w/\\303\\244\"\n@@ -0,0 +1 @@\n+a\n",
		"\xC3\xA4 1-1");
	assert_files("--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n", "x 1-1");
}
END_TEST

START_TEST(a_renamed_file_has_its_new_name)
{
	assert_files(
		"diff --git a/a/x b/b/x\nsimilarity index 90%\nrename from a/x\nrename to b/x\n"
		"--- a/a/x\n+++ b/b/x\n" HUNK,
		"b/x 2-2");
	assert_files("diff --git a/x b/x\nrename from a/x\nrename to b/x\n--- a/x\n+++ b/x\n" HUNK,
		"b/x 2-2");
	assert_files("diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", "");
}
END_TEST

START_TEST(a_deleted_file_has_no_lines)
{
	assert_files("diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n"
		     "@@ -1,2 +0,0 @@\n-a\n-b\ndiff --git a/y b/y\n--- a/y\n+++ b/y\n" HUNK,
		"y 2-2");
}
END_TEST

START_TEST(names_lose_dates_and_quotes)
{
	assert_files("--- a/x y\t2026-01-01 00:00:00\n+++ b/x y\t2026-01-01 00:00:00\n" HUNK,
		"x y 2-2");
	assert_files("--- \"a/\\\"\\t\\\\\\1\"\n+++ \"b/\\\"\\t\\\\\\1\"\n" HUNK, "\"\t\\\x01 2-2");
}
END_TEST

START_TEST(binary_files_and_modes_change_no_lines)
{
	assert_files("diff --git a/x b/x\nindex 1..2\nBinary files a/x and b/x differ\n", "");
	assert_files("Binary files a/x and b/x differ\n", "");
	assert_files("diff --git a/x b/x\nold mode 100644\nnew mode 100755\n", "");
	assert_files("diff --git a/x b/x\nGIT binary patch\nliteral 3\nKcmZ\n\nliteral 0\n", "");
}
END_TEST

START_TEST(a_last_line_without_a_break_is_a_line)
{
	assert_files(NAMES "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"
			   "\\ No newline at end of file\n",
		"x.yaml 1-1");
}
END_TEST

START_TEST(lines_may_end_as_in_windows)
{
	assert_files(
		"diff --git a/x b/x\r\n--- a/x\r\n+++ b/x\r\n@@ -1,2 +1,3 @@\r\n a\r\n+b\r\n\r\n",
		"x 2-2");
}
END_TEST

START_TEST(a_mail_around_the_diff_is_passed_over)
{
	assert_files(
		"From 1234 Mon Sep 17 00:00:00 2001\nSubject: [PATCH] x\n\n--- a word\nmore\n---\n"
		" x.yaml | 2 +-\n 1 file changed\n\ndiff --git a/x.yaml b/x.yaml\n" NAMES HUNK
		"-- \n2.39.2\n\nFrom 5678 Mon Sep 17 00:00:00 2001\n---\n y | 1 +\n\n"
		"diff --git a/y b/y\n--- a/y\n+++ b/y\n" HUNK "-- \n2.39.2\n\n",
		"x.yaml 2-2, y 2-2");
}
END_TEST

START_TEST(lines_that_look_like_headers_are_lines)
{
	assert_files(NAMES "@@ -1,3 +1,3 @@\n--- a/y\n+++ b/y\n @@ -1 +1 @@\n-@@@ x\n+diff --git\n",
		"x.yaml 1-1 3-3");
}
END_TEST

START_TEST(nothing_is_a_diff_too)
{
	assert_files("", "");
	assert_files("\n \r\n", "");
}
END_TEST

START_TEST(what_is_no_diff_is_refused)
{
	refuse("apiVersion: v1\n", "no unified diff: there is no hunk in it and no name of a file");
	refuse("*** a\n--- b\n", "no unified diff: there is no hunk in it and no name of a file");
	refuse("\033[1mdiff --git a/x b/x\033[m\n\033[36m@@ -1 +1 @@\033[m\n",
		"no unified diff: it is coloured; take it with 'git diff --no-color'");
	refuse("text\n@@ -1 +1 @@\n-a\n+b\n",
		"line 2: a hunk, but nothing before it names its file");
	refuse("diff --git a/x b/x\n@@ -1 +1 @@\n",
		"line 2: a hunk, but nothing before it names its file");
}
END_TEST

START_TEST(a_hunk_that_changes_nothing_is_refused)
{
	refuse(NAMES "@@ -1,2 +1,2 @@\n  a:\n    image: [-x-]{+y+}\n",
		"line 5: the end of a hunk in which no line is added or removed; take the diff "
		"without --word-diff");
	assert_files(NAMES "@@ -0,0 +0,0 @@\n", "x.yaml");
}
END_TEST

START_TEST(a_broken_hunk_is_refused)
{
	refuse(NAMES "@@ -1,2 +1,3 @@\n a\n+b\n", "line 5: the diff ends within a hunk");
	refuse(NAMES "@@ -1,2 +1,3 @@\n a\n-b\n-c\n",
		"line 6: not a line of the hunk that it stands in");
	refuse(NAMES "@@ -1,2 +1,3 @@\n a\nx\n",
		"line 5: not a line of the hunk that it stands in");
	refuse(NAMES "@@ -1,2 +1,z @@\n", "line 3: the header of a hunk is broken");
	refuse(NAMES "@@ -1 +99999999999999999999 @@\n", "line 3: the header of a hunk is broken");
	refuse(NAMES "@@ -1 +0 @@\n-a\n+b\n", "line 3: the header of a hunk is broken");
	refuse(NAMES "@@ -1", "line 3: the header of a hunk is broken");
}
END_TEST

START_TEST(the_combined_diff_of_a_merge_is_refused)
{
	refuse("diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1,1 -1,1 +1,1 @@@\n",
		"line 1: a combined diff of a merge does not say what is new; take one against a "
		"single commit, as in 'git diff -U0 main...'");
	refuse(NAMES "@@@ -1,1 -1,1 +1,1 @@@\n",
		"line 3: a combined diff of a merge does not say what is new; take one against a "
		"single commit, as in 'git diff -U0 main...'");
}
END_TEST

UNIT_TESTS(added_lines_have_their_numbers_in_the_new_file, counts_of_one_need_not_be_written,
	removed_lines_stand_behind_a_line_of_the_new_file, two_different_letters_are_prefixes,
	a_new_file_has_its_prefix_from_the_header, a_renamed_file_has_its_new_name,
	a_deleted_file_has_no_lines, names_lose_dates_and_quotes,
	binary_files_and_modes_change_no_lines, a_last_line_without_a_break_is_a_line,
	lines_may_end_as_in_windows, a_mail_around_the_diff_is_passed_over,
	lines_that_look_like_headers_are_lines, nothing_is_a_diff_too, what_is_no_diff_is_refused,
	a_hunk_that_changes_nothing_is_refused, a_broken_hunk_is_refused,
	the_combined_diff_of_a_merge_is_refused)

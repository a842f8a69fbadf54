/* SPDX-License-Identifier: Apache-2.0 */

#include "source/path.h"

#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

static void expect(const char *path, const char *want)
{
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str got = pf_report_path(&arena, pf_str_from(path));

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s: %.*s, not %s", path, PF_STR_ARG(got),
		want);
	pf_arena_release(&arena);
}

START_TEST(relative_paths_lose_what_says_nothing)
{
	expect("x", "x");
	expect("./x", "x");
	expect("a//b", "a/b");
	expect("a/./b/", "a/b");
	expect("a/../b", "b");
	expect("a/b/../../c", "c");
	expect("a/..", ".");
	expect(".", ".");
	expect("./", ".");
	expect("", "");
	expect("...", "...");
	expect("..x/y", "..x/y");
	expect("a/..b", "a/..b");
}
END_TEST

START_TEST(a_way_leads_from_any_folder)
{
	static const char *const samples[][3] = {{"a", "a/b.yaml", "b.yaml"},
		{".", "a/b.yaml", "a/b.yaml"}, {"a/b", "c/d", "../../c/d"}, {"a", "a/", "."},
		{"/x/y", "/x/z", "../z"}, {"/x", "/y/z", "/y/z"}, {"/", "/y/z", "y/z"}};
	struct pf_arena arena = PF_ARENA_INIT;

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		pf_str got = pf_path_between(&arena, pf_str_from(samples[i][0]),
			pf_str_from(samples[i][1]));

		ck_assert_msg(pf_str_eq(got, pf_str_from(samples[i][2])), "%s to %s: %.*s",
			samples[i][0], samples[i][1], PF_STR_ARG(got));
	}
	pf_arena_release(&arena);
}
END_TEST

START_TEST(a_clean_path_stays_absolute)
{
	static const char *const samples[][2] = {{"/", "/"}, {"//a/./b/", "/a/b"},
		{"/a/../../b", "/b"}, {"/..", "/"}, {"a/../..", ".."}, {"", "."}};
	struct pf_arena arena = PF_ARENA_INIT;

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		pf_str got = pf_path_clean(&arena, pf_str_from(samples[i][0]));

		ck_assert_msg(pf_str_eq(got, pf_str_from(samples[i][1])), "%s: %.*s", samples[i][0],
			PF_STR_ARG(got));
	}
	pf_arena_release(&arena);
}
END_TEST

START_TEST(paths_below_or_beside_the_current_directory_are_relative)
{
	ck_assert_int_eq(chdir("/usr/bin"), 0);
	expect("/usr/bin/x", "x");
	expect("/usr/bin", ".");
	expect("/usr/bin/", ".");
	expect("/usr//bin/../bin/a/b", "a/b");
	expect("/usr/lib/x", "../lib/x");
	expect("/usr", "..");
	expect("/usr/bingo", "../bingo");
	expect("../x", "../x");
	expect("../bin/x", "x");
	expect("..", "..");
	expect("a/../../x", "../x");
}
END_TEST

START_TEST(paths_that_share_only_the_root_stay_absolute)
{
	ck_assert_int_eq(chdir("/usr/bin"), 0);
	expect("/etc/x", "/etc/x");
	expect("/", "/");
	expect("/..", "/");
	expect("/../etc", "/etc");
	expect("../../etc/x", "/etc/x");
	expect("/us/bin/x", "/us/bin/x");
}
END_TEST

START_TEST(all_lies_below_the_root)
{
	ck_assert_int_eq(chdir("/"), 0);
	expect("/etc/x", "etc/x");
	expect("/", ".");
	expect("../etc", "etc");
}
END_TEST

static void assert_name(const char *path, const char *want)
{
	pf_str got = pf_path_name(pf_str_from(path));

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s: %.*s", path, PF_STR_ARG(got));
}

START_TEST(a_path_is_called_by_what_stands_behind_its_last_slash)
{
	assert_name("a/b/Dockerfile", "Dockerfile");
	assert_name("Dockerfile", "Dockerfile");
	assert_name("/x", "x");
	assert_name("a/", "");
	assert_name("", "");
}
END_TEST

START_TEST(joins_a_path_to_the_folder_it_is_seen_from)
{
	struct pf_arena arena = PF_ARENA_INIT;

	ck_assert(pf_str_eq(pf_path_join(&arena, PF_STR("/a/b"), PF_STR("c.yaml")),
		PF_STR("/a/b/c.yaml")));
	ck_assert(pf_str_eq(pf_path_join(&arena, PF_STR("/a/b"), PF_STR("../c/./d")),
		PF_STR("/a/c/d")));
	ck_assert(pf_str_eq(pf_path_join(&arena, PF_STR("/a"), PF_STR("/b//c")), PF_STR("/b/c")));
	ck_assert(pf_str_eq(pf_path_join(&arena, PF_STR("/a/b"), PF_STR("")), PF_STR("/a/b")));
	ck_assert(pf_str_eq(pf_path_join(&arena, PF_STR("/"), PF_STR("a")), PF_STR("/a")));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(paths_are_compared_by_whole_steps)
{
	ck_assert(pf_path_is_below(PF_STR("/a/b"), PF_STR("/a")));
	ck_assert(pf_path_is_below(PF_STR("/a"), PF_STR("/")));
	ck_assert(!pf_path_is_below(PF_STR("/"), PF_STR("/")));
	ck_assert(!pf_path_is_below(PF_STR("/a"), PF_STR("/a")));
	ck_assert(!pf_path_is_below(PF_STR("/ab"), PF_STR("/a")));
	ck_assert(!pf_path_is_below(PF_STR("/a"), PF_STR("/a/b")));
	ck_assert(!pf_path_is_below(PF_STR("/a"), PF_STR_EMPTY));
	ck_assert(!pf_path_is_below(PF_STR_EMPTY, PF_STR("/")));
	ck_assert(pf_path_is_within(PF_STR("/a"), PF_STR("/a")));
	ck_assert(!pf_path_is_within(PF_STR("/a"), PF_STR_EMPTY));
}
END_TEST

START_TEST(a_folder_is_what_stands_before_the_last_slash)
{
	ck_assert(pf_str_eq(pf_path_directory(PF_STR("a/b/c")), PF_STR("a/b")));
	ck_assert(pf_str_eq(pf_path_directory(PF_STR("a")), PF_STR(".")));
	ck_assert(pf_str_eq(pf_path_directory(PF_STR("/a")), PF_STR("/")));
}
END_TEST

static void expect_above(const char *from, const char *want)
{
	static const char *const names[] = {"a", "b"};
	struct pf_arena arena = PF_ARENA_INIT;
	const char *got = pf_path_find_above(&arena, pf_str_from(from), names, 2);

	if (want)
		ck_assert_str_eq(got ? got : "none", want);
	else
		ck_assert_ptr_null(got);
	pf_arena_release(&arena);
}

START_TEST(a_file_is_found_in_the_nearest_folder_of_the_repository)
{
	struct pf_arena arena = PF_ARENA_INIT;
	pf_str dir;

	folder_enter();
	dir = pf_path_absolute(&arena, PF_STR("."));
	folder_put("repo/.git/HEAD", "");
	folder_put("repo/x/c", "");
	folder_put("a", "");
	expect_above("repo/x", NULL);
	folder_put("repo/b", "");
	expect_above("repo/x/none", pf_arena_fmt(&arena, "%.*s/repo/b", PF_STR_ARG(dir)).ptr);
	folder_put("repo/a", "");
	expect_above("repo", pf_arena_fmt(&arena, "%.*s/repo/a", PF_STR_ARG(dir)).ptr);
	ck_assert_int_eq(symlink("nowhere", "repo/x/b"), 0);
	expect_above("repo/x", pf_arena_fmt(&arena, "%.*s/repo/x/b", PF_STR_ARG(dir)).ptr);
	expect_above(".", pf_arena_fmt(&arena, "%.*s/a", PF_STR_ARG(dir)).ptr);
	expect_above("/", NULL);
	folder_leave();
	pf_arena_release(&arena);
}
END_TEST

START_TEST(a_path_from_the_root_is_the_same_in_every_folder)
{
	struct pf_arena arena = PF_ARENA_INIT;

	ck_assert_int_eq(chdir("/usr/bin"), 0);
	ck_assert(pf_str_eq(pf_path_absolute(&arena, PF_STR(".")), PF_STR("/usr/bin")));
	ck_assert(pf_str_eq(pf_path_absolute(&arena, PF_STR("../x/")), PF_STR("/usr/x")));
	ck_assert(pf_str_eq(pf_path_absolute(&arena, PF_STR("/a/./b")), PF_STR("/a/b")));
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert(pf_str_eq(pf_path_absolute(&arena, PF_STR("a")), PF_STR("/a")));
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(relative_paths_lose_what_says_nothing, a_way_leads_from_any_folder,
	a_clean_path_stays_absolute, paths_below_or_beside_the_current_directory_are_relative,
	paths_that_share_only_the_root_stay_absolute, all_lies_below_the_root,
	a_path_is_called_by_what_stands_behind_its_last_slash,
	joins_a_path_to_the_folder_it_is_seen_from, paths_are_compared_by_whole_steps,
	a_folder_is_what_stands_before_the_last_slash,
	a_file_is_found_in_the_nearest_folder_of_the_repository,
	a_path_from_the_root_is_the_same_in_every_folder)

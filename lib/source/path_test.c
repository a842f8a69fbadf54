/* SPDX-License-Identifier: Apache-2.0 */

#include "source/discover.h"

#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

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

START_TEST(the_name_tells_the_kind)
{
	static const char *const manifests[] = {
		"k/Kustomization", "a.yaml", "b/a.yml", "a.json", ".yaml", "Dockerfile.yaml"};
	static const char *const dockerfiles[] = {"Dockerfile", "a/Dockerfile", "Dockerfile.prod",
		"Dockerfile-dev", "web.Dockerfile", "web.dockerfile", "Containerfile",
		"Containerfile.x"};
	static const char *const others[] = {"a.yaml.tpl", "yaml", "a.YAML", "Dockerfiles",
		"Dockerfile.dockerignore", "Containerfile.containerignore", "Dockerfile/x",
		"a.yaml/x", ""};

	for (size_t i = 0; i < sizeof(manifests) / sizeof(manifests[0]); i++)
		ck_assert_int_eq(pf_file_kind_of(pf_str_from(manifests[i])), PF_FILE_MANIFEST);
	for (size_t i = 0; i < sizeof(dockerfiles) / sizeof(dockerfiles[0]); i++)
		ck_assert_int_eq(pf_file_kind_of(pf_str_from(dockerfiles[i])), PF_FILE_DOCKERFILE);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_int_eq(pf_file_kind_of(pf_str_from(others[i])), PF_FILE_OTHER);
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

UNIT_MAIN("source/path", relative_paths_lose_what_says_nothing, a_way_leads_from_any_folder,
	a_clean_path_stays_absolute, paths_below_or_beside_the_current_directory_are_relative,
	paths_that_share_only_the_root_stay_absolute, all_lies_below_the_root,
	the_name_tells_the_kind, a_path_is_called_by_what_stands_behind_its_last_slash,
	joins_a_path_to_the_folder_it_is_seen_from)

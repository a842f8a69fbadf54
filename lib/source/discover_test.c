/* SPDX-License-Identifier: Apache-2.0 */

#include "source/discover.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "folder.h"

/* Each test runs in its own process, and within a fresh tree. */
static struct pf_arena arena;
static struct pf_discovery_options options;
static struct pf_discovery got;

static void set_up(void)
{
	folder_enter();
}

static void tear_down(void)
{
	folder_leave();
	pf_arena_release(&arena);
}

static void discover(const char *a, const char *b)
{
	pf_str paths[2];
	size_t n = 0;

	if (a)
		paths[n++] = pf_str_from(a);
	if (b)
		paths[n++] = pf_str_from(b);
	pf_discover(&arena, paths, n, &options, &got);
}

/* The paths found, each followed by a blank. */
static void expect_found(const char *want)
{
	struct pf_buf buf = PF_BUF_INIT;

	pf_buf_add_lit(&buf, "");
	for (size_t i = 0; i < got.nfound; i++)
		pf_buf_addf(&buf, "%.*s ", PF_STR_ARG(got.found[i].path));
	ck_assert_str_eq(buf.ptr, want);
	pf_buf_release(&buf);
}

static void expect_skipped(const char *want)
{
	struct pf_buf buf = PF_BUF_INIT;

	pf_buf_add_lit(&buf, "");
	for (size_t i = 0; i < got.nskipped; i++)
		pf_buf_addf(&buf, "%.*s:%s ", PF_STR_ARG(got.skipped[i].path),
			pf_skip_reason_name(got.skipped[i].reason));
	ck_assert_str_eq(buf.ptr, want);
	pf_buf_release(&buf);
}

START_TEST(finds_manifests_and_dockerfiles_in_byte_order)
{
	set_up();
	folder_put("b/x.yaml", "");
	folder_put("b/a/Dockerfile", "");
	folder_put("b-a/x.yml", "");
	folder_put("B.json", "");
	folder_put("README.md", "");
	folder_put("x.yaml/deep/y.yaml", "");
	folder_put(".github/w.yaml", "");
	discover(NULL, NULL);
	expect_found(".github/w.yaml B.json b-a/x.yml b/a/Dockerfile b/x.yaml "
		     "x.yaml/deep/y.yaml ");
	ck_assert_int_eq(got.found[3].kind, PF_FILE_DOCKERFILE);
	ck_assert_int_eq(got.found[4].kind, PF_FILE_MANIFEST);
	ck_assert(!got.found[0].named);
	expect_skipped("");
	ck_assert_uint_eq(got.ntrouble, 0);
	for (size_t i = 0; i < got.nfound; i++)
		ck_assert_int_eq(access(got.found[i].os_path, R_OK), 0);
	tear_down();
}
END_TEST

START_TEST(finds_what_says_how_images_are_built)
{
	set_up();
	folder_put("a/dockerfile", "");
	folder_put("Makefile", "");
	folder_put("hack/build.sh", "");
	folder_put("docker-bake.hcl", "");
	folder_put("main.hcl", "");
	folder_put(".gitignore", "*.mk\n");
	folder_put("x.mk", "");
	discover(NULL, NULL);
	expect_found("Makefile a/dockerfile docker-bake.hcl hack/build.sh ");
	ck_assert_int_eq(got.found[0].kind, PF_FILE_BUILDS);
	ck_assert_int_eq(got.found[1].kind, PF_FILE_DOCKERFILE);
	ck_assert_int_eq(got.found[2].kind, PF_FILE_BUILDS);
	ck_assert_int_eq(got.found[3].kind, PF_FILE_BUILDS);
	expect_skipped("");
	tear_down();
}
END_TEST

START_TEST(takes_files_of_a_mounted_config_map_once)
{
	set_up();
	folder_put("m/..2026_11_21/a.yaml", "");
	ck_assert_int_eq(symlink("..2026_11_21", "m/..data"), 0);
	ck_assert_int_eq(symlink("..data/a.yaml", "m/a.yaml"), 0);
	discover("m", NULL);
	expect_found("m/a.yaml ");
	tear_down();
}
END_TEST

START_TEST(never_enters_git_and_node_modules)
{
	set_up();
	folder_put(".git/a.yaml", "");
	folder_put("node_modules/a.yaml", "");
	folder_put("w/node_modules/a.yaml", "");
	folder_put("w/.git", "gitdir: elsewhere\n");
	folder_put("w/b.yaml", "");
	discover(".", NULL);
	expect_found("w/b.yaml ");
	discover("node_modules", NULL);
	expect_found("node_modules/a.yaml ");
	tear_down();
}
END_TEST

START_TEST(takes_named_files_of_any_kind)
{
	set_up();
	folder_put("a.txt", "");
	folder_put("b.yaml", "");
	discover("./a.txt", "b.yaml");
	expect_found("a.txt b.yaml ");
	ck_assert_int_eq(got.found[0].kind, PF_FILE_OTHER);
	ck_assert_str_eq(got.found[0].os_path, "./a.txt");
	ck_assert(got.found[0].named);
	tear_down();
}
END_TEST

START_TEST(takes_each_file_once)
{
	char absolute[128];

	set_up();
	folder_put("d/a.yaml", "");
	discover("d/a.yaml", ".");
	expect_found("d/a.yaml ");
	ck_assert(got.found[0].named);
	discover("d", "d/../d/a.yaml");
	expect_found("d/a.yaml ");
	ck_assert(got.found[0].named);
	(void)snprintf(absolute, sizeof(absolute), "%s/d", folder);
	discover(absolute, "d/");
	expect_found("d/a.yaml ");
	ck_assert(!got.found[0].named);
	tear_down();
}
END_TEST

START_TEST(reports_paths_that_cannot_be_read_and_goes_on)
{
	set_up();
	folder_put("a.yaml", "");
	discover("missing.yaml", "a.yaml");
	expect_found("a.yaml ");
	ck_assert_uint_eq(got.ntrouble, 1);
	ck_assert(pf_str_eq(got.trouble[0].path, PF_STR("missing.yaml")));
	ck_assert(pf_str_eq(got.trouble[0].message, PF_STR("No such file or directory")));
	discover("a.yaml/", "");
	ck_assert_uint_eq(got.ntrouble, 2);
	ck_assert(pf_str_eq(got.trouble[0].message, PF_STR("No such file or directory")));
	ck_assert(pf_str_eq(got.trouble[1].message, PF_STR("Not a directory")));
	tear_down();
}
END_TEST

START_TEST(skips_what_is_not_regular)
{
	set_up();
	ck_assert_int_eq(mkfifo("p.yaml", 0600), 0);
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	ck_assert_int_eq(symlink("nowhere", "s.yaml"), 0);
	ck_assert_int_eq(symlink("nowhere", "s"), 0);
	discover(".", NULL);
	expect_found("");
	expect_skipped("p.yaml:not-regular s.yaml:not-regular ");
	ck_assert(pf_str_eq(got.skipped[0].detail, PF_STR("a named pipe")));
	ck_assert(pf_str_eq(got.skipped[1].detail, PF_STR("a symbolic link that leads nowhere")));
	discover("pipe", "/dev/null");
	expect_skipped("/dev/null:not-regular pipe:not-regular ");
	ck_assert(pf_str_eq(got.skipped[0].detail, PF_STR("a device")));
	tear_down();
}
END_TEST

START_TEST(follows_links_to_files_but_not_to_folders)
{
	set_up();
	folder_put("d/a.yaml", "");
	ck_assert_int_eq(symlink("d/a.yaml", "l.yaml"), 0);
	ck_assert_int_eq(symlink("d", "ld"), 0);
	ck_assert_int_eq(symlink("..", "d/up"), 0);
	ck_assert_int_eq(symlink("loop", "loop"), 0);
	discover(".", NULL);
	expect_found("d/a.yaml l.yaml ");
	expect_skipped("loop:symlink-loop ");
	ck_assert_uint_eq(got.ntrouble, 0);
	discover("ld", NULL);
	expect_found("ld/a.yaml ");
	discover("loop", NULL);
	ck_assert_uint_eq(got.ntrouble, 1);
	tear_down();
}
END_TEST

START_TEST(excludes_bind_what_is_found_and_what_is_named)
{
	static const pf_str globs[] = {PF_STR_INIT("vendor/**"), PF_STR_INIT("./gen/"),
		PF_STR_INIT("*.tmp.yaml"), PF_STR_INIT("**/t/*.yaml")};

	set_up();
	options.exclude = globs;
	options.nexclude = 4;
	folder_put("vendor/x/a.yaml", "");
	folder_put("w/vendor/a.yaml", "");
	folder_put("gen/a.yaml", "");
	folder_put("w/a.tmp.yaml", "");
	folder_put("w/t/a.yaml", "");
	folder_put("w/t/u/a.yaml", "");
	discover(".", NULL);
	expect_found("w/t/u/a.yaml w/vendor/a.yaml ");
	expect_skipped("gen/:excluded vendor/:excluded w/a.tmp.yaml:excluded w/t/a.yaml:excluded ");
	discover("vendor/x/a.yaml", "w/a.tmp.yaml");
	expect_found("");
	expect_skipped("vendor/x/a.yaml:excluded w/a.tmp.yaml:excluded ");
	discover("vendor", "vendor/x");
	expect_found("");
	expect_skipped("vendor/:excluded vendor/x/:excluded ");
	options.no_force_exclude = true;
	discover("vendor/x/a.yaml", "w");
	expect_found("vendor/x/a.yaml w/t/u/a.yaml w/vendor/a.yaml ");
	tear_down();
}
END_TEST

START_TEST(an_exclude_without_a_slash_means_any_component)
{
	static const pf_str globs[] = {PF_STR_INIT("testdata"), PF_STR_INIT(".*")};

	set_up();
	options.exclude = globs;
	options.nexclude = 2;
	folder_put("a/testdata/b/x.yaml", "");
	folder_put(".hidden/x.yaml", "");
	folder_put("a/x.yaml", "");
	discover(NULL, NULL);
	expect_found("a/x.yaml ");
	discover("a/testdata/b/x.yaml", "./a/../a/x.yaml");
	expect_found("a/x.yaml ");
	expect_skipped("a/testdata/b/x.yaml:excluded ");
	tear_down();
}
END_TEST

START_TEST(ignore_files_hold_at_each_level)
{
	set_up();
	folder_put(".gitignore", "*.gen.yaml\n/out/\nlocal\n");
	folder_put("w/.gitignore", "!keep.gen.yaml\nonly.yaml\n");
	folder_put("a.gen.yaml", "");
	folder_put("out/a.yaml", "");
	folder_put("w/out/a.yaml", "");
	folder_put("w/keep.gen.yaml", "");
	folder_put("w/b.gen.yaml", "");
	folder_put("w/only.yaml", "");
	folder_put("only.yaml", "");
	folder_put("w/local/.gitignore", "!*\n");
	folder_put("w/local/a.yaml", "");
	discover(".", NULL);
	expect_found("only.yaml w/keep.gen.yaml w/out/a.yaml ");
	expect_skipped("a.gen.yaml:gitignored out/:gitignored w/b.gen.yaml:gitignored "
		       "w/local/:gitignored w/only.yaml:gitignored ");
	discover(".", "w/only.yaml");
	expect_found("only.yaml w/keep.gen.yaml w/only.yaml w/out/a.yaml ");
	expect_skipped("a.gen.yaml:gitignored out/:gitignored w/b.gen.yaml:gitignored "
		       "w/local/:gitignored ");
	options.no_gitignore = true;
	discover(".", NULL);
	ck_assert_uint_eq(got.nfound, 8);
	tear_down();
}
END_TEST

START_TEST(ignore_files_above_hold_up_to_the_repository)
{
	set_up();
	folder_put(".gitignore", "a.yaml\n");
	folder_put("repo/.git/info/exclude", "c.yaml\n*.x.yaml\n");
	folder_put("repo/.gitignore", "/w/b.yaml\n");
	folder_put("repo/w/.gitignore", "!k.x.yaml\n");
	folder_put("repo/w/a.yaml", "");
	folder_put("repo/w/b.yaml", "");
	folder_put("repo/w/c.yaml", "");
	folder_put("repo/w/k.x.yaml", "");
	folder_put("repo/w/l.x.yaml", "");
	discover("repo/w", NULL);
	expect_found("repo/w/a.yaml repo/w/k.x.yaml ");
	ck_assert_int_eq(chdir("repo/w"), 0);
	discover(NULL, NULL);
	expect_found("a.yaml k.x.yaml ");
	/* Seen from above, that folder's own ignore file holds too. */
	ck_assert_int_eq(chdir("../.."), 0);
	discover(".", NULL);
	expect_found("repo/w/k.x.yaml ");
	tear_down();
}
END_TEST

START_TEST(without_a_repository_nothing_above_holds)
{
	set_up();
	folder_put(".gitignore", "*.yaml\n");
	folder_put("w/a.yaml", "");
	discover("w", NULL);
	expect_found("w/a.yaml ");
	tear_down();
}
END_TEST

START_TEST(a_tree_without_end_is_trouble_not_a_crash)
{
	enum { DEPTH = 300 };
	int fd;

	set_up();
	folder_put("a.yaml", "");
	fd = open(".", O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(fd, 0);
	for (int i = 0; i < DEPTH; i++) {
		int next;

		ck_assert_int_eq(mkdirat(fd, "d", 0700), 0);
		next = openat(fd, "d", O_RDONLY | O_DIRECTORY);
		ck_assert_int_ge(next, 0);
		(void)close(fd);
		fd = next;
	}
	(void)close(fd);
	discover(".", NULL);
	expect_found("a.yaml ");
	ck_assert_uint_eq(got.ntrouble, 1);
	ck_assert_uint_eq(got.trouble[0].path.len, 2 * 257 - 1);
	ck_assert(pf_str_eq(got.trouble[0].message, PF_STR("too many folders within folders")));
	tear_down();
}
END_TEST

START_TEST(thousands_of_files_in_one_folder_come_sorted)
{
	enum { N = 3000 };
	char name[32];

	set_up();
	folder_put(".gitignore", "*.log\n/x/**/y\n!n*\n");
	for (int i = 0; i < N; i++) {
		int fd;

		(void)snprintf(name, sizeof(name), "n%05d.yaml", N - 1 - i);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);
		ck_assert_int_ge(fd, 0);
		(void)close(fd);
	}
	discover(".", NULL);
	ck_assert_uint_eq(got.nfound, N);
	ck_assert(pf_str_eq(got.found[0].path, PF_STR("n00000.yaml")));
	ck_assert(pf_str_eq(got.found[N - 1].path, PF_STR("n02999.yaml")));
	tear_down();
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

UNIT_TESTS(finds_manifests_and_dockerfiles_in_byte_order, finds_what_says_how_images_are_built,
	never_enters_git_and_node_modules, takes_files_of_a_mounted_config_map_once,
	takes_named_files_of_any_kind, takes_each_file_once,
	reports_paths_that_cannot_be_read_and_goes_on, skips_what_is_not_regular,
	follows_links_to_files_but_not_to_folders, excludes_bind_what_is_found_and_what_is_named,
	an_exclude_without_a_slash_means_any_component, ignore_files_hold_at_each_level,
	ignore_files_above_hold_up_to_the_repository, without_a_repository_nothing_above_holds,
	a_tree_without_end_is_trouble_not_a_crash, thousands_of_files_in_one_folder_come_sorted,
	the_name_tells_the_kind)

/* SPDX-License-Identifier: Apache-2.0 */

/* What scripts and Makefiles build. */

#include "project/builds/script.h"

#include "base/vec.h"
#include "unit.h"

static struct pf_arena arena;

static unsigned line_at(const char *text, size_t at)
{
	unsigned line = 1;

	while (at-- > 0)
		line += text[at] == '\n';
	return line;
}

/* "tag,tag dockerfile target@line" of each, the start of a path as f, s or t. */
static void expect(const char *text, struct pf_built_images images, const char *want)
{
	pf_str got = PF_STR_EMPTY;

	PF_EACH(struct pf_built_image, image, images) {
		unsigned line = line_at(text, image->at);

		for (size_t i = 0; i < image->ntags; i++)
			got = pf_arena_fmt(&arena, "%.*s%s%.*s", PF_STR_ARG(got), i ? "," : "",
				PF_STR_ARG(image->tags[i]));
		got = pf_arena_fmt(&arena, "%.*s %c:%.*s %.*s@%u\n", PF_STR_ARG(got),
			"fst"[image->dockerfile.from], PF_STR_ARG(image->dockerfile.path),
			PF_STR_ARG(image->request.target), line);
	}
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "got:\n%.*swant:\n%s", PF_STR_ARG(got),
		want);
	pf_arena_release(&arena);
}

static void expect_script(const char *text, const char *want)
{
	expect(text, pf_built_by_script(&arena, pf_str_from(text)), want);
}

static void expect_makefile(const char *text, const char *want)
{
	expect(text, pf_built_by_makefile(&arena, pf_str_from(text)), want);
}

START_TEST(a_line_of_a_script_names_tags_file_and_target)
{
	expect_script("#!/bin/sh\ndocker build -t acme/web:1 .\n",
		"acme/web:1 s:././Dockerfile @2\n");
	expect_script("sudo docker buildx build --platform linux/amd64 --push \\\n"
		      "  -t a/b --tag=a/c -f build/web.Dockerfile --target prod web\n",
		"a/b,a/c s:./build/web.Dockerfile prod@1\n");
	expect_script("podman build -ta/b \"web\" && buildah bud -t a/c 'api' >/dev/null 2>&1\n",
		"a/b s:./web/Dockerfile @1\na/c s:./api/Dockerfile @1\n");
}
END_TEST

START_TEST(what_is_no_build_of_this_machine_is_left_out)
{
	expect_script("echo docker build -t a/b .\n# docker build -t a/c .\n", "");
	expect_script("docker build .\ndocker run -t a/b .\ndocker build -t a/b - <x\n", "");
	expect_script("docker build -t a/b https://github.com/acme/web.git\n", "");
	expect_script("cat <<EOF\ndocker build -t a/b .\nEOF\ndocker build -t a/c .\n",
		"a/c s:././Dockerfile @4\n");
}
END_TEST

START_TEST(variables_with_one_value_are_replaced)
{
	expect_script(
		"REPO=ghcr.io/acme\nexport TAG=\"1.0\"\n"
		"docker build -t $REPO/web:${TAG} -t ${MIRROR:-quay.io/x}/web:$(git describe) .\n",
		"ghcr.io/acme/web:1.0,quay.io/x/web:$ s:././Dockerfile @3\n");
	expect_script("if x; then NAME=a; else NAME=b; fi\ndocker build -t acme/$NAME .\n",
		"acme/$ s:././Dockerfile @2\n");
	expect_script("for s in a b; do docker build -t acme/$s $s; done\n", "");
	expect_script("for s in a b; do docker build -t acme/$s -f Dockerfile .; done\n",
		"acme/$ s:./Dockerfile @1\n");
}
END_TEST

START_TEST(a_script_may_go_to_another_folder)
{
	expect_script("cd web\ndocker build -t a/b .\n", "a/b s:./web/./Dockerfile @2\n");
	expect_script("(cd web && docker build -t a/b .)\ndocker build -t a/c .\n",
		"a/b s:./web/./Dockerfile @1\na/c s:././Dockerfile @2\n");
	expect_script("cd \"$(dirname \"$0\")/..\"\ndocker build -t a/b web\n",
		"a/b f:./../web/Dockerfile @2\n");
	expect_script("ROOT=$(git rev-parse --show-toplevel)\ndocker build -t a/b $ROOT/web\n",
		"a/b t:./web/Dockerfile @2\n");
	expect_script("cd $1\ndocker build -t a/b .\n", "");
}
END_TEST

START_TEST(a_makefile_expands_when_a_recipe_runs)
{
	expect_makefile("IMG ?= $(REGISTRY)/web:$(TAG)\nTAG = 1.0 # now\nTOOL := docker\n"
			"REGISTRY ?= ghcr.io/acme\n\nimage: Dockerfile\n"
			"\t@$(TOOL) build -t ${IMG} -f Dockerfile.web .\n",
		"ghcr.io/acme/web:1.0 f:./Dockerfile.web @7\n");
	expect_makefile("all:\n\tcd web && docker build $(ARGS) -t a/b:$(shell date) .\n"
			"\tdocker build -t a/c .\n",
		"a/b:$ f:./web/./Dockerfile @2\na/c f:././Dockerfile @3\n");
	expect_makefile("all:\n\tfor x in a b; do docker build -t a/$$x $$x; done\n", "");
}
END_TEST

START_TEST(variables_that_mean_each_other_come_to_an_end)
{
	expect_makefile("A = $(B)\nB = $(A)\nall:\n\tdocker build -t a/b:$(A) .\n",
		"a/b:$ f:././Dockerfile @4\n");
}
END_TEST

UNIT_TESTS(a_line_of_a_script_names_tags_file_and_target,
	what_is_no_build_of_this_machine_is_left_out, variables_with_one_value_are_replaced,
	a_script_may_go_to_another_folder, a_makefile_expands_when_a_recipe_runs,
	variables_that_mean_each_other_come_to_an_end)

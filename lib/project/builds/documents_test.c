/* SPDX-License-Identifier: Apache-2.0 */

/* What bake files and workflows build. */

#include "base/vec.h"
#include "project/builds/bake.h"
#include "project/builds/workflow.h"
#include "unit.h"
#include "yaml/load.h"
#include "yaml/split.h"

static struct pf_arena arena;

static const struct pf_document *load(const char *path, const char *text)
{
	struct pf_source *source = PF_NEW(&arena, struct pf_source);
	struct pf_documents *documents = PF_NEW(&arena, struct pf_documents);
	struct pf_pieces pieces;

	pf_source_decode(&arena, pf_str_from(text), pf_str_from(path), source);
	pieces = pf_yaml_split(&arena, source->text);
	pf_yaml_load(&arena, source, pieces.ptr[0], documents);
	ck_assert_ptr_nonnull(documents->ptr[0].root);
	return &documents->ptr[0];
}

/* "tag,tag dockerfile target" of each, the start of a path as f, s or t. */
static void expect(struct pf_built_images images, const char *want)
{
	pf_str got = PF_STR_EMPTY;

	PF_EACH(struct pf_built_image, image, images) {
		for (size_t i = 0; i < image->ntags; i++)
			got = pf_arena_fmt(&arena, "%.*s%s%.*s", PF_STR_ARG(got), i ? "," : "",
				PF_STR_ARG(image->tags[i]));
		got = pf_arena_fmt(&arena, "%.*s %c:%.*s %.*s\n", PF_STR_ARG(got),
			"fst"[image->dockerfile.from], PF_STR_ARG(image->dockerfile.path),
			PF_STR_ARG(image->request.target));
	}
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "got:\n%.*swant:\n%s", PF_STR_ARG(got),
		want);
	pf_arena_release(&arena);
}

static void expect_bake(const char *text, const char *want)
{
	expect(pf_built_by_bake(&arena, pf_str_from(text)), want);
}

static void expect_workflow(const char *text, const char *want)
{
	expect(pf_built_by_workflow(&arena, load(".github/workflows/w.yml", text)), want);
}

START_TEST(a_target_of_a_bake_file_says_what_it_builds)
{
	expect_bake("# all\nvariable \"TAG\" { default = \"1.0\" }\n"
		    "group \"default\" { targets = [\"web\"] }\n"
		    "target \"web\" {\n  context = \"./web\"\n  dockerfile = \"web.Dockerfile\"\n"
		    "  target = \"prod\" // last\n"
		    "  tags = [\n    \"ghcr.io/acme/web:${TAG}\", \"acme/web:${BRANCH}\",\n  ]\n"
		    "  args = { A = \"x\", B = f(\"}\") }\n  platforms = [\"linux/amd64\"]\n}\n",
		"ghcr.io/acme/web:1.0,acme/web:$ f:././web/web.Dockerfile prod\n");
	expect_bake("target \"a\" { tags = [\"x/a\"] }", "x/a f:././Dockerfile \n");
}
END_TEST

START_TEST(a_target_inherits_what_it_does_not_say)
{
	expect_bake("target \"base\" {\n  context = \"src\"\n}\n"
		    "target \"a\" {\n  inherits = [\"base\"]\n  tags = [\"x/a\"]\n}\n"
		    "target \"loop\" {\n  inherits = [\"loop\"]\n  tags = [\"x/b\"]\n}\n",
		"x/a f:./src/Dockerfile \nx/b f:././Dockerfile \n");
}
END_TEST

START_TEST(what_a_bake_file_leaves_open_is_not_known)
{
	expect_bake(
		"target \"a\" {\n  context = dir\n  tags = [\"x/a\"]\n}\n"
		"target \"b\" {\n  dockerfile-inline = \"FROM scratch\"\n  tags = [\"x/b\"]\n}\n"
		"target \"c\" {\n  tags = [notequal(\"\", T) ? \"x/c\" : \"\", \"x/d\"]\n}\n"
		"target \"e\" {\n  target = \"${T}\"\n  tags = [\"x/e\"]\n}\n",
		"$,x/d f:././Dockerfile \n");
	expect_bake("target \"a {", "");
	expect_bake("target \"a\" { tags = [\"x", "x f:././Dockerfile \n");
	expect_bake("}}]]target{{", "");
}
END_TEST

START_TEST(a_bake_file_may_be_json)
{
	expect(pf_built_by_bake_json(&arena,
		       load("docker-bake.json",
			       "{\"variable\": {\"T\": {\"default\": \"2\"}},\n"
			       " \"target\": {\"a\": {\"context\": \"a\", \"tags\": "
			       "[\"x/a:${T}\"]}}}")),
		"x/a:2 f:./a/Dockerfile \n");
}
END_TEST

START_TEST(a_step_of_a_workflow_says_what_it_builds)
{
	expect_workflow("env: {REGISTRY: ghcr.io/acme}\njobs:\n  a:\n    steps:\n"
			"      - uses: actions/checkout@v4\n"
			"      - uses: docker/build-push-action@v6\n"
			"        with:\n          context: ./web\n          target: prod\n"
			"          tags: |\n            ${{ env.REGISTRY }}/web:${{ github.sha }}\n"
			"            acme/web:latest\n"
			"      - uses: docker/build-push-action@v6\n"
			"        with: {file: b/Dockerfile, tags: 'x/a,x/b'}\n",
		"ghcr.io/acme/web:$,acme/web:latest t:././web/Dockerfile prod\n"
		"x/a,x/b t:./b/Dockerfile \n");
}
END_TEST

START_TEST(tags_of_the_metadata_action_are_known_by_its_images)
{
	expect_workflow(
		"jobs:\n  a:\n    steps:\n"
		"      - id: meta\n        uses: docker/metadata-action@v5\n"
		"        with: {images: ghcr.io/acme/web}\n"
		"      - uses: docker/build-push-action@v6\n"
		"        with: {tags: '${{ steps.meta.outputs.tags }}'}\n"
		"      - uses: docker/build-push-action@v6\n"
		"        with: {tags: '${{ steps.other.outputs.tags }}', context: '${{ x }}'}\n",
		"ghcr.io/acme/web:$ t:././Dockerfile \n");
}
END_TEST

UNIT_TESTS(a_target_of_a_bake_file_says_what_it_builds, a_target_inherits_what_it_does_not_say,
	what_a_bake_file_leaves_open_is_not_known, a_bake_file_may_be_json,
	a_step_of_a_workflow_says_what_it_builds,
	tags_of_the_metadata_action_are_known_by_its_images)

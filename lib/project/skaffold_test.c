/* SPDX-License-Identifier: Apache-2.0 */

#include "project/skaffold.h"

#include "base/buf.h"
#include "unit.h"
#include "yaml/load.h"
#include "yaml/split.h"

#define CONFIG "apiVersion: skaffold/v4beta11\nkind: Config\n"

struct read {
	struct pf_arena arena;
	struct pf_source source;
	struct pf_documents documents;
	struct pf_skaffold s;
};

static void load(struct read *r, const char *path, const char *text)
{
	struct pf_pieces pieces;

	*r = (struct read){.source = {.path = pf_str_from(path), .text = pf_str_from(text)}};
	pieces = pf_yaml_split(&r->arena, r->source.text);
	pf_yaml_load(&r->arena, &r->source, pieces.ptr[0], &r->documents);
	ck_assert_uint_eq(r->documents.len, 1);
	ck_assert_ptr_null(r->documents.ptr[0].fault);
}

static void read(struct read *r, const char *path, const char *text)
{
	load(r, path, text);
	ck_assert(pf_is_skaffold(&r->documents.ptr[0]));
	pf_skaffold_read(&r->arena, &r->documents.ptr[0], &r->s);
}

static bool is_one(const char *text)
{
	struct read r;
	bool is;

	load(&r, "skaffold.yaml", text);
	is = pf_is_skaffold(&r.documents.ptr[0]);
	pf_arena_release(&r.arena);
	return is;
}

static void expect_images(const struct pf_skaffold *s, const char *const *want)
{
	size_t n = 0;

	for (; want[n]; n++) {
		ck_assert_uint_lt(n, s->nartifacts);
		ck_assert_msg(pf_str_eq(s->artifacts[n].image, pf_str_from(want[n])),
			"%.*s, not %s", PF_STR_ARG(s->artifacts[n].image), want[n]);
	}
	ck_assert_uint_eq(s->nartifacts, n);
}

static void expect_manifests(const struct pf_skaffold *s, const char *const *want)
{
	size_t n = 0;

	for (; want[n]; n++) {
		ck_assert_uint_lt(n, s->manifests.len);
		ck_assert_msg(pf_str_eq(s->manifests.ptr[n], pf_str_from(want[n])), "%.*s, not %s",
			PF_STR_ARG(s->manifests.ptr[n]), want[n]);
	}
	ck_assert_uint_eq(s->manifests.len, n);
}

START_TEST(knows_every_version_by_group_and_kind)
{
	ck_assert(is_one(CONFIG));
	ck_assert(is_one("apiVersion: skaffold/v1\nkind: Config\n"));
	ck_assert(is_one("apiVersion: skaffold/v2beta29\nkind: Config\n"));
}
END_TEST

START_TEST(takes_no_other_document_for_one)
{
	ck_assert(!is_one("apiVersion: v1\nkind: Config\n"));
	ck_assert(!is_one("apiVersion: skaffold/v1\nkind: Service\n"));
	ck_assert(!is_one("apiVersion: skaffold.example.com/v1\nkind: Config\n"));
	ck_assert(!is_one("kind: Config\nbuild: {artifacts: [{image: a}]}\n"));
	ck_assert(!is_one("- skaffold/v1\n"));
	ck_assert(!is_one("# nothing\n"));
}
END_TEST

START_TEST(reads_the_artifacts_of_the_build_and_of_profiles)
{
	const char *const want[] = {"web", "registry.example.com:5000/team/api", "debug", NULL};
	struct read r;

	read(&r, "app/skaffold.yaml",
		CONFIG "build:\n  artifacts:\n  - image: web\n    context: web\n"
		       "    docker: {dockerfile: Dockerfile.prod}\n"
		       "  - {image: 'registry.example.com:5000/team/api'}\n"
		       "profiles:\n- name: none\n- name: debug\n"
		       "  build: {artifacts: [{image: debug}]}\n");
	ck_assert(pf_str_eq(r.s.directory, PF_STR("app")));
	expect_images(&r.s, want);
	ck_assert(pf_str_eq(pf_node_get_text(r.s.artifacts[0].node, PF_STR("context")),
		PF_STR("web")));
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(an_artifact_without_a_name_is_none)
{
	const char *const want[] = {"web", NULL};
	struct read r;

	read(&r, "skaffold.yaml",
		CONFIG "build:\n  artifacts:\n  - context: .\n  - web\n  - {image: ''}\n"
		       "  - {image: 7}\n  - {image: [a]}\n  - {image: web}\n");
	expect_images(&r.s, want);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(reads_manifests_of_old_and_new_versions)
{
	const char *const want[] = {"app/k8s/web.yaml", "app/old.yaml", "deploy/dev",
		"app/overlays/old", "app/profile.yaml", NULL};
	struct read r;

	read(&r, "app/skaffold.yaml",
		CONFIG "manifests:\n  rawYaml: [./k8s/web.yaml]\n"
		       "  kustomize: {paths: [../deploy/dev/]}\n"
		       "deploy:\n  kubectl: {manifests: [old.yaml]}\n"
		       "  kustomize: {paths: [overlays/old]}\n"
		       "profiles:\n- name: p\n  manifests: {rawYaml: [profile.yaml]}\n");
	expect_manifests(&r.s, want);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(kustomize_without_paths_means_the_directory)
{
	const char *const want[] = {"app", "app", NULL};
	struct read r;

	read(&r, "app/skaffold.yaml", CONFIG "manifests: {kustomize: {}}\ndeploy:\n  kustomize:\n");
	expect_manifests(&r.s, want);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(a_glob_or_template_stands_for_the_directory_above_it)
{
	const char *const want[] = {"app", "app/k8s", "k8s", "k8s", "app", "app", "/", NULL};
	struct read r;

	read(&r, "app/skaffold.yaml",
		CONFIG "manifests:\n  rawYaml: [k8s-*, 'k8s/*.yaml', '../k8s/**/x.yaml', "
		       "'../k8s/[ab]?.yaml', '{{.DIR}}/x.yaml', '**/../../x.yaml', '/*']\n");
	expect_manifests(&r.s, want);
	pf_arena_release(&r.arena);
}
END_TEST

START_TEST(reads_so_many_paths_and_no_more)
{
	struct pf_arena arena = {0};
	pf_str text = PF_STR(CONFIG "manifests:\n  rawYaml:\n");
	struct read r;

	for (int i = 0; i <= PF_SKAFFOLD_MAX_MANIFESTS; i++)
		text = pf_arena_fmt(&arena, "%.*s  - %d.yaml\n", PF_STR_ARG(text), i);
	read(&r, "skaffold.yaml", pf_arena_cstr(&arena, text));
	ck_assert_uint_eq(r.s.manifests.len, PF_SKAFFOLD_MAX_MANIFESTS);
	ck_assert(pf_str_eq(r.s.manifests.ptr[63], PF_STR("63.yaml")));
	pf_arena_release(&r.arena);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(wrong_types_count_as_absent)
{
	struct read r;

	read(&r, "skaffold.yaml",
		CONFIG "build:\n  artifacts: {a: {image: a}, <<: {b: {image: b}, c: {image: c}}}\n"
		       "manifests: {rawYaml: a.yaml, kustomize: {paths: {a: b}}}\n"
		       "deploy: {kubectl: [a], kustomize: [a]}\n"
		       "profiles: {build: {artifacts: web}, x: {build: [y]}}\n");
	ck_assert_uint_eq(r.s.nartifacts, 0);
	ck_assert_uint_eq(r.s.manifests.len, 1);
	pf_arena_release(&r.arena);
}
END_TEST

static void expect_dockerfile(const char *artifact, const char *want)
{
	struct pf_buf text = PF_BUF_INIT;
	struct read r;

	pf_buf_addf(&text, CONFIG "build: {artifacts: [{image: a, %s}]}\n", artifact);
	read(&r, "svc/skaffold.yaml", text.ptr);
	ck_assert_uint_eq(r.s.nartifacts, 1);
	ck_assert_msg(pf_str_eq(r.s.artifacts[0].dockerfile, pf_str_from(want)), "%s: %.*s",
		artifact, PF_STR_ARG(r.s.artifacts[0].dockerfile));
	pf_arena_release(&r.arena);
	pf_buf_release(&text);
}

START_TEST(an_artifact_is_built_from_the_dockerfile_of_its_context)
{
	expect_dockerfile("docker: {}", "svc/Dockerfile");
	expect_dockerfile("context: .", "svc/Dockerfile");
	expect_dockerfile("context: web", "svc/web/Dockerfile");
	expect_dockerfile("context: ../web/", "web/Dockerfile");
	expect_dockerfile("context: web, docker: {dockerfile: build/prod.Dockerfile}",
		"svc/web/build/prod.Dockerfile");
	expect_dockerfile("kaniko: {dockerfile: Containerfile}", "svc/Containerfile");
	expect_dockerfile("custom: {buildCommand: sh b.sh}", "svc/Dockerfile");
	expect_dockerfile("custom: {dependencies: {dockerfile: {path: x/Dockerfile}}}",
		"svc/x/Dockerfile");
}
END_TEST

static bool is_guess(const char *artifact)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;
	struct read r;
	bool guess;

	pf_buf_addf(&text, CONFIG "build: {artifacts: [{image: a, %s}]}\n", artifact);
	read(&r, "skaffold.yaml", text.ptr);
	guess = r.s.artifacts[0].guess;
	pf_arena_release(&r.arena);
	return guess;
}

START_TEST(a_custom_build_that_names_no_dockerfile_is_guessed_at)
{
	ck_assert(is_guess("custom: {buildCommand: sh b.sh}"));
	ck_assert(is_guess("custom: {dependencies: {paths: [.]}}"));
	ck_assert(!is_guess("custom: {dependencies: {dockerfile: {path: x/Dockerfile}}}"));
	ck_assert(!is_guess("context: ."));
}
END_TEST

START_TEST(other_builders_and_templates_name_no_dockerfile)
{
	expect_dockerfile("jib: {}", "");
	expect_dockerfile("ko: {}", "");
	expect_dockerfile("buildpacks: {builder: b}", "");
	expect_dockerfile("bazel: {target: '//:a'}", "");
	expect_dockerfile("context: '{{.DIR}}'", "");
}
END_TEST

START_TEST(an_artifact_says_the_target_and_the_arguments_that_are_no_templates)
{
	const struct pf_build_request *request;
	struct read r;

	read(&r, "skaffold.yaml",
		CONFIG "build:\n  artifacts:\n  - image: a\n    docker:\n      target: prod\n"
		       "      buildArgs: {VERSION: '1.2', TAG: '{{.IMAGE_TAG}}', N: 3}\n");
	request = &r.s.artifacts[0].request;
	ck_assert(pf_str_eq(request->target, PF_STR("prod")));
	ck_assert_uint_eq(request->nargs, 2);
	ck_assert(pf_str_eq(request->args[0].name, PF_STR("VERSION")));
	ck_assert(pf_str_eq(request->args[0].value, PF_STR("1.2")));
	ck_assert(pf_str_eq(request->args[1].value, PF_STR("3")));
	pf_arena_release(&r.arena);
}
END_TEST

UNIT_TESTS(a_custom_build_that_names_no_dockerfile_is_guessed_at,
	knows_every_version_by_group_and_kind, takes_no_other_document_for_one,
	reads_the_artifacts_of_the_build_and_of_profiles, an_artifact_without_a_name_is_none,
	reads_manifests_of_old_and_new_versions, kustomize_without_paths_means_the_directory,
	a_glob_or_template_stands_for_the_directory_above_it, reads_so_many_paths_and_no_more,
	wrong_types_count_as_absent, an_artifact_is_built_from_the_dockerfile_of_its_context,
	other_builders_and_templates_name_no_dockerfile,
	an_artifact_says_the_target_and_the_arguments_that_are_no_templates)

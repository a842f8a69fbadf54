/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"

#define CONFIG "apiVersion: skaffold/v2beta29\nkind: Config\n"
#define BUILDS_WEB CONFIG "build: {artifacts: [{image: web}, {image: example.com/team/api}]}\n"

static bool is_rewritten(struct tree *t, const char *path, const char *image)
{
	struct pf_image_reference ref = pf_image_reference_parse(&t->arena, pf_str_from(image));

	return pf_world_image_is_rewritten(t->world, object_at(t, path), &ref);
}

START_TEST(skaffold_replaces_images_by_their_name_as_written)
{
	struct tree t = {0};

	add(&t, "skaffold.yaml", BUILDS_WEB);
	add(&t, "pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "pod.yaml", "web"));
	ck_assert(is_rewritten(&t, "pod.yaml", "web:latest"));
	ck_assert(is_rewritten(&t, "pod.yaml", "example.com/team/api:1"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "docker.io/library/web"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "team/api"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "nginx"));
	drop(&t);
}
END_TEST

START_TEST(skaffold_leaves_images_with_a_digest)
{
	struct tree t = {0};

	add(&t, "skaffold.yaml", BUILDS_WEB);
	add(&t, "pod.yaml", POD);
	build(&t);
	ck_assert(!is_rewritten(&t, "pod.yaml",
		"web:1@sha256:"
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	drop(&t);
}
END_TEST

START_TEST(a_skaffold_file_covers_all_below_its_directory)
{
	struct tree t = {0};

	add(&t, "a/skaffold.yaml", BUILDS_WEB);
	add(&t, "a/pod.yaml", POD);
	add(&t, "a/b/c/pod.yaml", POD);
	add(&t, "ab/pod.yaml", POD);
	add(&t, "pod.yaml", POD);
	add(&t, "../a/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "a/pod.yaml", "web"));
	ck_assert(is_rewritten(&t, "a/b/c/pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "ab/pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "../a/pod.yaml", "web"));
	drop(&t);
}
END_TEST

START_TEST(the_current_directory_is_not_above_its_neighbours)
{
	struct tree t = {0};

	add(&t, "skaffold.yaml", BUILDS_WEB);
	add(&t, "a/b/pod.yaml", POD);
	add(&t, "../pod.yaml", POD);
	add(&t, "../../a/pod.yaml", POD);
	add(&t, "/a/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "a/b/pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "../pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "../../a/pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "/a/pod.yaml", "web"));
	drop(&t);
}
END_TEST

START_TEST(paths_from_above_or_from_the_root_are_covered_too)
{
	struct tree t = {0};

	add(&t, "../skaffold.yaml", BUILDS_WEB);
	add(&t, "../a/pod.yaml", POD);
	add(&t, "/skaffold.yaml", CONFIG "build: {artifacts: [{image: root}]}\n");
	add(&t, "/a/b/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "../a/pod.yaml", "web"));
	ck_assert(is_rewritten(&t, "/a/b/pod.yaml", "root"));
	ck_assert(!is_rewritten(&t, "/a/b/pod.yaml", "web"));
	drop(&t);
}
END_TEST

START_TEST(a_skaffold_file_covers_the_manifests_it_lists)
{
	struct tree t = {0};

	add(&t, "app/skaffold.yaml",
		BUILDS_WEB "deploy: {kubectl: {manifests: [../one.yaml, '../k8s/*.yaml']}}\n");
	add(&t, "one.yaml", POD);
	add(&t, "two.yaml", POD);
	add(&t, "k8s/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "one.yaml", "web"));
	ck_assert(is_rewritten(&t, "k8s/pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "two.yaml", "web"));
	ck_assert(!is_rewritten(&t, "one.yaml", "nginx"));
	drop(&t);
}
END_TEST

START_TEST(a_listed_kustomization_brings_its_bases)
{
	struct tree t = {0};

	add(&t, "app/skaffold.yaml", BUILDS_WEB "manifests: {kustomize: {paths: [../k8s/dev]}}\n");
	add(&t, "k8s/dev/kustomization.yaml", "resources: [../base]\n");
	add(&t, "k8s/prod/kustomization.yaml", "resources: [../base, pod.yaml]\n");
	add(&t, "k8s/prod/pod.yaml", POD);
	add(&t, "k8s/base/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "k8s/base/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "k8s/base/pod.yaml", "web"));
	ck_assert(!is_rewritten(&t, "k8s/prod/pod.yaml", "web"));
	drop(&t);
}
END_TEST

START_TEST(every_module_of_a_file_counts)
{
	struct tree t = {0};

	add(&t, "skaffold.yaml",
		BUILDS_WEB "---\n" CONFIG "metadata: {name: b}\n"
			   "build: {artifacts: [{image: other}]}\n");
	add(&t, "pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "pod.yaml", "web"));
	ck_assert(is_rewritten(&t, "pod.yaml", "other"));
	drop(&t);
}
END_TEST

UNIT_TESTS(skaffold_replaces_images_by_their_name_as_written, skaffold_leaves_images_with_a_digest,
	a_skaffold_file_covers_all_below_its_directory,
	the_current_directory_is_not_above_its_neighbours,
	paths_from_above_or_from_the_root_are_covered_too,
	a_skaffold_file_covers_the_manifests_it_lists, a_listed_kustomization_brings_its_bases,
	every_module_of_a_file_counts)

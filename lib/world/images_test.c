/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"

static bool is_rewritten(struct tree *t, const char *path, const char *image)
{
	struct pf_image_reference ref = pf_image_reference_parse(&t->arena, pf_str_from(image));

	return pf_world_image_is_rewritten(t->world, object_at(t, path), &ref);
}

START_TEST(kustomize_replaces_images_by_their_name_as_written)
{
	struct tree t = {0};

	add(&t, "kustomization.yaml",
		"resources: [pod.yaml]\nimages:\n- {name: nginx, newTag: '1'}\n"
		"- {name: 'localhost:5000/app', newName: x}\n- {name: PLACEHOLDER, newName: x}\n");
	add(&t, "pod.yaml", POD);
	add(&t, "x/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "pod.yaml", "nginx"));
	ck_assert(is_rewritten(&t, "pod.yaml", "nginx:latest"));
	ck_assert(is_rewritten(&t, "pod.yaml",
		"nginx:1@sha256:"
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	ck_assert(is_rewritten(&t, "pod.yaml", "localhost:5000/app:2"));
	ck_assert(is_rewritten(&t, "pod.yaml", "localhost:5000/app"));
	ck_assert(is_rewritten(&t, "pod.yaml", "PLACEHOLDER"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "docker.io/library/nginx"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "nginx2"));
	ck_assert(is_rewritten(&t, "pod.yaml", "ko://example.com/app/cmd/web"));
	ck_assert(is_rewritten(&t, "pod.yaml", "github.com/acme/app/cmd/web"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "github.com/acme/web:1"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "registry.gitlab.com/acme/web"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "localhost"));
	ck_assert(!is_rewritten(&t, "pod.yaml", ""));
	ck_assert(!is_rewritten(&t, "x/pod.yaml", "nginx"));
	drop(&t);
}
END_TEST

START_TEST(an_overlay_replaces_images_of_its_base)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "base/pod.yaml", POD);
	add(&t, "dev/kustomization.yaml", "resources: [../base]\nimages: [{name: nginx}]\n");
	add(&t, "prod/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "prod/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "base/pod.yaml", "nginx:1"));
	ck_assert(!is_rewritten(&t, "prod/pod.yaml", "nginx:1"));
	drop(&t);
}
END_TEST

START_TEST(an_overlay_that_replaces_nothing_deploys_the_image)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "base/pod.yaml", POD);
	add(&t, "dev/kustomization.yaml", "resources: [../base]\nimages: [{name: nginx}]\n");
	add(&t, "prod/kustomization.yaml", "resources: [../base]\n");
	build(&t);
	ck_assert(!is_rewritten(&t, "base/pod.yaml", "nginx:1"));
	drop(&t);
}
END_TEST

START_TEST(images_of_a_base_beside_are_not_replaced)
{
	struct tree t = {0};

	add(&t, "a/kustomization.yaml", "resources: [pod.yaml]\nimages: [{name: nginx}]\n");
	add(&t, "a/pod.yaml", POD);
	add(&t, "b/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "b/pod.yaml", POD);
	add(&t, "all/kustomization.yaml", "resources: [../a, ../b]\n");
	build(&t);
	ck_assert(is_rewritten(&t, "a/pod.yaml", "nginx:1"));
	ck_assert(!is_rewritten(&t, "b/pod.yaml", "nginx:1"));
	drop(&t);
}
END_TEST

START_TEST(a_component_replaces_images_of_who_includes_it)
{
	struct tree t = {0};

	add(&t, "c/kustomization.yaml",
		"apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
		"images: [{name: nginx, newTag: '1'}]\n");
	add(&t, "o/kustomization.yaml", "resources: [pod.yaml]\ncomponents: [../c]\n");
	add(&t, "o/pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "o/pod.yaml", "nginx"));
	drop(&t);
}
END_TEST

START_TEST(ko_replaces_what_names_it)
{
	struct tree t = {0};

	add(&t, "pod.yaml", POD);
	build(&t);
	ck_assert(is_rewritten(&t, "pod.yaml", "ko://example.com/cmd/app"));
	ck_assert(!is_rewritten(&t, "pod.yaml", "ko/app"));
	drop(&t);
}
END_TEST

static bool is_patched(struct tree *t, const char *path, const char *container)
{
	const struct pf_pod *pod = pod_at(t, path);

	for (size_t i = 0; i < pod->containers.len; i++) {
		const struct pf_pod_container *c = &pod->containers.ptr[i];

		if (pf_str_eq(c->spec->name.is, pf_str_from(container)))
			return pf_world_container_image_is_rewritten(t->world, pod->object, c);
	}
	return false;
}

#define DEPLOYMENT(name, spec) \
	"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " name "}\n" \
	"spec: {template: {spec: {" spec "}}}\n"
#define WEB DEPLOYMENT("web", "containers: [{name: c, image: a}, {name: d, image: a}]")
#define WEB_PATCH DEPLOYMENT("web", "containers: [{name: c, image: 'b:1'}]")

START_TEST(a_listed_patch_replaces_the_images_it_sets)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [web.yaml]\n");
	add(&t, "base/web.yaml", WEB);
	add(&t, "o/kustomization.yaml",
		"resources: [../base, other.yaml, job.yaml]\npatches: [{path: patch.yaml}]\n");
	add(&t, "o/other.yaml", DEPLOYMENT("other", "containers: [{name: c, image: a}]"));
	add(&t, "o/job.yaml",
		"apiVersion: batch/v1\nkind: Job\nmetadata: {name: web}\n"
		"spec: {template: {spec: {containers: [{name: c, image: a}]}}}\n");
	add(&t, "o/patch.yaml",
		DEPLOYMENT("web",
			"initContainers: [{name: i, image: 'b:1'}], "
			"containers: [{name: c, image: 'b:1'}, {name: d, args: [-v]}]"));
	add(&t, "x/web.yaml", WEB);
	build(&t);
	ck_assert(is_patched(&t, "base/web.yaml", "c"));
	ck_assert(!is_patched(&t, "base/web.yaml", "i"));
	ck_assert(!is_patched(&t, "base/web.yaml", "d"));
	ck_assert(!is_patched(&t, "base/web.yaml", ""));
	ck_assert(!is_patched(&t, "o/other.yaml", "c"));
	ck_assert(!is_patched(&t, "o/job.yaml", "c"));
	ck_assert(!is_patched(&t, "o/patch.yaml", "c"));
	ck_assert(!is_patched(&t, "x/web.yaml", "c"));
	drop(&t);
}
END_TEST

START_TEST(namespaces_do_not_keep_a_patch_from_its_object)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [pod.yaml]\nnamespace: shop\n");
	add(&t, "base/pod.yaml", POD_IN("system"));
	add(&t, "o/kustomization.yaml",
		"resources: [../base]\npatchesStrategicMerge: [patch.yaml]\n");
	add(&t, "o/patch.yaml", POD);
	build(&t);
	ck_assert(is_patched(&t, "base/pod.yaml", "c"));
	drop(&t);
}
END_TEST

START_TEST(a_patch_of_another_view_replaces_nothing)
{
	struct tree t = {0};

	add(&t, "a/kustomization.yaml", "resources: [web.yaml]\n");
	add(&t, "a/web.yaml", WEB);
	add(&t, "b/kustomization.yaml", "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n");
	add(&t, "b/web.yaml", WEB);
	add(&t, "b/patch.yaml", WEB_PATCH);
	build(&t);
	ck_assert(!is_patched(&t, "a/web.yaml", "c"));
	ck_assert(is_patched(&t, "b/web.yaml", "c"));
	drop(&t);
}
END_TEST

START_TEST(an_overlay_that_does_not_patch_deploys_the_image)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [web.yaml]\n");
	add(&t, "base/web.yaml", WEB);
	add(&t, "dev/kustomization.yaml", "resources: [../base]\n");
	add(&t, "prod/kustomization.yaml", "resources: [../base]\npatches: [{path: patch.yaml}]\n");
	add(&t, "prod/patch.yaml", WEB_PATCH);
	build(&t);
	ck_assert(!is_patched(&t, "base/web.yaml", "c"));
	drop(&t);
}
END_TEST

START_TEST(patches_that_nobody_lists_replace_nothing)
{
	struct tree t = {0};

	add(&t, "web.yaml", WEB);
	add(&t, "patch.yaml",
		DEPLOYMENT("web", "containers: [{name: c, image: 'b:1', $patch: replace}]"));
	build(&t);
	ck_assert(pf_world_is_patch(t.world, object_at(&t, "patch.yaml")));
	ck_assert(!is_patched(&t, "web.yaml", "c"));
	drop(&t);
}
END_TEST

START_TEST(patches_without_sense_replace_nothing)
{
	struct tree t = {0};

	add(&t, "kustomization.yaml", "resources: [web.yaml]\npatches: [{path: patch.yaml}]\n");
	add(&t, "web.yaml", WEB);
	add(&t, "patch.yaml",
		DEPLOYMENT("web",
			"initContainers: {name: c, image: b}, "
			"containers: [{name: c, image: ''}, {name: c, image: null}, "
			"{name: c, image: [b]}, {image: b}, c, {name: [c], image: b}]"));
	build(&t);
	ck_assert(!is_patched(&t, "web.yaml", "c"));
	ck_assert(!is_patched(&t, "web.yaml", ""));
	drop(&t);
}
END_TEST

UNIT_TESTS(kustomize_replaces_images_by_their_name_as_written,
	an_overlay_replaces_images_of_its_base, an_overlay_that_replaces_nothing_deploys_the_image,
	images_of_a_base_beside_are_not_replaced, a_component_replaces_images_of_who_includes_it,
	ko_replaces_what_names_it, a_listed_patch_replaces_the_images_it_sets,
	namespaces_do_not_keep_a_patch_from_its_object, a_patch_of_another_view_replaces_nothing,
	an_overlay_that_does_not_patch_deploys_the_image, patches_that_nobody_lists_replace_nothing,
	patches_without_sense_replace_nothing)

/* SPDX-License-Identifier: Apache-2.0 */

#include "world/fills.h"
#include "world/world_test.h"

#define WEB \
	"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n" \
	"spec: {template: {spec: {containers: [{name: c, image: a}, {name: d, image: a}]}}}\n"
#define LIMITS(container) \
	"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n" \
	"spec: {template: {spec: {containers: [{name: " container \
	", resources: {limits: {cpu: 1}}}]}}}\n"

/* Of the base's Deployment, below its container number `i`. */
static bool is_filled(const struct tree *t, uint32_t i, const char *path)
{
	const struct pf_object *object = object_at(t, "base/web.yaml");
	struct pf_kids kids = pf_kids(pf_node_get(pf_pod_spec_node(object), PF_STR("containers")));

	do
		ck_assert(pf_kids_next(&kids));
	while (kids.i < i);
	return pf_world_is_filled(t->world, object, kids.value, pf_str_from(path));
}

static bool spec_is_filled(const struct tree *t, const char *path)
{
	const struct pf_object *object = object_at(t, "base/web.yaml");

	return pf_world_is_filled(t->world, object, pf_node_get(object->root, PF_STR("spec")),
		pf_str_from(path));
}

static void add_base(struct tree *t)
{
	add(t, "base/kustomization.yaml", "resources: [web.yaml]\n");
	add(t, "base/web.yaml", WEB);
}

START_TEST(a_patch_of_every_build_fills)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "dev/kustomization.yaml", "resources: [../base]\npatches: [{path: p.yaml}]\n");
	add(&t, "dev/p.yaml", LIMITS("c"));
	add(&t, "prod/kustomization.yaml",
		"resources: [../dev]\npatchesStrategicMerge: [p.yaml]\n");
	add(&t, "prod/p.yaml", LIMITS("d"));
	build(&t);
	ck_assert(is_filled(&t, 0, "resources"));
	ck_assert(is_filled(&t, 0, "resources/limits/cpu"));
	ck_assert(!is_filled(&t, 0, "resources/limits/memory"));
	ck_assert(is_filled(&t, 1, "resources/limits/cpu"));
	drop(&t);
}
END_TEST

START_TEST(a_build_without_the_patch_fills_nothing)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "dev/kustomization.yaml", "resources: [../base]\npatches: [{path: p.yaml}]\n");
	add(&t, "dev/p.yaml", LIMITS("c"));
	add(&t, "prod/kustomization.yaml", "resources: [../base]\n");
	build(&t);
	ck_assert(!is_filled(&t, 0, "resources"));
	drop(&t);
}
END_TEST

START_TEST(inline_patches_fill_whom_they_target)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "o/kustomization.yaml",
		"resources: [../base]\npatches:\n"
		"- target: {kind: Deployment}\n"
		"  patch: |\n"
		"    - {op: add, path: /spec/template/spec/containers/0/tty, value: true}\n"
		"- target: {kind: Job}\n"
		"  patch: |\n"
		"    - {op: add, path: /spec/template/spec/containers/0/stdin, value: true}\n"
		"- patch: |\n"
		"    {apiVersion: apps/v1, kind: Deployment, metadata: {name: web},\n"
		"     spec: {replicas: 3}}\n");
	build(&t);
	ck_assert(is_filled(&t, 0, "tty"));
	ck_assert(!is_filled(&t, 1, "tty"));
	ck_assert(!is_filled(&t, 0, "stdin"));
	ck_assert(spec_is_filled(&t, "replicas"));
	drop(&t);
}
END_TEST

START_TEST(patches_that_are_not_in_the_run_may_fill_anything)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "o/kustomization.yaml",
		"resources: [../base]\npatches: [{path: gone.yaml, target: {name: other}}]\n");
	build(&t);
	ck_assert(!is_filled(&t, 0, "tty"));
	drop(&t);
	t = (struct tree){0};
	add_base(&t);
	add(&t, "o/kustomization.yaml", "resources: [../base]\npatches: [{path: gone.yaml}]\n");
	build(&t);
	ck_assert(is_filled(&t, 0, "tty"));
	drop(&t);
}
END_TEST

START_TEST(labels_make_selectors)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "a/kustomization.yaml", "resources: [../base]\ncommonLabels: {app: web}\n");
	add(&t, "b/kustomization.yaml",
		"resources: [../base]\n"
		"labels: [{includeSelectors: true, pairs: {app: web, x: y}}]\n");
	build(&t);
	ck_assert(spec_is_filled(&t, "selector"));
	ck_assert(pf_world_label_is_filled(t.world, object_at(&t, "base/web.yaml"), PF_STR("app")));
	ck_assert(!pf_world_label_is_filled(t.world, object_at(&t, "base/web.yaml"), PF_STR("x")));
	drop(&t);
	t = (struct tree){0};
	add_base(&t);
	add(&t, "b/kustomization.yaml", "resources: [../base]\nlabels: [{pairs: {app: web}}]\n");
	build(&t);
	ck_assert(!spec_is_filled(&t, "selector"));
	drop(&t);
}
END_TEST

START_TEST(replicas_and_replacements_fill_what_they_name)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "o/kustomization.yaml",
		"resources: [../base]\nreplicas: [{name: web, count: 2}]\n"
		"replacements: [{targets: [{select: {kind: Deployment}, "
		"fieldPaths: [spec.template.spec.hostname]}]}]\n");
	build(&t);
	ck_assert(spec_is_filled(&t, "replicas"));
	ck_assert(spec_is_filled(&t, "template/spec/hostname"));
	ck_assert(!spec_is_filled(&t, "paused"));
	drop(&t);
}
END_TEST

START_TEST(transformers_fill_what_they_are_made_for)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "o/kustomization.yaml", "resources: [../base]\ntransformers: [t.yaml]\n");
	add(&t, "o/t.yaml",
		"apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: x}\n"
		"labels: {app: web}\n");
	build(&t);
	ck_assert(spec_is_filled(&t, "selector"));
	ck_assert(!spec_is_filled(&t, "replicas"));
	drop(&t);
	t = (struct tree){0};
	add_base(&t);
	add(&t, "o/kustomization.yaml", "resources: [../base]\ntransformers: [t.yaml]\n");
	build(&t);
	ck_assert(spec_is_filled(&t, "replicas"));
	drop(&t);
}
END_TEST

START_TEST(a_file_that_two_list_is_built_by_both)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [web.yaml]\ncommonLabels: {app: web}\n");
	add(&t, "base/web.yaml", WEB);
	add(&t, "kustomization.yaml", "resources: [base/web.yaml]\n");
	build(&t);
	ck_assert(!spec_is_filled(&t, "selector"));
	drop(&t);
}
END_TEST

START_TEST(nobody_fills_what_nobody_lists)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "commonLabels: {app: web}\n");
	add(&t, "base/web.yaml", WEB);
	build(&t);
	ck_assert(!spec_is_filled(&t, "selector"));
	ck_assert(!pf_world_is_built(t.world, object_at(&t, "base/web.yaml")));
	drop(&t);
}
END_TEST

START_TEST(circles_end)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [web.yaml, ../o]\n");
	add(&t, "base/web.yaml", WEB);
	add(&t, "o/kustomization.yaml", "resources: [../base]\n");
	build(&t);
	ck_assert(pf_world_is_built(t.world, object_at(&t, "base/web.yaml")));
	ck_assert(!spec_is_filled(&t, "replicas"));
	drop(&t);
}
END_TEST

START_TEST(generators_make_config_maps_and_secrets)
{
	struct tree t = {0};
	const struct pf_object *object;

	add_base(&t);
	add(&t, "o/kustomization.yaml",
		"resources: [../base]\nconfigMapGenerator: [{name: settings}]\n"
		"secretGenerator: [{name: token}]\n");
	build(&t);
	object = object_at(&t, "base/web.yaml");
	ck_assert(pf_world_is_generated(t.world, object, PF_STR("ConfigMap"), PF_STR("settings")));
	ck_assert(pf_world_is_generated(t.world, object, PF_STR("Secret"), PF_STR("token")));
	ck_assert(!pf_world_is_generated(t.world, object, PF_STR("Secret"), PF_STR("settings")));
	drop(&t);
}
END_TEST

START_TEST(a_listed_patch_is_merged_into_its_namesake)
{
	struct tree t = {0};

	add_base(&t);
	add(&t, "o/kustomization.yaml",
		"resources: [../base]\npatches: [{path: p.yaml}, "
		"{path: q.yaml, target: {kind: Deployment}}]\n");
	add(&t, "o/p.yaml", LIMITS("c"));
	add(&t, "o/q.yaml", LIMITS("c"));
	add(&t, "o/loose-patch.yaml", LIMITS("c"));
	build(&t);
	ck_assert_ptr_eq(pf_world_merged_into(t.world, object_at(&t, "o/p.yaml")),
		object_at(&t, "base/web.yaml"));
	ck_assert_ptr_null(pf_world_merged_into(t.world, object_at(&t, "o/q.yaml")));
	ck_assert_ptr_null(pf_world_merged_into(t.world, object_at(&t, "o/loose-patch.yaml")));
	ck_assert_ptr_null(pf_world_merged_into(t.world, object_at(&t, "base/web.yaml")));
	drop(&t);
}
END_TEST

UNIT_TESTS(a_patch_of_every_build_fills, a_build_without_the_patch_fills_nothing,
	inline_patches_fill_whom_they_target, patches_that_are_not_in_the_run_may_fill_anything,
	labels_make_selectors, replicas_and_replacements_fill_what_they_name,
	transformers_fill_what_they_are_made_for, a_file_that_two_list_is_built_by_both,
	nobody_fills_what_nobody_lists, circles_end, generators_make_config_maps_and_secrets,
	a_listed_patch_is_merged_into_its_namesake)

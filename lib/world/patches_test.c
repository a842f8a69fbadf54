/* SPDX-License-Identifier: Apache-2.0 */

#include "world/members.h"
#include "world/state.h"
#include "world/world_test.h"

/* Is the object a patch, when it stands for itself? */
static bool is_patch(const char *text)
{
	struct tree t = {0};
	bool patch;

	add(&t, "x.yaml", text);
	build(&t);
	patch = pf_world_is_patch(t.world, object_at(&t, "x.yaml"));
	drop(&t);
	return patch;
}

#define DEPLOYMENT "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
#define SERVICE "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"

START_TEST(whole_workloads_are_no_patches)
{
	ck_assert(!is_patch(POD));
	ck_assert(!is_patch(DEPLOYMENT
		"spec: {template: {spec: {containers: [{name: c, image: nginx}]}}}\n"));
	ck_assert(!is_patch(DEPLOYMENT "spec: {selector: {matchLabels: {app: web}}}\n"));
	ck_assert(!is_patch(DEPLOYMENT "spec: {template: {metadata: {labels: {app: web}}}}\n"));
	ck_assert(!is_patch("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: x}\n"
			    "spec: {jobTemplate: {spec: {template: {spec: "
			    "{containers: [{name: c, image: nginx}]}}}}}\n"));
	ck_assert(!is_patch("apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}\n"
			    "spec: {template: {spec: {containers: [{name: c}], "
			    "initContainers: [{name: i, image: nginx}]}}}\n"));
}
END_TEST

START_TEST(workloads_without_anything_whole_are_patches)
{
	ck_assert(is_patch(DEPLOYMENT "spec: {replicas: 3}\n"));
	ck_assert(is_patch(DEPLOYMENT));
	ck_assert(is_patch(DEPLOYMENT
		"spec: {template: {spec: {containers: [{name: c, args: [-v]}]}}}\n"));
	ck_assert(is_patch(DEPLOYMENT "spec: {selector: {}, template: {metadata: {labels: {}}, "
				      "spec: {hostNetwork: true}}}\n"));
	ck_assert(is_patch("apiVersion: example.com/v1\nkind: Rollout\nmetadata: {name: x}\n"
			   "spec: {template: {spec: {containers: [{name: c, tty: true}]}}}\n"));
}
END_TEST

START_TEST(workloads_that_forgot_a_part_are_no_patches)
{
	ck_assert(!is_patch(DEPLOYMENT "spec: {}\n"));
	ck_assert(!is_patch(DEPLOYMENT "spec: {template: {spec: {containers: [{name: c}]}}}\n"));
	ck_assert(!is_patch(DEPLOYMENT "spec: {selector: {matchLabels: {a: b}}, template: "
				       "{metadata: {labels: {a: b}}, spec: {containers: "
				       "[{name: c, args: [-v]}]}}}\n"));
	ck_assert(!is_patch(DEPLOYMENT
		"spec: {replicas: 1, template: {spec: {containers: []}}}\n"));
	ck_assert(!is_patch("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n"
			    "spec: {containers: [{name: c, args: [-v]}]}\n"));
	ck_assert(!is_patch("apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}\n"
			    "spec: {template: {spec: {restartPolicy: Never, "
			    "containers: [{name: c, args: [-v]}]}}}\n"));
}
END_TEST

/* Is a Deployment without selector a patch in that file? */
static bool is_patch_at(const char *path)
{
	struct tree t = {0};
	bool patch;

	add(&t, path,
		DEPLOYMENT "spec: {template: {spec: {containers: [{name: c, image: nginx}]}}}\n");
	build(&t);
	patch = pf_world_is_patch(t.world, object_at(&t, path));
	drop(&t);
	return patch;
}

START_TEST(words_in_the_name_of_a_file_or_its_folder_tell_patches)
{
	ck_assert(is_patch_at("web-patch.yaml"));
	ck_assert(is_patch_at("web_patch.yaml"));
	ck_assert(is_patch_at("webPatch.yaml"));
	ck_assert(is_patch_at("PATCH2.yaml"));
	ck_assert(is_patch_at("patches/web.yaml"));
	ck_assert(is_patch_at("a/prod-overlay/web.yaml"));
	ck_assert(!is_patch_at("patchwork.yaml"));
	ck_assert(!is_patch_at("dispatch/web.yaml"));
	ck_assert(!is_patch_at("patches/prod/web.yaml"));
	ck_assert(!is_patch_at("web.yaml"));
}
END_TEST

START_TEST(whole_workloads_are_whole_whatever_they_are_called)
{
	struct tree t = {0};

	add(&t, "patch-manager/pod.yaml", POD);
	add(&t, "patch-manager/web.yaml",
		DEPLOYMENT "spec: {selector: {matchLabels: {a: b}}, template: {spec: "
			   "{containers: [{name: c, image: nginx}]}}}\n");
	build(&t);
	ck_assert(!pf_world_is_patch(t.world, t.objects[0]));
	ck_assert(!pf_world_is_patch(t.world, t.objects[1]));
	drop(&t);
}
END_TEST

START_TEST(patches_lie_below_kustomizations_that_list_others)
{
	const char *partial =
		DEPLOYMENT "spec: {template: {spec: {containers: [{name: c, image: nginx}]}}}\n";
	struct tree t = {0};

	add(&t, "o/kustomization.yaml", "resources: [listed.yaml]\n");
	add(&t, "o/listed.yaml", partial);
	add(&t, "o/loose.yaml", partial);
	add(&t, "o/x/y/loose.yaml", partial);
	add(&t, "other/loose.yaml", partial);
	build(&t);
	ck_assert(!pf_world_is_patch(t.world, object_at(&t, "o/listed.yaml")));
	ck_assert(pf_world_is_patch(t.world, object_at(&t, "o/loose.yaml")));
	ck_assert(pf_world_is_patch(t.world, object_at(&t, "o/x/y/loose.yaml")));
	ck_assert(!pf_world_is_patch(t.world, object_at(&t, "other/loose.yaml")));
	drop(&t);
}
END_TEST

START_TEST(other_kinds_are_whole_unless_marked)
{
	ck_assert(!is_patch(SERVICE));
	ck_assert(!is_patch("apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\n"));
	ck_assert(is_patch(SERVICE "$patch: delete\n"));
}
END_TEST

START_TEST(directives_anywhere_mark_a_patch)
{
	const char *whole = "spec: {template: {spec: {containers: [{name: c, image: nginx, ";
	struct tree t = {0};

	add(&t, "x.yaml",
		pf_arena_cstr(&t.arena,
			pf_arena_fmt(&t.arena, DEPLOYMENT "%s$patch: replace}]}}}\n---\n" SERVICE,
				whole)));
	add(&t, "y.yaml",
		DEPLOYMENT "spec: {strategy: {$retainKeys: [type]}, "
			   "selector: {matchLabels: {a: b}}}\n");
	add(&t, "z.yaml", SERVICE "spec: {$setElementOrder/ports: [{port: 80}]}\n");
	build(&t);
	ck_assert(pf_world_is_patch(t.world, t.objects[0]));
	ck_assert(!pf_world_is_patch(t.world, t.objects[1]));
	ck_assert(pf_world_is_patch(t.world, t.objects[2]));
	ck_assert(pf_world_is_patch(t.world, t.objects[3]));
	drop(&t);
}
END_TEST

START_TEST(dollar_signs_in_values_mark_nothing)
{
	ck_assert(!is_patch("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: $(NAME)}\n"
			    "data: {a: $patch, b: '$patch: delete', c: $retainKeys, $d: x}\n"));
}
END_TEST

START_TEST(files_listed_as_patches_are_patches)
{
	struct tree t = {0};

	add(&t, "o/kustomization.yaml",
		"resources: [whole.yaml]\npatches: [{path: a.yaml}]\n"
		"patchesStrategicMerge: [b.yaml]\npatchesJson6902: [{path: c.yaml}]\n");
	add(&t, "o/whole.yaml", SERVICE);
	add(&t, "o/a.yaml", SERVICE);
	add(&t, "o/b.yaml", POD);
	add(&t, "o/c.yaml", SERVICE);
	add(&t, "a.yaml", SERVICE);
	build(&t);
	ck_assert(!pf_world_is_patch(t.world, object_at(&t, "o/whole.yaml")));
	ck_assert(pf_world_is_patch(t.world, object_at(&t, "o/a.yaml")));
	ck_assert(pf_world_is_patch(t.world, object_at(&t, "o/b.yaml")));
	ck_assert(pf_world_is_patch(t.world, object_at(&t, "o/c.yaml")));
	ck_assert(!pf_world_is_patch(t.world, object_at(&t, "a.yaml")));
	drop(&t);
}
END_TEST

START_TEST(a_patch_is_in_the_set_that_lists_it)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "base/pod.yaml", POD);
	add(&t, "o/kustomization.yaml",
		"resources: [../base, whole.yaml]\npatches: [{path: p/a.yaml}]\n");
	add(&t, "o/whole.yaml", SERVICE);
	add(&t, "o/p/a.yaml", POD);
	build(&t);
	ck_assert_ptr_eq(pf_member_of(t.world, object_at(&t, "o/p/a.yaml"))->set,
		pf_member_of(t.world, object_at(&t, "o/whole.yaml"))->set);
	ck_assert(pf_world_together(t.world, object_at(&t, "o/p/a.yaml"),
		object_at(&t, "base/pod.yaml")));
	drop(&t);
}
END_TEST

UNIT_TESTS(whole_workloads_are_no_patches, workloads_without_anything_whole_are_patches,
	workloads_that_forgot_a_part_are_no_patches,
	words_in_the_name_of_a_file_or_its_folder_tell_patches,
	whole_workloads_are_whole_whatever_they_are_called,
	patches_lie_below_kustomizations_that_list_others, other_kinds_are_whole_unless_marked,
	directives_anywhere_mark_a_patch, dollar_signs_in_values_mark_nothing,
	files_listed_as_patches_are_patches, a_patch_is_in_the_set_that_lists_it)

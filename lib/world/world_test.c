/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"
#include "world/members.h"
#include "world/sets.h"

/* Who sees whom is asked by way of the ServiceAccount. */
static void expect_account(struct tree *t, const char *pod, const char *account)
{
	const struct pf_object *found = pf_world_service_account(t->world, pod_at(t, pod));

	if (account)
		ck_assert_ptr_eq(found, object_at(t, account));
	else
		ck_assert_msg(!found, "%s finds an account", pod);
}

static void expect_namespace(const struct tree *t, const char *path, const char *want)
{
	pf_str got = pf_world_namespace(t->world, object_at(t, path));

	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%s: %.*s", path, PF_STR_ARG(got));
}

static const struct pf_set *set_at(const struct tree *t, const char *path)
{
	return pf_member_of(t->world, object_at(t, path))->set;
}

START_TEST(a_directory_is_a_set)
{
	struct tree t = {0};

	add(&t, "a/pod.yaml", POD);
	add(&t, "a/account.yaml", ACCOUNT);
	add(&t, "b/pod.yaml", POD);
	add(&t, "a/b/pod.yaml", POD);
	add(&t, "pod.yaml", POD);
	build(&t);
	expect_account(&t, "a/pod.yaml", "a/account.yaml");
	expect_account(&t, "b/pod.yaml", NULL);
	expect_account(&t, "a/b/pod.yaml", NULL);
	expect_account(&t, "pod.yaml", NULL);
	ck_assert_ptr_eq(set_at(&t, "a/pod.yaml"), set_at(&t, "a/account.yaml"));
	ck_assert_ptr_ne(set_at(&t, "a/pod.yaml"), set_at(&t, "b/pod.yaml"));
	drop(&t);
}
END_TEST

START_TEST(standard_input_is_a_set)
{
	struct tree t = {0};

	add(&t, "pod.yaml", POD);
	add(&t, "<stdin>", POD "---\n" ACCOUNT);
	build(&t);
	expect_account(&t, "pod.yaml", NULL);
	ck_assert_ptr_eq(pf_world_service_account(t.world, pod_at(&t, "<stdin>")), t.objects[2]);
	drop(&t);
}
END_TEST

START_TEST(items_of_a_list_are_in_the_set_of_its_file)
{
	struct tree t = {0};

	add(&t, "a/pod.yaml", POD);
	add(&t, "a/list.yaml",
		"apiVersion: v1\nkind: List\nitems:\n"
		"- {apiVersion: v1, kind: ServiceAccount, metadata: {name: default}}\n");
	build(&t);
	expect_account(&t, "a/pod.yaml", "a/list.yaml");
	drop(&t);
}
END_TEST

START_TEST(a_kustomization_gathers_what_it_lists)
{
	struct tree t = {0};

	add(&t, "app/kustomization.yaml", "resources: [deploy/pod.yaml, rbac/account.yaml]\n");
	add(&t, "app/deploy/pod.yaml", POD);
	add(&t, "app/rbac/account.yaml", ACCOUNT);
	add(&t, "app/rbac/pod.yaml", POD);
	build(&t);
	expect_account(&t, "app/deploy/pod.yaml", "app/rbac/account.yaml");
	expect_account(&t, "app/rbac/pod.yaml", NULL);
	drop(&t);
}
END_TEST

START_TEST(loose_files_see_the_kustomization_beside_them_but_not_the_reverse)
{
	struct tree t = {0};

	add(&t, "app/kustomization.yaml", "resources: [account.yaml, pod.yaml]\n");
	add(&t, "app/account.yaml", ACCOUNT);
	add(&t, "app/pod.yaml",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
		"spec: {serviceAccountName: loose, containers: [{name: c}]}\n");
	add(&t, "app/loose.yaml", POD);
	add(&t, "app/loose-account.yaml",
		"apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: loose}\n");
	build(&t);
	expect_account(&t, "app/loose.yaml", "app/account.yaml");
	expect_account(&t, "app/pod.yaml", NULL);
	ck_assert(!pf_world_together(t.world, object_at(&t, "app/loose.yaml"),
		object_at(&t, "app/pod.yaml")));
	drop(&t);
}
END_TEST

/* A base with two overlays, each of which may add something. */
static void add_overlays(struct tree *t)
{
	add(t, "base/kustomization.yaml", "resources: [pod.yaml]\n");
	add(t, "base/pod.yaml", POD);
	add(t, "dev/kustomization.yaml", "resources: [../base, account.yaml]\n");
	add(t, "dev/account.yaml", ACCOUNT);
	add(t, "prod/kustomization.yaml", "bases: [../base]\nresources: [pod.yaml]\n");
	add(t, "prod/pod.yaml", POD);
}

START_TEST(a_base_sees_what_any_overlay_adds)
{
	struct tree t = {0};

	add_overlays(&t);
	build(&t);
	expect_account(&t, "base/pod.yaml", "dev/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(overlays_of_one_base_do_not_see_each_other)
{
	struct tree t = {0};
	const struct pf_object *base, *dev, *prod;

	add_overlays(&t);
	build(&t);
	base = object_at(&t, "base/pod.yaml");
	dev = object_at(&t, "dev/account.yaml");
	prod = object_at(&t, "prod/pod.yaml");
	expect_account(&t, "prod/pod.yaml", NULL);
	ck_assert(pf_world_together(t.world, base, dev));
	ck_assert(pf_world_together(t.world, prod, base));
	ck_assert(!pf_world_together(t.world, dev, prod));
	drop(&t);
}
END_TEST

START_TEST(an_overlay_sees_its_bases_and_they_each_other)
{
	struct tree t = {0};

	add(&t, "o/kustomization.yaml", "resources: [../a, ../b, pod.yaml]\n");
	add(&t, "o/pod.yaml", POD);
	add(&t, "a/Kustomization", "resources: [pod.yaml]\n");
	add(&t, "a/pod.yaml", POD);
	add(&t, "b/kustomization.yml", "resources: [deep]\n");
	add(&t, "b/deep/kustomization.yaml", "resources: [account.yaml]\n");
	add(&t, "b/deep/account.yaml", ACCOUNT);
	build(&t);
	expect_account(&t, "o/pod.yaml", "b/deep/account.yaml");
	expect_account(&t, "a/pod.yaml", "b/deep/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(components_belong_to_who_uses_them)
{
	struct tree t = {0};

	add(&t, "o/kustomization.yaml", "resources: [pod.yaml]\ncomponents: [../part]\n");
	add(&t, "o/pod.yaml", POD);
	add(&t, "part/kustomization.yaml",
		"apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
		"resources: [account.yaml]\n");
	add(&t, "part/account.yaml", ACCOUNT);
	build(&t);
	expect_account(&t, "o/pod.yaml", "part/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(a_circle_of_kustomizations_is_one_view)
{
	struct tree t = {0};

	add(&t, "a/kustomization.yaml", "resources: [../b, pod.yaml, .]\n");
	add(&t, "a/pod.yaml", POD);
	add(&t, "b/kustomization.yaml", "resources: [../a, account.yaml]\n");
	add(&t, "b/account.yaml", ACCOUNT);
	build(&t);
	expect_account(&t, "a/pod.yaml", "b/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(a_file_that_two_list_is_seen_by_both)
{
	struct tree t = {0};

	add(&t, "a/kustomization.yaml", "resources: [../common/account.yaml, pod.yaml]\n");
	add(&t, "b/kustomization.yaml", "resources: [../common/account.yaml, pod.yaml]\n");
	add(&t, "a/pod.yaml", POD);
	add(&t, "b/pod.yaml", POD);
	add(&t, "common/account.yaml", ACCOUNT);
	build(&t);
	expect_account(&t, "a/pod.yaml", "common/account.yaml");
	expect_account(&t, "b/pod.yaml", "common/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(a_base_of_very_many_overlays_is_still_found)
{
	struct tree t = {0};
	const int n = PF_WORLD_MAX_VIEWS + 6;
	const char *path = NULL;

	add(&t, "base/kustomization.yaml", "resources: [../deep]\n");
	add(&t, "deep/kustomization.yaml", "resources: [account.yaml, pod.yaml]\n");
	add(&t, "deep/account.yaml", ACCOUNT);
	add(&t, "deep/pod.yaml", POD);
	for (int i = 0; i < n; i++) {
		path = pf_arena_fmt(&t.arena, "o%d/kustomization.yaml", i).ptr;
		add(&t, path, "namespace: mine\nresources: [../base, pod.yaml]\n");
		path = pf_arena_fmt(&t.arena, "o%d/pod.yaml", i).ptr;
		add(&t, path, POD);
	}
	build(&t);
	expect_account(&t, "deep/pod.yaml", "deep/account.yaml");
	expect_account(&t, "o0/pod.yaml", "deep/account.yaml");
	expect_account(&t, path, "deep/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(a_complete_run_is_one_set)
{
	struct tree t = {0};

	add_overlays(&t);
	add(&t, "else/pod.yaml", POD);
	build_with(&t, true);
	expect_account(&t, "prod/pod.yaml", "dev/account.yaml");
	expect_account(&t, "else/pod.yaml", "dev/account.yaml");
	ck_assert(pf_world_together(t.world, object_at(&t, "else/pod.yaml"),
		object_at(&t, "base/pod.yaml")));
	drop(&t);
}
END_TEST

START_TEST(the_context_is_in_every_set)
{
	struct tree t = {0};

	add(&t, "a/pod.yaml", POD);
	add(&t, "b/pod.yaml", POD_IN("b"));
	add_file(&t, "cluster/account.yaml", ACCOUNT, true);
	build(&t);
	expect_account(&t, "a/pod.yaml", "cluster/account.yaml");
	expect_account(&t, "b/pod.yaml", NULL);
	ck_assert(pf_world_together(t.world, object_at(&t, "b/pod.yaml"),
		object_at(&t, "cluster/account.yaml")));
	drop(&t);
}
END_TEST

START_TEST(no_namespace_is_the_current_one)
{
	struct tree t = {0};

	add(&t, "a/pod.yaml", POD);
	add(&t, "a/account.yaml", ACCOUNT_IN("default"));
	add(&t, "b/pod.yaml", POD_IN("shop"));
	add(&t, "b/account.yaml", ACCOUNT);
	add(&t, "c/role.yaml",
		"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: x}\n");
	build(&t);
	expect_account(&t, "a/pod.yaml", "a/account.yaml");
	expect_account(&t, "b/pod.yaml", NULL);
	expect_namespace(&t, "a/pod.yaml", "default");
	expect_namespace(&t, "b/pod.yaml", "shop");
	expect_namespace(&t, "c/role.yaml", "");
	drop(&t);
}
END_TEST

START_TEST(the_outermost_kustomization_names_the_namespace)
{
	struct tree t = {0};

	add(&t, "o/kustomization.yaml", "namespace: shop\nresources: [../base, account.yaml]\n");
	add(&t, "o/account.yaml", ACCOUNT_IN("elsewhere"));
	add(&t, "base/kustomization.yaml", "namespace: base\nresources: [pod.yaml]\n");
	add(&t, "base/pod.yaml", POD_IN("own"));
	build(&t);
	expect_namespace(&t, "base/pod.yaml", "shop");
	expect_account(&t, "base/pod.yaml", "o/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(a_base_is_in_the_namespace_of_each_overlay)
{
	struct tree t = {0};

	add(&t, "base/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "base/pod.yaml", POD);
	add(&t, "a/kustomization.yaml", "namespace: a\nresources: [../base]\n");
	add(&t, "b/kustomization.yaml", "namespace: b\nresources: [../base, account.yaml]\n");
	add(&t, "b/account.yaml", ACCOUNT_IN("b"));
	build(&t);
	expect_namespace(&t, "base/pod.yaml", "a");
	expect_account(&t, "base/pod.yaml", "b/account.yaml");
	drop(&t);
}
END_TEST

START_TEST(what_a_kustomization_lists_is_kustomized)
{
	struct tree t = {0};

	add(&t, "a/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "a/pod.yaml", POD);
	add(&t, "a/account.yaml", ACCOUNT);
	add(&t, "b/pod.yaml", POD);
	build(&t);
	ck_assert(pf_world_is_kustomized(t.world, object_at(&t, "a/pod.yaml")));
	ck_assert(!pf_world_is_kustomized(t.world, object_at(&t, "a/account.yaml")));
	ck_assert(!pf_world_is_kustomized(t.world, object_at(&t, "b/pod.yaml")));
	drop(&t);
}
END_TEST

START_TEST(a_world_of_nothing_can_be_built)
{
	struct tree t = {0};

	build(&t);
	ck_assert_ptr_nonnull(t.world);
	drop(&t);
}
END_TEST

UNIT_TESTS(a_directory_is_a_set, standard_input_is_a_set,
	items_of_a_list_are_in_the_set_of_its_file, a_kustomization_gathers_what_it_lists,
	loose_files_see_the_kustomization_beside_them_but_not_the_reverse,
	a_base_sees_what_any_overlay_adds, overlays_of_one_base_do_not_see_each_other,
	an_overlay_sees_its_bases_and_they_each_other, components_belong_to_who_uses_them,
	a_circle_of_kustomizations_is_one_view, a_file_that_two_list_is_seen_by_both,
	a_base_of_very_many_overlays_is_still_found, a_complete_run_is_one_set,
	the_context_is_in_every_set, no_namespace_is_the_current_one,
	the_outermost_kustomization_names_the_namespace, a_base_is_in_the_namespace_of_each_overlay,
	what_a_kustomization_lists_is_kustomized, a_world_of_nothing_can_be_built)

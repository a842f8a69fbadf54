/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"

#define PULLS "imagePullSecrets: [{name: regcred}]\n"

static bool has_pulls(const char *account, const char *pod)
{
	struct tree t = {0};
	bool has;

	add(&t, "account.yaml", account);
	add(&t, "pod.yaml", pod);
	build(&t);
	has = pf_world_service_account_has_pull_secrets(t.world, pod_at(&t, "pod.yaml"));
	drop(&t);
	return has;
}

START_TEST(a_pod_that_names_none_uses_default)
{
	ck_assert(has_pulls(ACCOUNT PULLS, POD));
	ck_assert(!has_pulls(ACCOUNT, POD));
	ck_assert(!has_pulls(ACCOUNT "imagePullSecrets: []\n", POD));
	ck_assert(!has_pulls(ACCOUNT_IN("a") PULLS, POD));
	ck_assert(has_pulls(ACCOUNT_IN("a") PULLS, POD_IN("a")));
}
END_TEST

START_TEST(a_pod_names_its_account_in_two_ways)
{
	const char *account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n" PULLS;
	const char *pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
			  "spec: {serviceAccountName: web, containers: [{name: c}]}\n";
	const char *old = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
			  "spec: {serviceAccount: web, containers: [{name: c}]}\n";
	const char *both = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
			   "spec: {serviceAccount: web, serviceAccountName: x, "
			   "containers: [{name: c}]}\n";

	ck_assert(has_pulls(account, pod));
	ck_assert(has_pulls(account, old));
	ck_assert(!has_pulls(account, both));
	ck_assert(!has_pulls(account, POD));
}
END_TEST

START_TEST(a_patch_adds_pull_secrets_but_is_no_account)
{
	struct tree t = {0};

	add(&t, "o/kustomization.yaml", "resources: [pod.yaml]\npatches: [{path: account.yaml}]\n");
	add(&t, "o/pod.yaml", POD);
	add(&t, "o/account.yaml", ACCOUNT PULLS);
	build(&t);
	ck_assert(pf_world_service_account_has_pull_secrets(t.world, pod_at(&t, "o/pod.yaml")));
	ck_assert_ptr_null(pf_world_service_account(t.world, pod_at(&t, "o/pod.yaml")));
	drop(&t);
}
END_TEST

static bool gives(const char *item, const char *resource, bool limit)
{
	struct tree t = {0};
	bool given;

	add(&t, "limits.yaml",
		pf_arena_fmt(&t.arena,
			"apiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\n"
			"spec: {limits: [%s]}\n",
			item)
			.ptr);
	add(&t, "pod.yaml", POD);
	build(&t);
	given = pf_world_limit_range_gives(t.world, pod_at(&t, "pod.yaml"), pf_str_from(resource),
		limit);
	drop(&t);
	return given;
}

START_TEST(a_default_limit_gives_the_request_too)
{
	const char *item = "{type: Container, default: {cpu: 500m}}";

	ck_assert(gives(item, "cpu", true));
	ck_assert(gives(item, "cpu", false));
	ck_assert(!gives(item, "memory", true));
	ck_assert(!gives(item, "memory", false));
}
END_TEST

START_TEST(a_default_request_gives_no_limit)
{
	const char *item = "{type: Container, defaultRequest: {memory: 1Gi}}";

	ck_assert(!gives(item, "memory", true));
	ck_assert(gives(item, "memory", false));
}
END_TEST

START_TEST(bounds_stand_in_for_missing_defaults)
{
	ck_assert(gives("{type: Container, max: {cpu: 2}}", "cpu", true));
	ck_assert(gives("{type: Container, max: {cpu: 2}}", "cpu", false));
	ck_assert(!gives("{type: Container, min: {cpu: 2}}", "cpu", true));
	ck_assert(gives("{type: Container, min: {cpu: 2}}", "cpu", false));
}
END_TEST

START_TEST(limits_of_pods_and_claims_give_containers_nothing)
{
	ck_assert(!gives("{type: Pod, max: {cpu: 2}}", "cpu", true));
	ck_assert(!gives("{type: PersistentVolumeClaim, max: {storage: 2}}", "storage", true));
	ck_assert(!gives("{default: {cpu: 2}}", "cpu", true));
	ck_assert(!gives("{type: Container, default: {cpu: }}", "cpu", true));
	ck_assert(gives("{type: Pod}, {type: Container, default: {cpu: 2}}", "cpu", true));
}
END_TEST

START_TEST(a_limit_range_of_another_namespace_or_set_is_ignored)
{
	struct tree t = {0};
	const char *range = "apiVersion: v1\nkind: LimitRange\nmetadata: {name: l, namespace: a}\n"
			    "spec: {limits: [{type: Container, default: {cpu: 1}}]}\n";

	add(&t, "limits.yaml", range);
	add(&t, "pod.yaml", POD);
	add(&t, "pod-a.yaml", POD_IN("a"));
	add(&t, "x/pod-a.yaml", POD_IN("a"));
	build(&t);
	ck_assert(!pf_world_limit_range_gives(t.world, pod_at(&t, "pod.yaml"), PF_STR("cpu"),
		true));
	ck_assert(pf_world_limit_range_gives(t.world, pod_at(&t, "pod-a.yaml"), PF_STR("cpu"),
		true));
	ck_assert(!pf_world_limit_range_gives(t.world, pod_at(&t, "x/pod-a.yaml"), PF_STR("cpu"),
		true));
	drop(&t);
}
END_TEST

UNIT_TESTS(a_pod_that_names_none_uses_default, a_pod_names_its_account_in_two_ways,
	a_patch_adds_pull_secrets_but_is_no_account, a_default_limit_gives_the_request_too,
	a_default_request_gives_no_limit, bounds_stand_in_for_missing_defaults,
	limits_of_pods_and_claims_give_containers_nothing,
	a_limit_range_of_another_namespace_or_set_is_ignored)

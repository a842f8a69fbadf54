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

UNIT_TESTS(a_pod_that_names_none_uses_default, a_pod_names_its_account_in_two_ways,
	a_patch_adds_pull_secrets_but_is_no_account)

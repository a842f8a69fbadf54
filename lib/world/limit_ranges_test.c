/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"

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

UNIT_TESTS(a_default_limit_gives_the_request_too, a_default_request_gives_no_limit,
	bounds_stand_in_for_missing_defaults, limits_of_pods_and_claims_give_containers_nothing,
	a_limit_range_of_another_namespace_or_set_is_ignored)

/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"

#define NAMED(kind, name) "apiVersion: v1\nkind: " kind "\nmetadata: {name: " name "}\n"

START_TEST(finds_services_and_maps_by_name)
{
	struct tree t = {0};
	const struct pf_object *pod;

	add(&t, "pod.yaml", POD);
	add(&t, "db.yaml", NAMED("Service", "db"));
	add(&t, "map.yaml", NAMED("ConfigMap", "env"));
	build(&t);
	pod = pod_at(&t, "pod.yaml")->object;
	ck_assert_ptr_nonnull(pf_world_named(t.world, pod, PF_STR("Service"), PF_STR("db")));
	ck_assert_ptr_nonnull(pf_world_named(t.world, pod, PF_STR("ConfigMap"), PF_STR("env")));
	ck_assert_ptr_null(pf_world_named(t.world, pod, PF_STR("Secret"), PF_STR("env")));
	ck_assert_ptr_null(pf_world_named(t.world, pod, PF_STR("Service"), PF_STR("env")));
	ck_assert(!pf_world_has_workload(t.world, pod, PF_STR("db")));
	ck_assert(!pf_world_is_complete(t.world));
	drop(&t);
}
END_TEST

START_TEST(looks_in_ones_own_namespace)
{
	struct tree t = {0};

	add(&t, "pod.yaml", POD_IN("a"));
	add(&t, "db.yaml", NAMED("Service", "db"));
	build(&t);
	ck_assert_ptr_null(pf_world_named(t.world, pod_at(&t, "pod.yaml")->object,
		PF_STR("Service"), PF_STR("db")));
	drop(&t);
}
END_TEST

START_TEST(a_workload_is_found_whatever_its_kind)
{
	struct tree t = {0};
	const struct pf_object *pod;

	add(&t, "pod.yaml", POD);
	add(&t, "db.yaml",
		"apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\n"
		"spec: {template: {spec: {containers: [{name: c, image: a}]}}}\n");
	build(&t);
	pod = pod_at(&t, "pod.yaml")->object;
	ck_assert(pf_world_has_workload(t.world, pod, PF_STR("db")));
	ck_assert(!pf_world_has_workload(t.world, pod, PF_STR("cache")));
	drop(&t);
}
END_TEST

UNIT_TESTS(finds_services_and_maps_by_name, looks_in_ones_own_namespace,
	a_workload_is_found_whatever_its_kind)

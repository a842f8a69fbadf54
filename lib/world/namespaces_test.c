/* SPDX-License-Identifier: Apache-2.0 */

#include "world/namespaces.h"

#include "world/world_test.h"

#define NAMESPACE(name) "apiVersion: v1\nkind: Namespace\nmetadata: {name: " name "}\n"

START_TEST(an_object_knows_its_namespace)
{
	struct tree t = {0};

	add(&t, "pod.yaml", POD_IN("a"));
	add(&t, "other.yaml", POD);
	add(&t, "a.yaml", NAMESPACE("a"));
	add(&t, "b.yaml", NAMESPACE("b"));
	build(&t);
	ck_assert_ptr_eq(pf_world_namespace_of(t.world, object_at(&t, "pod.yaml")),
		object_at(&t, "a.yaml"));
	ck_assert_ptr_null(pf_world_namespace_of(t.world, object_at(&t, "other.yaml")));
	drop(&t);
}
END_TEST

START_TEST(kustomize_moves_objects_to_another)
{
	struct tree t = {0};

	add(&t, "k/kustomization.yaml", "namespace: b\nresources: [pod.yaml, b.yaml]\n");
	add(&t, "k/pod.yaml", POD_IN("a"));
	add(&t, "k/b.yaml", NAMESPACE("b"));
	build(&t);
	ck_assert_ptr_eq(pf_world_namespace_of(t.world, object_at(&t, "k/pod.yaml")),
		object_at(&t, "k/b.yaml"));
	drop(&t);
}
END_TEST

UNIT_TESTS(an_object_knows_its_namespace, kustomize_moves_objects_to_another)

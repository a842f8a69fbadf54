/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/injection.h"

#include "world/world_test.h"

/* A Pod with that metadata in namespace shop, whose Namespace has the other, or NULL. */
static bool injected(const char *pod, const char *namespace)
{
	struct tree t = {0};
	bool is;

	add(&t, "pod.yaml",
		pf_arena_fmt(&t.arena,
			"apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop, %s}\n"
			"spec: {containers: [{name: c, image: nginx}]}\n",
			pod)
			.ptr);
	if (namespace)
		add(&t, "namespace.yaml",
			pf_arena_fmt(&t.arena,
				"apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, %s}\n",
				namespace)
				.ptr);
	build(&t);
	is = pf_pod_is_injected(t.world, pod_at(&t, "pod.yaml"));
	drop(&t);
	return is;
}

START_TEST(labels_or_annotations_of_the_pod_ask_for_it)
{
	ck_assert(injected("annotations: {dapr.io/enabled: \"true\"}", NULL));
	ck_assert(injected("labels: {sidecar.istio.io/inject: \"true\"}", NULL));
	ck_assert(injected("annotations: {linkerd.io/inject: ingress}", NULL));
	ck_assert(injected("annotations: {consul.hashicorp.com/connect-inject: \"true\"}", NULL));
	ck_assert(injected("labels: {kuma.io/sidecar-injection: enabled}", NULL));
	ck_assert(injected("annotations: {sidecar.opentelemetry.io/inject: shop/agent}", NULL));
	ck_assert(injected("annotations: {vault.hashicorp.com/agent-inject: \"true\"}", NULL));
	ck_assert(injected("annotations: {dapr.io/enabled: \"${DAPR}\"}", NULL));
}
END_TEST

START_TEST(so_do_those_of_its_namespace)
{
	ck_assert(injected("labels: {app: web}", "labels: {istio-injection: enabled}"));
	ck_assert(injected("labels: {app: web}", "labels: {istio.io/rev: stable}"));
	ck_assert(injected("labels: {app: web}", "annotations: {linkerd.io/inject: enabled}"));
	ck_assert(!injected("labels: {sidecar.istio.io/inject: \"false\"}",
		"labels: {istio-injection: enabled}"));
	ck_assert(!injected("labels: {app: web}", "labels: {istio-injection: disabled}"));
}
END_TEST

START_TEST(nothing_else_does)
{
	ck_assert(!injected("labels: {app: web}", NULL));
	ck_assert(!injected("labels: {app: web}", "labels: {team: shop}"));
	ck_assert(!injected("annotations: {dapr.io/app-id: web}", NULL));
	ck_assert(!injected("annotations: {dapr.io/enabled: \"false\"}", NULL));
	ck_assert(!injected("annotations: {dapr.io/enabled: }", NULL));
}
END_TEST

UNIT_TESTS(labels_or_annotations_of_the_pod_ask_for_it, so_do_those_of_its_namespace,
	nothing_else_does)

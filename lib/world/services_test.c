/* SPDX-License-Identifier: Apache-2.0 */

#include "world/world_test.h"

#define SERVICE "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n"
#define DEPLOYMENT "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"

/* A tree of one directory: a Service and what it may send traffic to. */
static void start(struct tree *t, const char *service, const char *pod)
{
	*t = (struct tree){0};
	add(t, "service.yaml", service);
	add(t, "pod.yaml", pod);
	build(t);
}

static bool finds_pod(const char *service, const char *pod)
{
	struct tree t;
	const struct pf_world_service *found;

	start(&t, service, pod);
	found = pf_world_service_to_pod(t.world, pod_at(&t, "pod.yaml"));
	if (found)
		ck_assert_ptr_eq(found->object, object_at(&t, "service.yaml"));
	drop(&t);
	return found != NULL;
}

/* Does the Service reach the i-th container (init containers first)? */
static bool reaches(const char *service, const char *pod, size_t i)
{
	struct tree t;
	const struct pf_pod *p;
	const struct pf_world_service *found;

	start(&t, service, pod);
	p = pod_at(&t, "pod.yaml");
	ck_assert_uint_lt(i, p->containers.len);
	found = pf_world_service_to(t.world, &p->containers.ptr[i]);
	drop(&t);
	return found != NULL;
}

START_TEST(a_selector_is_matched_whole)
{
	const char *pod = "apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: web, tier: a}}\n"
			  "spec: {containers: [{name: c, image: x}]}\n";

	ck_assert(finds_pod(SERVICE "spec: {selector: {app: web}}\n", pod));
	ck_assert(finds_pod(SERVICE "spec: {selector: {tier: a, app: web}}\n", pod));
	ck_assert(!finds_pod(SERVICE "spec: {selector: {tier: b, app: web}}\n", pod));
	ck_assert(!finds_pod(SERVICE "spec: {selector: {app: web, tier: a, x: y}}\n", pod));
	ck_assert(!finds_pod(SERVICE "spec: {selector: {web: app}}\n", pod));
}
END_TEST

START_TEST(the_template_of_a_workload_counts_not_its_own_labels)
{
	ck_assert(finds_pod(SERVICE "spec: {selector: {app: web}}\n",
		DEPLOYMENT "spec: {template: {metadata: {labels: {app: web}}, "
			   "spec: {containers: [{name: c, image: x}]}}}\n"));
	ck_assert(!finds_pod(SERVICE "spec: {selector: {app: web}}\n",
		"apiVersion: apps/v1\nkind: Deployment\nmetadata: {labels: {app: web}}\n"
		"spec: {template: {spec: {containers: [{name: c, image: x}]}}}\n"));
}
END_TEST

START_TEST(services_that_select_nothing_find_nothing)
{
	ck_assert(!finds_pod(SERVICE "spec: {}\n", POD));
	ck_assert(!finds_pod(SERVICE, POD));
	ck_assert(!finds_pod(SERVICE "spec: {selector: {}}\n", POD));
	ck_assert(!finds_pod(SERVICE "spec: {type: ExternalName, externalName: a.example, "
				     "selector: {app: web}}\n",
		POD));
	ck_assert(!finds_pod("apiVersion: serving.knative.dev/v1\nkind: Service\n"
			     "metadata: {name: web}\nspec: {selector: {app: web}}\n",
		POD));
	ck_assert(!finds_pod(SERVICE "$patch: merge\nspec: {selector: {app: web}}\n", POD));
}
END_TEST

START_TEST(services_stay_in_their_namespace)
{
	const char *in_a = "apiVersion: v1\nkind: Service\nmetadata: {name: x, namespace: a}\n"
			   "spec: {selector: {app: web}}\n";
	const char *in_default =
		"apiVersion: v1\nkind: Service\nmetadata: {name: x, namespace: default}\n"
		"spec: {selector: {app: web}}\n";

	ck_assert(!finds_pod(in_a, POD));
	ck_assert(finds_pod(in_a, POD_IN("a")));
	ck_assert(!finds_pod(in_a, POD_IN("b")));
	ck_assert(finds_pod(in_default, POD));
}
END_TEST

START_TEST(an_overlays_service_finds_the_pods_of_its_base)
{
	struct tree t = {0};
	const struct pf_world_service *found;

	add(&t, "o/kustomization.yaml", "namespace: o\nresources: [../base, service.yaml]\n");
	add(&t, "o/service.yaml", SERVICE "spec: {selector: {app: web}}\n");
	add(&t, "base/kustomization.yaml", "resources: [pod.yaml]\n");
	add(&t, "base/pod.yaml", POD);
	add(&t, "else/pod.yaml", POD);
	build(&t);
	found = pf_world_service_to_pod(t.world, pod_at(&t, "base/pod.yaml"));
	ck_assert_ptr_nonnull(found);
	ck_assert_ptr_eq(found->object, object_at(&t, "o/service.yaml"));
	ck_assert_ptr_null(pf_world_service_to_pod(t.world, pod_at(&t, "else/pod.yaml")));
	drop(&t);
}
END_TEST

START_TEST(the_first_in_input_order_is_found)
{
	struct tree t = {0};
	const struct pf_pod *pod;

	add(&t, "a.yaml", SERVICE "spec: {selector: {tier: a}, ports: [{port: 1}]}\n");
	add(&t, "b.yaml", SERVICE "spec: {selector: {app: web}, ports: [{port: 80}]}\n");
	add(&t, "c.yaml", SERVICE "spec: {selector: {app: web}, ports: [{port: 81}]}\n");
	add(&t, "pod.yaml",
		"apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: web, tier: a}}\n"
		"spec: {containers: [{name: c, ports: [{containerPort: 80}]}, "
		"{name: d, ports: [{containerPort: 81}]}]}\n");
	build(&t);
	pod = pod_at(&t, "pod.yaml");
	ck_assert_ptr_eq(pf_world_service_to_pod(t.world, pod)->object, object_at(&t, "a.yaml"));
	ck_assert_ptr_eq(pf_world_service_to(t.world, &pod->containers.ptr[0])->object,
		object_at(&t, "b.yaml"));
	ck_assert_ptr_eq(pf_world_service_to(t.world, &pod->containers.ptr[1])->object,
		object_at(&t, "c.yaml"));
	drop(&t);
}
END_TEST

#define TWO \
	"apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: web}}\nspec:\n  containers:\n" \
	"  - {name: c, ports: [{containerPort: 8080, name: http}]}\n" \
	"  - {name: d, ports: [{containerPort: 53, name: dns, protocol: UDP}]}\n"
#define TO(ports) SERVICE "spec: {selector: {app: web}, ports: [" ports "]}\n"

START_TEST(a_target_is_a_number_or_a_name)
{
	ck_assert(reaches(TO("{port: 80, targetPort: 8080}"), TWO, 0));
	ck_assert(reaches(TO("{port: 80, targetPort: http}"), TWO, 0));
	ck_assert(reaches(TO("{port: 8080}"), TWO, 0));
	ck_assert(reaches(TO("{port: 8080, targetPort: 0}"), TWO, 0));
	ck_assert(reaches(TO("{port: 1}, {port: 2, targetPort: http}"), TWO, 0));
	ck_assert(!reaches(TO("{port: 80}"), TWO, 0));
	ck_assert(!reaches(TO("{port: 80, targetPort: https}"), TWO, 0));
	ck_assert(!reaches(TO("{port: 80, targetPort: 8080}"), TWO, 1));
}
END_TEST

START_TEST(the_protocol_has_to_agree)
{
	ck_assert(reaches(TO("{port: 53, protocol: UDP}"), TWO, 1));
	ck_assert(reaches(TO("{port: 5, targetPort: dns, protocol: UDP}"), TWO, 1));
	ck_assert(!reaches(TO("{port: 53}"), TWO, 1));
	ck_assert(!reaches(TO("{port: 53, protocol: TCP}"), TWO, 1));
	ck_assert(reaches(TO("{port: 8080, protocol: TCP}"), TWO, 0));
	ck_assert(!reaches(TO("{port: 8080, protocol: UDP}"), TWO, 0));
}
END_TEST

START_TEST(headless_services_send_traffic_too)
{
	ck_assert(reaches(SERVICE "spec: {clusterIP: None, selector: {app: web}, "
				  "ports: [{port: 8080}]}\n",
		TWO, 0));
}
END_TEST

START_TEST(the_only_container_needs_to_declare_no_port)
{
	ck_assert(reaches(TO("{port: 80}"), POD, 0));
	ck_assert(!reaches(TO("{port: 80, targetPort: http}"), POD, 0));
	ck_assert(!reaches(SERVICE "spec: {selector: {app: web}}\n", POD, 0));
}
END_TEST

START_TEST(init_containers_get_no_traffic_but_sidecars_do)
{
	const char *init = "apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: web}}\nspec:\n"
			   "  initContainers: [{name: i, ports: [{containerPort: 80}]}]\n"
			   "  containers: [{name: c}]\n";
	const char *sidecar =
		"apiVersion: v1\nkind: Pod\nmetadata: {labels: {app: web}}\nspec:\n"
		"  initContainers: [{name: i, restartPolicy: Always, ports: [{containerPort: 80}]}]\n"
		"  containers: [{name: c}]\n";

	ck_assert(!reaches(TO("{port: 80}"), init, 0));
	ck_assert(reaches(TO("{port: 80}"), init, 1));
	ck_assert(reaches(TO("{port: 80}"), sidecar, 0));
	ck_assert(!reaches(TO("{port: 80}"), sidecar, 1));
}
END_TEST

/* One Service among many that share a label: it is found by its rarest pair. */
START_TEST(a_common_label_hides_no_service)
{
	struct tree t = {0};
	const char *path = NULL;

	for (int i = 0; i < 100; i++) {
		path = pf_arena_fmt(&t.arena, "s%d.yaml", i).ptr;
		add(&t, path,
			pf_arena_fmt(&t.arena,
				"apiVersion: v1\nkind: Service\nmetadata: {name: s}\n"
				"spec: {selector: {part-of: shop, app: a%d}}\n",
				i)
				.ptr);
	}
	add(&t, "pod.yaml",
		"apiVersion: v1\nkind: Pod\nmetadata: {labels: {part-of: shop, app: a99}}\n"
		"spec: {containers: [{name: c}]}\n");
	build(&t);
	ck_assert_ptr_eq(pf_world_service_to_pod(t.world, pod_at(&t, "pod.yaml"))->object,
		object_at(&t, path));
	drop(&t);
}
END_TEST

/* Beyond the bounds a Service is not found rather than found slowly. */
START_TEST(absurd_selectors_and_labels_are_passed_over)
{
	struct tree t = {0};
	pf_str pairs = PF_STR("app: web");

	for (int i = 0; i < 200; i++) {
		pairs = pf_arena_fmt(&t.arena, "%.*s, k%d: v", PF_STR_ARG(pairs), i);
		if (i == 30)
			add(&t, "many.yaml",
				pf_arena_fmt(&t.arena, SERVICE "spec: {selector: {%.*s}}\n",
					PF_STR_ARG(pairs))
					.ptr);
	}
	add(&t, "too-many.yaml",
		pf_arena_fmt(&t.arena, SERVICE "spec: {selector: {%.*s}}\n", PF_STR_ARG(pairs))
			.ptr);
	add(&t, "one.yaml", SERVICE "spec: {selector: {app: web}}\n");
	add(&t, "pod.yaml", POD);
	add(&t, "labels.yaml",
		pf_arena_fmt(&t.arena,
			"apiVersion: v1\nkind: Pod\nmetadata: {labels: {%.*s}}\n"
			"spec: {containers: [{name: c}]}\n",
			PF_STR_ARG(pairs))
			.ptr);
	build(&t);
	ck_assert_ptr_eq(pf_world_service_to_pod(t.world, pod_at(&t, "pod.yaml"))->object,
		object_at(&t, "one.yaml"));
	ck_assert_ptr_null(pf_world_service_to_pod(t.world, pod_at(&t, "labels.yaml")));
	drop(&t);
}
END_TEST

/* A look-up compares so much and no more, however many Services resemble each other. */
START_TEST(a_look_up_ends_however_many_services_there_are)
{
	struct tree t = {0};
	pf_str pairs = PF_STR("app: web");

	for (int i = 1; i < 32; i++)
		pairs = pf_arena_fmt(&t.arena, "%.*s, k%d: v", PF_STR_ARG(pairs), i);
	for (int i = 0; i < 130; i++)
		add(&t, pf_arena_fmt(&t.arena, "s%d.yaml", i).ptr,
			pf_arena_fmt(&t.arena,
				SERVICE "spec: {selector: {%.*s}, ports: [{port: %d}]}\n",
				PF_STR_ARG(pairs), i + 1)
				.ptr);
	add(&t, "pod.yaml",
		pf_arena_fmt(&t.arena,
			"apiVersion: v1\nkind: Pod\nmetadata: {labels: {%.*s}}\n"
			"spec: {containers: [{name: c, ports: [{containerPort: 100}, "
			"{containerPort: 130}]}, {name: d, ports: [{containerPort: 130}]}]}\n",
			PF_STR_ARG(pairs))
			.ptr);
	build(&t);
	ck_assert_ptr_eq(pf_world_service_to(t.world, &pod_at(&t, "pod.yaml")->containers.ptr[0])
				 ->object,
		object_at(&t, "s99.yaml"));
	ck_assert_ptr_null(pf_world_service_to(t.world,
		&pod_at(&t, "pod.yaml")->containers.ptr[1]));
	drop(&t);
}
END_TEST

#define NAMED(name) "apiVersion: v1\nkind: Service\nmetadata: {name: " name "}\n"

START_TEST(a_service_is_found_by_its_name_with_or_without_a_selector)
{
	struct tree t = {0};
	const struct pf_object *pod;
	const struct pf_world_service *found;

	add(&t, "pod.yaml", POD);
	add(&t, "redis.yaml", NAMED("redis") "spec: {ports: [{port: 6379}]}\n");
	add(&t, "db.yaml", NAMED("db") "spec: {selector: {app: db}, ports: [{port: 5432}]}\n");
	add(&t, "mail.yaml", NAMED("mail") "spec: {type: ExternalName, externalName: a.example}\n");
	add(&t, "bare.yaml", NAMED("bare"));
	add(&t, "else/cache.yaml", NAMED("cache") "spec: {ports: [{port: 1}]}\n");
	build(&t);
	pod = object_at(&t, "pod.yaml");
	found = pf_world_service_named(t.world, pod, PF_STR("redis"));
	ck_assert_ptr_nonnull(found);
	ck_assert_ptr_eq(found->object, object_at(&t, "redis.yaml"));
	ck_assert_int_eq(found->service->spec->ports.ptr[0].port.is, 6379);
	ck_assert_ptr_nonnull(pf_world_service_named(t.world, pod, PF_STR("db")));
	ck_assert_ptr_null(pf_world_service_named(t.world, pod, PF_STR("mail")));
	ck_assert_ptr_null(pf_world_service_named(t.world, pod, PF_STR("bare")));
	ck_assert_ptr_null(pf_world_service_named(t.world, pod, PF_STR("cache")));
	ck_assert_ptr_null(pf_world_service_named(t.world, pod, PF_STR("x")));
	drop(&t);
}
END_TEST

START_TEST(a_service_is_found_by_name_in_the_own_namespace_only)
{
	struct tree t = {0};

	add(&t, "redis.yaml", NAMED("redis") "spec: {ports: [{port: 6379}]}\n");
	add(&t, "a.yaml", POD);
	add(&t, "b.yaml", POD_IN("b"));
	build(&t);
	ck_assert_ptr_nonnull(pf_world_service_named(t.world, object_at(&t, "a.yaml"),
		PF_STR("redis")));
	ck_assert_ptr_null(pf_world_service_named(t.world, object_at(&t, "b.yaml"),
		PF_STR("redis")));
	drop(&t);
}
END_TEST

UNIT_TESTS(a_service_is_found_by_its_name_with_or_without_a_selector,
	a_service_is_found_by_name_in_the_own_namespace_only, a_selector_is_matched_whole,
	the_template_of_a_workload_counts_not_its_own_labels,
	services_that_select_nothing_find_nothing, services_stay_in_their_namespace,
	an_overlays_service_finds_the_pods_of_its_base, the_first_in_input_order_is_found,
	a_target_is_a_number_or_a_name, the_protocol_has_to_agree,
	headless_services_send_traffic_too, the_only_container_needs_to_declare_no_port,
	init_containers_get_no_traffic_but_sidecars_do, a_common_label_hides_no_service,
	absurd_selectors_and_labels_are_passed_over, a_look_up_ends_however_many_services_there_are)

/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/pod.h"

#include "kube/os.h"
#include "unit.h"
#include "yaml/load.h"

#define SPEC "{containers: [{name: web, image: nginx}]}"
#define TEMPLATE "{metadata: {labels: {a: b}}, spec: " SPEC "}"

static struct pf_arena arena;
static struct pf_decoder decoder;
static struct pf_object object;
static const void *typed;

static void read_object(const char *text)
{
	struct pf_source *source = PF_NEW(&arena, struct pf_source);
	struct pf_documents documents = {0};
	struct pf_objects objects = {0};

	source->text = pf_str_from(text);
	pf_yaml_load(&arena, source, (struct pf_piece){0, (uint32_t)source->text.len}, &documents);
	ck_assert_uint_eq(documents.len, 1);
	ck_assert_ptr_null(documents.ptr[0].fault);
	pf_objects_of(&arena, &documents.ptr[0], &objects);
	ck_assert_uint_eq(objects.len, 1);
	object = objects.ptr[0];
}

/* The view as the engine asks for it: the object decoded where a table has it. */
static const struct pf_pod *pod(const char *text)
{
	read_object(text);
	pf_decoder_start(&decoder, &arena, PF_RELEASE_LAST);
	typed = object.api && object.api->type ? pf_decode(&decoder, object.api->type, object.root)
					       : NULL;
	return pf_pod_of(&decoder, &object, typed);
}

/* A Pod with this spec. */
static const struct pf_pod *pod_with(const char *spec)
{
	pf_str text = pf_arena_fmt(&arena, "apiVersion: v1\nkind: Pod\nspec:\n  %s", spec);
	const struct pf_pod *p = pod(text.ptr);

	ck_assert_ptr_nonnull(p);
	return p;
}

static void release(void)
{
	pf_arena_release(&arena);
}

static const struct sample {
	const char *text;
	enum pf_workload_kind kind;
} samples[] = {
	{"{apiVersion: v1, kind: Pod, metadata: {labels: {a: b}}, spec: " SPEC "}", PF_POD},
	{"{apiVersion: apps/v1, kind: Deployment, spec: {template: " TEMPLATE "}}", PF_DEPLOYMENT},
	{"{apiVersion: apps/v1, kind: ReplicaSet, spec: {template: " TEMPLATE "}}", PF_REPLICA_SET},
	{"{apiVersion: apps/v1, kind: StatefulSet, spec: {template: " TEMPLATE "}}",
		PF_STATEFUL_SET},
	{"{apiVersion: apps/v1, kind: DaemonSet, spec: {template: " TEMPLATE "}}", PF_DAEMON_SET},
	{"{apiVersion: v1, kind: ReplicationController, spec: {template: " TEMPLATE "}}",
		PF_REPLICATION_CONTROLLER},
	{"{apiVersion: batch/v1, kind: Job, spec: {template: " TEMPLATE "}}", PF_JOB},
	{"{apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: {spec: {template: " TEMPLATE
	 "}}}}",
		PF_CRON_JOB},
	{"{apiVersion: v1, kind: PodTemplate, template: " TEMPLATE "}", PF_POD_TEMPLATE},
	/* versions of the past: no table has them */
	{"{apiVersion: extensions/v1beta1, kind: Deployment, spec: {template: " TEMPLATE "}}",
		PF_DEPLOYMENT},
	{"{apiVersion: apps/v1beta2, kind: StatefulSet, spec: {template: " TEMPLATE "}}",
		PF_STATEFUL_SET},
	{"{apiVersion: extensions/v1beta1, kind: DaemonSet, spec: {template: " TEMPLATE "}}",
		PF_DAEMON_SET},
	{"{apiVersion: batch/v1beta1, kind: CronJob, spec: {jobTemplate: {spec: {template: " TEMPLATE
	 "}}}}",
		PF_CRON_JOB},
	/* other people's kinds */
	{"{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {template: " TEMPLATE "}}",
		PF_OTHER_WORKLOAD},
	{"{apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, spec: {template: " TEMPLATE
	 "}}",
		PF_OTHER_WORKLOAD},
	{"{apiVersion: v1, kind: DeploymentConfig, spec: {template: " TEMPLATE "}}",
		PF_OTHER_WORKLOAD},
	{"{apiVersion: serving.knative.dev/v1, kind: Service, spec: {template: " TEMPLATE "}}",
		PF_OTHER_WORKLOAD},
	{"{apiVersion: agones.dev/v1, kind: Fleet, spec: {template: {spec: {template: " TEMPLATE
	 "}}}}",
		PF_OTHER_WORKLOAD},
	{"{apiVersion: example.com/v1, kind: Deployment, spec: {template: " TEMPLATE "}}",
		PF_OTHER_WORKLOAD},
};

START_TEST(every_workload_gives_the_same_view)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct pf_pod *p = pod(samples[i].text);
		const struct pf_node *template;

		ck_assert_msg(p != NULL, "%s", samples[i].text);
		ck_assert_int_eq(p->kind, samples[i].kind);
		ck_assert_ptr_eq(p->object, &object);
		ck_assert_uint_eq(p->containers.len, 1);
		ck_assert(pf_str_eq(p->containers.ptr[0].spec->name.is, PF_STR("web")));
		ck_assert_ptr_eq(p->containers.ptr[0].pod, p);
		ck_assert(pf_str_eq(pf_str_map_get(p->labels, PF_STR("a"))->value.is, PF_STR("b")));
		ck_assert_ptr_eq(p->spec_node, p->spec->node);
		ck_assert_ptr_eq(pf_pod_spec_node(&object), p->spec_node);
		ck_assert(pf_carries_pod_template(&object, &template));
		ck_assert_ptr_eq(pf_node_get(template, PF_STR("spec")), p->spec_node);
	}
	release();
}
END_TEST

START_TEST(custom_templates_are_read_and_not_judged)
{
	const struct pf_pod *p = pod("{apiVersion: example.com/v1, kind: X, spec: {template: "
				     "{spec: {ours: 1, containers: [{name: 1, image: a}]}}}}");

	ck_assert_ptr_nonnull(p);
	ck_assert_uint_eq(p->containers.len, 1);
	ck_assert_uint_eq(decoder.nproblems, 0);
	ck_assert(decoder.judge);
	release();
}
END_TEST

START_TEST(what_has_no_template_is_no_workload)
{
	const struct pf_node *template;

	ck_assert_ptr_null(pod("{apiVersion: v1, kind: ConfigMap, data: {}}"));
	ck_assert(!pf_carries_pod_template(&object, &template));
	ck_assert_ptr_null(pod("{apiVersion: v1, kind: Service, spec: {template: " TEMPLATE "}}"));
	ck_assert_ptr_null(pod("{apiVersion: a.b/v1, kind: X, spec: {template: {spec: {}}}}"));
	ck_assert(!pf_carries_pod_template(&object, &template));
	ck_assert_ptr_null(
		pod("{apiVersion: a.b/v1, kind: X, spec: {template: {spec: {containers: {}}}}}"));
	ck_assert_ptr_null(pod("{apiVersion: a.b/v1, kind: X, spec: {template: text}}"));
	release();
}
END_TEST

START_TEST(workloads_without_their_template_give_no_view)
{
	static const char *const texts[] = {
		"{apiVersion: apps/v1, kind: Deployment}",
		"{apiVersion: apps/v1, kind: Deployment, spec: null}",
		"{apiVersion: apps/v1, kind: Deployment, spec: {template: null}}",
		"{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: null}}}",
		"{apiVersion: apps/v1, kind: Deployment, spec: [template]}",
		"{apiVersion: apps/v1beta1, kind: Deployment, spec: {template: text}}",
		"{apiVersion: batch/v1, kind: CronJob}",
		"{apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: null}}",
		"{apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: {spec: null}}}",
		"{apiVersion: v1, kind: PodTemplate}",
		"{apiVersion: v1, kind: Pod}",
		"{apiVersion: v1, kind: Pod, spec: []}",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct pf_node *template;

		ck_assert_msg(!pod(texts[i]), "%s", texts[i]);
		ck_assert_ptr_null(pf_pod_spec_node(&object));
		ck_assert(pf_carries_pod_template(&object, &template));
	}
	release();
}
END_TEST

START_TEST(containers_come_in_their_classes)
{
	const struct pf_pod *p =
		pod_with("{ephemeralContainers: [{name: d}], containers: [{name: m}],\n"
			 "   initContainers: [{name: i}, {name: s, restartPolicy: Always},\n"
			 "   {name: n, restartPolicy: Never}]}");
	static const enum pf_container_class classes[] = {
		PF_INIT, PF_SIDECAR, PF_INIT, PF_MAIN, PF_EPHEMERAL};
	static const size_t indexes[] = {0, 1, 2, 0, 0};

	ck_assert_uint_eq(p->containers.len, 5);
	for (size_t i = 0; i < 5; i++) {
		ck_assert_int_eq(p->containers.ptr[i].class, classes[i]);
		ck_assert_uint_eq(p->containers.ptr[i].index, indexes[i]);
	}
	ck_assert(!pf_container_is_long_lived(&p->containers.ptr[0]));
	ck_assert(pf_container_is_long_lived(&p->containers.ptr[1]));
	ck_assert(pf_container_is_long_lived(&p->containers.ptr[3]));
	ck_assert(!pf_container_is_long_lived(&p->containers.ptr[4]));
	ck_assert_str_eq(pf_container_class_name(PF_SIDECAR), "sidecar");
	release();
}
END_TEST

START_TEST(null_and_wrong_containers_are_none)
{
	const struct pf_pod *p;

	ck_assert_uint_eq(pod_with("{containers: null, initContainers: 3}")->containers.len, 0);
	ck_assert_uint_eq(pod_with("{containers: {name: a}}")->containers.len, 0);
	p = pod_with("{containers: [null, text, {name: a}]}");
	ck_assert_uint_eq(p->containers.len, 2);
	ck_assert(!p->containers.ptr[0].spec->name.set);
	ck_assert_ptr_nonnull(p->containers.ptr[0].spec->node);
	ck_assert(!p->containers.ptr[0].image.valid);
	ck_assert(pf_str_eq(p->containers.ptr[1].spec->name.is, PF_STR("a")));
	release();
}
END_TEST

START_TEST(labels_and_annotations_are_never_null)
{
	ck_assert_ptr_null(pod_with("{containers: []}")->meta);
	ck_assert_uint_eq(pod_with("{containers: []}")->labels->len, 0);
	ck_assert_uint_eq(pod_with("{containers: []}")->annotations->len, 0);
	release();
}
END_TEST

START_TEST(aliases_and_merges_reach_the_template)
{
	const struct pf_pod *p = pod("x: &c {name: web, image: nginx}\n"
				     "y: &s {hostNetwork: true, containers: [*c]}\n"
				     "apiVersion: apps/v1\nkind: Deployment\n"
				     "spec:\n  template:\n    spec:\n      <<: *s\n"
				     "      initContainers: [{<<: *c, name: first}]\n");

	ck_assert_ptr_nonnull(p);
	ck_assert_int_eq(p->spec->host_network.is, PF_TRUE);
	ck_assert_uint_eq(p->containers.len, 2);
	ck_assert(pf_str_eq(p->containers.ptr[0].spec->name.is, PF_STR("first")));
	ck_assert(pf_str_eq(p->containers.ptr[0].spec->image.is, PF_STR("nginx")));
	ck_assert(pf_str_eq(p->containers.ptr[1].spec->name.is, PF_STR("web")));
	release();
}
END_TEST

START_TEST(the_containers_word_goes_before_the_pods)
{
	const struct pf_pod *p = pod_with(
		"{securityContext: {runAsNonRoot: true, runAsUser: 7}, containers: [{name: a},\n"
		"   {name: b, securityContext: {runAsNonRoot: false, runAsUser: 0}},\n"
		"   {name: c, securityContext: {runAsNonRoot: null}}]}");
	const struct pf_pod_container *c = p->containers.ptr;

	ck_assert_int_eq(pf_effective_run_as_non_root(&c[0]).is, PF_TRUE);
	ck_assert_int_eq(pf_effective_run_as_non_root(&c[1]).is, PF_FALSE);
	ck_assert_int_eq(pf_effective_run_as_non_root(&c[2]).is, PF_TRUE);
	ck_assert_int_eq(pf_effective_run_as_user(&c[0]).is, 7);
	ck_assert(pf_effective_run_as_user(&c[1]).set);
	ck_assert_int_eq(pf_effective_run_as_user(&c[1]).is, 0);
	c = pod_with("{containers: [{name: a}]}")->containers.ptr;
	ck_assert_int_eq(pf_effective_run_as_non_root(c).is, PF_UNSET);
	ck_assert(!pf_effective_run_as_user(c).set);
	release();
}
END_TEST

START_TEST(requests_limits_and_ports_are_found_by_name)
{
	const struct pf_pod_container *c =
		pod_with("{containers: [{name: a, ports: [{containerPort: 80}, {name: http,\n"
			 "   containerPort: 8080}], resources: {requests: {cpu: 1}}}, {name: b}]}")
			->containers.ptr;

	ck_assert_ptr_nonnull(pf_container_request(&c[0], PF_STR("cpu")));
	ck_assert_ptr_null(pf_container_request(&c[0], PF_STR("memory")));
	ck_assert_ptr_null(pf_container_limit(&c[0], PF_STR("cpu")));
	ck_assert_ptr_null(pf_container_limit(&c[1], PF_STR("cpu")));
	ck_assert_int_eq(pf_container_port_named(&c[0], PF_STR("http"))->container_port.is, 8080);
	ck_assert_ptr_null(pf_container_port_named(&c[0], PF_STR("admin")));
	ck_assert_ptr_null(pf_container_port_named(&c[1], PF_STR("http")));
	release();
}
END_TEST

START_TEST(knows_what_ends_and_what_runs_on_windows)
{
	ck_assert(pf_pod_runs_to_completion(
		pod("{apiVersion: batch/v1, kind: Job, spec: {template: " TEMPLATE "}}")));
	ck_assert(pf_pod_runs_to_completion(pod_with("{restartPolicy: Never, containers: []}")));
	ck_assert(pf_pod_runs_to_completion(pod_with("{restartPolicy: OnFailure}")));
	ck_assert(!pf_pod_runs_to_completion(pod_with("{restartPolicy: Always}")));
	ck_assert(!pf_pod_runs_to_completion(pod_with("{containers: []}")));
	ck_assert(pod_with("{os: {name: windows}}")->windows);
	ck_assert(!pod_with("{os: {name: linux}}")->windows);
	ck_assert(!pod_with("{os: null}")->windows);
	release();
}
END_TEST

/* The engine takes the typed struct of these kinds without asking twice. */
START_TEST(every_served_workload_has_a_typed_template)
{
	static const char *const kinds[] = {"Pod", "Deployment", "ReplicaSet", "StatefulSet",
		"DaemonSet", "ReplicationController", "Job", "CronJob", "PodTemplate"};

	for (size_t i = 0; i < pf_nkinds; i++) {
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
			pf_str text;

			if (!pf_str_eq(pf_kinds[i].kind, pf_str_from(kinds[k])))
				continue;
			text = pf_arena_fmt(&arena,
				"apiVersion: %.*s\nkind: %s\nspec: " SPEC "\ntemplate: " TEMPLATE,
				PF_STR_ARG(pf_kinds[i].api_version), kinds[k]);
			(void)pod(text.ptr);
			ck_assert_ptr_nonnull(typed);
		}
	}
	release();
}
END_TEST

START_TEST(controllers_that_never_end_are_told_from_the_rest)
{
	ck_assert(pf_workload_is_endless(PF_DEPLOYMENT));
	ck_assert(pf_workload_is_endless(PF_REPLICATION_CONTROLLER));
	ck_assert(!pf_workload_is_endless(PF_POD));
	ck_assert(!pf_workload_is_endless(PF_CRON_JOB));
	ck_assert(!pf_workload_is_endless(PF_OTHER_WORKLOAD));
}
END_TEST

START_TEST(os_name_rules_fields_out)
{
	const struct pf_pod *p =
		pod_with("{os: {name: windows}, hostPID: true, hostIPC: false, "
			 "securityContext: {runAsUser: 1, fsGroup: null, "
			 "sysctls: [], windowsOptions: {}}, containers: [{name: a, "
			 "image: b, securityContext: {privileged: false}}]}");
	struct pf_os_faults faults = pf_pod_os_faults(p);

	ck_assert_uint_eq(faults.n, 2);
	ck_assert(pf_str_eq(pf_node_text(faults.keys[0]), PF_STR("runAsUser")));
	ck_assert(pf_str_eq(pf_node_text(faults.keys[1]), PF_STR("hostPID")));
	ck_assert_uint_eq(pf_container_os_faults(&p->containers.ptr[0]).n, 1);
	p = pod_with("{securityContext: {runAsUser: 1, windowsOptions: {}}, containers: []}");
	ck_assert_uint_eq(pf_pod_os_faults(p).n, 0);
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(controllers_that_never_end_are_told_from_the_rest, os_name_rules_fields_out,
	every_workload_gives_the_same_view, custom_templates_are_read_and_not_judged,
	what_has_no_template_is_no_workload, workloads_without_their_template_give_no_view,
	containers_come_in_their_classes, null_and_wrong_containers_are_none,
	labels_and_annotations_are_never_null, aliases_and_merges_reach_the_template,
	the_containers_word_goes_before_the_pods, requests_limits_and_ports_are_found_by_name,
	knows_what_ends_and_what_runs_on_windows, every_served_workload_has_a_typed_template)

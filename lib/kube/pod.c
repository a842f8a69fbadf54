/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/pod.h"

#include "kube/names.h"

/* Where the template stands in what carries it. */
enum place {
	AT_ROOT,     /* a Pod is its own template */
	AT_TEMPLATE, /* PodTemplate */
	AT_SPEC,     /* spec.template */
	AT_JOB,      /* spec.jobTemplate.spec.template */
	AT_OTHER,    /* spec.template, or the template that this is a template of */
};

static const struct workload {
	pf_str kind;
	pf_str groups[3]; /* ends at an unset one; the first is today's */
	enum pf_workload_kind is;
	enum place place;
} workloads[] = {
	{PF_STR_INIT("Pod"), {PF_STR_INIT("")}, PF_POD, AT_ROOT},
	{PF_STR_INIT("Deployment"), {PF_STR_INIT("apps"), PF_STR_INIT("extensions")}, PF_DEPLOYMENT,
		AT_SPEC},
	{PF_STR_INIT("ReplicaSet"), {PF_STR_INIT("apps"), PF_STR_INIT("extensions")},
		PF_REPLICA_SET, AT_SPEC},
	{PF_STR_INIT("StatefulSet"), {PF_STR_INIT("apps")}, PF_STATEFUL_SET, AT_SPEC},
	{PF_STR_INIT("DaemonSet"), {PF_STR_INIT("apps"), PF_STR_INIT("extensions")}, PF_DAEMON_SET,
		AT_SPEC},
	{PF_STR_INIT("ReplicationController"), {PF_STR_INIT("")}, PF_REPLICATION_CONTROLLER,
		AT_SPEC},
	{PF_STR_INIT("Job"), {PF_STR_INIT("batch"), PF_STR_INIT("extensions")}, PF_JOB, AT_SPEC},
	{PF_STR_INIT("CronJob"), {PF_STR_INIT("batch")}, PF_CRON_JOB, AT_JOB},
	{PF_STR_INIT("PodTemplate"), {PF_STR_INIT("")}, PF_POD_TEMPLATE, AT_TEMPLATE},
};

static const struct workload other = {
	PF_STR_INIT(""), {PF_STR_INIT("")}, PF_OTHER_WORKLOAD, AT_OTHER};

static bool group_fits(const struct workload *w, pf_str group)
{
	for (size_t i = 0; i < 3 && w->groups[i].ptr; i++) {
		if (pf_str_eq(w->groups[i], group))
			return true;
	}
	return false;
}

static const struct workload *workload_of(const struct pf_object *object)
{
	for (size_t i = 0; i < sizeof(workloads) / sizeof(workloads[0]); i++) {
		if (pf_str_eq(workloads[i].kind, object->kind) &&
			group_fits(&workloads[i], object->group))
			return &workloads[i];
	}
	return object->api ? NULL : &other;
}

static const struct pf_node *below(const struct pf_node *node, const char *const *keys)
{
	for (; node && *keys; keys++)
		node = pf_node_get(node, pf_str_from(*keys));
	return node;
}

/* A Fleet makes GameServers, which make Pods. */
static const struct pf_node *other_template(const struct pf_object *object)
{
	static const char *const outer[] = {"spec", "template", NULL};
	static const char *const inner[] = {"spec", "template", NULL};
	static const char *const containers[] = {"spec", "containers", NULL};
	const struct pf_node *template = below(object->root, outer);

	return below(template, containers) ? template : below(template, inner);
}

static const struct pf_node *template_node(const struct pf_object *object, enum place place)
{
	static const char *const in_template[] = {"template", NULL};
	static const char *const in_spec[] = {"spec", "template", NULL};
	static const char *const in_job[] = {"spec", "jobTemplate", "spec", "template", NULL};

	switch (place) {
	case AT_ROOT:
		return object->root;
	case AT_TEMPLATE:
		return below(object->root, in_template);
	case AT_SPEC:
		return below(object->root, in_spec);
	case AT_JOB:
		return below(object->root, in_job);
	case AT_OTHER:
		return other_template(object);
	}
	return NULL;
}

static const struct pf_node *spec_of(const struct workload *w, const struct pf_node *template)
{
	const struct pf_node *spec = pf_node_get(template, PF_STR("spec"));
	const struct pf_node *containers;

	if (!spec || spec->kind != PF_MAP)
		return NULL;
	containers = pf_node_get(spec, PF_STR("containers"));
	if (w == &other && (!containers || containers->kind != PF_SEQ))
		return NULL;
	return spec;
}

bool pf_carries_pod_template(const struct pf_object *object, const struct pf_node **template)
{
	const struct workload *w = workload_of(object);

	*template = w ? template_node(object, w->place) : NULL;
	return w && (w != &other || spec_of(w, *template));
}

const struct pf_node *pf_pod_spec_node(const struct pf_object *object)
{
	const struct workload *w = workload_of(object);

	return w ? spec_of(w, template_node(object, w->place)) : NULL;
}

static const struct pf_pod_template_spec *typed_template(const void *typed,
	enum pf_workload_kind kind)
{
	const struct pf_job_template_spec *job_template;

/* NOLINTNEXTLINE(bugprone-macro-parentheses): a struct's name */
#define TEMPLATE_OF(name) \
	(((const struct name *)typed)->spec ? ((const struct name *)typed)->spec->template : NULL)
	switch (kind) {
	case PF_DEPLOYMENT:
		return TEMPLATE_OF(pf_deployment);
	case PF_REPLICA_SET:
		return TEMPLATE_OF(pf_replica_set);
	case PF_STATEFUL_SET:
		return TEMPLATE_OF(pf_stateful_set);
	case PF_DAEMON_SET:
		return TEMPLATE_OF(pf_daemon_set);
	case PF_REPLICATION_CONTROLLER:
		return TEMPLATE_OF(pf_replication_controller);
	case PF_JOB:
		return TEMPLATE_OF(pf_job);
	case PF_CRON_JOB:
		if (!((const struct pf_cron_job *)typed)->spec)
			return NULL;
		job_template = ((const struct pf_cron_job *)typed)->spec->job_template;
		return job_template && job_template->spec ? job_template->spec->template : NULL;
	case PF_POD_TEMPLATE:
		return ((const struct pf_pod_template_object *)typed)->template;
	case PF_POD:
	case PF_OTHER_WORKLOAD:
		break;
	}
#undef TEMPLATE_OF
	return NULL;
}

/* Template of a kind that no table describes: read, not judged. */
static const struct pf_pod_template_spec *decoded_template(struct pf_decoder *decoder,
	const struct pf_node *node)
{
	bool judge = decoder->judge;
	const void *template;

	decoder->judge = false;
	template = pf_decode(decoder, &pf_types[PF_TYPE_pf_pod_template_spec], node);
	decoder->judge = judge;
	return template;
}

static bool find_template(struct pf_decoder *decoder, const void *typed, struct pf_pod *pod)
{
	const struct workload *w = workload_of(pod->object);
	const struct pf_pod_template_spec *template;

	if (!w)
		return false;
	pod->kind = w->is;
	pod->spec_node = spec_of(w, template_node(pod->object, w->place));
	if (!pod->spec_node)
		return false;
	if (w->is == PF_POD && typed) {
		pod->spec = ((const struct pf_pod_object *)typed)->spec;
		pod->meta = ((const struct pf_pod_object *)typed)->metadata;
		return pod->spec != NULL;
	}
	if (typed)
		template = typed_template(typed, w->is);
	else
		template = decoded_template(decoder, template_node(pod->object, w->place));
	if (!template || !template->spec)
		return false;
	pod->spec = template->spec;
	pod->meta = template->metadata;
	return true;
}

static bool is_sidecar(const struct pf_container *c)
{
	return pf_str_eq(c->restart_policy.is, PF_STR("Always"));
}

static void add_containers(struct pf_arena *arena, struct pf_pod *pod,
	const struct pf_container_list *list, enum pf_container_class class)
{
	for (size_t i = 0; i < list->len; i++) {
		const struct pf_container *spec = &list->ptr[i];

		pod->containers.ptr[pod->containers.len++] = (struct pf_pod_container){
			.spec = spec,
			.pod = pod,
			.class = class == PF_INIT && is_sidecar(spec) ? PF_SIDECAR : class,
			.index = i,
			.image = pf_image_reference_parse(arena, spec->image.is),
		};
	}
}

struct pf_pod *pf_pod_of(struct pf_decoder *decoder, const struct pf_object *object,
	const void *typed)
{
	static const struct pf_str_map none = {0};
	struct pf_pod found = {.object = object, .labels = &none, .annotations = &none};
	const struct pf_pod_spec *spec;
	struct pf_pod *pod;

	if (!find_template(decoder, typed, &found))
		return NULL;
	pod = PF_NEW(decoder->arena, struct pf_pod);
	*pod = found;
	spec = pod->spec;
	if (pod->meta) {
		pod->labels = &pod->meta->labels;
		pod->annotations = &pod->meta->annotations;
	}
	pod->patch = decoder->patch;
	pod->windows = spec->os && pf_str_eq(spec->os->name.is, PF_STR("windows"));
	pod->containers.ptr = PF_NEWN(decoder->arena, struct pf_pod_container,
		spec->init_containers.len + spec->containers.len + spec->ephemeral_containers.len);
	add_containers(decoder->arena, pod, &spec->init_containers, PF_INIT);
	add_containers(decoder->arena, pod, &spec->containers, PF_MAIN);
	add_containers(decoder->arena, pod, &spec->ephemeral_containers, PF_EPHEMERAL);
	return pod;
}

bool pf_pod_runs_to_completion(const struct pf_pod *pod)
{
	pf_str policy = pod->spec->restart_policy.is;

	return pod->kind == PF_JOB || pod->kind == PF_CRON_JOB ||
		pf_str_eq(policy, PF_STR("Never")) || pf_str_eq(policy, PF_STR("OnFailure"));
}

pf_str pf_pod_service_account_name(const struct pf_pod *pod)
{
	if (pod->spec->service_account_name.is.len)
		return pod->spec->service_account_name.is;
	if (pod->spec->service_account.is.len)
		return pod->spec->service_account.is;
	return PF_STR("default");
}

bool pf_workload_is_endless(enum pf_workload_kind kind)
{
	switch (kind) {
	case PF_DEPLOYMENT:
	case PF_REPLICA_SET:
	case PF_STATEFUL_SET:
	case PF_DAEMON_SET:
	case PF_REPLICATION_CONTROLLER:
		return true;
	case PF_POD:
	case PF_JOB:
	case PF_CRON_JOB:
	case PF_POD_TEMPLATE:
	case PF_OTHER_WORKLOAD:
		break;
	}
	return false;
}

const char *pf_container_class_name(enum pf_container_class class)
{
	switch (class) {
	case PF_INIT:
		return "init container";
	case PF_SIDECAR:
		return "sidecar";
	case PF_MAIN:
		return "container";
	case PF_EPHEMERAL:
		return "ephemeral container";
	}
	return "container";
}

pf_bool_field pf_effective_run_as_non_root(const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const struct pf_pod_security_context *pods = c->pod->spec->security_context;

	if (own && own->run_as_non_root.is != PF_UNSET)
		return own->run_as_non_root;
	return pods ? pods->run_as_non_root : (pf_bool_field){NULL, PF_UNSET};
}

pf_int_field pf_effective_run_as_user(const struct pf_pod_container *c)
{
	const struct pf_security_context *own = c->spec->security_context;
	const struct pf_pod_security_context *pods = c->pod->spec->security_context;

	if (own && own->run_as_user.set)
		return own->run_as_user;
	return pods ? pods->run_as_user : (pf_int_field){NULL, 0, false};
}

const struct pf_quantity_entry *pf_container_request(const struct pf_pod_container *c,
	pf_str resource)
{
	const struct pf_resource_requirements *r = c->spec->resources;

	return r ? pf_quantity_map_get(&r->requests, resource) : NULL;
}

const struct pf_quantity_entry *pf_container_limit(const struct pf_pod_container *c,
	pf_str resource)
{
	const struct pf_resource_requirements *r = c->spec->resources;

	return r ? pf_quantity_map_get(&r->limits, resource) : NULL;
}

const struct pf_container_port *pf_container_port_named(const struct pf_pod_container *c,
	pf_str name)
{
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		if (pf_str_eq(port->name.is, name))
			return port;
	}
	return NULL;
}

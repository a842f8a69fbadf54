/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/os.h"

#define USER_NAMESPACES 33        /* before, the server drops hostUsers by default */
#define VOLUME_DEVICES_REFUSED 34 /* release that refuses them beside hostUsers false */
#define STOP_SIGNAL_KNOWN 33
#define CONTAINER_RESTART_POLICY 34

static void report_system(struct pf_ctx *ctx, const struct pf_pod *pod, const struct pf_node *key)
{
	pf_str system = pod->spec->os->name.is;
	pf_str name = pf_node_text(key);
	struct pf_finding *f =
		pf_report(ctx, key, "%.*s is refused in a Pod whose os.name is `%.*s`",
			PF_STR_ARG(name), PF_STR_ARG(system));

	pf_help(ctx, f, "take %.*s away, or write the operating system that the Pod is for",
		PF_STR_ARG(name));
	pf_relate(ctx, f, pod->object->document, pod->spec->os->name.node, "the Pod is for `%.*s`",
		PF_STR_ARG(system));
}

static void report_host_users(struct pf_ctx *ctx, const struct pf_pod *pod,
	const struct pf_node *node, const char *field)
{
	struct pf_finding *f =
		pf_report(ctx, node, "%s is refused in a Pod with hostUsers `false`", field);

	pf_help(ctx, f, "take %s away, or the line `hostUsers: false`", field);
	pf_relate(ctx, f, pod->object->document, pod->spec->host_users.node,
		"the Pod has users of its own");
}

static void check_host_users(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_pod_spec *spec = pod->spec;
	const pf_bool_field shared[] = {spec->host_network, spec->host_pid, spec->host_ipc};
	static const char *const names[] = {"hostNetwork", "hostPID", "hostIPC"};

	if (spec->host_users.is != PF_FALSE || pf_release(ctx) < USER_NAMESPACES)
		return;
	for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++)
		if (shared[i].is == PF_TRUE)
			report_host_users(ctx, pod, shared[i].node, names[i]);
}

static void check_ephemeral(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_node *key = NULL;
	struct pf_finding *f;

	if (!pod->spec->ephemeral_containers.len)
		return;
	(void)pf_node_get_entry(pod->spec->node, PF_STR("ephemeralContainers"), &key);
	f = pf_report(ctx, key, "ephemeralContainers are refused in %s",
		pod->kind == PF_POD ? "a new Pod" : "a Pod template");
	pf_help(ctx, f, "take them away, and add one to the running Pod with `kubectl debug`");
}

static void check_deadline(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_finding *f;

	if (!pod->spec->active_deadline_seconds.set || !pf_workload_is_endless(pod->kind))
		return;
	f = pf_report(ctx, pod->spec->active_deadline_seconds.node,
		"activeDeadlineSeconds is refused in the Pod template of a %.*s",
		PF_STR_ARG(pod->object->kind));
	pf_help(ctx, f, "take it away; for work that must end in time use a Job");
}

static void check_pod(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_os_faults faults = pf_pod_os_faults(pod);

	for (size_t i = 0; i < faults.n; i++)
		report_system(ctx, pod, faults.keys[i]);
	check_host_users(ctx, pod);
	check_ephemeral(ctx, pod);
	check_deadline(ctx, pod);
}

static void check_restart_policy(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	pf_str_field policy = c->spec->restart_policy;
	struct pf_finding *f;

	/* The other values are new in the release that takes them here: not reported twice. */
	if (!pf_str_eq(policy.is, PF_STR("Always")) ||
		!(c->class == PF_EPHEMERAL ||
			(c->class == PF_MAIN && pf_release(ctx) < CONTAINER_RESTART_POLICY)))
		return;
	f = pf_report(ctx, policy.node, "%.*s has a restartPolicy, which is refused%s",
		PF_STR_ARG(pf_container_title(ctx, c)),
		c->class == PF_MAIN ? " here before 1.34" : "");
	pf_help(ctx, f, "take it away: `Always` is for init containers that are sidecars");
}

static void check_stop_signal(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_lifecycle *lifecycle = c->spec->lifecycle;
	struct pf_finding *f;

	if (!lifecycle || !lifecycle->stop_signal.set || c->pod->patch ||
		pf_node_is_written(pf_node_get(c->pod->spec->node, PF_STR("os"))) ||
		pf_release(ctx) < STOP_SIGNAL_KNOWN)
		return;
	f = pf_report(ctx, lifecycle->stop_signal.node,
		"%.*s has a stopSignal, which is refused in a Pod without os.name",
		PF_STR_ARG(pf_container_title(ctx, c)));
	pf_help(ctx, f, "add `os: {name: linux}` to the Pod's spec");
}

static void check_container(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_pod *pod = c->pod;
	struct pf_os_faults faults = pf_container_os_faults(c);

	check_restart_policy(ctx, c);
	check_stop_signal(ctx, c);
	for (size_t i = 0; i < faults.n; i++)
		report_system(ctx, pod, faults.keys[i]);
	if (pod->spec->host_users.is == PF_FALSE && c->spec->volume_devices.len &&
		pf_release(ctx) >= VOLUME_DEVICES_REFUSED)
		report_host_users(ctx, pod, c->spec->volume_devices.node, "volumeDevices");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/pods/#pod-os",
	"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/",
	NULL,
};

PF_RULE(forbidden_field) = {
	.name = "forbidden-field",
	.title = "Field is refused where it stands",
	.why = "The schema knows the field, but the API server refuses it in this kind of object or "
	       "beside what else the Pod says: a Pod for Windows may set nothing of Linux, a Pod "
	       "with users of its own shares no namespace with its node.",
	.help = "Take the field away, or what it contradicts.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_POD,
	.sets = PF_DEFAULT,
	.on_pod = check_pod,
	.on_container = check_container,
};

/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

#define USER_NAMESPACES 33        /* before, the server drops hostUsers by default */
#define VOLUME_DEVICES_REFUSED 34 /* release that refuses them beside hostUsers false */
#define STOP_SIGNAL_KNOWN 33
#define CONTAINER_RESTART_POLICY 34

static const pf_str linux_pod[] = {PF_STR_INIT("hostUsers"), PF_STR_INIT("shareProcessNamespace")};

static const pf_str linux_pod_context[] = {
	PF_STR_INIT("appArmorProfile"),
	PF_STR_INIT("fsGroup"),
	PF_STR_INIT("fsGroupChangePolicy"),
	PF_STR_INIT("runAsGroup"),
	PF_STR_INIT("runAsUser"),
	PF_STR_INIT("seLinuxChangePolicy"),
	PF_STR_INIT("seLinuxOptions"),
	PF_STR_INIT("seccompProfile"),
	PF_STR_INIT("supplementalGroups"),
	PF_STR_INIT("supplementalGroupsPolicy"),
	PF_STR_INIT("sysctls"),
};

static const pf_str linux_context[] = {
	PF_STR_INIT("allowPrivilegeEscalation"),
	PF_STR_INIT("appArmorProfile"),
	PF_STR_INIT("capabilities"),
	PF_STR_INIT("privileged"),
	PF_STR_INIT("procMount"),
	PF_STR_INIT("readOnlyRootFilesystem"),
	PF_STR_INIT("runAsGroup"),
	PF_STR_INIT("runAsUser"),
	PF_STR_INIT("seLinuxOptions"),
	PF_STR_INIT("seccompProfile"),
};

/* These may be false. */
static const pf_str host_pid = PF_STR_INIT("hostPID");
static const pf_str host_ipc = PF_STR_INIT("hostIPC");

static const pf_str windows_context[] = {PF_STR_INIT("windowsOptions")};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Written, and with something in it: the server does not see an empty list. */
static bool is_written(const struct pf_node *value)
{
	return value && !pf_node_is_null(value) && (value->kind != PF_SEQ || value->len > 0);
}

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

static void check_names(struct pf_ctx *ctx, const struct pf_pod *pod, const struct pf_node *map,
	const pf_str *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct pf_node *key = NULL;

		if (is_written(pf_node_get_entry(map, names[i], &key)))
			report_system(ctx, pod, key);
	}
}

static bool is_os(const struct pf_pod *pod, const char *name)
{
	return pod->spec->os && pf_str_eq(pod->spec->os->name.is, pf_str_from(name));
}

static void check_system(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_pod_spec *spec = pod->spec;
	const struct pf_node *context = pf_node_get(spec->node, PF_STR("securityContext"));

	if (is_os(pod, "linux"))
		check_names(ctx, pod, context, windows_context, COUNT(windows_context));
	if (!is_os(pod, "windows"))
		return;
	check_names(ctx, pod, spec->node, linux_pod, COUNT(linux_pod));
	check_names(ctx, pod, context, linux_pod_context, COUNT(linux_pod_context));
	if (spec->host_pid.is == PF_TRUE)
		check_names(ctx, pod, spec->node, &host_pid, 1);
	if (spec->host_ipc.is == PF_TRUE)
		check_names(ctx, pod, spec->node, &host_ipc, 1);
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

	if (spec->host_users.is != PF_FALSE || pf_release(ctx) < USER_NAMESPACES)
		return;
	if (spec->host_network.is == PF_TRUE)
		report_host_users(ctx, pod, spec->host_network.node, "hostNetwork");
	if (spec->host_pid.is == PF_TRUE)
		report_host_users(ctx, pod, spec->host_pid.node, "hostPID");
	if (spec->host_ipc.is == PF_TRUE)
		report_host_users(ctx, pod, spec->host_ipc.node, "hostIPC");
}

static void check_ephemeral(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	const struct pf_container_list *containers = &pod->spec->ephemeral_containers;
	const struct pf_node *key = NULL;
	struct pf_finding *f;

	if (!containers->len)
		return;
	(void)pf_node_get_entry(pod->spec->node, PF_STR("ephemeralContainers"), &key);
	f = pf_report(ctx, key, "ephemeralContainers are refused in %s",
		pod->kind == PF_POD ? "a new Pod" : "a Pod template");
	pf_help(ctx, f, "take them away, and add one to the running Pod with `kubectl debug`");
}

static void check_deadline(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_finding *f;

	if (!pod->spec->active_deadline_seconds.set)
		return;
	switch (pod->kind) {
	case PF_DEPLOYMENT:
	case PF_REPLICA_SET:
	case PF_STATEFUL_SET:
	case PF_DAEMON_SET:
	case PF_REPLICATION_CONTROLLER:
		f = pf_report(ctx, pod->spec->active_deadline_seconds.node,
			"activeDeadlineSeconds is refused in the Pod template of a %.*s",
			PF_STR_ARG(pod->object->kind));
		pf_help(ctx, f, "take it away; for work that must end in time use a Job");
		break;
	case PF_POD:
	case PF_JOB:
	case PF_CRON_JOB:
	case PF_POD_TEMPLATE:
	case PF_OTHER_WORKLOAD:
		break;
	}
}

static void check_pod(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	check_system(ctx, pod);
	check_host_users(ctx, pod);
	check_ephemeral(ctx, pod);
	check_deadline(ctx, pod);
}

static void check_restart_policy(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	pf_str_field policy = c->spec->restart_policy;
	bool early = pf_release(ctx) < CONTAINER_RESTART_POLICY;
	struct pf_finding *f;

	/* The other values are new in the release that takes them here: not reported twice. */
	if (!pf_str_eq(policy.is, PF_STR("Always")) ||
		!(c->class == PF_EPHEMERAL || (c->class == PF_MAIN && early)))
		return;
	f = pf_report(ctx, policy.node, "%.*s has a restartPolicy, which is refused%s",
		PF_STR_ARG(pf_container_title(ctx, c)),
		c->class == PF_MAIN ? " here before 1.34" : "");
	pf_help(ctx, f, "take it away: `Always` is for init containers that are sidecars");
}

static void check_stop_signal(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_lifecycle *lifecycle = c->spec->lifecycle;
	const struct pf_node *os = pf_node_get(c->pod->spec->node, PF_STR("os"));
	struct pf_finding *f;

	if (!lifecycle || !lifecycle->stop_signal.set || c->pod->patch || is_written(os) ||
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
	const struct pf_node *context = pf_node_get(c->spec->node, PF_STR("securityContext"));

	check_restart_policy(ctx, c);
	check_stop_signal(ctx, c);
	if (is_os(pod, "windows"))
		check_names(ctx, pod, context, linux_context, COUNT(linux_context));
	else if (is_os(pod, "linux"))
		check_names(ctx, pod, context, windows_context, COUNT(windows_context));
	if (pod->spec->host_users.is == PF_FALSE && c->spec->volume_devices.len &&
		pf_release(ctx) >= VOLUME_DEVICES_REFUSED)
		report_host_users(ctx, pod, c->spec->volume_devices.node, "volumeDevices");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/pods/#pod-os",
	"https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/",
	"https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/",
	NULL,
};

PF_RULE(forbidden_field) = {
	.name = "forbidden-field",
	.title = "Field is refused where it stands",
	.why = "The schema knows the field, but the API server refuses it in this kind of object or "
	       "beside what else the Pod says. A Pod that is declared for Windows may set nothing "
	       "of Linux, a Pod with users of its own shares no namespace with its node, and what "
	       "is meant for one running Pod does not belong in a template.",
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

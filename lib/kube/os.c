/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/os.h"

#include "yaml/scalar.h"

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

bool pf_node_is_written(const struct pf_node *value)
{
	return value && !pf_node_is_null(value) && (value->kind != PF_SEQ || value->len > 0);
}

static void add_names(struct pf_os_faults *faults, const struct pf_node *map, const pf_str *names,
	size_t n)
{
	for (size_t i = 0; i < n && faults->n < PF_OS_FAULTS_MAX; i++) {
		const struct pf_node *key = NULL;

		if (pf_node_is_written(pf_node_get_entry(map, names[i], &key)))
			faults->keys[faults->n++] = key;
	}
}

static bool is_os(const struct pf_pod *pod, const char *name)
{
	return pod->spec->os && pf_str_eq(pod->spec->os->name.is, pf_str_from(name));
}

struct pf_os_faults pf_pod_os_faults(const struct pf_pod *pod)
{
	const struct pf_node *spec = pod->spec->node;
	const struct pf_node *context = pf_node_get(spec, PF_STR("securityContext"));
	struct pf_os_faults faults = {.n = 0};

	if (is_os(pod, "linux"))
		add_names(&faults, context, windows_context, COUNT(windows_context));
	if (!is_os(pod, "windows"))
		return faults;
	add_names(&faults, spec, linux_pod, COUNT(linux_pod));
	add_names(&faults, context, linux_pod_context, COUNT(linux_pod_context));
	if (pod->spec->host_pid.is == PF_TRUE)
		add_names(&faults, spec, &host_pid, 1);
	if (pod->spec->host_ipc.is == PF_TRUE)
		add_names(&faults, spec, &host_ipc, 1);
	return faults;
}

struct pf_os_faults pf_container_os_faults(const struct pf_pod_container *c)
{
	const struct pf_node *context = pf_node_get(c->spec->node, PF_STR("securityContext"));
	struct pf_os_faults faults = {.n = 0};

	if (is_os(c->pod, "windows"))
		add_names(&faults, context, linux_context, COUNT(linux_context));
	else if (is_os(c->pod, "linux"))
		add_names(&faults, context, windows_context, COUNT(windows_context));
	return faults;
}

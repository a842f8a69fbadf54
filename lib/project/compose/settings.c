/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/settings.h"

#include <stddef.h>

#define AT(member) offsetof(struct pf_compose_service, member)

struct setting {
	pf_str key;
	size_t offset;
};

static const struct setting texts[] = {
	{PF_STR_INIT("mem_limit"), AT(resources.memory_limit)},
	{PF_STR_INIT("mem_reservation"), AT(resources.memory_reservation)},
	{PF_STR_INIT("cpus"), AT(resources.cpu_limit)},
	{PF_STR_INIT("cpu_shares"), AT(resources.cpu_shares)},
	{PF_STR_INIT("shm_size"), AT(resources.shm_size)},
	{PF_STR_INIT("privileged"), AT(security.privileged)},
	{PF_STR_INIT("read_only"), AT(security.read_only)},
	{PF_STR_INIT("user"), AT(security.user)},
	{PF_STR_INIT("init"), AT(process.init)},
	{PF_STR_INIT("stop_grace_period"), AT(process.stop_grace_period)},
	{PF_STR_INIT("stop_signal"), AT(process.stop_signal)},
	{PF_STR_INIT("network_mode"), AT(network.mode)},
	{PF_STR_INIT("ipc"), AT(security.ipc)},
	{PF_STR_INIT("pid"), AT(security.pid)},
	{PF_STR_INIT("platform"), AT(platform)},
	{PF_STR_INIT("container_name"), AT(network.container_name)},
	{PF_STR_INIT("hostname"), AT(network.hostname)},
	{PF_STR_INIT("restart"), AT(process.restart)},
};

static const struct setting lists[] = {
	{PF_STR_INIT("cap_add"), AT(security.cap_add)},
	{PF_STR_INIT("cap_drop"), AT(security.cap_drop)},
	{PF_STR_INIT("security_opt"), AT(security.security_opt)},
	{PF_STR_INIT("group_add"), AT(security.group_add)},
	{PF_STR_INIT("tmpfs"), AT(storage.tmpfs)},
	{PF_STR_INIT("devices"), AT(resources.devices)},
	{PF_STR_INIT("links"), AT(network.links)},
};

/* Under deploy.resources; they count where the short key is not written. */
static const struct {
	pf_str part;
	pf_str key;
	size_t offset;
} resources[] = {
	{PF_STR_INIT("limits"), PF_STR_INIT("memory"), AT(resources.memory_limit)},
	{PF_STR_INIT("limits"), PF_STR_INIT("cpus"), AT(resources.cpu_limit)},
	{PF_STR_INIT("reservations"), PF_STR_INIT("memory"), AT(resources.memory_reservation)},
	{PF_STR_INIT("reservations"), PF_STR_INIT("cpus"), AT(resources.cpu_reservation)},
};

static void *member(struct pf_compose_service *service, size_t offset)
{
	return (char *)service + offset;
}

static bool is_gpu(const struct pf_node *device)
{
	struct pf_kids capabilities = pf_kids(pf_node_get(device, PF_STR("capabilities")));

	while (pf_kids_next(&capabilities)) {
		const struct pf_node *value = capabilities.value;

		if (value->kind == PF_SCALAR &&
			(pf_str_eq(pf_node_text(value), PF_STR("gpu")) ||
				pf_str_eq(pf_node_text(value), PF_STR("nvidia-compute"))))
			return true;
	}
	return false;
}

static const struct pf_node *gpus_of(const struct pf_layers *layers,
	const struct pf_layers *reservations)
{
	struct pf_layers gpus = pf_layers_below(layers, PF_STR("gpus"));
	struct pf_layers devices = pf_layers_below(reservations, PF_STR("devices"));

	if (gpus.n > 0)
		return gpus.at[0];
	for (size_t i = 0; i < devices.n; i++) {
		struct pf_kids kids = pf_kids(devices.at[i]);

		while (pf_kids_next(&kids)) {
			if (is_gpu(kids.value))
				return devices.at[i];
		}
	}
	return NULL;
}

static void read_resources(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service)
{
	struct pf_layers deploy = pf_layers_below(layers, PF_STR("deploy"));
	struct pf_layers all = pf_layers_below(&deploy, PF_STR("resources"));
	struct pf_layers reservations = pf_layers_below(&all, PF_STR("reservations"));

	for (size_t i = 0; i < sizeof(resources) / sizeof(resources[0]); i++) {
		struct pf_layers part = pf_layers_below(&all, resources[i].part);
		pf_compose_text *to = member(service, resources[i].offset);

		if (!to->node)
			*to = pf_layers_text(arena, &part, resources[i].key);
	}
	service->resources.gpus = gpus_of(layers, &reservations);
}

static struct pf_compose_command read_command(struct pf_arena *arena,
	const struct pf_layers *layers, pf_str key)
{
	struct pf_layers below = pf_layers_below(layers, key);
	struct pf_layers own = {.at = {layers->at[0]}, .n = 1};
	struct pf_compose_command command = {.node = NULL};

	/* It is replaced whole, so only the nearest service that writes it counts. */
	for (size_t i = 0; i < layers->n && below.n > 0; i++) {
		own.at[0] = layers->at[i];
		if (!pf_node_get(own.at[0], key))
			continue;
		command.node = below.at[0];
		command.is_text = below.at[0]->kind == PF_SCALAR;
		command.words = pf_layers_texts(arena, &own, key);
		break;
	}
	return command;
}

static const struct pf_node *node_below(const struct pf_layers *layers, pf_str key)
{
	struct pf_layers below = pf_layers_below(layers, key);

	return below.n > 0 ? below.at[0] : NULL;
}

void pf_compose_read_settings(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		pf_compose_text *to = member(service, texts[i].offset);

		*to = pf_layers_text(arena, layers, texts[i].key);
	}
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct pf_compose_texts *to = member(service, lists[i].offset);

		*to = pf_layers_texts(arena, layers, lists[i].key);
	}
	read_resources(arena, layers, service);
	service->process.entrypoint = read_command(arena, layers, PF_STR("entrypoint"));
	service->process.command = read_command(arena, layers, PF_STR("command"));
	service->environment.own = pf_layers_pairs(arena, layers, PF_STR("environment"), false);
	service->network.extra_hosts = pf_layers_pairs(arena, layers, PF_STR("extra_hosts"), true);
	service->security.sysctls = pf_layers_pairs(arena, layers, PF_STR("sysctls"), false);
	service->resources.ulimits = node_below(layers, PF_STR("ulimits"));
	service->logging = node_below(layers, PF_STR("logging"));
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/compose/losses.h"

#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "project/compose/service.h"
#include "project/compose/text.h"
#include "project/docker_units.h"
#include "runtime/process/argv.h"
#include "runtime/shell/words.h"
#include "runtime/storage/mounts.h"
#include "text/duration.h"
#include "world/binding/binding.h"
#include "world/services.h"

#define SHM_GIVEN ((int64_t)64 * 1024 * 1024) /* bytes of /dev/shm, with Docker and in a Pod */
#define GRACE_GIVEN 30                        /* seconds, where the Pod says nothing */

struct losses {
	struct pf_arena *arena;
	const struct pf_world *world;
	const struct pf_pod_container *container;
	const struct pf_pod_spec *pod;
	const struct pf_compose_service *service;
	struct pf_compose_loss *out;
	size_t n;
};

static void lose(struct losses *l, const char *setting, pf_str value, const struct pf_node *node,
	const char *remedy)
{
	pf_assert(l->n < PF_COMPOSE_LOSSES);
	l->out[l->n++] = (struct pf_compose_loss){pf_str_from(setting), value, node, remedy};
}

static bool is_mounted(const struct losses *l, pf_str path)
{
	path = pf_image_path(l->arena, path);
	return path.len == 0 || pf_has_unknown_mounts(l->container) ||
		pf_mount_over(l->arena, l->container, path) != NULL;
}

static void look_at_memory(struct losses *l)
{
	const pf_compose_text *shm = &l->service->resources.shm_size;
	int64_t bytes;

	if (shm->known && pf_docker_bytes(shm->value, &bytes) && bytes > SHM_GIVEN &&
		!is_mounted(l, PF_STR("/dev/shm")))
		lose(l, "shm_size", shm->value, shm->node,
			"an `emptyDir` with `medium: Memory` mounted at /dev/shm");
}

static void lose_tmpfs(struct losses *l, pf_str path, const struct pf_node *node)
{
	lose(l, "tmpfs", path, node,
		pf_arena_cstr(l->arena,
			pf_arena_fmt(l->arena,
				"an `emptyDir` with `medium: Memory` mounted at %.*s",
				PF_STR_ARG(path))));
}

/* One finding tells of one path: who carries it over sees the others beside it. */
static void look_at_tmpfs(struct losses *l)
{
	const struct pf_compose_texts *tmpfs = &l->service->storage.tmpfs;
	const struct pf_compose_mounts *volumes = &l->service->storage.volumes;

	for (size_t i = 0; i < tmpfs->len; i++) {
		const pf_compose_text *text = &tmpfs->ptr[i];
		pf_str path = pf_str_sub(text->value, 0, pf_str_find_char(text->value, ':'));

		if (text->known && !is_mounted(l, path)) {
			lose_tmpfs(l, path, text->node);
			return;
		}
	}
	for (size_t i = 0; i < volumes->len; i++) {
		const struct pf_compose_mount *volume = &volumes->ptr[i];

		if (pf_str_eq(volume->type, PF_STR("tmpfs")) && volume->target.len &&
			!is_mounted(l, volume->target)) {
			lose_tmpfs(l, volume->target, volume->node);
			return;
		}
	}
}

/* Does it ask for what a device plugin gives: nvidia.com/gpu, squat.ai/video? */
static bool has_device(const struct pf_pod_container *c)
{
	const struct pf_resource_requirements *r = c->spec->resources;

	if (!r)
		return false;
	PF_EACH(struct pf_quantity_entry, entry, r->limits) {
		if (pf_str_contains(entry->key, PF_STR("/")))
			return true;
	}
	return r->claims.len > 0;
}

static bool is_privileged(const struct pf_pod_container *c)
{
	return c->spec->security_context && c->spec->security_context->privileged.is == PF_TRUE;
}

static void look_at_devices(struct losses *l)
{
	const struct pf_compose_texts *devices = &l->service->resources.devices;

	if (has_device(l->container))
		return;
	if (l->service->resources.gpus)
		lose(l, "gpus", PF_STR_EMPTY, l->service->resources.gpus,
			"a limit such as `nvidia.com/gpu: 1`");
	for (size_t i = 0; i < devices->len; i++) {
		const pf_compose_text *text = &devices->ptr[i];
		pf_str path = pf_str_sub(text->value, 0, pf_str_find_char(text->value, ':'));

		if (text->known && !is_privileged(l->container) && !is_mounted(l, path)) {
			lose(l, "devices", path, text->node, "a limit that a device plugin serves");
			return;
		}
	}
}

static bool has_host_alias(const struct pf_pod_spec *pod, pf_str name)
{
	PF_EACH(struct pf_host_alias, alias, pod->host_aliases) {
		if (pf_str_list_has(&alias->hostnames, name))
			return true;
	}
	return false;
}

static bool has_sysctl(const struct pf_pod_spec *pod, pf_str name)
{
	if (!pod->security_context)
		return false;
	PF_EACH(struct pf_sysctl, sysctl, pod->security_context->sysctls) {
		if (pf_str_eq(sysctl->name.is, name))
			return true;
	}
	return false;
}

static void look_at_pairs(struct losses *l)
{
	const struct pf_compose_pairs *hosts = &l->service->network.extra_hosts;
	const struct pf_compose_pairs *sysctls = &l->service->security.sysctls;

	for (size_t i = 0; i < hosts->len; i++) {
		const struct pf_compose_pair *host = &hosts->ptr[i];

		/* The developer's own machine is not there in a cluster. */
		if (!host->known || pf_str_eq(host->value, PF_STR("host-gateway")) ||
			pf_str_starts_with(host->value, PF_STR("127.")) ||
			has_host_alias(l->pod, host->name))
			continue;
		lose(l, "extra_hosts", host->name, host->node, "`hostAliases` of the Pod");
		break;
	}
	for (size_t i = 0; i < sysctls->len; i++) {
		if (has_sysctl(l->pod, sysctls->ptr[i].name) || is_privileged(l->container))
			continue;
		lose(l, "sysctls", sysctls->ptr[i].name, sysctls->ptr[i].node,
			"`securityContext.sysctls` of the Pod");
		break;
	}
}

/* Does something that reaps stand first, in the manifest or the image? */
static bool has_init(const struct losses *l)
{
	struct pf_argv argv = pf_argv_of(l->arena, l->container);

	/* Where it is not known what starts, it may well be one. */
	if (l->pod->share_process_namespace.is == PF_TRUE || argv.words.len == 0)
		return true;
	for (size_t w = 0; w < argv.words.len && w < 2; w++) {
		if (pf_known_program_has(pf_program_name(argv.words.ptr[w]), PF_PROGRAM_REAPER))
			return true;
	}
	return false;
}

static void look_at_process(struct losses *l)
{
	const pf_compose_text *grace = &l->service->process.stop_grace_period;
	pf_int_field ours = l->pod->termination_grace_period_seconds;
	int64_t seconds = ours.set ? ours.is : GRACE_GIVEN;
	int64_t theirs;

	if (pf_compose_is_true(l->service->process.init) && !has_init(l))
		lose(l, "init", PF_STR("true"), l->service->process.init.node,
			"`shareProcessNamespace: true`, or tini in the image");
	if (grace->known && pf_duration_parse(grace->value, &theirs) && (ours.set || !ours.node) &&
		theirs / PF_SECOND > seconds)
		lose(l, "stop_grace_period", grace->value, grace->node,
			"`terminationGracePeriodSeconds` of the Pod");
}

/* Does the Pod have a container of that name, or that runs that service's image? */
static bool runs_beside(const struct losses *l, pf_str name)
{
	for (size_t i = 0; i < l->container->pod->containers.len; i++) {
		const struct pf_pod_container *c = &l->container->pod->containers.ptr[i];

		if (c == l->container)
			continue;
		if (pf_str_eq(c->spec->name.is, name) ||
			(c->binding && c->binding->service &&
				pf_str_eq(c->binding->service->name, name)))
			return true;
	}
	return false;
}

static void look_at_neighbours(struct losses *l)
{
	const pf_compose_text *mode = &l->service->network.mode;
	pf_str prefix = PF_STR("service:");
	bool waits = false;

	if (mode->known && pf_str_starts_with(mode->value, prefix) &&
		!runs_beside(l, pf_str_from_offset(mode->value, prefix.len)))
		lose(l, "network_mode", mode->value, mode->node, "one Pod for both containers");
	PF_EACH(struct pf_pod_container, c, l->container->pod->containers)
		waits = waits || c->class == PF_INIT;
	for (size_t i = 0; i < l->service->depends_on.len; i++) {
		const struct pf_compose_dependency *d = &l->service->depends_on.ptr[i];

		if (waits || d->condition == PF_COMPOSE_STARTED || runs_beside(l, d->service) ||
			!pf_world_service_named(l->world, l->container->pod->object, d->service))
			continue;
		lose(l, "depends_on", d->service, d->node,
			pf_arena_cstr(l->arena,
				pf_arena_fmt(l->arena, "an init container that waits for `%.*s`",
					PF_STR_ARG(d->service))));
		break;
	}
}

size_t pf_compose_losses(struct pf_arena *arena, const struct pf_world *world,
	const struct pf_pod_container *c, const struct pf_compose_service *service,
	struct pf_compose_loss out[PF_COMPOSE_LOSSES])
{
	struct losses l = {arena, world, c, c->pod->spec, service, out, 0};

	look_at_memory(&l);
	look_at_tmpfs(&l);
	look_at_devices(&l);
	look_at_pairs(&l);
	look_at_process(&l);
	look_at_neighbours(&l);
	return l.n;
}

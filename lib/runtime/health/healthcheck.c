/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/health/healthcheck.h"

#include "runtime/network/listen.h"
#include "runtime/storage/mounts.h"
#include "source/path.h"
#include "world/binding/binding.h"

#define MOUNTS_MAX 64 /* of a compose service: enough for people, a bound for machines */

static int64_t first_of(int64_t a, int64_t b)
{
	return a ? a : b;
}

/* The compose file's fields override the image's one by one. */
static void merge(struct pf_healthcheck *into, const struct pf_healthcheck *over, bool has_test)
{
	if (has_test) {
		into->kind = over->kind;
		into->test = over->test;
	}
	into->interval = first_of(over->interval, into->interval);
	into->timeout = first_of(over->timeout, into->timeout);
	into->start_period = first_of(over->start_period, into->start_period);
	into->start_interval = first_of(over->start_interval, into->start_interval);
	into->retries = first_of(over->retries, into->retries);
}

static bool is_network(enum pf_health_kind kind)
{
	return kind != PF_HEALTH_EXEC && kind != PF_HEALTH_NOTHING;
}

/* Is it told a loopback address and no other, where the kubelet does not reach it? */
static bool listens_on_loopback(struct pf_arena *arena, const struct pf_pod_container *c)
{
	struct pf_listen listens[PF_LISTENS_MAX];
	size_t n = pf_listens_of(arena, c, listens);
	bool loopback = false;

	for (size_t i = 0; i < n; i++) {
		if (listens[i].host.len && !pf_is_loopback_address(listens[i].host))
			return false;
		loopback = loopback || listens[i].host.len;
	}
	return loopback;
}

bool pf_health_of(struct pf_arena *arena, const struct pf_pod_container *c, struct pf_health *out)
{
	const struct pf_compose_service *service = c->binding ? c->binding->service : NULL;
	bool in_image = c->facts && c->facts->healthcheck.is == PF_KNOWN;
	struct pf_healthcheck healthcheck = {0};

	*out = (struct pf_health){0};
	if (service && !service->health.node)
		service = NULL;
	if (service && service->health.has_test && !service->health.test_known)
		return false;
	if (in_image)
		healthcheck = c->facts->healthcheck.value;
	if (service)
		merge(&healthcheck, &service->health.check, service->health.has_test);
	if (service && service->health.has_test)
		out->compose = service->health.node;
	else if (in_image)
		out->image = &c->facts->healthcheck.from;
	if ((!out->compose && !out->image) || healthcheck.kind == PF_HEALTHCHECK_NONE ||
		!healthcheck.test.len)
		return false;
	out->healthcheck = pf_healthcheck_effective(&healthcheck);
	out->target = pf_health_target_read(arena, c, &healthcheck);
	out->loopback = is_network(out->target.kind) && listens_on_loopback(arena, c);
	if (out->loopback)
		out->target.kind = PF_HEALTH_EXEC;
	return true;
}

pf_str pf_health_title(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	if (!health->compose)
		return PF_STR("HEALTHCHECK of the image");
	return pf_arena_fmt(arena, "healthcheck of compose service `%.*s`",
		PF_STR_ARG(c->binding->service->name));
}

static bool is_path_char(char c)
{
	return pf_is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '/';
}

static bool is_copied(const struct pf_image_facts *facts, pf_str path)
{
	for (size_t i = 0; facts && facts->build && i < facts->build->ncopies; i++) {
		pf_str target = facts->build->copies[i].target;

		if (!target.len || pf_path_is_within(path, target))
			return true;
	}
	return false;
}

/* A volume with nothing in it but what the host has: no name, which Docker fills from the image. */
static bool is_of_host(const struct pf_compose_mount *volume)
{
	pf_str source = volume->source.value;

	return pf_str_eq(volume->type, PF_STR("bind")) ||
		(source.len && strchr("./~$", source.ptr[0]));
}

static bool has_target(const struct pf_compose_mounts *mounts, pf_str path, bool of_host)
{
	for (size_t i = 0; i < mounts->len && i < MOUNTS_MAX; i++) {
		pf_str target = mounts->ptr[i].target;

		if (target.len > 1 && pf_path_is_within(path, target) &&
			(!of_host || is_of_host(&mounts->ptr[i])))
			return true;
	}
	return false;
}

/* Does compose put the file there, and nothing of the Pod or its image? */
static bool is_of_compose(struct pf_arena *arena, const struct pf_pod_container *c, pf_str path)
{
	const struct pf_compose_storage *storage = &c->binding->service->storage;

	return (has_target(&storage->volumes, path, true) ||
		       has_target(&storage->configs, path, false) ||
		       pf_path_is_below(path, PF_STR("/run/secrets"))) &&
		!pf_mount_over(arena, c, path) && !is_copied(c->facts, path);
}

pf_str pf_health_needs_mount(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	if (health->target.kind != PF_HEALTH_EXEC || !c->binding || !c->binding->service ||
		pf_has_unknown_mounts(c))
		return PF_STR_EMPTY;
	for (size_t i = 0; i < health->target.argv.len; i++) {
		pf_str word = health->target.argv.ptr[i];

		for (size_t at = 0, end; at < word.len; at = end + 1) {
			for (end = at; end < word.len && is_path_char(word.ptr[end]);)
				end++;
			if (end - at > 1 && word.ptr[at] == '/' &&
				is_of_compose(arena, c, pf_str_sub(word, at, end)))
				return pf_str_sub(word, at, end);
		}
	}
	return PF_STR_EMPTY;
}

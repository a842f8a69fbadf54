/* SPDX-License-Identifier: Apache-2.0 */

#include "variables.h"

#include "rule/rule.h"
#include "world/fills.h"
#include "world/named.h"

/* Past these a container or service is not looked at: nobody writes so many. */
#define GIVEN_MAX 512
#define WANTED_MAX 512
#define SOURCES_MAX 16 /* of envFrom */

/* ConfigMaps and Secrets that variables come from. */
struct sources {
	const struct pf_object *maps[SOURCES_MAX];
	pf_str prefixes[SOURCES_MAX];
	size_t n;
};

/* False where one is not in the input: then nothing is known to be missing. */
static bool find_sources(struct pf_ctx *ctx, const struct pf_pod_container *c, struct sources *out)
{
	PF_EACH(struct pf_env_from_source, from, c->spec->env_from) {
		bool is_secret = from->secret_ref != NULL;
		pf_str name = is_secret        ? from->secret_ref->name.is
			: from->config_map_ref ? from->config_map_ref->name.is
					       : PF_STR_EMPTY;
		const struct pf_object *map = pf_world_named(pf_world_of(ctx), c->pod->object,
			is_secret ? PF_STR("Secret") : PF_STR("ConfigMap"), name);

		if (!map && name.len)
			pf_leave_unjudged(ctx);
		if (!map || out->n == SOURCES_MAX ||
			pf_world_is_generated(pf_world_of(ctx), c->pod->object, map->kind, name))
			return false;
		out->prefixes[out->n] = from->prefix.is;
		out->maps[out->n++] = map;
	}
	return true;
}

static bool map_has(const struct pf_object *map, pf_str key)
{
	return pf_node_get(pf_node_get(map->root, PF_STR("data")), key) ||
		pf_node_get(pf_node_get(map->root, PF_STR("stringData")), key);
}

static bool is_given(const struct pf_pod_container *c, const struct sources *sources, pf_str name)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_eq(var->name.is, name))
			return true;
	}
	for (size_t i = 0; i < sources->n; i++) {
		pf_str prefix = sources->prefixes[i];

		if (pf_str_starts_with(name, prefix) &&
			map_has(sources->maps[i], pf_str_from_offset(name, prefix.len)))
			return true;
	}
	return c->facts && pf_image_env_named(c->facts, name);
}

static bool is_quoted(pf_str value)
{
	return value.len > 1 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
		value.ptr[value.len - 1] == value.ptr[0];
}

static void add(struct pf_compose_env *out, const struct pf_missing_variable *variable)
{
	if (out->n < PF_COMPOSE_ENV_SHOWN)
		out->shown[out->n] = *variable;
	out->n++;
}

static bool names(const struct pf_compose_pairs *pairs, pf_str name)
{
	for (size_t i = 0; i < pairs->len; i++) {
		if (pf_str_eq(pairs->ptr[i].name, name))
			return true;
	}
	return false;
}

static bool file_names(const struct pf_env_file *file, size_t from, pf_str name)
{
	for (size_t i = from; file && i < file->nentries && i < WANTED_MAX; i++) {
		if (pf_str_eq(file->entries[i].name, name))
			return true;
	}
	return false;
}

/* What counts is the last entry of a name in the last file that has it. */
static bool is_set_later(const struct pf_compose_service *service, size_t file, size_t entry,
	pf_str name)
{
	if (names(&service->environment.own, name) ||
		file_names(service->environment.files[file].is, entry + 1, name))
		return true;
	for (size_t i = file + 1; i < service->environment.nfiles && i < SOURCES_MAX; i++) {
		if (file_names(service->environment.files[i].is, 0, name))
			return true;
	}
	return false;
}

static void look_at_file(const struct pf_pod_container *c, const struct sources *sources,
	const struct pf_compose_service *service, size_t number, struct pf_compose_env *out)
{
	const struct pf_env_file *file = service->environment.files[number].is;

	for (size_t i = 0; i < file->nentries && i < WANTED_MAX; i++) {
		const struct pf_env_file_entry *entry = &file->entries[i];

		if ((entry->value.len == 0 && !entry->through) ||
			is_set_later(service, number, i, entry->name) ||
			is_given(c, sources, entry->name))
			continue;
		add(out,
			&(struct pf_missing_variable){entry->name, NULL, file, entry->range,
				entry->through, entry->quoted});
	}
}

void pf_compose_missing_env(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_compose_service *service, struct pf_compose_env *out)
{
	const struct pf_compose_pairs *pairs = &service->environment.own;
	struct sources sources = {.n = 0};

	out->n = 0;
	if (c->spec->env.len > GIVEN_MAX || pairs->len > WANTED_MAX ||
		!find_sources(ctx, c, &sources))
		return;
	for (size_t i = 0; i < pairs->len; i++) {
		const struct pf_compose_pair *pair = &pairs->ptr[i];

		/* Nothing is what a variable that is not set is, too. */
		if ((pair->known && pair->value.len == 0 && !pair->through) ||
			is_given(c, &sources, pair->name))
			continue;
		add(out,
			&(struct pf_missing_variable){.name = pair->name,
				.node = pair->node,
				.through = pair->through,
				.quoted = is_quoted(pair->value)});
	}
	for (size_t i = 0; i < service->environment.nfiles && i < SOURCES_MAX; i++) {
		if (service->environment.files[i].is)
			look_at_file(c, &sources, service, i, out);
	}
}

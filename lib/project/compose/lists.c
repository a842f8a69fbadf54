/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/lists.h"

#include "base/vec.h"
#include "source/path.h"

/* The items of the lists below a key, of what is extended first. */
struct items {
	struct pf_layers lists;
	size_t left; /* lists that were not yet begun */
	struct pf_kids kids;
};

static struct items items_below(const struct pf_layers *layers, pf_str key)
{
	struct items items = {.lists = pf_layers_below(layers, key)};

	items.left = items.lists.n;
	return items;
}

/* The next item, or the next key with `*value` of a mapping; NULL at the end. */
static const struct pf_node *next_item(struct items *items, const struct pf_node **value)
{
	while (true) {
		const struct pf_node *list;

		if (pf_kids_next(&items->kids)) {
			*value = items->kids.value;
			return items->kids.key ? items->kids.key : items->kids.value;
		}
		if (items->left == 0)
			return NULL;
		list = items->lists.at[--items->left];
		items->kids = pf_kids(list);
		if (list->kind == PF_SCALAR) {
			*value = list;
			return list;
		}
	}
}

static pf_compose_text text_below(struct pf_arena *arena, const struct pf_node *map, pf_str key)
{
	return pf_compose_text_of(arena, pf_node_get(map, key));
}

static void read_env_files(struct pf_arena *arena, const struct pf_layers *layers,
	const struct pf_env_reader *env, struct pf_compose_service *service)
{
	struct items items = items_below(layers, PF_STR("env_file"));
	PF_VEC(struct pf_compose_env_file) files = {0};
	const struct pf_node *item;
	const struct pf_node *value;

	while ((item = next_item(&items, &value))) {
		pf_compose_text path = item->kind == PF_MAP
			? text_below(arena, item, PF_STR("path"))
			: pf_compose_text_of(arena, item);
		pf_compose_text required = text_below(arena, item, PF_STR("required"));
		pf_compose_text format = text_below(arena, item, PF_STR("format"));
		struct pf_compose_env_file *file;

		if (!path.node || item != value)
			continue;
		file = &PF_VEC_ADD(arena, &files);
		*file = (struct pf_compose_env_file){
			.path = path.known && path.value.len > 0
				? pf_path_from(arena, service->file->directory, path.value)
				: PF_STR_EMPTY,
			.node = path.node,
			.required = !required.node || pf_compose_is_true(required),
			.raw = pf_str_eq(format.value, PF_STR("raw")),
		};
		if (env && !file->raw && file->path.len)
			file->is = env->read(env->arg, file->path);
	}
	service->environment.files = files.ptr;
	service->environment.nfiles = files.len;
}

static enum pf_compose_condition condition_of(struct pf_arena *arena, const struct pf_node *map)
{
	pf_str text = text_below(arena, map, PF_STR("condition")).value;

	if (pf_str_eq(text, PF_STR("service_healthy")))
		return PF_COMPOSE_HEALTHY;
	if (pf_str_eq(text, PF_STR("service_completed_successfully")))
		return PF_COMPOSE_COMPLETED;
	return PF_COMPOSE_STARTED;
}

static void read_dependencies(struct pf_arena *arena, const struct pf_layers *layers,
	struct pf_compose_service *service)
{
	struct items items = items_below(layers, PF_STR("depends_on"));
	PF_VEC(struct pf_compose_dependency) all = {0};
	const struct pf_node *item;
	const struct pf_node *value;

	while ((item = next_item(&items, &value))) {
		if (item->kind == PF_SCALAR)
			PF_VEC_ADD(arena, &all) = (struct pf_compose_dependency){
				pf_node_text(item), condition_of(arena, value), item};
	}
	service->depends_on = (struct pf_compose_dependencies){all.ptr, all.len};
}

/* The names of a service in the networks it is in. */
static struct pf_compose_texts read_aliases(struct pf_arena *arena, const struct pf_layers *layers)
{
	struct items networks = items_below(layers, PF_STR("networks"));
	const struct pf_node *value;
	PF_VEC(pf_compose_text) texts = {0};
	size_t most = 0;

	/* YAML's own aliases may repeat a list: no more than could be written out. */
	for (size_t i = 0; i < networks.lists.n; i++)
		most += networks.lists.at[i]->span;
	while (next_item(&networks, &value)) {
		struct pf_kids aliases = pf_kids(pf_node_get(value, PF_STR("aliases")));

		while (texts.len < most && pf_kids_next(&aliases)) {
			pf_compose_text text = pf_compose_text_of(arena, aliases.value);

			if (text.node)
				PF_VEC_ADD(arena, &texts) = text;
		}
	}
	return (struct pf_compose_texts){texts.ptr, texts.len};
}

static struct pf_compose_texts read_ports(struct pf_arena *arena, const struct pf_layers *layers)
{
	struct items items = items_below(layers, PF_STR("ports"));
	PF_VEC(pf_compose_text) texts = {0};
	const struct pf_node *item;
	const struct pf_node *value;

	while ((item = next_item(&items, &value))) {
		pf_compose_text text = item->kind == PF_MAP
			? text_below(arena, item, PF_STR("target"))
			: pf_compose_text_of(arena, item);

		if (text.node)
			PF_VEC_ADD(arena, &texts) = text;
	}
	return (struct pf_compose_texts){texts.ptr, texts.len};
}

/* Where a secret or a config is found in the container. */
static pf_str place_of(struct pf_arena *arena, pf_str folder, pf_compose_text source,
	pf_compose_text target)
{
	pf_str name = target.node ? target.value : source.value;

	if ((target.node ? !target.known : !source.known) || name.len == 0)
		return PF_STR_EMPTY;
	if (name.ptr[0] == '/')
		return name;
	return pf_arena_fmt(arena, "%.*s%.*s", PF_STR_ARG(folder), PF_STR_ARG(name));
}

static struct pf_compose_mounts read_grants(struct pf_arena *arena, const struct pf_layers *layers,
	pf_str key, pf_str folder)
{
	struct items items = items_below(layers, key);
	PF_VEC(struct pf_compose_mount) all = {0};
	const struct pf_node *item;
	const struct pf_node *value;

	while ((item = next_item(&items, &value))) {
		pf_compose_text source = item->kind == PF_MAP
			? text_below(arena, item, PF_STR("source"))
			: pf_compose_text_of(arena, item);
		pf_compose_text target = text_below(arena, item, PF_STR("target"));

		if (source.node)
			PF_VEC_ADD(arena, &all) = (struct pf_compose_mount){
				.source = source,
				.target = place_of(arena, folder, source, target),
				.node = item,
			};
	}
	return (struct pf_compose_mounts){all.ptr, all.len};
}

/* Of SOURCE:TARGET:OPTIONS a path, a dot or a tilde before the colon is a bind mount. */
static bool is_path(pf_str source)
{
	return source.len > 0 && pf_str_find_char(PF_STR("/.~"), source.ptr[0]) < 3;
}

static struct pf_compose_mount short_volume(pf_compose_text text)
{
	struct pf_compose_mount mount = {.node = text.node};
	pf_str rest = text.value;
	pf_str source = PF_STR_EMPTY;
	pf_str target = PF_STR_EMPTY;

	(void)pf_str_split(&rest, ':', &source);
	if (!pf_str_split(&rest, ':', &target)) {
		mount.target = text.known ? source : PF_STR_EMPTY;
		mount.type = PF_STR("volume");
		return mount;
	}
	mount.source = text;
	mount.source.value = source;
	/* What rests on a variable may hold any number of colons. */
	if (text.known) {
		mount.target = target;
		mount.type = is_path(source) ? PF_STR("bind") : PF_STR("volume");
	}
	return mount;
}

static struct pf_compose_mounts read_volumes(struct pf_arena *arena, const struct pf_layers *layers)
{
	struct items items = items_below(layers, PF_STR("volumes"));
	PF_VEC(struct pf_compose_mount) all = {0};
	const struct pf_node *item;
	const struct pf_node *value;

	while ((item = next_item(&items, &value))) {
		if (item->kind == PF_SCALAR && item == value) {
			PF_VEC_ADD(arena, &all) = short_volume(pf_compose_text_of(arena, item));
		} else if (item->kind == PF_MAP) {
			pf_compose_text target = text_below(arena, item, PF_STR("target"));

			PF_VEC_ADD(arena, &all) = (struct pf_compose_mount){
				.source = text_below(arena, item, PF_STR("source")),
				.target = target.known ? target.value : PF_STR_EMPTY,
				.type = text_below(arena, item, PF_STR("type")).value,
				.node = item,
			};
		}
	}
	return (struct pf_compose_mounts){all.ptr, all.len};
}

void pf_compose_read_lists(struct pf_arena *arena, const struct pf_layers *layers,
	const struct pf_env_reader *env, struct pf_compose_service *service)
{
	read_env_files(arena, layers, env, service);
	read_dependencies(arena, layers, service);
	service->network.aliases = read_aliases(arena, layers);
	service->network.ports = read_ports(arena, layers);
	service->storage.volumes = read_volumes(arena, layers);
	service->storage.secrets =
		read_grants(arena, layers, PF_STR("secrets"), PF_STR("/run/secrets/"));
	service->storage.configs = read_grants(arena, layers, PF_STR("configs"), PF_STR("/"));
}

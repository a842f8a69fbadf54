/* SPDX-License-Identifier: Apache-2.0 */

/* Entries of the configuration's `ignores`. */

#include <stdlib.h>

#include "base/search.h"
#include "suppress/ignores_internal.h"
#include "text/glob.h"
#include "world/world.h"

static bool fits(pf_str glob, pf_str name)
{
	return !glob.len || pf_glob_match(glob, name);
}

static bool fits_path(const struct pf_ignore *ignore, pf_str path)
{
	for (size_t i = 0; i < ignore->npaths; i++) {
		if (pf_glob_match(ignore->paths[i], path))
			return true;
	}
	return ignore->npaths == 0;
}

void pf_ignores_read(struct pf_arena *arena, const struct pf_suppress_settings *settings,
	struct pf_silencing *out, pf_str path)
{
	size_t *places;

	if (!settings->nignores)
		return;
	places = PF_NEWN(arena, size_t, settings->nignores);
	for (size_t i = 0; i < settings->nignores; i++) {
		if (fits_path(&settings->ignores[i], path))
			places[out->nignores++] = i;
	}
	out->ignores = places;
}

static int by_start(const void *a, const void *b)
{
	const struct pf_container_place *l = a, *r = b;

	return l->start < r->start ? -1 : l->start > r->start;
}

static size_t add_containers(struct pf_container_place *to, const struct pf_node *list)
{
	struct pf_kids kids = pf_kids(list);
	size_t n = 0;

	while (pf_kids_next(&kids))
		to[n++] = (struct pf_container_place){
			.name = pf_node_get_text(kids.value, PF_STR("name")),
			.start = kids.value->start,
			.end = kids.value->end};
	return n;
}

static void find_containers(struct pf_container_places *places, struct pf_arena *scratch,
	const struct pf_object *object)
{
	static const char *const names[] = {"initContainers", "containers", "ephemeralContainers"};
	const struct pf_node *spec = pf_pod_spec_node(object), *lists[3];
	size_t most = 0;

	places->object = object;
	places->len = 0;
	for (size_t i = 0; i < 3; i++) {
		lists[i] = pf_node_get(spec, pf_str_from(names[i]));
		if (lists[i] && lists[i]->kind != PF_SEQ)
			lists[i] = NULL;
		most += pf_kids(lists[i]).n;
	}
	if (!most)
		return;
	places->ptr = PF_NEWN(scratch, struct pf_container_place, most);
	for (size_t i = 0; i < 3; i++)
		places->len += add_containers(places->ptr + places->len, lists[i]);
	qsort(places->ptr, places->len, sizeof(*places->ptr), by_start);
}

static bool starts_up_to(const void *item, const void *key)
{
	return ((const struct pf_container_place *)item)->start <= *(const uint32_t *)key;
}

/* Is the place within a container of such a name?  Containers do not overlap. */
static bool fits_container(pf_str glob, struct pf_container_places *places,
	struct pf_arena *scratch, const struct pf_finding *f)
{
	size_t behind;

	if (!glob.len)
		return true;
	if (places->object != f->object)
		find_containers(places, scratch, f->object);
	behind = pf_search(places->ptr, places->len, sizeof(*places->ptr), &f->at.start,
		starts_up_to);
	return behind > 0 && f->at.start < places->ptr[behind - 1].end &&
		pf_glob_match(glob, places->ptr[behind - 1].name);
}

/* The one that is written, or the one that the object goes to, with or without it. */
static bool fits_namespace(const struct pf_suppressor_of_run *run, pf_str glob,
	const struct pf_object *object)
{
	return fits(glob, object->namespace) ||
		(run->world && fits(glob, pf_world_namespace(run->world, object)));
}

static bool fits_object(const struct pf_suppressor_of_run *run, const struct pf_ignore *ignore,
	const struct pf_object *object)
{
	if (!object)
		return !ignore->kind.len && !ignore->namespace.len && !ignore->name.len &&
			!ignore->container.len;
	return fits(ignore->kind, object->kind) && fits(ignore->name, object->name) &&
		fits_namespace(run, ignore->namespace, object);
}

bool pf_ignore_counts(const struct pf_suppress_settings *settings, const struct pf_ignore *ignore)
{
	return !ignore->expired && (!settings->require_reason || ignore->what.reason.len);
}

const struct pf_suppression *pf_ignores_find(const struct pf_suppressor_of_run *run,
	const struct pf_silencing *s, struct pf_arena *scratch, struct pf_container_places *places,
	const struct pf_finding *finding, size_t rule)
{
	const struct pf_suppression *found = NULL;

	for (size_t i = 0; i < s->nignores; i++) {
		const struct pf_ignore *ignore = &run->settings->ignores[s->ignores[i]];

		if (!ignore->rules[rule] || !fits_object(run, ignore, finding->object) ||
			!fits_container(ignore->container, places, scratch, finding))
			continue;
		pf_suppress_mark(&run->ignore_used[s->ignores[i]]);
		if (!found && pf_ignore_counts(run->settings, ignore))
			found = &ignore->what;
	}
	return found;
}

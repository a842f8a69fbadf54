/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/compose_services.h"

#include "source/path.h"
#include "world/binding/image_name.h"
#include "world/binding/nearness.h"
#include "world/state.h"

static bool is_canonical(const struct pf_compose *compose)
{
	pf_str name = pf_path_name(compose->document->source->path);

	return pf_str_eq(name, PF_STR("compose.yaml")) || pf_str_eq(name, PF_STR("compose.yml")) ||
		pf_str_eq(name, PF_STR("docker-compose.yaml")) ||
		pf_str_eq(name, PF_STR("docker-compose.yml"));
}

/* Is `folder` above `path`, or its own folder? */
static bool is_above(pf_str folder, pf_str path)
{
	return pf_str_eq(folder, PF_STR(".")) || pf_path_is_below(path, folder);
}

/*
 * The service nearest to `path`, in a file of the usual name before one of
 * another; NULL where two are equally good.  Only files in a folder above
 * `path`, or beside one, are of its project.
 */
static const struct pf_compose_service *nearest_service(const struct pf_index_slot *slot,
	pf_str path, bool beside)
{
	const struct pf_compose_service *best = NULL;
	size_t most = 0;
	bool tie = false;

	for (const struct pf_index_value *v = pf_alike(slot); v; v = v->next) {
		const struct pf_compose_service *service = v->is;
		pf_str directory = service->file->directory;
		size_t rank = 2 * pf_nearness(directory, path) + is_canonical(service->file);

		if (!is_above(directory, path) &&
			!(beside && is_above(pf_path_directory(directory), path)))
			continue;
		if (!best || rank > most) {
			best = service;
			most = rank;
			tie = false;
		} else if (rank == most) {
			tie = true;
		}
	}
	return tie ? NULL : best;
}

static const struct pf_compose_service *service_called(const struct pf_world *world, pf_str name,
	pf_str path)
{
	struct pf_index_key key = pf_key(PF_INDEX_COMPOSE_NAME, name, PF_STR_EMPTY);

	return name.len ? nearest_service(pf_index_get(&world->index, &key), path, false) : NULL;
}

/* A workload's name stands for its container where there is but one. */
static bool is_only_container(const struct pf_pod_container *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->pod->containers.len; i++)
		n += c->pod->containers.ptr[i].class == PF_MAIN;
	return n == 1 && c->class == PF_MAIN;
}

const struct pf_compose_service *pf_compose_service_for(const struct pf_world *world,
	struct pf_arena *scratch, const struct pf_object *object, const struct pf_pod_container *c,
	bool *by_name)
{
	struct pf_image_reference image = pf_image_repository(scratch, &c->image);
	struct pf_index_key key = pf_key(PF_INDEX_COMPOSE_IMAGE, image.domain, image.path);
	pf_str path = object->document->source->path;
	const struct pf_compose_service *service = NULL;

	*by_name = false;
	if (image.valid)
		service = nearest_service(pf_index_get(&world->index, &key), path, true);
	if (service)
		return service;
	*by_name = true;
	service = service_called(world, c->spec->name.is, path);
	if (!service && is_only_container(c))
		service = service_called(world, object->name, path);
	return service;
}

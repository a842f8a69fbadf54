/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/compose_services.h"

#include "image/official.h"
#include "source/path.h"
#include "world/binding/image_name.h"
#include "world/binding/nearness.h"
#include "world/named.h"
#include "world/state.h"

static bool is_canonical(const struct pf_compose *compose)
{
	pf_str name = pf_path_name(compose->document->source->path);

	return pf_str_eq(name, PF_STR("compose.yaml")) || pf_str_eq(name, PF_STR("compose.yml")) ||
		pf_str_eq(name, PF_STR("docker-compose.yaml")) ||
		pf_str_eq(name, PF_STR("docker-compose.yml"));
}

/* The best of several services, and whether another one is as good. */
struct choice {
	const struct pf_compose_service *best;
	size_t rank;
	bool tie;
};

/* By how near its file is to the manifest; one of the usual name comes before another. */
static void weigh(struct choice *choice, const struct pf_sought *sought,
	const struct pf_compose_service *service)
{
	size_t rank = 2 * pf_nearness(service->file->directory, sought->path) +
		is_canonical(service->file);

	if (!choice->best || rank > choice->rank)
		*choice = (struct choice){service, rank, false};
	else if (rank == choice->rank)
		choice->tie = true;
}

struct choices {
	struct choice called; /* like the container or its workload */
	struct choice any;
};

static void weigh_all(struct choices *choices, const struct pf_sought *sought,
	const struct pf_index_slot *slot)
{
	for (const struct pf_index_value *v = pf_alike(slot); v; v = v->next) {
		const struct pf_compose_service *service = v->is;

		if (!pf_sought_is_below(sought, service->file->directory) ||
			pf_sought_is_other_image(sought, service->image.value))
			continue;
		weigh(&choices->any, sought, service);
		if (pf_sought_is_called(sought, service->name))
			weigh(&choices->called, sought, service);
	}
}

/* Does another container of the Pod run the same repository? */
static bool is_shared_in_pod(const struct pf_sought *sought)
{
	const struct pf_pod_containers *containers = &sought->container->pod->containers;

	for (size_t i = 0; i < containers->len; i++) {
		const struct pf_pod_container *other = &containers->ptr[i];
		struct pf_image_reference image =
			pf_image_repository(sought->scratch, &other->image);

		if (other != sought->container &&
			pf_image_is_same_repository(&image, &sought->image))
			return true;
	}
	return false;
}

/* An only service may still be that of another workload which is called like it. */
static bool is_for_another(const struct pf_sought *sought, const struct pf_compose_service *service)
{
	return pf_world_has_workload(sought->world, sought->object, service->name) ||
		is_shared_in_pod(sought);
}

static const struct pf_compose_service *choose(const struct pf_sought *sought,
	const struct choices *choices)
{
	if (choices->called.best)
		return choices->called.tie ? NULL : choices->called.best;
	if (!choices->any.best || choices->any.tie || pf_image_is_official(&sought->image) ||
		is_for_another(sought, choices->any.best))
		return NULL;
	return choices->any.best;
}

static void look_up(const struct pf_sought *sought, struct choices *choices,
	enum pf_index_class class, pf_str first, pf_str second)
{
	struct pf_index_key key = pf_key(class, first, second);

	if (first.len)
		weigh_all(choices, sought, pf_index_get(&sought->world->index, &key));
}

const struct pf_compose_service *pf_compose_service_for(const struct pf_sought *sought,
	bool *by_name)
{
	const struct pf_image_reference *image = &sought->image;
	pf_str last = pf_image_last_component(image->text);
	struct choices of_image = {0}, alike = {0}, mirrored = {0};

	*by_name = false;
	if (image->valid)
		look_up(sought, &of_image, PF_INDEX_COMPOSE_IMAGE, image->domain, image->path);
	if (of_image.any.best)
		return choose(sought, &of_image);
	*by_name = true;
	look_up(sought, &alike, PF_INDEX_COMPOSE_BUILD, last, PF_STR_EMPTY);
	if (alike.any.best)
		return choose(sought, &alike);
	look_up(sought, &mirrored, PF_INDEX_COMPOSE_BASE, last, PF_STR_EMPTY);
	return mirrored.called.tie ? NULL : mirrored.called.best;
}

void pf_compose_built_names(const struct pf_compose_service *service, pf_str names[2])
{
	pf_str context = pf_path_name(service->build.context);

	names[0] = pf_image_last_component(service->image.value);
	names[1] = PF_STR_EMPTY;
	if (names[0].len)
		return;
	names[0] = service->name;
	if (!pf_str_eq(context, PF_STR(".")) && !pf_str_eq(context, PF_STR("..")) &&
		!pf_str_eq(context, service->name))
		names[1] = context;
}

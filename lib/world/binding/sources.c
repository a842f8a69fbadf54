/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/sources.h"

#include "source/path.h"
#include "world/binding/image_name.h"

/* What `cart.Dockerfile`, `Dockerfile.cart` and `Dockerfile-cart` are named after. */
static pf_str name_of_dockerfile(pf_str file)
{
	static const pf_str ends[] = {PF_STR_INIT(".Dockerfile"), PF_STR_INIT(".dockerfile")};
	static const pf_str begins[] = {PF_STR_INIT("Dockerfile."), PF_STR_INIT("Dockerfile-"),
		PF_STR_INIT("Containerfile."), PF_STR_INIT("Containerfile-")};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (pf_str_ends_with(file, ends[i]))
			return pf_str_sub(file, 0, file.len - ends[i].len);
	}
	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++) {
		if (pf_str_starts_with(file, begins[i]))
			return pf_str_from_offset(file, begins[i].len);
	}
	return PF_STR_EMPTY;
}

static bool is_plain_dockerfile(pf_str file)
{
	return pf_str_eq(file, PF_STR("Dockerfile")) || pf_str_eq(file, PF_STR("Containerfile"));
}

static void publish_source(struct pf_world *world, enum pf_index_class class, pf_str first,
	pf_str second, const struct pf_image_source *source)
{
	struct pf_index_key key = pf_key(class, first, second);

	if (first.len)
		pf_index_add(&world->index, &key, source);
}

/* By its file's name, by its folder's, and by the last two folders': `cart/web` is cart-web. */
static void publish_named(struct pf_world *world, const struct pf_image_source *source)
{
	pf_str file = pf_path_name(source->match);
	pf_str folder = pf_path_name(source->directory);
	pf_str parent = pf_path_name(pf_path_directory(source->directory));

	if (!is_plain_dockerfile(file)) {
		publish_source(world, PF_INDEX_NAMED, name_of_dockerfile(file), PF_STR_EMPTY,
			source);
		return;
	}
	if (pf_str_eq(folder, PF_STR(".")))
		return;
	publish_source(world, PF_INDEX_NAMED, folder, PF_STR_EMPTY, source);
	if (!pf_str_eq(parent, PF_STR(".")) && !pf_str_eq(parent, folder))
		publish_source(world, PF_INDEX_NAMED_JOINED,
			pf_without_dashes(world->arena,
				pf_arena_fmt(world->arena, "%.*s%.*s", PF_STR_ARG(parent),
					PF_STR_ARG(folder))),
			PF_STR_EMPTY, source);
}

static void publish_built_service(struct pf_world *world, const struct pf_image_source *source)
{
	const struct pf_compose_service *service = source->service;
	struct pf_image_reference ref =
		pf_image_reference_parse(world->arena, service->image.value);
	pf_str last = pf_image_last_component(service->image.value);

	if (service->image.known && ref.valid)
		publish_source(world, PF_INDEX_BUILT, ref.domain, ref.path, source);
	publish_source(world, PF_INDEX_BUILT_LIKE, last.len ? last : service->name, PF_STR_EMPTY,
		source);
}

static void publish_services(struct pf_world *world, const struct pf_compose *compose)
{
	for (size_t i = 0; i < compose->nservices; i++) {
		const struct pf_compose_service *service = &compose->services[i];
		struct pf_image_reference ref =
			pf_image_reference_parse(world->arena, service->image.value);
		struct pf_index_key by_image = pf_key(PF_INDEX_COMPOSE_IMAGE, ref.domain, ref.path);
		struct pf_index_key by_name =
			pf_key(PF_INDEX_COMPOSE_NAME, service->name, PF_STR_EMPTY);

		if (service->image.known && ref.valid)
			pf_index_add(&world->index, &by_image, service);
		pf_index_add(&world->index, &by_name, service);
	}
}

void pf_sources_publish(struct pf_world *world, const struct pf_image_sources *sources)
{
	world->sources = sources;
	for (size_t i = 0; i < sources->len; i++) {
		const struct pf_image_source *source = &sources->ptr[i];

		switch (source->by) {
		case PF_BOUND_BY_OPTION:
		case PF_BOUND_BY_CONFIG:
			break;
		case PF_BOUND_BY_COMPOSE:
			publish_built_service(world, source);
			break;
		case PF_BOUND_BY_SKAFFOLD:
			publish_source(world, PF_INDEX_BUILT_ARTIFACT, source->directory,
				source->match, source);
			break;
		case PF_BOUND_BY_NAME:
			publish_named(world, source);
			break;
		}
	}
	for (size_t i = 0; i < sources->ncomposes; i++)
		publish_services(world, sources->composes[i]);
}

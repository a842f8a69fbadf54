/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/sources.h"

#include "source/path.h"
#include "world/binding/compose_services.h"
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

/* BuildKit falls back on the name in lower case. */
static bool is_plain_dockerfile(pf_str file)
{
	static const pf_str names[] = {
		PF_STR_INIT("Dockerfile"), PF_STR_INIT("dockerfile"), PF_STR_INIT("Containerfile")};

	return pf_is_one_of(file, names, sizeof(names) / sizeof(*names));
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
	pf_str directory = pf_folder_that_names(source->directory);
	pf_str folder = pf_path_name(directory);
	pf_str parent = pf_path_name(pf_path_directory(directory));

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
	pf_str names[2];

	if (service->image.known && ref.valid)
		publish_source(world, PF_INDEX_BUILT, ref.domain, ref.path, source);
	pf_compose_built_names(service, names);
	for (size_t i = 0; i < 2; i++)
		publish_source(world, PF_INDEX_BUILT_LIKE, names[i], PF_STR_EMPTY, source);
}

static void publish_commanded(struct pf_world *world, const struct pf_image_source *source)
{
	struct pf_image_reference written = pf_image_reference_parse(world->arena, source->match);
	struct pf_image_reference ref = pf_image_repository(world->arena, &written);

	if (ref.valid)
		publish_source(world, PF_INDEX_COMMANDED, ref.domain, ref.path, source);
	publish_source(world, PF_INDEX_COMMANDED_LIKE, pf_image_last_component(source->match),
		PF_STR_EMPTY, source);
}

static void publish_service(struct pf_world *world, const struct pf_compose_service *service)
{
	struct pf_image_reference ref =
		pf_image_reference_parse(world->arena, service->image.value);
	struct pf_index_key by_image = pf_key(PF_INDEX_COMPOSE_IMAGE, ref.domain, ref.path);
	bool built = service->build.node != NULL;
	pf_str names[2] = {pf_image_last_component(service->image.value), PF_STR_EMPTY};

	if (service->image.known && ref.valid)
		pf_index_add(&world->index, &by_image, service);
	if (built)
		pf_compose_built_names(service, names);
	for (size_t i = 0; i < 2; i++) {
		struct pf_index_key by_name =
			pf_key(built ? PF_INDEX_COMPOSE_BUILD : PF_INDEX_COMPOSE_BASE, names[i],
				PF_STR_EMPTY);

		if (names[i].len)
			pf_index_add(&world->index, &by_name, service);
	}
}

static void publish_services(struct pf_world *world, const struct pf_compose *compose)
{
	for (size_t i = 0; i < compose->nservices; i++)
		publish_service(world, &compose->services[i]);
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
		case PF_BOUND_BY_COMMAND:
			publish_commanded(world, source);
			break;
		case PF_BOUND_BY_NAME:
			publish_named(world, source);
			break;
		}
	}
	for (size_t i = 0; i < sources->ncomposes; i++)
		publish_services(world, sources->composes[i]);
}

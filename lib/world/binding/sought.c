/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/sought.h"

#include "source/path.h"
#include "world/binding/binding.h"
#include "world/binding/image_name.h"
#include "world/binding/tag_words.h"
#include "world/state.h"

struct pf_sought pf_sought_of(const struct pf_world *world, struct pf_arena *scratch,
	const struct pf_object *object, const struct pf_pod_container *container)
{
	return (struct pf_sought){.world = world,
		.scratch = scratch,
		.object = object,
		.container = container,
		.image = pf_image_repository(scratch, &container->image),
		.path = object->document->source->path};
}

/* A workload's name stands for its container where there is but one. */
static bool is_only_container(const struct pf_pod_container *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->pod->containers.len; i++)
		n += c->pod->containers.ptr[i].class == PF_MAIN;
	return n == 1 && c->class == PF_MAIN;
}

static bool is_same_name(pf_str compose, pf_str kubernetes)
{
	if (!compose.len || compose.len != kubernetes.len)
		return false;
	for (size_t i = 0; i < compose.len; i++) {
		char c = compose.ptr[i];

		if ((c == '_' ? '-' : c) != kubernetes.ptr[i])
			return false;
	}
	return true;
}

bool pf_sought_is_called(const struct pf_sought *sought, pf_str name)
{
	return is_same_name(name, sought->container->spec->name.is) ||
		(is_only_container(sought->container) && is_same_name(name, sought->object->name));
}

static pf_str tag_of(struct pf_arena *scratch, pf_str reference)
{
	return pf_image_reference_parse(scratch, reference).tag;
}

bool pf_sought_is_other_image(const struct pf_sought *sought, pf_str reference)
{
	return pf_tags_differ(sought->image.tag, tag_of(sought->scratch, reference));
}

bool pf_sought_is_same_image(const struct pf_sought *sought, pf_str reference)
{
	return pf_tags_agree(sought->image.tag, tag_of(sought->scratch, reference));
}

static bool is_below(pf_str path, pf_str folder)
{
	return pf_str_eq(folder, PF_STR(".")) || pf_path_is_below(path, folder);
}

bool pf_sought_is_of_repository(const struct pf_sought *sought, pf_str folder)
{
	const struct pf_image_sources *sources = sought->world->sources;

	for (size_t i = 0; i < sources->nrepositories; i++) {
		pf_str top = sources->repositories[i];

		if (is_below(sought->path, top) != pf_path_is_within(folder, top))
			return false;
	}
	return true;
}

bool pf_sought_is_below(const struct pf_sought *sought, pf_str folder)
{
	return is_below(sought->path, folder) && pf_sought_is_of_repository(sought, folder);
}

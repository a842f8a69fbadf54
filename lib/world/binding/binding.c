/* SPDX-License-Identifier: Apache-2.0 */

/*
 * From a container's image to what tells of it.
 *
 * --image and the configuration are asked one after the other; the rest is
 * found by names: the repository, its last component, the artifact.
 */

#include "world/binding/binding.h"

#include "image/official.h"
#include "source/path.h"
#include "text/glob.h"
#include "world/binding/artifacts.h"
#include "world/binding/compose_services.h"
#include "world/binding/image_name.h"
#include "world/binding/nearness.h"
#include "world/state.h"

const char *pf_bound_by_name(enum pf_bound_by by)
{
	static const char *const names[] = {
		[PF_BOUND_BY_OPTION] = "--image",
		[PF_BOUND_BY_CONFIG] = "configuration",
		[PF_BOUND_BY_COMPOSE] = "compose",
		[PF_BOUND_BY_SKAFFOLD] = "skaffold",
		[PF_BOUND_BY_NAME] = "name",
	};

	return names[by];
}

/*
 * The one nearest to `path`, the first of those that are built from one file;
 * NULL where two that differ are equally near.  A skaffold file's own artifacts
 * come before those of its profiles.
 */
static const struct pf_image_source *nearest(const struct pf_index_slot *slot, pf_str path)
{
	const struct pf_image_source *best = NULL;
	size_t most = 0;
	bool tie = false;

	for (const struct pf_index_value *v = pf_alike(slot); v; v = v->next) {
		const struct pf_image_source *source = v->is;
		size_t near = pf_nearness(source->directory, path);

		if (!best || near > most) {
			best = source;
			most = near;
			tie = false;
		} else if (near == most && source->by != PF_BOUND_BY_SKAFFOLD) {
			tie |= !pf_str_eq(best->path, source->path);
		}
	}
	return tie ? NULL : best;
}

static const struct pf_image_source *look_up(const struct pf_world *world,
	enum pf_index_class class, pf_str first, pf_str second, pf_str path)
{
	struct pf_index_key key = pf_key(class, first, second);

	return nearest(pf_index_get(&world->index, &key), path);
}

/* A setting names a repository, with or without tag or digest. */
static bool is_meant(const struct pf_image_source *source, struct pf_arena *scratch,
	const struct pf_image_reference *image)
{
	struct pf_image_reference ref = pf_image_reference_parse(scratch, source->match);
	pf_str full;

	if (ref.valid)
		return pf_image_is_same_repository(&ref, image) &&
			(!ref.tag.len || pf_str_eq(ref.tag, image->tag)) &&
			(!ref.digest.len || pf_str_eq(ref.digest, image->digest));
	if (pf_glob_match(source->match, image->text) ||
		pf_glob_match(source->match, pf_image_name_written(image->text)))
		return true;
	full = pf_arena_fmt(scratch, "%.*s/%.*s", PF_STR_ARG(image->domain),
		PF_STR_ARG(image->path));
	return pf_glob_match(source->match, full);
}

static const struct pf_image_source *said_by_user(const struct pf_world *world,
	struct pf_arena *scratch, const struct pf_image_reference *image)
{
	for (size_t i = 0; i < world->sources->len; i++) {
		const struct pf_image_source *source = &world->sources->ptr[i];

		if (source->by > PF_BOUND_BY_CONFIG)
			return NULL; /* these come first */
		if (is_meant(source, scratch, image))
			return source;
	}
	return NULL;
}

/* Nobody builds an image from itself: then the Dockerfile makes another one of it. */
static bool is_built_on(const struct pf_image_source *source, struct pf_arena *scratch,
	const struct pf_image_reference *image)
{
	const struct pf_image_build *build = source->facts ? source->facts->build : NULL;
	struct pf_image_reference base;

	if (!build || !build->base.len)
		return false;
	base = pf_image_reference_parse(scratch, build->base);
	return pf_image_is_same_repository(&base, image);
}

/* The folders must part where a dash does: `a/pi` is not called api. */
static bool is_joined(const struct pf_image_source *source, pf_str name)
{
	pf_str folder = pf_path_name(source->directory);

	return pf_str_ends_with(name, folder) && name.len > folder.len &&
		name.ptr[name.len - folder.len - 1] == '-';
}

static const struct pf_image_source *guess(const struct pf_world *world, struct pf_arena *scratch,
	const struct pf_image_reference *image, pf_str path)
{
	static const enum pf_index_class classes[] = {
		PF_INDEX_BUILT_LIKE, PF_INDEX_NAMED, PF_INDEX_NAMED_JOINED};
	pf_str last = pf_image_last_component(image->text);

	if (!last.len || pf_image_is_official(image))
		return NULL;
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
		bool joined = classes[i] == PF_INDEX_NAMED_JOINED;
		const struct pf_image_source *source = look_up(world, classes[i],
			joined ? pf_without_dashes(scratch, last) : last, PF_STR_EMPTY, path);

		if (source && (!joined || is_joined(source, last)) &&
			!is_built_on(source, scratch, image))
			return source;
	}
	return NULL;
}

static void find_source(const struct pf_world *world, struct pf_arena *scratch,
	const struct pf_object *object, const struct pf_pod_container *c,
	struct pf_image_binding *out)
{
	struct pf_image_reference image = pf_image_repository(scratch, &c->image);
	pf_str path = object->document->source->path;
	pf_str directory;

	out->source = said_by_user(world, scratch, &image);
	if (!out->source && image.valid)
		out->source = look_up(world, PF_INDEX_BUILT, image.domain, image.path, path);
	if (!out->source &&
		pf_artifact_directory(world, object, pf_image_name_written(image.text), &directory))
		out->source = look_up(world, PF_INDEX_BUILT_ARTIFACT, directory,
			pf_image_name_written(image.text), path);
	if (out->source)
		return;
	out->source = guess(world, scratch, &image, path);
	out->guess = out->source != NULL;
}

static void find_service(const struct pf_world *world, struct pf_arena *scratch,
	const struct pf_object *object, const struct pf_pod_container *c,
	struct pf_image_binding *out)
{
	if (!pf_container_is_long_lived(c))
		return;
	if (out->source && out->source->service) {
		out->service = out->source->service;
		out->service_by_name = out->guess;
		return;
	}
	out->service = pf_compose_service_for(world, scratch, object, c, &out->service_by_name);
}

const struct pf_image_binding *pf_world_image_binding(const struct pf_world *world,
	struct pf_arena *scratch, const struct pf_object *object, const struct pf_pod_container *c)
{
	struct pf_image_binding *binding;

	if (!world->sources || (!world->sources->len && !world->sources->ncomposes) ||
		!c->spec->image.set)
		return NULL;
	binding = PF_NEW(scratch, struct pf_image_binding);
	find_source(world, scratch, object, c, binding);
	find_service(world, scratch, object, c, binding);
	if (!binding->source && !binding->service)
		return NULL;
	binding->facts = binding->source ? binding->source->facts : NULL;
	return binding;
}

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
#include "world/binding/sought.h"
#include "world/binding/tag_words.h"
#include "world/state.h"

const char *pf_bound_by_name(enum pf_bound_by by)
{
	static const char *const names[] = {
		[PF_BOUND_BY_OPTION] = "--image",
		[PF_BOUND_BY_CONFIG] = "configuration",
		[PF_BOUND_BY_COMPOSE] = "compose",
		[PF_BOUND_BY_SKAFFOLD] = "skaffold",
		[PF_BOUND_BY_COMMAND] = "build command",
		[PF_BOUND_BY_NAME] = "name",
	};

	return names[by];
}

/* Is it for a stage or branch that is not the container's? */
static bool is_passing(const struct pf_sought *sought, const struct pf_image_source *source)
{
	pf_str tag = pf_image_reference_parse(sought->scratch, source->match).tag;

	return pf_tag_is_passing(tag) && !pf_str_eq(tag, sought->image.tag);
}

/* How well `source` fits the container: by how near it is, then by tag, then by name. */
static size_t rank_of(const struct pf_sought *sought, const struct pf_image_source *source)
{
	bool called = source->service && pf_sought_is_called(sought, source->service->name);

	return 8 * pf_nearness(source->directory, sought->path) +
		4 * (size_t)pf_sought_is_same_image(sought, source->match) + 2 * (size_t)called +
		!is_passing(sought, source);
}

/* Does it build the image by a name that nobody else has? */
static bool names_owned(const struct pf_sought *sought, const struct pf_image_source *source)
{
	struct pf_image_reference written =
		pf_image_reference_parse(sought->scratch, source->match);
	struct pf_image_reference ref = pf_image_repository(sought->scratch, &written);

	return pf_image_has_owner(&ref) && pf_image_is_same_repository(&ref, &sought->image);
}

/*
 * A compose file speaks of what lies in its folder and below, and so does a command
 * that names but a word; neither of an image that the tag tells apart.  A name is a
 * name within its repository.
 */
static bool is_about(const struct pf_sought *sought, const struct pf_image_source *source)
{
	if (source->by == PF_BOUND_BY_NAME)
		return pf_sought_is_of_repository(sought, source->directory);
	if (source->by != PF_BOUND_BY_COMPOSE && source->by != PF_BOUND_BY_COMMAND)
		return true;
	if (pf_sought_is_other_image(sought, source->match))
		return false;
	return pf_sought_is_below(sought, source->directory) ||
		(source->by == PF_BOUND_BY_COMMAND && names_owned(sought, source));
}

/*
 * The best of them, the first of those that are built from one file; NULL where
 * two that differ are equally good.  A skaffold file's own artifacts come before
 * those of its profiles.
 */
static const struct pf_image_source *nearest(const struct pf_sought *sought,
	const struct pf_index_slot *slot)
{
	const struct pf_image_source *best = NULL;
	size_t most = 0;
	bool tie = false;

	for (const struct pf_index_value *v = pf_alike(slot); v; v = v->next) {
		const struct pf_image_source *source = v->is;
		size_t rank;

		if (!is_about(sought, source))
			continue;
		rank = rank_of(sought, source);
		if (!best || rank > most) {
			best = source;
			most = rank;
			tie = false;
		} else if (rank == most && source->by != PF_BOUND_BY_SKAFFOLD) {
			tie |= !pf_str_eq(best->path, source->path);
		}
	}
	return tie ? NULL : best;
}

static const struct pf_image_source *look_up(const struct pf_sought *sought,
	enum pf_index_class class, pf_str first, pf_str second)
{
	struct pf_index_key key = pf_key(class, first, second);

	return nearest(sought, pf_index_get(&sought->world->index, &key));
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

static const struct pf_image_source *said_by_user(const struct pf_sought *sought)
{
	const struct pf_image_sources *sources = sought->world->sources;

	for (size_t i = 0; i < sources->len; i++) {
		const struct pf_image_source *source = &sources->ptr[i];

		if (source->by > PF_BOUND_BY_CONFIG)
			return NULL; /* these come first */
		if (is_meant(source, sought->scratch, &sought->image))
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
	pf_str folder = pf_path_name(pf_folder_that_names(source->directory));

	return pf_str_ends_with(name, folder) && name.len > folder.len &&
		name.ptr[name.len - folder.len - 1] == '-';
}

static const struct pf_image_source *guess(const struct pf_sought *sought)
{
	static const enum pf_index_class classes[] = {PF_INDEX_BUILT_LIKE, PF_INDEX_COMMANDED_LIKE,
		PF_INDEX_NAMED, PF_INDEX_NAMED_JOINED};
	pf_str last = pf_image_last_component(sought->image.text);

	if (!last.len || pf_image_is_official(&sought->image) || sought->image.ko ||
		pf_image_is_import_path(&sought->image))
		return NULL; /* ko reads no Dockerfile */
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
		bool joined = classes[i] == PF_INDEX_NAMED_JOINED;
		const struct pf_image_source *source = look_up(sought, classes[i],
			joined ? pf_without_dashes(sought->scratch, last) : last, PF_STR_EMPTY);

		if (source && (!joined || is_joined(source, last)) &&
			!is_built_on(source, sought->scratch, &sought->image))
			return source;
	}
	return NULL;
}

/* Where something says that it builds this very image; NULL: nowhere. */
static const struct pf_image_source *built_by_project(const struct pf_sought *sought)
{
	const struct pf_image_reference *image = &sought->image;
	pf_str written = pf_image_name_written(image->text);
	const struct pf_image_source *source = NULL;
	pf_str directory;

	if (image->valid)
		source = look_up(sought, PF_INDEX_BUILT, image->domain, image->path);
	if (!source && pf_artifact_directory(sought->world, sought->object, written, &directory))
		source = look_up(sought, PF_INDEX_BUILT_ARTIFACT, directory, written);
	if (!source && image->valid)
		source = look_up(sought, PF_INDEX_COMMANDED, image->domain, image->path);
	return source;
}

static void find_source(const struct pf_sought *sought, struct pf_image_binding *out)
{
	out->source = said_by_user(sought);
	if (!out->source)
		out->source = built_by_project(sought);
	out->guess = out->source && out->source->guess;
	if (out->source)
		return;
	out->source = guess(sought);
	out->guess = out->source != NULL;
}

const struct pf_image_binding *pf_world_image_binding(const struct pf_world *world,
	struct pf_arena *scratch, const struct pf_object *object, const struct pf_pod_container *c)
{
	struct pf_image_binding *binding;
	struct pf_sought sought;

	if (!world->sources || (!world->sources->len && !world->sources->ncomposes) ||
		!c->spec->image.set)
		return NULL;
	sought = pf_sought_of(world, scratch, object, c);
	binding = PF_NEW(scratch, struct pf_image_binding);
	find_source(&sought, binding);
	if (pf_container_is_long_lived(c))
		binding->service = pf_compose_service_for(&sought, &binding->service_by_name);
	if (!binding->source && !binding->service)
		return NULL;
	binding->facts = binding->source ? binding->source->facts : NULL;
	return binding;
}

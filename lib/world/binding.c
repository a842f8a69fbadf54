/* SPDX-License-Identifier: Apache-2.0 */

/*
 * From a container's image to what tells of it.
 *
 * --image and the configuration are asked one after the other; the rest is
 * found by names: the repository, its last component, the artifact.
 */

#include "image/official.h"
#include "source/discover.h"
#include "text/glob.h"
#include "world/world_internal.h"

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

/* Names. */

static bool is_name_byte(char c)
{
	return pf_is_lower(c) || pf_is_digit(c) || c == '-' || c == '.' || c == '_';
}

/*
 * The last component of an image's name; empty where it is not certain,
 * because a variable stands in it.
 */
static pf_str last_component(pf_str image)
{
	pf_str name = pf_path_name(image);

	name = pf_str_sub(name, 0, pf_str_find_char(name, '@'));
	name = pf_str_sub(name, 0, pf_str_find_char(name, ':'));
	for (size_t i = 0; i < name.len; i++) {
		if (!is_name_byte(name.ptr[i]))
			return PF_STR_EMPTY;
	}
	if (name.len && (!pf_is_alnum(name.ptr[0]) || !pf_is_alnum(name.ptr[name.len - 1])))
		return PF_STR_EMPTY;
	return name;
}

/* The reference with a tag that is still to be filled in cut off. */
static struct pf_image_reference repository_of(struct pf_arena *arena,
	const struct pf_image_reference *image)
{
	size_t slash = pf_str_rfind_char(image->text, '/');
	size_t from = slash < image->text.len ? slash : 0;
	pf_str tail = pf_str_from_offset(image->text, from);
	size_t colon = pf_str_find_char(tail, ':');

	if (image->valid || colon == tail.len)
		return *image;
	return pf_image_reference_parse(arena, pf_str_sub(image->text, 0, from + colon));
}

static bool is_same_repository(const struct pf_image_reference *a,
	const struct pf_image_reference *b)
{
	return a->valid && b->valid && pf_str_eq(a->domain, b->domain) &&
		pf_str_eq(a->path, b->path);
}

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

/* Publishing. */

static void publish_source(struct pf_world *world, enum pf_index_class class, pf_str first,
	pf_str second, const struct pf_image_source *source)
{
	struct pf_index_key key = pf_key(class, first, second);

	if (first.len)
		pf_index_add(&world->index, &key, source);
}

/* The name without dashes: `pub-sub/form` is called pubsub-form. */
static pf_str without_dashes(struct pf_arena *arena, pf_str name)
{
	char *to = pf_arena_alloc(arena, name.len + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] != '-')
			to[n++] = name.ptr[i];
	}
	return (pf_str){to, n};
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
			without_dashes(world->arena,
				pf_arena_fmt(world->arena, "%.*s%.*s", PF_STR_ARG(parent),
					PF_STR_ARG(folder))),
			PF_STR_EMPTY, source);
}

static void publish_built_service(struct pf_world *world, const struct pf_image_source *source)
{
	const struct pf_compose_service *service = source->service;
	struct pf_image_reference ref =
		pf_image_reference_parse(world->arena, service->image.value);
	pf_str last = last_component(service->image.value);

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

void pf_bindings_publish(struct pf_world *world, const struct pf_image_sources *sources)
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

/* Asking. */

/* Of one name; where there are more, looking at all of them each time would take too long. */
#define ALIKE_MAX 1000

static const struct pf_index_value *first_of(const struct pf_index_slot *slot)
{
	return slot && slot->n <= ALIKE_MAX ? slot->values : NULL;
}

/* How many folders two paths have in common from the top. */
static size_t nearness(pf_str a, pf_str b)
{
	size_t n = 0;
	pf_str x, y;

	while (pf_str_split(&a, '/', &x) && pf_str_split(&b, '/', &y) && pf_str_eq(x, y))
		n++;
	return n;
}

/* Is `folder` above `path`, or its own folder? */
static bool is_above(pf_str folder, pf_str path)
{
	return pf_str_eq(folder, PF_STR(".")) ||
		(pf_str_starts_with(path, folder) && path.len > folder.len &&
			path.ptr[folder.len] == '/');
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

	for (const struct pf_index_value *v = first_of(slot); v; v = v->next) {
		const struct pf_image_source *source = v->is;
		size_t near = nearness(source->directory, path);

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
		return is_same_repository(&ref, image) &&
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
	return is_same_repository(&base, image);
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
	pf_str last = last_component(image->text);

	if (!last.len || pf_image_is_official(image))
		return NULL;
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
		bool joined = classes[i] == PF_INDEX_NAMED_JOINED;
		const struct pf_image_source *source = look_up(world, classes[i],
			joined ? without_dashes(scratch, last) : last, PF_STR_EMPTY, path);

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
	struct pf_image_reference image = repository_of(scratch, &c->image);
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

/* Compose services. */

static bool is_canonical(const struct pf_compose *compose)
{
	pf_str name = pf_path_name(compose->document->source->path);

	return pf_str_eq(name, PF_STR("compose.yaml")) || pf_str_eq(name, PF_STR("compose.yml")) ||
		pf_str_eq(name, PF_STR("docker-compose.yaml")) ||
		pf_str_eq(name, PF_STR("docker-compose.yml"));
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

	for (const struct pf_index_value *v = first_of(slot); v; v = v->next) {
		const struct pf_compose_service *service = v->is;
		pf_str directory = service->file->directory;
		size_t rank = 2 * nearness(directory, path) + is_canonical(service->file);

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

static void find_service(const struct pf_world *world, struct pf_arena *scratch,
	const struct pf_object *object, const struct pf_pod_container *c,
	struct pf_image_binding *out)
{
	struct pf_image_reference image = repository_of(scratch, &c->image);
	struct pf_index_key by_image = pf_key(PF_INDEX_COMPOSE_IMAGE, image.domain, image.path);
	pf_str path = object->document->source->path;

	if (c->class != PF_MAIN && c->class != PF_SIDECAR)
		return;
	if (out->source && out->source->service) {
		out->service = out->source->service;
		out->service_by_name = out->guess;
		return;
	}
	if (image.valid)
		out->service = nearest_service(pf_index_get(&world->index, &by_image), path, true);
	if (out->service)
		return;
	out->service_by_name = true;
	out->service = service_called(world, c->spec->name.is, path);
	if (!out->service && is_only_container(c))
		out->service = service_called(world, object->name, path);
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

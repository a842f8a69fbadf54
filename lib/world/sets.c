/* SPDX-License-Identifier: Apache-2.0 */

/* Which set an object is in, and which views hold the set. */

#include "world/sets.h"

#include "base/error.h"
#include "source/path.h"
#include "world/patches.h"

static struct pf_set *add_set(struct pf_world *world)
{
	struct pf_set *set = PF_NEW(world->arena, struct pf_set);

	set->id = (uint32_t)world->sets.len;
	PF_VEC_ADD(world->arena, &world->sets) = set;
	return set;
}

/* The set behind a key that only this file adds, which may be written to again. */
static struct pf_set *set_at(const struct pf_world *world, enum pf_index_class class, pf_str path)
{
	struct pf_index_key key = pf_key(class, path, PF_STR_EMPTY);
	const struct pf_set *set = pf_index_first(&world->index, &key);

	return set ? world->sets.ptr[set->id] : NULL;
}

static void put_set(struct pf_world *world, enum pf_index_class class, pf_str path,
	const struct pf_set *set)
{
	struct pf_index_key key = pf_key(class, path, PF_STR_EMPTY);

	if (!pf_index_get(&world->index, &key))
		pf_index_add(&world->index, &key, set);
}

static uint32_t view_of(const struct pf_world *world, const struct pf_set *set)
{
	return world->complete ? PF_VIEW_FIRST : PF_VIEW_FIRST + set->id;
}

static void read_kustomization(struct pf_world *world, const struct pf_document *document)
{
	struct pf_kustomization *k = PF_NEW(world->arena, struct pf_kustomization);
	struct pf_set *set = add_set(world);

	pf_kustomization_read(world->arena, document, k);
	set->kustomization = k;
	set->opaque = k->opaque;
	world->has_renames |= k->renames;
	/* By another name Kustomize would not find it in its directory. */
	if (k->by_name)
		put_set(world, PF_INDEX_KUSTOMIZATION, k->directory, set);
}

static void include(struct pf_set *set, struct pf_set *other)
{
	if (other == set)
		return;
	set->includes[set->nincludes++] = other;
	other->included = true;
}

static void include_directory(struct pf_set *set, struct pf_set *other)
{
	include(set, other);
	if (other == set)
		return;
	set->directories[set->ndirectories++] = other;
	other->in_directory = true;
}

static void list(struct pf_world *world, enum pf_index_class class, pf_str path,
	const struct pf_set *set)
{
	struct pf_index_key key = pf_key(class, path, PF_STR_EMPTY);

	pf_index_add(&world->index, &key, set);
}

/*
 * A resource is a directory with a Kustomization, or a file.  Who lists a file
 * after somebody else did includes that one.
 */
static void link_resources(struct pf_world *world, struct pf_set *set)
{
	const struct pf_kustomization *k = set->kustomization;

	set->includes = PF_NEWN(world->arena, struct pf_set *, k->resources.len);
	set->directories = PF_NEWN(world->arena, struct pf_set *, k->resources.len);
	PF_EACH(pf_str, path, k->resources) {
		struct pf_set *directory = set_at(world, PF_INDEX_KUSTOMIZATION, *path);
		struct pf_set *other = set_at(world, PF_INDEX_RESOURCE, *path);

		if (directory) {
			include_directory(set, directory);
			continue;
		}
		if (other)
			include(set, other);
		list(world, PF_INDEX_RESOURCE, *path, set);
	}
	PF_EACH(pf_str, path, k->patches) {
		list(world, PF_INDEX_PATCH, *path, set);
	}
	PF_EACH(pf_str, path, k->components) {
		set->opaque |= !set_at(world, PF_INDEX_KUSTOMIZATION, *path);
	}
}

static bool is_placed(const struct pf_set *set, uint32_t view, pf_str namespace)
{
	for (size_t i = 0; i < set->placements.len; i++) {
		if (set->placements.ptr[i].view == view &&
			pf_str_eq(set->placements.ptr[i].namespace, namespace))
			return true;
	}
	return false;
}

static void place(struct pf_world *world, struct pf_set *set, uint32_t view, pf_str namespace)
{
	if (!is_placed(set, view, namespace))
		PF_VEC_ADD(world->arena, &set->placements) = (struct pf_placement){view, namespace};
}

/* Note that `root` includes `set`; false when there is no need to go on from here. */
static bool reach(struct pf_world *world, struct pf_set *set, const struct pf_set *root,
	pf_str namespace)
{
	if (set->reached_from == root || set->shared)
		return false;
	set->reached_from = root;
	/* The outermost `namespace:` wins, as it is applied last. */
	set->reached_namespace = namespace.len ? namespace : set->kustomization->namespace;
	set->nreached++;
	if (set->nreached > PF_WORLD_MAX_VIEWS) {
		set->shared = true;
		world->has_shared = true;
	} else {
		place(world, set, view_of(world, root), set->reached_namespace);
	}
	return true;
}

/*
 * Put all that `root` includes into its view.  A set that is already shared is
 * not entered again, nor need it be: all below it were reached as often.  So
 * each inclusion is followed a bounded number of times, cycles or not.
 */
static void walk_view(struct pf_world *world, struct pf_set *root, struct pf_set **stack)
{
	size_t depth = 0;

	if (reach(world, root, root, PF_STR_EMPTY))
		stack[depth++] = root;
	while (depth > 0) {
		struct pf_set *set = stack[--depth];

		for (size_t i = 0; i < set->nincludes; i++) {
			struct pf_set *next = set->includes[i];

			if (reach(world, next, root, set->reached_namespace))
				stack[depth++] = next;
		}
	}
}

static void find_views(struct pf_world *world)
{
	size_t n = world->sets.len;
	struct pf_set **stack = PF_NEWN(world->arena, struct pf_set *, n);

	for (size_t i = 1; i < n; i++)
		link_resources(world, world->sets.ptr[i]);
	for (size_t i = 1; i < n; i++) {
		if (!world->sets.ptr[i]->included)
			walk_view(world, world->sets.ptr[i], stack);
	}
	/* What is left includes itself in a circle: any of them will do as the root. */
	for (size_t i = 1; i < n; i++) {
		if (world->sets.ptr[i]->placements.len == 0)
			walk_view(world, world->sets.ptr[i], stack);
	}
}

/*
 * Follow the ways from what is built down to all that it includes as directories:
 * each set is entered a bounded number of times, circles or not.
 */
static void walk_uses(struct pf_world *world, struct pf_set *root)
{
	PF_VEC(const struct pf_use *) open = {0};
	struct pf_use *first = PF_NEW(world->arena, struct pf_use);

	first->set = root;
	PF_VEC_ADD(world->arena, &root->uses) = first;
	PF_VEC_ADD(world->arena, &open) = first;
	while (open.len > 0) {
		const struct pf_use *use = open.ptr[--open.len];

		for (size_t i = 0; i < use->set->ndirectories; i++) {
			struct pf_set *next = use->set->directories[i];
			struct pf_use *below;

			if (next->uses.len == PF_WORLD_MAX_VIEWS ||
				use->depth == PF_WORLD_MAX_VIEWS)
				continue;
			below = PF_NEW(world->arena, struct pf_use);
			*below = (struct pf_use){next, use, use->depth + 1};
			PF_VEC_ADD(world->arena, &next->uses) = below;
			PF_VEC_ADD(world->arena, &open) = below;
		}
	}
}

static void find_uses(struct pf_world *world)
{
	for (size_t i = 1; i < world->sets.len; i++) {
		if (!world->sets.ptr[i]->in_directory)
			walk_uses(world, world->sets.ptr[i]);
	}
	/* As with views: what is left includes itself. */
	for (size_t i = 1; i < world->sets.len; i++) {
		if (world->sets.ptr[i]->uses.len == 0)
			walk_uses(world, world->sets.ptr[i]);
	}
}

/* Set of the loose files of a directory; standard input is like a directory. */
static struct pf_set *directory_set(struct pf_world *world, pf_str path)
{
	bool is_stdin = pf_str_eq(path, PF_STR("<stdin>"));
	pf_str directory = is_stdin ? path : pf_path_directory(path);
	struct pf_set *set = set_at(world, PF_INDEX_DIRECTORY, directory);

	if (set)
		return set;
	set = add_set(world);
	place(world, set, view_of(world, set), PF_STR_EMPTY);
	set->also = set_at(world, PF_INDEX_KUSTOMIZATION, directory);
	put_set(world, PF_INDEX_DIRECTORY, directory, set);
	return set;
}

static const struct pf_index_value *listers(const struct pf_world *world, enum pf_index_class class,
	pf_str path)
{
	struct pf_index_key key = pf_key(class, path, PF_STR_EMPTY);
	const struct pf_index_slot *slot = pf_index_get(&world->index, &key);

	return slot ? slot->values : NULL;
}

struct membership {
	const struct pf_source *source;
	const struct pf_set *set;
	const struct pf_index_value *takers;
	bool listed; /* as a resource */
	bool patch;  /* listed as one */
	bool among_patches;
	bool directives; /* the text may hold `$patch` and its like */
};

/* A Kustomization in the folder of the file or above it may be what merges it. */
static bool is_below_kustomization(const struct pf_world *world, pf_str path)
{
	pf_str directory = pf_path_directory(path);
	size_t len;

	do {
		if (set_at(world, PF_INDEX_KUSTOMIZATION, directory))
			return true;
		len = directory.len;
		directory = pf_path_directory(directory);
	} while (directory.len < len);
	return !pf_str_starts_with(path, PF_STR("/")) && !pf_str_starts_with(path, PF_STR("../")) &&
		set_at(world, PF_INDEX_KUSTOMIZATION, PF_STR("."));
}

static struct membership membership_of(struct pf_world *world, const struct pf_source *source)
{
	const struct pf_index_value *resource = listers(world, PF_INDEX_RESOURCE, source->path);
	const struct pf_index_value *patch = listers(world, PF_INDEX_PATCH, source->path);
	struct membership m = {.source = source};

	m.listed = resource != NULL;
	m.patch = patch != NULL;
	m.directives = pf_text_has_patch_directive(source->text);
	m.among_patches = !resource &&
		(pf_is_called_patch(source->path) || is_below_kustomization(world, source->path));
	m.takers = resource ? resource : patch;
	m.set = m.takers ? m.takers->is : directory_set(world, source->path);
	return m;
}

/* What a file holds, should it be listed as a patch. */
static void keep_edit(struct pf_world *world, const struct pf_document *document,
	const struct pf_node *root)
{
	struct pf_index_key key = pf_key(PF_INDEX_EDIT, document->source->path, PF_STR_EMPTY);

	pf_index_add(&world->index, &key, root);
}

static void keep_transformer(struct pf_world *world, const struct pf_object *object)
{
	struct pf_index_key key =
		pf_key(PF_INDEX_TRANSFORMER, object->document->source->path, PF_STR_EMPTY);

	pf_index_add(&world->index, &key, object);
}

void pf_sets_build(struct pf_world *world, const struct pf_document *const *projects,
	size_t nprojects)
{
	place(world, add_set(world), PF_VIEW_CONTEXT, PF_STR_EMPTY);
	for (size_t i = 0; i < nprojects; i++) {
		if (pf_is_kustomization(projects[i]))
			read_kustomization(world, projects[i]);
		else if (pf_is_json_patch(projects[i]))
			keep_edit(world, projects[i], projects[i]->root);
	}
	find_views(world);
	find_uses(world);
}

void pf_sets_assign(struct pf_world *world, const struct pf_object *const *objects, size_t nobjects)
{
	struct membership m = {0};

	world->members = PF_NEWN(world->arena, struct pf_member, nobjects);
	world->nmembers = nobjects;
	for (size_t i = 0; i < nobjects; i++) {
		const struct pf_object *object = objects[i];

		pf_assert(object->number == i);
		/* Objects come file by file: asked once for each. */
		if (!m.set || object->document->source != m.source)
			m = membership_of(world, object->document->source);
		world->members[i] = (struct pf_member){
			.object = object,
			.set = object->context ? world->sets.ptr[0] : m.set,
			.takers = object->context ? NULL : m.takers,
			.listed = m.listed,
			.among_patches = m.among_patches,
			.patch = m.patch ||
				(m.directives && pf_tree_has_patch_directive(object->root)),
		};
		if (m.patch)
			keep_edit(world, object->document, object->root);
		if (pf_str_eq(object->api_version, PF_STR("builtin")))
			keep_transformer(world, object);
		world->has_context |= object->context;
	}
}

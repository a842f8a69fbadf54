/* SPDX-License-Identifier: Apache-2.0 */

/* What Kustomize fills in or changes before an object is deployed. */

#include "world/fills.h"

#include "project/kustomize_fields.h"
#include "project/patch_reach.h"
#include "source/path.h"
#include "world/lookup.h"
#include "world/members.h"
#include "world/state.h"

#define NESTING_MAX 8  /* of components in components */
#define TESTS_MAX 1024 /* Kustomizations and patches that one question looks at */

#define OR '|' /* between the paths of one question */

/* What is asked of each Kustomization on the ways to an object. */
struct question {
	const struct pf_world *world;
	const struct pf_object *object;
	bool (*does)(struct question *question, const struct pf_set *set);
	const struct pf_node *node;
	pf_str path;
	pf_str name; /* of a label, an image or a generated object */
	pf_str kind;
	bool labels; /* about labels or selectors */
	bool beside; /* asked of the Kustomization beside a loose file, which may come to take it */
	size_t tests;
};

/* Kustomize's own transformers that write neither to what is asked nor to everything. */
static bool is_harmless(const struct question *q, const struct pf_object *transformer)
{
	static const pf_str kinds[] = {PF_STR_INIT("AnnotationsTransformer"),
		PF_STR_INIT("NamespaceTransformer"), PF_STR_INIT("PrefixTransformer"),
		PF_STR_INIT("SuffixTransformer"), PF_STR_INIT("PrefixSuffixTransformer")};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (pf_str_eq(transformer->kind, kinds[i]))
			return true;
	}
	return !q->labels && pf_str_eq(transformer->kind, PF_STR("LabelTransformer"));
}

/* May a transformer do it?  One that is not in the run may do anything. */
static bool is_transformed(struct question *q, const struct pf_kustomization *k)
{
	PF_EACH(pf_str, path, k->transformers) {
		struct pf_index_key key = pf_key(PF_INDEX_TRANSFORMER, *path, PF_STR_EMPTY);
		const struct pf_index_slot *slot = pf_index_get(&q->world->index, &key);

		if (!slot)
			return true;
		for (const struct pf_index_value *v = slot->values; v; v = v->next) {
			q->tests++;
			if (!is_harmless(q, v->is))
				return true;
		}
	}
	return false;
}

/* Components work on all that the Kustomization has which includes them. */
static bool is_done_at(struct question *q, const struct pf_set *set, unsigned depth)
{
	q->tests++;
	if (set->opaque || is_transformed(q, set->kustomization) || q->does(q, set))
		return true;
	for (size_t i = 0; i < set->ndirectories && depth < NESTING_MAX; i++) {
		const struct pf_set *other = set->directories[i];

		if (other->kustomization->component && is_done_at(q, other, depth + 1))
			return true;
	}
	return false;
}

static bool is_done_on(struct question *q, const struct pf_use *use)
{
	for (; use; use = use->by) {
		/* What nobody would write is left alone. */
		if (q->tests > TESTS_MAX || is_done_at(q, use->set, 0))
			return true;
	}
	return false;
}

/* Is it so on some way of the set, and (every) on all of them? */
static bool holds_for_set(struct question *q, const struct pf_set *set, bool every)
{
	for (size_t i = 0; i < set->uses.len; i++) {
		if (is_done_on(q, set->uses.ptr[i]) != every)
			return !every;
	}
	return every && set->uses.len > 0;
}

static bool holds(struct question *q, bool every)
{
	const struct pf_member *member = pf_member_of(q->world, q->object);
	const struct pf_index_value *taker = member->takers;

	if (!taker)
		return q->beside && member->set->also && q->does(q, member->set->also);
	for (; taker; taker = taker->next) {
		if (holds_for_set(q, taker->is, every) != every)
			return !every;
	}
	return every;
}

static bool is_literal(pf_str pattern)
{
	for (size_t i = 0; i < pattern.len; i++) {
		char c = pattern.ptr[i];

		if (!pf_is_alnum(c) && c != '-' && c != '.' && c != '_')
			return false;
	}
	return true;
}

/* A target's fields are regular expressions: what is more than a word may match. */
static bool may_match(pf_str pattern, pf_str text)
{
	return !pattern.len || !is_literal(pattern) || pf_str_eq(pattern, text);
}

/* A patch may call its object by the name that it has, or by the one it is given. */
static bool may_be_called(const struct pf_world *world, pf_str pattern, pf_str name)
{
	return may_match(pattern, name) ||
		(world->has_renames &&
			(pf_str_starts_with(pattern, name) || pf_str_ends_with(pattern, name)));
}

static pf_str group_of(const struct pf_node *root)
{
	pf_str version = pf_node_get_text(root, PF_STR("apiVersion"));
	size_t slash = pf_str_find_char(version, '/');

	return slash < version.len ? pf_str_sub(version, 0, slash) : PF_STR_EMPTY;
}

static bool is_named_by(const struct question *q, const struct pf_node *patch)
{
	const struct pf_node *metadata = pf_node_get(patch, PF_STR("metadata"));
	pf_str name = pf_node_get_text(metadata, PF_STR("name"));

	return name.len && may_be_called(q->world, name, q->object->name) &&
		pf_str_eq(pf_node_get_text(patch, PF_STR("kind")), q->object->kind) &&
		pf_str_eq(group_of(patch), q->object->group);
}

static bool is_targeted(const struct question *q, const struct pf_node *target)
{
	return may_match(pf_node_get_text(target, PF_STR("kind")), q->object->kind) &&
		may_match(pf_node_get_text(target, PF_STR("group")), q->object->group) &&
		may_be_called(q->world, pf_node_get_text(target, PF_STR("name")), q->object->name);
}

static bool is_reached_by(struct question *q, const struct pf_node *target,
	const struct pf_node *patch)
{
	pf_str paths = q->path, path;

	q->tests++;
	if (target ? !is_targeted(q, target) : !is_named_by(q, patch))
		return false;
	if (!q->path.len)
		return pf_patch_reaches(patch, q->object->root, q->node, q->path);
	while (pf_str_split(&paths, OR, &path)) {
		if (pf_patch_reaches(patch, q->object->root, q->node, path))
			return true;
	}
	return false;
}

static bool is_edited(struct question *q, const struct pf_kustomize_patch *edit)
{
	struct pf_index_key key = pf_key(PF_INDEX_EDIT, edit->path, PF_STR_EMPTY);
	const struct pf_index_slot *slot;

	q->tests++;
	if (!edit->path.len) {
		/* Most are for others: told without a look into the tree. */
		return (edit->target || may_be_called(q->world, edit->name, q->object->name)) &&
			is_reached_by(q, edit->target, edit->root);
	}
	slot = pf_index_get(&q->world->index, &key);
	/* Of a file that is not in the run nothing is known but its target. */
	if (!slot)
		return !edit->target || is_targeted(q, edit->target);
	for (const struct pf_index_value *v = slot->values; v; v = v->next) {
		if (is_reached_by(q, edit->target, v->is))
			return true;
	}
	return false;
}

static bool edits(struct question *q, const struct pf_set *set)
{
	const struct pf_kustomization *k = set->kustomization;

	for (size_t i = 0; i < k->nedits; i++) {
		if (q->tests > TESTS_MAX || is_edited(q, &k->edits[i]))
			return true;
	}
	return false;
}

/* Kinds whose selectors Kustomize makes where there are none. */
static bool gets_selector(const struct pf_object *object)
{
	static const pf_str kinds[] = {PF_STR_INIT("Deployment"), PF_STR_INIT("ReplicaSet"),
		PF_STR_INIT("StatefulSet"), PF_STR_INIT("DaemonSet"),
		PF_STR_INIT("ReplicationController")};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (pf_str_eq(object->kind, kinds[i]))
			return true;
	}
	return false;
}

/* Do replacements write to the last field of one of the paths? */
static bool replaces(const struct question *q, const struct pf_kustomization *k)
{
	pf_str paths = q->path, path;

	while (pf_str_split(&paths, OR, &path)) {
		pf_str name = pf_path_name(path);

		if (name.len && pf_kustomization_replaces(k, name))
			return true;
	}
	return false;
}

static bool fills(struct question *q, const struct pf_set *set)
{
	const struct pf_kustomization *k = set->kustomization;
	bool in_spec = q->node == pf_node_get(q->object->root, PF_STR("spec"));

	if (in_spec && pf_str_eq(q->path, PF_STR("selector")) && gets_selector(q->object) &&
		pf_kustomization_adds_label(k, PF_STR_EMPTY, PF_LABELS_OF_SELECTORS))
		return true;
	if (in_spec && pf_str_eq(q->path, PF_STR("replicas")) &&
		pf_kustomization_scales(k, q->object->name))
		return true;
	return replaces(q, k) || edits(q, set);
}

bool pf_world_is_filled(const struct pf_world *world, const struct pf_object *object,
	const struct pf_node *node, pf_str path)
{
	struct question q = {
		.world = world, .object = object, .does = fills, .node = node, .path = path};

	q.labels = pf_str_contains(path, PF_STR("selector")) ||
		pf_str_contains(path, PF_STR("labels"));

	return holds(&q, true);
}

static bool adds_label(struct question *q, const struct pf_set *set)
{
	return pf_kustomization_adds_label(set->kustomization, q->name, PF_LABELS_OF_TEMPLATES);
}

bool pf_world_label_is_filled(const struct pf_world *world, const struct pf_object *object,
	pf_str key)
{
	struct question q = {
		.world = world, .object = object, .does = adds_label, .labels = true, .name = key};

	return holds(&q, true);
}

static bool replaces_image(struct question *q, const struct pf_set *set)
{
	const struct pf_kustomization *k = set->kustomization;

	for (size_t i = 0; i < k->nimages; i++) {
		if (pf_str_eq(k->images[i], q->name))
			return true;
	}
	return q->node && (pf_kustomization_replaces(k, PF_STR("image")) || edits(q, set));
}

bool pf_world_image_is_filled(const struct pf_world *world, const struct pf_object *object,
	pf_str name, const struct pf_node *container)
{
	struct question q = {.world = world,
		.object = object,
		.does = replaces_image,
		.name = name,
		.node = container,
		.path = PF_STR("image"),
		.beside = true};

	/* A patch itself is what counts, and nothing is merged into a loose file. */
	if (pf_world_is_patch(world, object) || !pf_member_of(world, object)->takers)
		q.node = NULL;
	return holds(&q, true);
}

static bool generates(struct question *q, const struct pf_set *set)
{
	return pf_kustomization_generates(set->kustomization, q->kind, q->name);
}

bool pf_world_is_generated(const struct pf_world *world, const struct pf_object *object,
	pf_str kind, pf_str name)
{
	struct question q = {
		.world = world, .object = object, .does = generates, .kind = kind, .name = name};

	return holds(&q, false);
}

static bool is_anything(struct question *q, const struct pf_set *set)
{
	(void)q;
	(void)set;
	return true;
}

bool pf_world_is_built(const struct pf_world *world, const struct pf_object *object)
{
	struct question q = {.world = world, .object = object, .does = is_anything};

	return pf_member_of(world, object)->takers && holds(&q, false);
}

/* Does whoever lists the patch say for whom it is? */
static bool has_target(const struct pf_world *world, const struct pf_object *patch)
{
	const struct pf_index_value *taker = pf_member_of(world, patch)->takers;

	for (; taker; taker = taker->next) {
		const struct pf_set *set = taker->is;
		const struct pf_kustomization *k = set->kustomization;

		for (size_t i = 0; i < k->nedits; i++) {
			if (k->edits[i].target &&
				pf_str_eq(k->edits[i].path, patch->document->source->path))
				return true;
		}
	}
	return false;
}

const struct pf_object *pf_world_merged_into(const struct pf_world *world,
	const struct pf_object *patch)
{
	const struct pf_member *member = pf_member_of(world, patch);
	const struct pf_object *found = NULL;
	const struct pf_index_slot *slot;

	if (!member->patch || !member->takers || member->listed || has_target(world, patch))
		return NULL;
	slot = pf_look_up(world, patch, pf_key(PF_INDEX_OBJECT, PF_STR_EMPTY, patch->name));
	for (const struct pf_index_value *v = slot ? slot->values : NULL; v; v = v->next) {
		const struct pf_object *object = v->is;

		if (!pf_str_eq(object->kind, patch->kind))
			continue;
		if (found)
			return NULL;
		found = object;
	}
	return found;
}

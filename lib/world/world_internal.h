/* SPDX-License-Identifier: Apache-2.0 */

/* What the files of lib/world share while they build and read the world. */

#ifndef PF_WORLD_WORLD_INTERNAL_H
#define PF_WORLD_WORLD_INTERNAL_H

#include "project/kustomization.h"
#include "world/binding.h"
#include "world/index.h"
#include "world/world.h"

#define PF_VIEW_CONTEXT 0U /* seen by all, by namespace */
#define PF_VIEW_SHARED 1U  /* seen by all, whatever the namespace */
#define PF_VIEW_FIRST 2U

/* A view that a set is in. */
struct pf_placement {
	uint32_t view;
	pf_str namespace; /* where the view puts the set's objects; empty: where they say */
};

struct pf_set {
	uint32_t id;
	const struct pf_kustomization *kustomization; /* NULL: of a directory or the context */
	struct pf_placement *placements;              /* by rising view */
	uint32_t nplacements;
	bool shared;               /* by too many views to tell them apart */
	const struct pf_set *also; /* a set whose views this one sees too, or NULL */

	/* While the views are found. */
	struct pf_set **includes;
	size_t nincludes;
	bool included;
	const struct pf_set *reached_from; /* the last view's root that came here */
	pf_str reached_namespace;
	uint32_t nreached;
};

struct pf_world {
	struct pf_arena *arena;
	struct pf_world_options options;
	struct pf_index index;
	struct pf_set **sets; /* by id; the first is the context's */
	size_t nsets;
	struct pf_world_service *services; /* those that select Pods, in input order */
	size_t nservices;
	bool has_context;
	bool has_shared;
	bool has_limits;
	bool has_artifacts;
	bool has_patched_images;
	const struct pf_image_sources *sources; /* or NULL */
};

/* Sets of the Kustomizations and the views that hold them; to be called first. */
void pf_sets_build(struct pf_world *world, const struct pf_document *const *projects,
	size_t nprojects);

/* Give each object its set, and `patch` where it was listed or marked as one. */
void pf_sets_assign(struct pf_world *world, struct pf_object *const *objects, size_t nobjects);

/* Is the object a fragment?  Asks all but whether a Kustomization lists it. */
bool pf_is_fragment(const struct pf_object *object, const struct pf_node *template);
bool pf_text_has_patch_directive(pf_str text);
bool pf_tree_has_patch_directive(const struct pf_node *root);

/* What an object shows the others; each looks at the kinds it knows. */
void pf_services_collect(struct pf_world *world, const struct pf_object *object);
void pf_services_publish(struct pf_world *world);
void pf_service_account_publish(struct pf_world *world, const struct pf_object *object);
void pf_named_publish(struct pf_world *world, const struct pf_object *object);
void pf_limit_range_publish(struct pf_world *world, const struct pf_object *object);
void pf_registries_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template);
void pf_patched_images_publish(struct pf_world *world, const struct pf_object *object,
	const struct pf_node *template);
void pf_rewrites_publish(struct pf_world *world);

/* The image without tag and digest, not normalised: what Kustomize and skaffold compare. */
pf_str pf_image_name_written(pf_str text);

/* What a skaffold document builds and where it goes. */
void pf_artifacts_publish(struct pf_world *world, const struct pf_document *document);

/* Does skaffold put what it builds in the place of `image`, a name without tag? */
bool pf_artifact_is_built_for(const struct pf_world *world, const struct pf_object *object,
	pf_str image);

/* The same, and the directory of the skaffold file that does. */
bool pf_artifact_directory(const struct pf_world *world, const struct pf_object *object,
	pf_str image, pf_str *directory);

/* What tells of images; they must live as long as the world. */
void pf_bindings_publish(struct pf_world *world, const struct pf_image_sources *sources);

/* Of a kind of the core group, "v1". */
static inline bool pf_is_core(const struct pf_object *object, pf_str kind)
{
	return pf_str_eq(object->kind, kind) && pf_str_eq(object->api_version, PF_STR("v1"));
}

/* An index key; view and namespace are for publishing and looking up to fill in. */
static inline struct pf_index_key pf_key(enum pf_index_class class, pf_str first, pf_str second)
{
	return (struct pf_index_key){class, 0, PF_STR_EMPTY, first, second, PF_STR_EMPTY};
}

/* Add `value` (or NULL) under `key` in every view of the object, or of the set. */
void pf_publish(struct pf_world *world, const struct pf_object *object, struct pf_index_key key,
	const void *value);
void pf_publish_for_set(struct pf_world *world, const struct pf_set *set, struct pf_index_key key,
	const void *value);

/* Walk the views and namespaces in which an object looks for others. */
struct pf_look {
	const struct pf_world *world;
	const struct pf_object *object;
	const struct pf_set *set;
	uint32_t i;
	bool context_next;
	bool ended;
};

struct pf_look pf_look_from(const struct pf_world *world, const struct pf_object *object);

/* The next view and namespace for `key`. */
bool pf_look_next(struct pf_look *look, struct pf_index_key *key);

/* The first slot for `key` that an object sees, or NULL. */
const struct pf_index_slot *pf_look_up(const struct pf_world *world, const struct pf_object *object,
	struct pf_index_key key);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/* What a world is made of: for the files of lib/world alone. */

#ifndef PF_WORLD_STATE_H
#define PF_WORLD_STATE_H

#include "base/vec.h"
#include "kube/object.h"
#include "project/kustomization.h"
#include "world/index.h"

#define PF_VIEW_CONTEXT 0U /* seen by all, by namespace */
#define PF_VIEW_SHARED 1U  /* seen by all, whatever the namespace */
#define PF_VIEW_FIRST 2U

/* A view that a set is in. */
struct pf_placement {
	uint32_t view;
	pf_str namespace; /* where the view puts the set's objects; empty: where they say */
};

/* A way from a build down to a set. */
struct pf_use {
	const struct pf_set *set;
	const struct pf_use *by; /* who includes it; NULL: it is built by itself */
	uint32_t depth;
};

struct pf_set {
	const struct pf_kustomization *kustomization; /* NULL: of a directory or the context */
	PF_VEC(struct pf_placement) placements;       /* by rising view */
	const struct pf_set *also;          /* a set whose views this one sees too, or NULL */
	PF_VEC(const struct pf_use *) uses; /* at most PF_WORLD_MAX_VIEWS of a Kustomization */
	uint32_t id;
	bool shared; /* by too many views to tell them apart */
	bool opaque; /* what works on its objects is not all in the run */

	/* While the views are found. */
	bool included;
	bool in_directory; /* included so by another */
	struct pf_set **includes;
	size_t nincludes;
	struct pf_set **directories; /* those of `includes` that are whole directories */
	size_t ndirectories;
	const struct pf_set *reached_from; /* the last view's root that came here */
	pf_str reached_namespace;
	uint32_t nreached;
};

/* An object and what the others make of it. */
struct pf_member {
	const struct pf_object *object;
	const struct pf_set *set;
	const struct pf_index_value *takers; /* sets whose Kustomizations list it, or NULL */
	bool listed;                         /* as a resource of some */
	bool among_patches;                  /* where patches lie that nobody lists */
	bool patch;                          /* a fragment for Kustomize to merge */
};

struct pf_image_sources;
struct pf_world_service;

struct pf_world {
	struct pf_arena *arena;
	uint8_t release;
	pf_str namespace; /* of objects that name none */
	bool complete;    /* the input is all there is: one view */
	struct pf_index index;
	PF_VEC(struct pf_set *) sets; /* by id; the first is the context's */
	struct pf_member *members;    /* by the objects' numbers */
	size_t nmembers;
	PF_VEC(struct pf_world_service) services; /* those that select Pods, in input order */
	bool has_context;
	bool has_shared;
	bool has_limits;
	bool has_artifacts;
	bool has_renames; /* some Kustomization has a namePrefix or nameSuffix */
	const struct pf_image_sources *sources; /* or NULL */
};

#endif

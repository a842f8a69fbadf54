/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the objects of a run are to each other.
 *
 * Each object is in one set: that of the Kustomization that lists its file, as
 * a resource or as a patch (the first, when several do), else that of its
 * directory, else that of standard input.
 *
 * A Kustomization that no other one includes is a view: what `kustomize build`
 * makes of it, its own set and all the sets it includes.  A base that several
 * overlays include is in the view of each.  Two objects know each other when
 * some view holds both: a base's workload finds the ServiceAccount that an
 * overlay adds, and the two overlays of one base know nothing of each other.
 * So an object that any overlay adds silences a rule about something missing; for
 * fields that overlays write to, see fills.h.  A set
 * that no Kustomization includes, such as a directory's, is a view by itself;
 * loose files beside a Kustomization also see what that one does, though it
 * does not see them.  A base that more than PF_WORLD_MAX_VIEWS views share is
 * seen by everyone.
 *
 * `namespace:` of a Kustomization holds for all that it includes, so that an
 * object may be in another namespace in each view.
 *
 * With `complete` the whole run is one view, and objects of --context are in
 * every view.  Every look-up stays inside the asking object's views.  Built
 * once between loading and linting, then only read, by any number of threads.
 */

#ifndef PF_WORLD_WORLD_H
#define PF_WORLD_WORLD_H

#include "kube/pod.h"
#include "world/images.h"
#include "world/limit_ranges.h"
#include "world/members.h"
#include "world/named.h"
#include "world/namespaces.h"
#include "world/registries.h"
#include "world/service_accounts.h"
#include "world/services.h"
#include "world/views.h"

struct pf_image_sources;
struct pf_world;

struct pf_world_options {
	uint8_t release;
	pf_str namespace; /* of objects that name none; empty: "default" */
	bool complete;
	const struct pf_image_sources *images; /* what tells of images, or NULL */
};

/*
 * Build from all objects, each with its place among them as its `number`.  Of
 * `projects` those are read that pf_is_kustomization() or pf_is_skaffold()
 * knows.  The world belongs to `arena`; objects, documents and their text must
 * live as long.  Only objects that it was built from may ask it anything.
 */
struct pf_world *pf_world_build(struct pf_arena *arena, const struct pf_object *const *objects,
	size_t nobjects, const struct pf_document *const *projects, size_t nprojects,
	const struct pf_world_options *options);

#endif

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
 * So what any overlay adds silences a rule about something missing.  A set
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

#define PF_WORLD_MAX_VIEWS 64

struct pf_image_binding;
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

/* Does some view hold both?  Objects that are not together cannot clash. */
bool pf_world_together(const struct pf_world *world, const struct pf_object *a,
	const struct pf_object *b);

/*
 * The namespace an object goes to, in the first of its views; empty for kinds
 * that have none.
 */
pf_str pf_world_namespace(const struct pf_world *world, const struct pf_object *object);

/* Is it a fragment for Kustomize to merge, not a whole object? */
bool pf_world_is_patch(const struct pf_world *world, const struct pf_object *object);

/* Is the object in the set of a Kustomization, which may add labels and names to it? */
bool pf_world_is_kustomized(const struct pf_world *world, const struct pf_object *object);

/* A Service of the input. */
struct pf_world_service {
	const struct pf_object *object;
	const struct pf_service *service;
};

/* The first Service (in input order) that sends traffic to the Pod, or NULL. */
const struct pf_world_service *pf_world_service_to_pod(const struct pf_world *world,
	const struct pf_pod *pod);

/*
 * The first Service that sends traffic to this container: its target port is
 * one that the container declares, or it is a number that no container of the
 * Pod declares and the container is the Pod's only long-lived one.
 */
const struct pf_world_service *pf_world_service_to(const struct pf_world *world,
	const struct pf_pod_container *container);

/*
 * The Service of that name that `asking` sees in its namespace, with or without
 * a selector, or NULL; none that is only a name for something outside.
 */
const struct pf_world_service *pf_world_service_named(const struct pf_world *world,
	const struct pf_object *asking, pf_str name);

/* The Pod's ServiceAccount where it is in the set, or NULL. */
const struct pf_object *pf_world_service_account(const struct pf_world *world,
	const struct pf_pod *pod);

/* Does that ServiceAccount, or a patch of it, list an imagePullSecret? */
bool pf_world_service_account_has_pull_secrets(const struct pf_world *world,
	const struct pf_pod *pod);

/*
 * Does a LimitRange of the namespace give every container a default for
 * `resource` ("cpu")?  `limit`: a default limit, else a default request
 * (which a default limit also gives).  As the API server fills them in, `max`
 * stands in for a missing default and `min` for a missing defaultRequest.
 */
bool pf_world_limit_range_gives(const struct pf_world *world, const struct pf_pod *pod,
	pf_str resource, bool limit);

/*
 * Does the input show that a registry wants credentials: a Pod with pull secrets
 * whose images come from there, or a pull Secret that names it?
 */
bool pf_world_registry_is_private(const struct pf_world *world, const struct pf_object *object,
	pf_str domain);

/*
 * The object of that kind (Service, ConfigMap, Secret) and name that `object`
 * would find in its namespace, or NULL.
 */
const struct pf_object *pf_world_named(const struct pf_world *world, const struct pf_object *object,
	pf_str kind, pf_str name);

/* Is there a workload of that name, of whatever kind, in its namespace? */
bool pf_world_has_workload(const struct pf_world *world, const struct pf_object *object,
	pf_str name);

/* Is the run told that its input is all there is? */
bool pf_world_is_complete(const struct pf_world *world);

/* Is the image replaced before it is deployed (Kustomize `images:`, skaffold, ko://)? */
bool pf_world_image_is_rewritten(const struct pf_world *world, const struct pf_object *object,
	const struct pf_image_reference *image);

/*
 * Does a patch that a Kustomization lists give this container of the object
 * another image?  Patches are matched by kind, name and container, not by
 * namespace.  False for a patch itself: its image is the one that counts.
 */
bool pf_world_image_is_patched(const struct pf_world *world, const struct pf_object *object,
	pf_str container);

/*
 * What is known of the image that a container of the object runs, and the
 * compose service that stands for it: see binding.h.  NULL: nothing.  The
 * result belongs to `scratch`, what it points at to the world.
 */
const struct pf_image_binding *pf_world_image_binding(const struct pf_world *world,
	struct pf_arena *scratch, const struct pf_object *object,
	const struct pf_pod_container *container);

/*
 * The view of `object`, as of pf_pod_of(), with what is known of its images; or
 * NULL.  It belongs to the decoder's arena.
 */
const struct pf_pod *pf_world_pod_of(const struct pf_world *world, struct pf_decoder *decoder,
	const struct pf_object *object, const void *typed);

#endif

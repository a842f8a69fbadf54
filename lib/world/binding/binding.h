/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which image a container runs, as far as something near its manifest tells:
 * the Dockerfile it is built from, the layout it was written to, the compose
 * service that stands for it.
 *
 * In this order, and the first that says something decides: --image, `images:`
 * of the configuration, `build` of a compose file, artifacts of a skaffold
 * file, build commands of Makefiles, scripts, bake files and workflows; then, as
 * guesses, a compose service with `build` whose image, name or context has the
 * same last component, a build command whose tag has it, and the name of a
 * Dockerfile or of its folder.  Compose files speak of what lies in their folder
 * and below, and so do commands that name no more than a plain word.
 *
 * Of several that fit the one nearest to the manifest counts, of equally near
 * ones that whose tag or service is called alike; else none does.
 */

#ifndef PF_WORLD_BINDING_BINDING_H
#define PF_WORLD_BINDING_BINDING_H

#include "image/build/build.h"
#include "kube/pod.h"
#include "project/compose/compose.h"

struct pf_world;

enum pf_bound_by {
	PF_BOUND_BY_OPTION,
	PF_BOUND_BY_CONFIG,
	PF_BOUND_BY_COMPOSE,
	PF_BOUND_BY_SKAFFOLD,
	PF_BOUND_BY_COMMAND, /* docker build, bake, a workflow's step */
	PF_BOUND_BY_NAME,
};

/* "--image", "configuration", "compose", "skaffold", "build command", "name". */
const char *pf_bound_by_name(enum pf_bound_by by);

/* Something that tells of images, read and evaluated before the world is built. */
struct pf_image_source {
	enum pf_bound_by by;
	pf_str match; /* reference, glob, the compose service's image, artifact's name, or tag */
	pf_str path;  /* of the Dockerfile, layout, …; as reported, with #target */
	pf_str why;   /* "compose.yaml:12", "--image", or empty */
	pf_str directory; /* of what says so */
	bool guess;       /* its builder may read another file: a custom one of skaffold */
	const struct pf_image_facts *facts; /* NULL: it could not be read */
	const struct pf_compose_service *service;
	bool maybe; /* no more than where it would be: no matter if it is not there */
};

struct pf_image_sources {
	const struct pf_image_source *ptr;
	size_t len;
	const struct pf_compose *const *composes;
	size_t ncomposes;
	const pf_str *repositories; /* folders that are the top of one, but for the current one */
	size_t nrepositories;
};

struct pf_image_binding {
	/* What the image is; NULL: only `service` is known. */
	const struct pf_image_source *source;
	const struct pf_image_facts *facts; /* source->facts, or NULL */
	bool guess;                         /* by likeness of names, or a custom builder */

	/* The compose service that runs as this container; NULL: none, or several that may. */
	const struct pf_compose_service *service;
	bool service_by_name; /* that it builds the image is told by names alone */
};

/*
 * What is known of the image that a container of the object runs, and the
 * compose service that stands for it.  NULL: nothing.  The
 * result belongs to `scratch`, what it points at to the world.
 */
const struct pf_image_binding *pf_world_image_binding(const struct pf_world *world,
	struct pf_arena *scratch, const struct pf_object *object,
	const struct pf_pod_container *container);

/* Is it a guess, which lowers the confidence of what is said of the image? */
static inline bool pf_binding_is_guess(const struct pf_image_binding *binding)
{
	return binding && binding->facts && binding->guess;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which image a container runs, as far as something near its manifest tells:
 * the Dockerfile it is built from, the layout it was written to, the compose
 * service that stands for it.
 *
 * In this order, and the first that says something decides: --image, `images:`
 * of the configuration, `build` of a compose file, artifacts of a skaffold
 * file, and the name of a Dockerfile or of its folder where exactly one fits.
 */

#ifndef PF_WORLD_BINDING_H
#define PF_WORLD_BINDING_H

#include "image/build.h"
#include "kube/pod.h"
#include "project/compose.h"

enum pf_bound_by {
	PF_BOUND_BY_OPTION,
	PF_BOUND_BY_CONFIG,
	PF_BOUND_BY_COMPOSE,
	PF_BOUND_BY_SKAFFOLD,
	PF_BOUND_BY_NAME,
};

/* "named by --image", "folder `cart` has the image's name": the rest of a sentence. */
const char *pf_bound_by_name(enum pf_bound_by by);

struct pf_image_binding {
	/* Of the image; NULL where only a compose service is known. */
	const struct pf_image_facts *facts;
	enum pf_bound_by by;
	pf_str source; /* path, with #target where one was asked for */
	pf_str why;    /* "src/compose.yaml:12", "--image", or empty */

	/*
	 * The compose service that runs the same image, or else the one of the
	 * container's or workload's name; NULL: none, or several that disagree.
	 */
	const struct pf_compose_service *service;
	bool service_by_name;

	/* All files of its compose project's services, for names of hosts; or NULL. */
	const struct pf_compose *compose;
};

/* Is it a guess by name, which lowers the confidence of what is said? */
static inline bool pf_binding_is_guess(const struct pf_image_binding *binding)
{
	return binding->facts && binding->by == PF_BOUND_BY_NAME;
}

#endif

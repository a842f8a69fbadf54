/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Who a container runs as, by its manifest and its image.
 */

#ifndef PF_RUNTIME_PROCESS_USERS_H
#define PF_RUNTIME_PROCESS_USERS_H

#include "kube/pod.h"

struct pf_known_user; /* image/facts/tables.h */

/* USER of an image in the kubelet's eyes, which takes "root" for a name like any other. */
struct pf_image_user {
	enum pf_user_class class;
	pf_str user;  /* before the colon: a number, a name, or empty */
	pf_str group; /* behind it; which the kubelet drops */
	/* What says so: the image was not read, but its base is well known.  Else NULL. */
	const struct pf_known_user *known;
};

/*
 * `facts` may be NULL: nothing known.  Where an unread base decides, what the
 * base is known for counts.
 */
struct pf_image_user pf_image_user(const struct pf_image_facts *facts);

/* What shows that a container runs as another user than root. */
struct pf_non_root {
	int64_t uid;                /* -1: the image has a name, and nothing tells its number */
	const struct pf_node *node; /* `runAsUser`; NULL: the image's USER says so */
	pf_str name;                /* of the image's user, number or name */
};

/*
 * Is the container known to run as other than root: by its effective
 * runAsUser, or else by the image?  A name other than root counts unless the
 * Dockerfile gives it uid 0.  `out` may be NULL.
 */
bool pf_known_non_root(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_non_root *out);

/* "user 1000", "user `app` of its image": for messages. */
pf_str pf_non_root_title(struct pf_arena *arena, const struct pf_non_root *who);

/* Is runAsUser (runAsGroup) effective, or written and not readable here? */
bool pf_has_run_as_user(const struct pf_pod_container *c);
bool pf_has_run_as_group(const struct pf_pod_container *c);

/* Is effective runAsNonRoot true? */
bool pf_must_be_non_root(const struct pf_pod_container *c);

#endif

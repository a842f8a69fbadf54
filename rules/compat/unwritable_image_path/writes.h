/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Paths that an image is known to write to.
 */

#ifndef PF_RULES_UNWRITABLE_IMAGE_PATH_WRITES_H
#define PF_RULES_UNWRITABLE_IMAGE_PATH_WRITES_H

#include "kube/pod.h"

#define PF_IMAGE_PATHS_MAX 8U /* who reads of eight looks for the others */

struct pf_image_paths {
	pf_str ptr[PF_IMAGE_PATHS_MAX];
	struct pf_origin
		from[PF_IMAGE_PATHS_MAX]; /* no source: the manifest, or the image as such */
	size_t n;
};

/*
 * Paths at which nothing is mounted and which the image or its base is known to
 * write to, and /tmp where the image's ENV or the arguments name it.
 */
void pf_image_written_paths(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_image_paths *out);

/* VOLUMEs of the image at which nothing is mounted. */
void pf_image_unmounted_volumes(struct pf_arena *arena, const struct pf_pod_container *c,
	struct pf_image_paths *out);

#endif

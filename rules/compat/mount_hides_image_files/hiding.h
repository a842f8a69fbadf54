/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Files of an image that a mounted volume hides.
 */

#ifndef PF_RULES_MOUNT_HIDES_IMAGE_FILES_HIDING_H
#define PF_RULES_MOUNT_HIDES_IMAGE_FILES_HIDING_H

#include "kube/pod.h"

struct pf_world;

struct pf_hidden {
	const char *what; /* "the program that it starts": the end of a sentence */
	pf_str path;      /* of that */
	const struct pf_origin *from;
	bool certain; /* nobody can mean it so */
	bool file;    /* stands where the mount is to be, which no directory goes over */
};

/*
 * Does the mount hide what the container, which has image facts, needs of its
 * image?  Not where the volume is known to be filled, or may be; and what is
 * mounted as configuration may replace that of the image, unless it is known to
 * have no such file.
 */
bool pf_mount_hides(struct pf_arena *arena, const struct pf_world *world,
	const struct pf_pod_container *c, const struct pf_volume_mount *mount,
	struct pf_hidden *out);

#endif

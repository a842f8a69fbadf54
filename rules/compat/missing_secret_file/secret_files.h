/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Files that Docker puts into a container without a word in the image: secrets below /run/secrets,
 * and configs where the compose file says.
 */

#ifndef PF_RULES_MISSING_SECRET_FILE_SECRET_FILES_H
#define PF_RULES_MISSING_SECRET_FILE_SECRET_FILES_H

#include "kube/pod.h"

/* A file that is spoken of. */
struct pf_file_mention {
	pf_str path; /* empty: none */
	const struct pf_node
		*compose; /* where the compose file puts it; NULL: Docker's own place */
};

/*
 * The first such file that `text`, a value or an argument, names while no mount
 * of the container and no COPY of its image provides it.
 */
struct pf_file_mention pf_find_missing_file(struct pf_arena *arena,
	const struct pf_pod_container *c, pf_str text);

#endif

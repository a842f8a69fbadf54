/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the commands of Docker, podman and skopeo print about an image, told
 * apart by the keys that each has.
 */

#ifndef PF_IMAGE_STORE_INSPECT_H
#define PF_IMAGE_STORE_INSPECT_H

#include "image/store/part.h"

/* Any of the documents that commands print. */
PF_MUST_USE bool pf_store_document(const struct pf_store *store, pf_str json,
	struct pf_image_facts *out, struct pf_error *err);

#endif

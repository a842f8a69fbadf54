/* SPDX-License-Identifier: Apache-2.0 */

/*
 * OCI layouts, indexes and manifests.
 */

#ifndef PF_IMAGE_STORE_OCI_H
#define PF_IMAGE_STORE_OCI_H

#include "image/store/part.h"

#define PF_STORE_MAX_MANIFESTS 1024U /* of one image, in all its indexes */
#define PF_STORE_MAX_DEPTH 4U        /* of indexes in indexes */

/* A layout by its index.json. */
PF_MUST_USE bool pf_store_layout(const struct pf_store *store, pf_str index,
	struct pf_image_facts *out, struct pf_error *err);

/* An index or manifest list that stands alone. */
PF_MUST_USE bool pf_store_index(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * `docker save`: manifest.json lists images, each by its configuration's name.
 */

#ifndef PF_IMAGE_STORE_DOCKER_SAVE_H
#define PF_IMAGE_STORE_DOCKER_SAVE_H

#include "image/store/part.h"

PF_MUST_USE bool pf_store_docker_save(const struct pf_store *store, pf_str manifest,
	struct pf_image_facts *out, struct pf_error *err);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Docker Official Images: names that everybody uses and next to nobody builds.
 */

#ifndef PF_IMAGE_OFFICIAL_H
#define PF_IMAGE_OFFICIAL_H

#include "image/reference.h"

/* Is it one of docker.io/library? */
bool pf_image_is_official(const struct pf_image_reference *ref);

#endif

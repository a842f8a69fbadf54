/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which of several images is the one that is wanted.
 */

#ifndef PF_IMAGE_STORE_FIT_H
#define PF_IMAGE_STORE_FIT_H

#include "image/store/part.h"

/* How well a name fits the image that is wanted; 0 is not at all. */
unsigned pf_store_fit(const struct pf_store *store, pf_str name);

/* The one whose facts stand for the whole image: linux/amd64. */
bool pf_store_is_preferred(const struct pf_platform *platform);

#endif

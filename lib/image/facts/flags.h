/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Flags and variables that tell what a server listens on, by their names.
 */

#ifndef PF_IMAGE_FACTS_FLAGS_H
#define PF_IMAGE_FACTS_FLAGS_H

#include "image/facts/tables.h"

/* By its name in lower case with dashes, or by the end of it; or NULL. */
const struct pf_known_flag *pf_known_flag(pf_str name);

#endif

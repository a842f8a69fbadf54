/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Base images, by their names.
 */

#ifndef PF_RUNTIME_PROCESS_BASES_H
#define PF_RUNTIME_PROCESS_BASES_H

#include "image/facts.h"
#include "image/facts/tables.h"

/* What an image that was built from a Dockerfile stands on, by the base's name. */
enum pf_base_family pf_base_family_of(const struct pf_image_facts *facts);

/*
 * Is the base one of Docker's own that have no ENTRYPOINT, or one that ends in
 * `exec "$@"`?  Then CMD, or `args`, is what runs.
 */
bool pf_base_hands_over(const struct pf_image_facts *facts);

/* Who images of the base run as that say nothing themselves; NULL: not known. */
const struct pf_known_user *pf_base_user(const struct pf_image_facts *facts);

/* Where the base is named, or the image as such: of what is absent because it has none. */
const struct pf_origin *pf_base_origin(const struct pf_image_facts *facts);

/* Is it one whose programs are known, besides those of the system? */
bool pf_base_is_plain(const struct pf_image_facts *facts);

/* Is it one without tools that brings the program nevertheless: Python's needs dash? */
bool pf_base_has_program(const struct pf_image_facts *facts, pf_str name);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Images that many know, by their names.
 */

#ifndef PF_IMAGE_FACTS_IMAGES_H
#define PF_IMAGE_FACTS_IMAGES_H

#include <stdbool.h>

#include "image/facts.h"
#include "image/facts/tables.h"
#include "image/reference.h"

/* By its name as images.tsv writes it: "node", "cgr.dev/chainguard/jre"; or NULL. */
const struct pf_known_image *pf_known_image(pf_str name);

/* By a reference to it; NULL, too, where that is not valid. */
const struct pf_known_image *pf_known_image_of(struct pf_arena *arena,
	const struct pf_image_reference *ref);

/* One of Docker's own (docker.io/library/NAME), or NULL. */
const struct pf_known_image *pf_official_image(const struct pf_image_reference *ref);

/* Has the image the trait, PF_IMAGE_...?  NULL has none. */
bool pf_known_image_has(const struct pf_known_image *image, unsigned trait);

/* Is there a word in the tag for that family?  PF_BASE_UNKNOWN: for one of none. */
bool pf_tag_tells(pf_str tag, enum pf_base_family family);

/*
 * Who the image of that name and tag ("1.27-alpine"; empty: none is written) runs
 * as; NULL where the name is not known, or the tag does not tell.
 */
const struct pf_known_user *pf_known_user_of(pf_str name, pf_str tag);

/* The user of that name in images of that name, the last word of a repository; or NULL. */
const struct pf_known_account *pf_known_account(pf_str image, pf_str name);

/*
 * What a Dockerfile with nothing but `FROM` this image would make: its base is
 * known by name, and all else is that base's.  NULL where nothing is known of
 * images of that name.  Borrows the reference's text.
 */
const struct pf_image_facts *pf_facts_of_known_image(struct pf_arena *arena,
	const struct pf_image_reference *ref);

#endif

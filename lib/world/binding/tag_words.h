/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What tags say beside a version: `worker-3.2` and `web-1.0` of one repository
 * are two images.
 *
 * A word is letters alone; versions, and names of stages and branches (dev,
 * local, latest, main), are none.
 */

#ifndef PF_WORLD_BINDING_TAG_WORDS_H
#define PF_WORLD_BINDING_TAG_WORDS_H

#include "base/str.h"

/* Do both hold words, and not the same ones? */
bool pf_tags_differ(pf_str a, pf_str b);

/* Do both hold words, and the same ones? */
bool pf_tags_agree(pf_str a, pf_str b);

/* Is it nothing but a stage or branch, as `latest` and `main` are? */
bool pf_tag_is_passing(pf_str tag);

#endif

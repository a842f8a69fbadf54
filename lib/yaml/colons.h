/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Colons that end a plain text in a flow list or mapping: `[2001:db8::]`.
 *
 * Kubernetes' YAML reader takes them, libyaml refuses them.  It is given a copy
 * of equal length in which a character that the text does not have stands for
 * them, and what it makes of that gets its colons back.
 */

#ifndef PF_YAML_COLONS_H
#define PF_YAML_COLONS_H

#include "base/arena.h"

struct pf_colons {
	char *copy; /* of the text, or NULL: nothing is replaced */
	char instead;
};

/*
 * Replace such colons from `at` to the end of `text`.  False when there is none,
 * or no character to spare for them; then nothing is changed.
 */
bool pf_colons_hide(struct pf_arena *arena, pf_str text, size_t at, struct pf_colons *colons);

/* Put them back into `bytes`, which were read from the copy. */
void pf_colons_restore(const struct pf_colons *colons, char *bytes, size_t len);

#endif

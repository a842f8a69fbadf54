/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Names and the numbers that belong to them.
 */

#ifndef PF_IMAGE_BUILD_NAMES_H
#define PF_IMAGE_BUILD_NAMES_H

#include "base/arena.h"

struct pf_build_names {
	struct pf_build_name {
		pf_str name;
		uint32_t hash;
		uint32_t number; /* plus one; 0: a free place */
	} * slots;
	size_t len;
	size_t cap;
};

#define PF_NO_NUMBER UINT32_MAX

/* The number of a name, or PF_NO_NUMBER.  `fuel` pays for the search. */
uint32_t pf_build_names_find(const struct pf_build_names *names, pf_str name, size_t *fuel);

/* The same; a new name gets `number`. */
uint32_t pf_build_names_add(struct pf_arena *arena, struct pf_build_names *names, pf_str name,
	uint32_t number, size_t *fuel);

#endif

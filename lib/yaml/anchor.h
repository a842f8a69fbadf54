/* SPDX-License-Identifier: Apache-2.0 */

/* Anchors of one document while it is being loaded. */

#ifndef PF_YAML_ANCHOR_H
#define PF_YAML_ANCHOR_H

#include "base/arena.h"

struct pf_anchor {
	pf_str name;
	uint32_t node;   /* index; the latest node of that name counts */
	uint32_t weight; /* nodes of its tree with aliases resolved */
	uint32_t height; /* collections one in another, itself included; a scalar has 0 */
	bool open;       /* its node is not complete yet */
	struct pf_anchor *next;
};

/* Zeroed is empty. */
struct pf_anchors {
	void *tree;
	struct pf_anchor *list;
};

struct pf_anchor *pf_anchors_find(const struct pf_anchors *anchors, pf_str name);

/* The anchor `name`, made in `arena` if there is none yet; copies `name` then. */
struct pf_anchor *pf_anchors_set(struct pf_anchors *anchors, struct pf_arena *arena, pf_str name);

void pf_anchors_clear(struct pf_anchors *anchors);

#endif

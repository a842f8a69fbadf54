/* SPDX-License-Identifier: Apache-2.0 */

/* A bake file as both of its syntaxes say it. */

#ifndef PF_PROJECT_BUILDS_BAKE_INTERNAL_H
#define PF_PROJECT_BUILDS_BAKE_INTERNAL_H

#include "base/vec.h"
#include "project/builds/built.h"
#include "project/builds/variables.h"

typedef PF_VEC(pf_str) pf_bake_texts;

/* A text that is not written has a NULL ptr. */
struct pf_bake_target {
	pf_str name;
	pf_bake_texts inherits;
	pf_bake_texts tags;
	pf_str context;
	pf_str dockerfile;
	pf_str target;
	bool is_inline; /* dockerfile-inline */
	size_t at;
};

struct pf_bake {
	struct pf_arena *arena;
	struct pf_script_variables variables;
	PF_VEC(struct pf_bake_target) targets;
};

/* Set the attribute `name` of a target to one text, or add a text of its list. */
void pf_bake_set(struct pf_bake *bake, struct pf_bake_target *target, pf_str name, pf_str value);

/* What all its targets build, what they inherit and the variables filled in. */
struct pf_built_images pf_bake_images(struct pf_bake *bake);

#endif

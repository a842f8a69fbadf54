/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The variables of a build, as its instructions set them one after another.
 *
 * A setting is never changed: those that were in force at any moment are found
 * from the last one then, backwards.
 */

#ifndef PF_IMAGE_BUILD_VARIABLES_H
#define PF_IMAGE_BUILD_VARIABLES_H

#include "base/vec.h"
#include "image/build/expand.h"
#include "image/build/names.h"

struct pf_build_setting {
	struct pf_variable variable;
	uint32_t number;                         /* of the name */
	bool is_env;                             /* is in the image, and not of an ARG */
	const struct pf_build_setting *before;   /* of any name, or NULL */
	const struct pf_build_setting *shadowed; /* of the same name, or NULL */
};

struct pf_build_variables {
	struct pf_build_names names;
	PF_VEC(const struct pf_build_setting *) now; /* by number; NULL: not declared */
	const struct pf_build_setting *last;         /* or NULL */
};

/* What is in force of that name, or NULL.  `fuel` pays for the search. */
const struct pf_build_setting *pf_build_variables_find(const struct pf_build_variables *variables,
	pf_str name, size_t *fuel);

void pf_build_variables_set(struct pf_arena *arena, struct pf_build_variables *variables,
	const struct pf_variable *variable, bool is_env, size_t *fuel);

/*
 * What the image has of a name is in force again, where an ARG came over it: a
 * stage that is built on another begins so.  `open`: an unread base may have more
 * of them, so that no ARG is certain.
 */
void pf_build_variables_restore_envs(struct pf_arena *arena, struct pf_build_variables *variables,
	bool open, size_t *fuel);

/* Take back what was set since `last` was the last. */
void pf_build_variables_rewind(struct pf_build_variables *variables,
	const struct pf_build_setting *last);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * `docker build` lines of shell scripts and Makefiles.
 *
 * Variables count where the file gives them one value; of `cd` only what leads to
 * a folder that it names.
 */

#ifndef PF_PROJECT_BUILDS_SCRIPT_H
#define PF_PROJECT_BUILDS_SCRIPT_H

#include "project/builds/built.h"

struct pf_built_images pf_built_by_script(struct pf_arena *arena, pf_str text);

/* Recipes run in the Makefile's folder, each line in a shell of its own. */
struct pf_built_images pf_built_by_makefile(struct pf_arena *arena, pf_str text);

#endif

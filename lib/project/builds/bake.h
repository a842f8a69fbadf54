/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Targets of a bake file: docker-bake.hcl, docker-bake.json.
 *
 * Of HCL only what targets and variables say in plain texts and lists of them; what
 * a function or condition makes is not known.
 */

#ifndef PF_PROJECT_BUILDS_BAKE_H
#define PF_PROJECT_BUILDS_BAKE_H

#include "project/builds/built.h"
#include "yaml/document.h"

struct pf_built_images pf_built_by_bake(struct pf_arena *arena, pf_str hcl);

/* Is it the JSON of one, by its file's name? */
bool pf_is_bake(const struct pf_document *document);

struct pf_built_images pf_built_by_bake_json(struct pf_arena *arena,
	const struct pf_document *document);

#endif

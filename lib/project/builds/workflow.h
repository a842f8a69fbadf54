/* SPDX-License-Identifier: Apache-2.0 */

/*
 * GitHub workflows: steps that use docker/build-push-action.
 *
 * Tags that docker/metadata-action makes are known by its `images`.
 */

#ifndef PF_PROJECT_BUILDS_WORKFLOW_H
#define PF_PROJECT_BUILDS_WORKFLOW_H

#include "project/builds/built.h"
#include "yaml/document.h"

/* Is it a workflow, by the folder that its file is in? */
bool pf_is_workflow(const struct pf_document *document);

/* Paths start at the repository's top; offsets are those of the steps. */
struct pf_built_images pf_built_by_workflow(struct pf_arena *arena,
	const struct pf_document *document);

#endif

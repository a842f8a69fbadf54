/* SPDX-License-Identifier: Apache-2.0 */

/*
 * skaffold.yaml: which images are built, and which manifests they go into.
 *
 * Each document of a file is a module of its own.  What profiles add counts
 * as well: nobody knows which of them will be active.
 */

#ifndef PF_PROJECT_SKAFFOLD_H
#define PF_PROJECT_SKAFFOLD_H

#include "image/build/build.h"
#include "project/kustomization.h"

#define PF_SKAFFOLD_MAX_MANIFESTS 64 /* paths read of one document */

/* An entry of `build.artifacts`. */
struct pf_artifact {
	pf_str image; /* the name that manifests use, without tag; never empty */
	const struct pf_node *node;
	pf_str dockerfile; /* report path of what it is built from; empty: no Dockerfile */
	bool guess;        /* a custom build that says nothing of a Dockerfile may not read it */
	struct pf_build_request request;
};

struct pf_skaffold {
	pf_str directory; /* of the skaffold file, "." for the current one */
	const struct pf_artifact *artifacts;
	size_t nartifacts;
	struct pf_paths manifests; /* files and directories */
};

/* Is it a Config of skaffold, of any version? */
bool pf_is_skaffold(const struct pf_document *document);

/*
 * Read one; wrong types count as absent.  For a path with wildcards or a
 * template in it stands the directory above the first of these.  Strings are
 * `arena`'s or the document's.
 */
void pf_skaffold_read(struct pf_arena *arena, const struct pf_document *document,
	struct pf_skaffold *out);

#endif

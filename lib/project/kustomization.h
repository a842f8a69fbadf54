/* SPDX-License-Identifier: Apache-2.0 */

/*
 * kustomization.yaml: which files belong together, which are patches, which
 * images are rewritten.
 */

#ifndef PF_PROJECT_KUSTOMIZATION_H
#define PF_PROJECT_KUSTOMIZATION_H

#include "base/arena.h"
#include "kube/object.h"

struct pf_paths {
	const pf_str *ptr; /* report paths, normalised; files or directories */
	size_t len;
};

struct pf_kustomization {
	const struct pf_object *object;
	pf_str directory;          /* of the kustomization file */
	struct pf_paths resources; /* resources, bases, components: the set */
	struct pf_paths patches;   /* files that are patches, of every spelling */
	pf_str *images;            /* names that `images:` replaces */
	size_t nimages;
	pf_str namespace; /* or empty */
};

/* Is it one by its file name (they may come without apiVersion and kind)? */
bool pf_is_kustomization_path(pf_str path);

/* Read one; wrong types count as absent.  Remote resources are left out. */
void pf_kustomization_read(struct pf_arena *arena, const struct pf_object *object,
	struct pf_kustomization *out);

#endif

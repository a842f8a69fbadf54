/* SPDX-License-Identifier: Apache-2.0 */

/*
 * kustomization.yaml: which files belong together, which are patches, which
 * images are rewritten.
 *
 * Kustomize knows these files by their names, so apiVersion and kind are often
 * left out: they are documents, and need not be objects.
 */

#ifndef PF_PROJECT_KUSTOMIZATION_H
#define PF_PROJECT_KUSTOMIZATION_H

#include "base/arena.h"
#include "source/path.h"
#include "yaml/document.h"

struct pf_paths {
	const pf_str *ptr; /* report paths, normalised; files or directories */
	size_t len;
};

struct pf_kustomization {
	const struct pf_document *document;
	pf_str directory;          /* of the kustomization file, "." for the current one */
	bool by_name;              /* see pf_is_kustomization_path() */
	struct pf_paths resources; /* resources, bases, components: the set */
	struct pf_paths patches;   /* files that are patches, of every spelling */
	const pf_str *images;      /* names that `images:` replaces */
	size_t nimages;
	pf_str namespace; /* or empty */
};

/* Is the file named as Kustomize looks for it in a directory? */
bool pf_is_kustomization_path(pf_str path);

/* Is it a Kustomization or Component of kustomize.config.k8s.io, or so by its file name? */
bool pf_is_kustomization(const struct pf_document *document);

/*
 * Read one; wrong types count as absent.  Remote resources and inline patches
 * are left out.  Strings are `arena`'s or the document's.
 */
void pf_kustomization_read(struct pf_arena *arena, const struct pf_document *document,
	struct pf_kustomization *out);

#endif

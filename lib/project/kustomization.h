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

/* One entry of `patches` and its older spellings, of one document where it is written inline. */
struct pf_kustomize_patch {
	pf_str path;                /* report path of its file; empty: `root` is the patch */
	const struct pf_node *root; /* a mapping to merge, or a list of JSON 6902 operations */
	pf_str name;                /* of the object that `root` names; empty where it names none */
	const struct pf_node *target; /* whom it is for, or NULL: who the patch itself names */
};

struct pf_kustomization {
	const struct pf_document *document;
	pf_str directory;           /* of the kustomization file, "." for the current one */
	bool by_name;               /* see pf_is_kustomization_path() */
	struct pf_paths resources;  /* resources, bases, components: the set */
	struct pf_paths components; /* those of them that work on all the others */
	struct pf_paths transformers;
	struct pf_paths patches;                /* files that are patches, of every spelling */
	const struct pf_kustomize_patch *edits; /* those files and the inline patches */
	size_t nedits;
	const pf_str *images; /* names that `images:` replaces */
	size_t nimages;
	pf_str namespace; /* or empty */
	bool component;   /* works on all that the Kustomization which includes it has */
	bool renames;     /* has a namePrefix or nameSuffix */
	bool opaque;      /* includes components that are not here: may change anything */
};

/* Is the file named as Kustomize looks for it in a directory? */
bool pf_is_kustomization_path(pf_str path);

/* Is it a Kustomization or Component of kustomize.config.k8s.io, or so by its file name? */
bool pf_is_kustomization(const struct pf_document *document);

/* Is it a list of JSON 6902 operations, which a Kustomization may list as a patch? */
bool pf_is_json_patch(const struct pf_document *document);

/*
 * Read one; wrong types count as absent.  Remote resources are left out.  Strings
 * are `arena`'s or the document's.
 */
void pf_kustomization_read(struct pf_arena *arena, const struct pf_document *document,
	struct pf_kustomization *out);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Images that a project's own files say how to build: `docker build` in scripts
 * and Makefiles, targets of a bake file, steps of a workflow.
 *
 * Nothing is executed.  What rests on something that the file does not tell is a
 * `$` in a tag, and an empty path.
 */

#ifndef PF_PROJECT_BUILDS_BUILT_H
#define PF_PROJECT_BUILDS_BUILT_H

#include "image/build/build.h"

#define PF_BUILT_MAX 256U /* images of one file; the rest is not read */

/* Where a path starts. */
enum pf_built_from {
	PF_BUILT_FROM_FILE,    /* the folder of the file that says it */
	PF_BUILT_FROM_STARTED, /* the one that somebody starts the script in */
	PF_BUILT_FROM_TOP,     /* the repository's */
};

struct pf_built_path {
	enum pf_built_from from;
	pf_str path; /* not cleaned; empty: not known, or none of this machine */
};

struct pf_built_image {
	const pf_str *tags; /* as they come out, with `$` for what is not known */
	size_t ntags;
	struct pf_built_path context;
	struct pf_built_path dockerfile;
	struct pf_build_request request;
	size_t at; /* offset in the text of what says it */
};

struct pf_built_images {
	const struct pf_built_image *ptr;
	size_t len;
};

#endif

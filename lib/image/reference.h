/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Image references, after github.com/distribution/reference and the kubelet.
 */

#ifndef PF_IMAGE_REFERENCE_H
#define PF_IMAGE_REFERENCE_H

#include "base/arena.h"

struct pf_image_reference {
	bool valid;
	pf_str text;       /* as written */
	pf_str domain;     /* "docker.io" where none is written */
	pf_str path;       /* "library/nginx" where Docker Hub's is written short */
	pf_str tag;        /* empty when none is written */
	pf_str digest;     /* "sha256:…", empty when none */
	size_t tag_at;     /* offset of the tag in `text`, or of its end */
	const char *fault; /* what is wrong, the rest of a sentence; NULL when valid */
	size_t fault_at;   /* offset in `text` */
};

/* Borrows `text`; the expanded path of a Docker Hub short name is `arena`'s. */
struct pf_image_reference pf_image_reference_parse(struct pf_arena *arena, pf_str text);

/* Tag latest or neither tag nor digest. */
bool pf_image_is_latest(const struct pf_image_reference *ref);

/* Last component of the path: "nginx". */
pf_str pf_image_base_name(const struct pf_image_reference *ref);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Image references, after github.com/distribution/reference and the kubelet.
 *
 * Stricter in one point: `sha256:…` alone, which the parser there takes for a
 * tag of docker.io/library/sha256, is a fault.  Laxer in none.
 */

#ifndef PF_IMAGE_REFERENCE_H
#define PF_IMAGE_REFERENCE_H

#include "base/arena.h"

/* The parts are empty where the reference is not valid. */
struct pf_image_reference {
	bool valid;
	bool ko;           /* "ko://…", which ko replaces: not valid, and no fault */
	bool placeholder;  /* a fault, but of a text that something is to fill in */
	pf_str text;       /* as written */
	pf_str domain;     /* "docker.io" where none is written */
	pf_str path;       /* "library/nginx" where Docker Hub's is written short */
	pf_str tag;        /* empty when none is written */
	pf_str digest;     /* "sha256:…", empty when none */
	size_t tag_at;     /* offset in `text` of the tag, or where the name ends */
	const char *fault; /* what is wrong, the rest of a sentence; else NULL */
	size_t fault_at;   /* offset in `text` */
};

/* Borrows `text`; the expanded path of a Docker Hub short name is `arena`'s. */
struct pf_image_reference pf_image_reference_parse(struct pf_arena *arena, pf_str text);

/* Is a part of it to be filled in first? */
bool pf_image_is_placeholder(pf_str text);

/* Valid, no digest, and tag latest or none. */
bool pf_image_is_latest(const struct pf_image_reference *ref);

/*
 * The text without blanks around it, without scheme and with a name in lower
 * case, where that makes a valid reference; else empty.
 */
pf_str pf_image_nearest_legal(struct pf_arena *arena, pf_str text);

/* Last component of the path: "nginx". */
pf_str pf_image_base_name(const struct pf_image_reference *ref);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The files of an image layout or `docker save`: in a folder or a tar archive.
 *
 * Of a folder only what lies in it is read: no name leads out of it, and no
 * symbolic link below it is followed.
 */

#ifndef PF_IMAGE_STORE_LAYOUT_H
#define PF_IMAGE_STORE_LAYOUT_H

#include "image/store/archive.h"

#define PF_LAYOUT_MAX_TOTAL ((size_t)64 * 1024 * 1024) /* bytes of all that is read */

struct pf_layout {
	int dir; /* its descriptor; -1: an archive */
	struct pf_archive archive;
	size_t used; /* of PF_LAYOUT_MAX_TOTAL */
};

/* What points at a blob.  The digest is the sender's: of any form. */
struct pf_descriptor {
	pf_str media_type; /* or empty */
	pf_str digest;
	int64_t size; /* -1: not said */
};

/* The caller closes `*out`, also after a failure: PF_LAYOUT_INIT is one that needs no closing. */
#define PF_LAYOUT_INIT ((struct pf_layout){.dir = -1})
PF_MUST_USE bool pf_layout_open_folder(const char *os_path, struct pf_layout *out,
	struct pf_error *err);
void pf_layout_close(struct pf_layout *layout);

/*
 * Bytes of the file `name` ("index.json", "blobs/sha256/…"), at most
 * PF_JSON_MAX; of an archive only JSON is found.  `out->ptr` is NULL where
 * there is no such file.
 */
PF_MUST_USE bool pf_layout_file(struct pf_arena *arena, struct pf_layout *layout, pf_str name,
	pf_str *out, struct pf_error *err);

/*
 * A blob, whose digest and size are as the descriptor says; as above.  Fails
 * also for a digest that cannot be verified.
 */
PF_MUST_USE bool pf_layout_blob(struct pf_arena *arena, struct pf_layout *layout,
	const struct pf_descriptor *descriptor, pf_str *out, struct pf_error *err);

#endif

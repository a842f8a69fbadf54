/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Images that were built: OCI layouts (folder, tar, tar.gz), `docker save`
 * tars, image configurations (bare, `docker image inspect`, `skopeo inspect
 * --config --raw`), indexes and manifest lists.
 *
 * Hostile input: sizes, counts and depth are bounded, digests of all that is
 * read are verified, and nothing outside the folder or tar is looked at.
 */

#ifndef PF_IMAGE_STORE_STORE_H
#define PF_IMAGE_STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"
#include "image/facts.h"
#include "image/reference.h"

/*
 * Read what is at `os_path`, a file or a folder.  `source` is what facts point
 * at, its path the one to be reported.  Of several images `wanted` (may be
 * NULL) decides by name or tag; several without a match are an error.
 *
 * Of an image for several platforms `platforms` lists all; the other facts are
 * those of linux/amd64, else of the first.  Of an index without its blobs
 * nothing but the platforms is known.
 *
 * Fails with PF_E_IO, PF_E_SYNTAX (not of any known shape, a digest that does
 * not match, something missing) or PF_E_LIMIT; the message names the part at
 * fault, not the path.
 */
PF_MUST_USE bool pf_image_store_read(struct pf_arena *arena, const char *os_path,
	const struct pf_source *source, const struct pf_image_reference *wanted,
	struct pf_image_facts *out, struct pf_error *err);

/*
 * Does the file look like one of these (JSON, tar, gzip), judged by its first
 * bytes or the name `*.json`?  Else it may be a Dockerfile.  A folder always
 * does.
 */
bool pf_image_store_recognises(const char *os_path);

/* An image configuration or another of the JSON shapes; as above, from bytes. */
PF_MUST_USE bool pf_image_json_read(struct pf_arena *arena, pf_str json,
	const struct pf_source *source, struct pf_image_facts *out, struct pf_error *err);

#endif

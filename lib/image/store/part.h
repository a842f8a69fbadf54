/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the readers of images share: a document that is being read, and its
 * members by their types.
 */

#ifndef PF_IMAGE_STORE_PART_H
#define PF_IMAGE_STORE_PART_H

#include "image/facts.h"
#include "image/reference.h"
#include "image/store/layout.h"
#include "text/json/read.h"

struct pf_store {
	struct pf_arena *arena;
	const struct pf_source *source;
	const struct pf_image_reference *wanted; /* or NULL */
	struct pf_layout *layout;                /* or NULL: no blobs are at hand */
};

/* A document; its name in messages is empty where it is all there is. */
struct pf_store_part {
	const struct pf_store *store;
	pf_str name;
};

/* Where everything of this store is from. */
struct pf_origin pf_store_origin(const struct pf_store *store);

/*
 * Typed members; null and a missing key are the empty value.  Fails with the
 * key's name for a value of another type.  What is returned is the arena's.
 */
PF_MUST_USE bool pf_store_text(const struct pf_store_part *part, const struct pf_json *object,
	const char *key, pf_str *out, struct pf_error *err);
PF_MUST_USE bool pf_store_words(const struct pf_store_part *part, const struct pf_json *object,
	const char *key, struct pf_words *out, struct pf_error *err);
PF_MUST_USE bool pf_store_member(const struct pf_store_part *part, const struct pf_json *object,
	const char *key, enum pf_json_kind kind, const struct pf_json **out, struct pf_error *err);

/* A whole number; one below zero counts as 0. */
PF_MUST_USE bool pf_store_number(const struct pf_store_part *part, const struct pf_json *object,
	const char *key, int64_t *out, struct pf_error *err);

/* Fail with "PART: WHAT". */
#define pf_store_fail(part, err, code, what) \
	pf_fail((err), (code), "%.*s%s%s", PF_STR_ARG((part)->name), (part)->name.len ? ": " : "", \
		(what))

#endif

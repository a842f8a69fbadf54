/* SPDX-License-Identifier: Apache-2.0 */

/*
 * JSON documents, as Go's decoder reads them (scan.h): keys are matched
 * without regard to case, and of keys that repeat the last counts.
 *
 * A value belongs to the document it is from.  NULL stands for a value that is
 * not there, wherever a value is asked for.
 */

#ifndef PF_TEXT_JSON_READ_H
#define PF_TEXT_JSON_READ_H

#include "base/arena.h"
#include "base/error.h"

#define PF_JSON_MAX ((size_t)4 * 1024 * 1024) /* bytes of a document; registries take no more */
#define PF_JSON_MAX_DEPTH 64U

enum pf_json_kind {
	PF_JSON_NULL, /* or not there */
	PF_JSON_BOOL,
	PF_JSON_NUMBER,
	PF_JSON_STRING,
	PF_JSON_LIST,
	PF_JSON_OBJECT,
};

struct pf_json;

/*
 * Parse UTF-8, with or without a byte order mark, or UTF-16 with one.  The
 * caller frees `*out`.  Fails with PF_E_SYNTAX or PF_E_LIMIT; the message
 * begins with `part` and ": " unless that is empty.
 */
PF_MUST_USE bool pf_json_parse(struct pf_arena *arena, pf_str bytes, pf_str part,
	struct pf_json **out, struct pf_error *err);

/* The same with another limit than PF_JSON_MAX. */
PF_MUST_USE bool pf_json_parse_most(struct pf_arena *arena, pf_str bytes, size_t most, pf_str part,
	struct pf_json **out, struct pf_error *err);

/* For PF_CLEANUP; a NULL document is no document. */
void pf_json_release(struct pf_json **doc);

enum pf_json_kind pf_json_kind(const struct pf_json *value);

/* The value of `key` in an object, or NULL. */
const struct pf_json *pf_json_get(const struct pf_json *object, const char *key);

/* Does the object have the key, spelt exactly so? */
bool pf_json_has(const struct pf_json *object, const char *key);

/* The values in a list or object, in order. */
const struct pf_json *pf_json_first(const struct pf_json *collection);
const struct pf_json *pf_json_next(const struct pf_json *value);

/* How many there are; takes time in proportion. */
size_t pf_json_count(const struct pf_json *collection);

/* The key of a value in an object; the text of a string, else empty.  The document's. */
pf_str pf_json_name(const struct pf_json *value);
pf_str pf_json_text(const struct pf_json *value);

/* False unless it is a whole number that a double holds exactly. */
PF_MUST_USE bool pf_json_integer(const struct pf_json *value, int64_t *out);

#endif

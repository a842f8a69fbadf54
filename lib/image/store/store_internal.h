/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the readers of images share: configurations (config.c), layouts,
 * indexes and manifests (oci.c), `docker save` (docker_save.c), what Docker's
 * and skopeo's commands print (inspect.c).  A document's `part` is its name in messages, empty
 * where it is all there is.
 */

#ifndef PF_IMAGE_STORE_STORE_INTERNAL_H
#define PF_IMAGE_STORE_STORE_INTERNAL_H

#include "image/facts.h"
#include "image/reference.h"
#include "image/store/layout.h"
#include "text/json/read.h"

#define PF_STORE_MAX_MANIFESTS 1024U /* of one image, in all its indexes */
#define PF_STORE_MAX_DEPTH 4U        /* of indexes in indexes */
#define PF_STORE_MAX_ENV 4096U       /* variables */

struct pf_store {
	struct pf_arena *arena;
	const struct pf_source *source;
	const struct pf_image_reference *wanted; /* or NULL */
	struct pf_layout *layout;                /* or NULL: no blobs are at hand */
};

struct pf_store_part {
	const struct pf_store *store;
	pf_str name;
};

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

/* Fail with "PART: WHAT". */
#define pf_store_fail(part, err, code, what) \
	pf_fail((err), (code), "%.*s%s%s", PF_STR_ARG((part)->name), (part)->name.len ? ": " : "", \
		(what))

/* `os`, `architecture` and `variant` of a configuration or descriptor. */
PF_MUST_USE bool pf_store_platform(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_platform *out, struct pf_error *err);

/* The one platform that is known, or none where `platform` names no architecture. */
struct pf_platforms pf_store_single(const struct pf_store *store,
	const struct pf_platform *platform);

/* The one whose facts stand for the whole image: linux/amd64. */
bool pf_store_is_preferred(const struct pf_platform *platform);

/* Where everything of this store is from. */
struct pf_origin pf_store_origin(const struct pf_store *store);

/*
 * A whole configuration, OCI's or Docker's, with its platform; or the part of
 * it that is its `config`, without.  What is not written is absent.
 */
PF_MUST_USE bool pf_store_config(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err);
PF_MUST_USE bool pf_store_run_config(const struct pf_store_part *part, const struct pf_json *config,
	struct pf_image_facts *out, struct pf_error *err);

/* `Healthcheck` of `object`, `Env` of `object`. */
PF_MUST_USE bool pf_store_healthcheck(const struct pf_store_part *part,
	const struct pf_json *object, pf_healthcheck_fact *out, struct pf_error *err);
PF_MUST_USE bool pf_store_env(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_image_envs *out, struct pf_error *err);
PF_MUST_USE bool pf_store_labels(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_image_entries *out, struct pf_error *err);

/* How well a name fits the image that is wanted; 0 is not at all. */
unsigned pf_store_fit(const struct pf_store *store, pf_str name);

/* A layout by its index.json, or a `docker save` by its manifest.json. */
PF_MUST_USE bool pf_store_layout(const struct pf_store *store, pf_str index,
	struct pf_image_facts *out, struct pf_error *err);
PF_MUST_USE bool pf_store_docker_save(const struct pf_store *store, pf_str manifest,
	struct pf_image_facts *out, struct pf_error *err);

/* An index or manifest list that stands alone. */
PF_MUST_USE bool pf_store_index(const struct pf_store_part *part, const struct pf_json *doc,
	struct pf_image_facts *out, struct pf_error *err);

/* Any of the documents that commands print. */
PF_MUST_USE bool pf_store_document(const struct pf_store *store, pf_str json,
	struct pf_image_facts *out, struct pf_error *err);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Image configurations.  Docker's and OCI's keys differ in case alone, as do
 * those of `docker image inspect`, and JSON's keys are read without regard to it.
 */

#ifndef PF_IMAGE_STORE_CONFIG_H
#define PF_IMAGE_STORE_CONFIG_H

#include "image/store/part.h"

#define PF_STORE_MAX_ENV 4096U /* variables */

/* `os`, `architecture` and `variant` of a configuration or descriptor. */
PF_MUST_USE bool pf_store_platform(const struct pf_store_part *part, const struct pf_json *object,
	struct pf_platform *out, struct pf_error *err);

/* The one platform that is known, or none where `platform` names no architecture. */
struct pf_platforms pf_store_single(const struct pf_store *store,
	const struct pf_platform *platform);

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

#endif

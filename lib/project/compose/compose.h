/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Compose files: which images are built from what, and what their services say
 * that a Pod would have to say again.
 *
 * After the Compose specification.  Interpolation uses the defaults that the
 * file itself gives (`${TAG:-1.0}`): nobody's environment is read, and what
 * rests on it is a value that is not known.  Services of a profile are read
 * like the others and marked.
 */

#ifndef PF_PROJECT_COMPOSE_COMPOSE_H
#define PF_PROJECT_COMPOSE_COMPOSE_H

#include "project/compose/service.h"

/*
 * Is it one?  A mapping with `services` that is a mapping of mappings, in a
 * file whose name (compose.yaml, docker-compose.prod.yml) or contents say so,
 * and no Kubernetes object.
 */
bool pf_is_compose(const struct pf_document *document);

/*
 * Read one; wrong types count as absent.  `extends` within the file and YAML
 * merges are resolved.  Strings are `arena`'s or the document's.  `env` reads what
 * services list as `env_file`; NULL: none of it is read.
 */
const struct pf_compose *pf_compose_read(struct pf_arena *arena, const struct pf_document *document,
	const struct pf_env_reader *env);

#endif

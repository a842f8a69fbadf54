/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Variables that a compose service sets and its container does not get.
 */

#ifndef PF_RULES_MISSING_COMPOSE_ENV_VARIABLES_H
#define PF_RULES_MISSING_COMPOSE_ENV_VARIABLES_H

#include "project/compose/compose.h"
#include "rule/rule.h"

#define PF_COMPOSE_ENV_SHOWN 5 /* variables that a finding names */

struct pf_compose_env {
	struct pf_missing_variable {
		pf_str name;
		const struct pf_node *node;     /* in the compose file; NULL: of `file` */
		const struct pf_env_file *file; /* or NULL */
		struct pf_piece range;          /* in `file` */
		bool through;                   /* taken from the shell of whoever runs compose */
		bool quoted;                    /* in quotes that others would keep */
	} shown[PF_COMPOSE_ENV_SHOWN];
	size_t n; /* in all */
};

/*
 * Variables set neither by `env` nor by `envFrom` nor, as far as it is known,
 * by the image.  None where an envFrom rests on what is not in the input.
 */
void pf_compose_missing_env(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_compose_service *service, struct pf_compose_env *out);

#endif

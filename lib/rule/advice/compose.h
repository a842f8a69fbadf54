/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What findings say of compose services.
 */

#ifndef PF_RULE_ADVICE_COMPOSE_H
#define PF_RULE_ADVICE_COMPOSE_H

#include "project/compose/compose.h"
#include "rule/rule.h"

/* Point at the setting; the less certain its value is, the less is the finding. */
void pf_relate_setting(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const pf_compose_text *setting, const char *message);

#endif

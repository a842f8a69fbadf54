/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What findings say of who a container runs as.
 */

#ifndef PF_RULE_ADVICE_USERS_H
#define PF_RULE_ADVICE_USERS_H

#include "rule/rule.h"
#include "runtime/process/users.h"

/* Point at what shows that it is no root, with the confidence that it deserves. */
void pf_relate_non_root(struct pf_ctx *ctx, struct pf_finding *finding,
	const struct pf_pod_container *c, const struct pf_non_root *who);

#endif

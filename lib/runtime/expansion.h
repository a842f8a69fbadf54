/* SPDX-License-Identifier: Apache-2.0 */

/*
 * $(NAME), which the kubelet replaces in command, args, env and subPathExpr.
 */

#ifndef PF_RUNTIME_EXPANSION_H
#define PF_RUNTIME_EXPANSION_H

#include "kube/pod.h"

/* Take the next "$(NAME)" off the front of `*rest`; "$$" stands for a dollar. */
bool pf_next_reference(pf_str *rest, pf_str *name);

/*
 * Can the container have the variable?  It cannot when it is not in `env`, all
 * of its variables are written there, and no Service gives it that name.
 */
bool pf_may_have_variable(const struct pf_pod_container *c, pf_str name);

#endif

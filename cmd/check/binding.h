/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_CHECK_BINDING_H
#define PF_CMD_CHECK_BINDING_H

#include "base/arena.h"
#include "rule/result.h"

/* Why an image is known from its source, or what is not known of it. */
pf_str check_binding_reason(struct pf_arena *arena, const struct pf_bound *bound);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Sets of capabilities.
 */

#ifndef PF_RUNTIME_PROCESS_CAPABILITIES_H
#define PF_RUNTIME_PROCESS_CAPABILITIES_H

#include "base/arena.h"
#include "base/str.h"

typedef uint64_t pf_capabilities_set;

/* What Docker and containerd give a container that asks for nothing. */
pf_capabilities_set pf_capabilities_default(void);

/* The one of that name, in any case, with or without CAP_; of ALL all; of an unknown one none. */
pf_capabilities_set pf_capability_named(pf_str name);

/* `base` with what is dropped, ALL included, taken away, and then what is added given. */
pf_capabilities_set pf_capabilities_apply(pf_capabilities_set base, pf_capabilities_set drop,
	pf_capabilities_set add);

/* "`NET_ADMIN`, `SYS_TIME`": for messages; at most four names, then "and more". */
pf_str pf_capabilities_text(struct pf_arena *arena, pf_capabilities_set set);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Amounts as Docker and compose write them.  They look like Kubernetes'
 * quantities and are not: `512m` of memory is 512 MiB here.
 *
 * Each function is false, and leaves `out` alone, for what Docker refuses.
 */

#ifndef PF_PROJECT_DOCKER_UNITS_H
#define PF_PROJECT_DOCKER_UNITS_H

#include "kube/quantity.h"

/*
 * Bytes: a decimal number, at most one space, then nothing or b, k, m, g, t, p
 * in either case, with b or ib behind it; powers of 1024, cut to whole bytes.
 */
bool pf_docker_bytes(pf_str text, int64_t *out);

/* Cores: "1.5", ".5", "3/2", "1e0"; never negative. */
bool pf_docker_cpus(pf_str text, pf_quantity *out);

#endif

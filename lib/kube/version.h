/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Kubernetes releases as people write them.  Inside podfit a release is the
 * minor number of 1.x: 31 is 1.31; see schema.h.
 */

#ifndef PF_KUBE_VERSION_H
#define PF_KUBE_VERSION_H

#include "base/error.h"
#include "kube/schema.h"

/*
 * "1.31", "v1.31" or "1.31.4" as 31.  Anything else, and a release outside
 * PF_RELEASE_FIRST to PF_RELEASE_LAST, is PF_E_USAGE with the range named.
 */
PF_MUST_USE bool pf_release_parse(pf_str text, uint8_t *out, struct pf_error *err);

/* "1.31"; static.  `release` is within the range. */
pf_str pf_release_text(uint8_t release);

#endif

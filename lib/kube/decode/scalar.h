/* SPDX-License-Identifier: Apache-2.0 */

/* One scalar into its field. */

#ifndef PF_KUBE_DECODE_SCALAR_H
#define PF_KUBE_DECODE_SCALAR_H

#include "kube/decode/site.h"

/*
 * Check one scalar by the field's type, bounds, list of values and format, and
 * store it as the field struct of that type at `out`, which may be NULL.
 */
void pf_decode_scalar(struct pf_decoder *decoder, const struct pf_site *site, void *out);

#endif

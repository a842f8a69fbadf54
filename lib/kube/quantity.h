/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Resource quantities, after k8s.io/apimachinery/pkg/api/resource: a signed
 * decimal number, then nothing, one of n u m k M G T P E, one of Ki Mi Gi Ti Pi
 * Ei, or a decimal exponent (e3, E-2).
 */

#ifndef PF_KUBE_QUANTITY_H
#define PF_KUBE_QUANTITY_H

#include "base/arena.h"

/*
 * Exact as far as Kubernetes keeps it: nano units, saturating.  `nano` =
 * whole * 10^9 + rest, with 0 <= rest < 10^9 and whole possibly negative.
 */
typedef struct {
	int64_t whole; /* cores, bytes, … rounded down; saturates */
	uint32_t nano; /* 0 to 999,999,999 */
} pf_quantity;

/*
 * False when `text` does not follow the grammar; `out` is then untouched.  A
 * number must have a digit: Kubernetes reads "m", "Ki", "+" and "." as 0, which
 * nobody means.
 */
bool pf_quantity_parse(pf_str text, pf_quantity *out);

int pf_quantity_cmp(pf_quantity a, pf_quantity b);
bool pf_quantity_is_zero(pf_quantity q);
bool pf_quantity_is_whole(pf_quantity q);

/*
 * The legal spelling nearest to a refused one ("512MB" gives "512M", "1 Gi"
 * gives "1Gi", "128mi" gives "128Mi"), or empty when none is plain.
 */
pf_str pf_quantity_suggest(struct pf_arena *arena, pf_str text);

/*
 * A number of bytes in binary units, for people: "1.5 GiB", "512 bytes", "0.128
 * bytes".  To two decimal places from 1 KiB on.
 */
pf_str pf_quantity_bytes_text(struct pf_arena *arena, pf_quantity q);

#endif

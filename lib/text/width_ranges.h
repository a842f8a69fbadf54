/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Characters that do not take one column, made from width.tsv: for width.c alone.
 */

#ifndef PF_TEXT_WIDTH_RANGES_H
#define PF_TEXT_WIDTH_RANGES_H

#include <stddef.h>
#include <stdint.h>

struct pf_width_range {
	uint32_t first;
	uint32_t last;
	uint32_t width; /* 0 or 2 */
};

/* In the order of the code points; none touches another. */
extern const struct pf_width_range pf_width_ranges[];
extern const size_t pf_nwidth_ranges;

#endif

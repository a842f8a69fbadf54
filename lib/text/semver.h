/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Versions as SemVer 2.0.0 orders them, and what is asked of one:
 * ">=1.0,<2", "=1.2.3", "1.2".
 *
 * A version that leaves parts out is compared by the parts it has: "=1.2" is
 * every 1.2.x, ">1.2" begins with 1.3.
 */

#ifndef PF_TEXT_SEMVER_H
#define PF_TEXT_SEMVER_H

#include "base/str.h"

typedef struct {
	int64_t part[3]; /* major, minor, patch */
	size_t nparts;   /* written: 1 to 3 */
	pf_str pre;      /* "rc.1", or empty; only behind three parts */
} pf_semver;

/* "1", "1.2", "1.2.3", "1.2.3-rc.1+build"; false: it is none. */
bool pf_semver_parse(pf_str text, pf_semver *out);

/* Below 0, 0, above 0, by the parts that both have. */
int pf_semver_cmp(const pf_semver *a, const pf_semver *b);

/*
 * Does `version` meet every part of `range`, which commas separate?  Where one
 * is no comparison: false, and in `*fault` that part; else `*fault` is empty.
 */
bool pf_semver_meets(const pf_semver *version, pf_str range, pf_str *fault);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * `$NAME`, `${NAME:-default}` and their like, as compose replaces them in the
 * values of its files before it looks at what they mean.
 */

#ifndef PF_PROJECT_INTERPOLATE_H
#define PF_PROJECT_INTERPOLATE_H

#include "base/arena.h"

#define PF_INTERPOLATE_DEPTH_MAX 8 /* defaults within defaults */

struct pf_interpolated {
	pf_str value; /* with no variable set; as written where compose refuses it */
	bool known;   /* each variable in it has a default */
	bool varies;  /* a default stands in it, which an environment may replace */
};

/* `text` itself, without a copy, where there is no `$` in it. */
struct pf_interpolated pf_interpolate(struct pf_arena *arena, pf_str text);

#endif

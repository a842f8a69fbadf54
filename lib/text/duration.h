/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Durations as Go writes them: "1m30s", "500ms", "-1.5h", "0".
 */

#ifndef PF_TEXT_DURATION_H
#define PF_TEXT_DURATION_H

#include "base/attr.h"
#include "base/str.h"

#define PF_MICROSECOND INT64_C(1000)
#define PF_MILLISECOND (1000 * PF_MICROSECOND)
#define PF_SECOND (1000 * PF_MILLISECOND)

/*
 * Whole of `s` in nanoseconds, after Go's time.ParseDuration: false, with
 * `out` untouched, for what it refuses and for what 64 bits do not hold.
 */
PF_MUST_USE bool pf_duration_parse(pf_str s, int64_t *out);

#endif

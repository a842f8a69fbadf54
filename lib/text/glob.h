/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Globs over forward-slash paths: `?` and `*` within one component, `**` over
 * any number of them, `[a-z]`, `[!a]` and `[[:digit:]]` classes, backslash
 * escapes.  A `**` at the end stands for one component at least.  A slash
 * always parts components, also in a class; a class without its end, or a
 * backslash with nothing behind it, matches nothing.
 */

#ifndef PF_TEXT_GLOB_H
#define PF_TEXT_GLOB_H

#include "base/str.h"

/* Whole `path` against `glob`; runs in time linear in len(glob) * len(path). */
bool pf_glob_match(pf_str glob, pf_str path);

/* Why nothing can match the glob: a clause such as "has a `[` without its `]`"; or NULL. */
const char *pf_glob_fault(pf_str glob);

#endif

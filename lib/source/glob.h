/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Globs over forward-slash paths: `?` and `*` within one component, `**` over
 * any number of them, `[a-z]` and `[!a]` classes, backslash escapes.
 */

#ifndef PF_SOURCE_GLOB_H
#define PF_SOURCE_GLOB_H

#include "base/str.h"

/* Whole `path` against `glob`; runs in time linear in len(glob) * len(path). */
bool pf_glob_match(pf_str glob, pf_str path);

#endif

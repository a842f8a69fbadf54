/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Paths: what can be said of one by its text and the current directory, and
 * what is found above a folder.  "As reported" is a path as reports show it.
 */

#ifndef PF_SOURCE_PATH_H
#define PF_SOURCE_PATH_H

#include "base/arena.h"

/* What stands behind the last slash. */
pf_str pf_path_name(pf_str path);

/* What stands before it: "." for a path without a slash. */
pf_str pf_path_directory(pf_str path);

/* Is `path` below `directory`, or (within) the same?  Both are clean. */
bool pf_path_is_below(pf_str path, pf_str directory);
bool pf_path_is_within(pf_str path, pf_str directory);

/* Path without empty and "." steps, ".." resolved by name; "." when nothing is left. */
pf_str pf_path_clean(struct pf_arena *arena, pf_str path);

/* `path` itself where it is absolute, else as seen from `folder`; cleaned. */
pf_str pf_path_join(struct pf_arena *arena, pf_str folder, pf_str path);

/* From the root of the file system; only cleaned where the current directory has no path. */
pf_str pf_path_absolute(struct pf_arena *arena, pf_str path);

/*
 * Path as reports show it: relative to the current directory, unless the two
 * share nothing but the root; "./", "//" and inner ".." resolved by name.
 */
pf_str pf_report_path(struct pf_arena *arena, pf_str path);

/* The same of `path`, which a file in `directory` names. */
pf_str pf_path_from(struct pf_arena *arena, pf_str directory, pf_str path);

/* The way from `folder` to `path`, "." when they are one; absolute where it leads over the root. */
pf_str pf_path_between(struct pf_arena *arena, pf_str folder, pf_str path);

/* Is there something of that name?  A link that leads nowhere is there all the same. */
bool pf_path_exists(const char *path);

/*
 * The first of `names` in `folder` or the nearest folder above it, up to the top
 * of the repository, which is the one with `.git`.  NULL: none.
 */
const char *pf_path_find_above(struct pf_arena *arena, pf_str folder, const char *const *names,
	size_t n);

#endif

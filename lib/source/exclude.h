/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which paths the user leaves out.
 *
 * A glob excludes the path it matches and all below it; without a slash it may
 * match any one component.
 */

#ifndef PF_SOURCE_EXCLUDE_H
#define PF_SOURCE_EXCLUDE_H

#include "base/str.h"

struct pf_discovery_options {
	const pf_str *exclude; /* globs, relative to the current directory */
	size_t nexclude;
	const pf_str *exclude_absolute; /* globs of paths from the root */
	size_t nexclude_absolute;
	pf_str current;        /* the current directory's path from the root, for these */
	bool no_force_exclude; /* excludes do not bind named files */
	bool no_gitignore;
};

/* Does a glob match `path` itself, whatever holds for the folders above it? */
bool pf_exclude_names(const struct pf_discovery_options *options, pf_str path, bool is_dir);

/* Do the options leave out `path` (as reported), or a folder above it, although it is named? */
bool pf_is_excluded(const struct pf_discovery_options *options, pf_str path, bool is_dir);

#endif

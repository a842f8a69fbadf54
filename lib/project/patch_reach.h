/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a patch does to a place of an object, without applying it.
 *
 * Strategic merge patches are followed by keys and, in lists, by the names of
 * items; JSON 6902 operations by their pointers.
 */

#ifndef PF_PROJECT_PATCH_REACH_H
#define PF_PROJECT_PATCH_REACH_H

#include "yaml/node.h"

/*
 * Does `patch`, merged into the object at `root`, give a value to what is below `node` at `path`,
 * keys parted by slashes?  `node` is in the tree of `root`; an empty path asks for the node itself.
 * What is replaced or removed with all that is in it counts: nothing is known of it any more.
 */
bool pf_patch_reaches(const struct pf_node *patch, const struct pf_node *root,
	const struct pf_node *node, pf_str path);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/* How a fragment that Kustomize merges is told from a whole object. */

#ifndef PF_WORLD_PATCHES_H
#define PF_WORLD_PATCHES_H

#include "kube/object.h"

/*
 * Lacks the workload what no whole one does: its selector, its containers or the image
 * of one of them?  Then it is a patch, if it lies where patches lie, or a mistake.
 */
bool pf_is_partial(const struct pf_object *object, const struct pf_node *template);

/*
 * Is it no more than a name, or has it nothing at all of what makes a whole workload,
 * and yet something to merge?  Nobody forgets selector, labels, restartPolicy and
 * images at a time.
 */
bool pf_is_mere_patch(const struct pf_object *object, const struct pf_node *template);

/* Has the file, or the folder that it is in, "patch" or "overlay" as a word of its name? */
bool pf_is_called_patch(pf_str path);

/* Does a `$patch` or its like stand anywhere, or as a key? */
bool pf_text_has_patch_directive(pf_str text);
bool pf_tree_has_patch_directive(const struct pf_node *root);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/* How a fragment that Kustomize merges is told from a whole object. */

#ifndef PF_WORLD_PATCHES_H
#define PF_WORLD_PATCHES_H

#include "kube/object.h"

/* Is the object a fragment?  Asks all but whether a Kustomization lists it. */
bool pf_is_fragment(const struct pf_object *object, const struct pf_node *template);

/* Does a `$patch` or its like stand anywhere, or as a key? */
bool pf_text_has_patch_directive(pf_str text);
bool pf_tree_has_patch_directive(const struct pf_node *root);

#endif

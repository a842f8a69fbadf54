/* SPDX-License-Identifier: Apache-2.0 */

/* What stands for a node where a person is to look at it. */

#ifndef PF_YAML_PLACE_H
#define PF_YAML_PLACE_H

#include "yaml/document.h"

/*
 * What to underline for `node`: a scalar its own range; a mapping or list that
 * is an entry's value the entry's key; another collection its first line.
 */
struct pf_piece pf_yaml_place(const struct pf_document *document, const struct pf_node *node);

#endif

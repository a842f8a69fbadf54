/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Labels that the kubelet puts on its own node, and the values they can have.
 */

#ifndef PF_KUBE_NODE_LABELS_H
#define PF_KUBE_NODE_LABELS_H

#include "base/str.h"

struct pf_node_label {
	const char *what;   /* "architecture" */
	const char *choice; /* all values in words, where they are few; or NULL */
	const pf_str *values;
	size_t n;
};

/* What the label of that key tells (architecture, operating system), or NULL for any other. */
const struct pf_node_label *pf_node_label_of(pf_str key);

/* Is there a node with this value? */
bool pf_node_label_has(const struct pf_node_label *label, pf_str value);

/* The value that is meant by another name or in other case ("x86_64": "amd64"), or empty. */
pf_str pf_node_label_meant(const struct pf_node_label *label, pf_str value);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/* Requirements of label and node selectors: `{key, operator, values}`. */

#ifndef PF_KUBE_REQUIREMENT_H
#define PF_KUBE_REQUIREMENT_H

#include "yaml/node.h"

enum pf_requirement_fault {
	PF_REQUIREMENT_OK,            /* or nothing that can be said */
	PF_REQUIREMENT_WANTS_VALUES,  /* In, NotIn */
	PF_REQUIREMENT_WANTS_NONE,    /* Exists, DoesNotExist */
	PF_REQUIREMENT_WANTS_ONE,     /* Gt, Lt */
	PF_REQUIREMENT_WANTS_INTEGER, /* Gt, Lt with one value that is none */
};

/*
 * Do `operator` and `values` of a label or node selector's requirement suit
 * each other?  What has a wrong type or waits for a tool is not judged.
 */
enum pf_requirement_fault pf_requirement_fault(const struct pf_node *requirement);

#endif

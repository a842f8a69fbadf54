/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Why a selector does not match labels, for certain.
 *
 * Other than pf_selector_matches() this takes nothing for a mismatch that may
 * come out well: values of a wrong type, text that a tool fills in later, and
 * expressions that cannot be evaluated are passed over.
 */

#ifndef PF_KUBE_MISMATCH_H
#define PF_KUBE_MISMATCH_H

#include "kube/types.h"

/* What the labels lack: a pair of matchLabels, or an expression. */
struct pf_mismatch {
	const struct pf_str_entry *pair;                        /* or NULL */
	const struct pf_label_selector_requirement *expression; /* or NULL */
	const struct pf_str_entry *label; /* the label of that key, NULL when it is missing */
};

/* The first mismatch; false when there is none for certain. */
bool pf_mismatch_of_map(const struct pf_str_map *selector, const struct pf_str_map *labels,
	struct pf_mismatch *out);
bool pf_mismatch_of_selector(const struct pf_label_selector *selector,
	const struct pf_str_map *labels, struct pf_mismatch *out);

#endif

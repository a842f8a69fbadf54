/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Label selectors against labels.
 */

#ifndef PF_KUBE_SELECTOR_H
#define PF_KUBE_SELECTOR_H

#include "kube/types.h"

/*
 * Every pair of `selector` is among `labels`, of keys written twice the last;
 * an empty selector matches all.
 */
bool pf_labels_match(const struct pf_str_map *selector, const struct pf_str_map *labels);

/* matchLabels and matchExpressions; NULL matches nothing, an empty one all. */
bool pf_selector_matches(const struct pf_label_selector *selector, const struct pf_str_map *labels);

bool pf_selector_is_empty(const struct pf_label_selector *selector);

#endif

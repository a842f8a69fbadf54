/* SPDX-License-Identifier: Apache-2.0 */

/* What the fields of a Kustomization add to objects, or make by themselves. */

#ifndef PF_PROJECT_KUSTOMIZE_FIELDS_H
#define PF_PROJECT_KUSTOMIZE_FIELDS_H

#include "project/kustomization.h"

/* Where the labels go that a Kustomization adds. */
enum pf_added_labels {
	PF_LABELS_OF_TEMPLATES, /* of Pod templates */
	PF_LABELS_OF_SELECTORS, /* of selectors, which are made where there are none */
};

/* Does it add the label there, or any label where `key` is empty? */
bool pf_kustomization_adds_label(const struct pf_kustomization *k, pf_str key,
	enum pf_added_labels where);

/* Does a generator of it make, or change, that ConfigMap or Secret? */
bool pf_kustomization_generates(const struct pf_kustomization *k, pf_str kind, pf_str name);

/* Do its `replicas` count the workload of that name? */
bool pf_kustomization_scales(const struct pf_kustomization *k, pf_str name);

/* May its `replacements` write to a field of that name, of whatever object? */
bool pf_kustomization_replaces(const struct pf_kustomization *k, pf_str field);

#endif

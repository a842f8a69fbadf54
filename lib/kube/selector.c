/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/selector.h"

static bool has_label(const struct pf_str_map *labels, pf_str key, pf_str value)
{
	const struct pf_str_entry *label = pf_str_map_get(labels, key);

	return label && pf_str_eq(label->value.is, value);
}

bool pf_labels_match(const struct pf_str_map *selector, const struct pf_str_map *labels)
{
	PF_EACH(struct pf_str_entry, want, *selector) {
		/* Of a key written twice the last counts. */
		if (!has_label(labels, want->key, want->value.is) &&
			pf_str_map_get(selector, want->key) == want)
			return false;
	}
	return true;
}

static bool requirement_holds(const struct pf_label_selector_requirement *req,
	const struct pf_str_map *labels)
{
	const struct pf_str_entry *label = pf_str_map_get(labels, req->key.is);
	bool among = label && pf_str_list_has(&req->values, label->value.is);

	if (pf_str_eq(req->operator.is, PF_STR("In")))
		return among;
	if (pf_str_eq(req->operator.is, PF_STR("NotIn")))
		return !among;
	if (pf_str_eq(req->operator.is, PF_STR("Exists")))
		return label != NULL;
	if (pf_str_eq(req->operator.is, PF_STR("DoesNotExist")))
		return label == NULL;
	return false;
}

bool pf_selector_matches(const struct pf_label_selector *selector, const struct pf_str_map *labels)
{
	if (!selector || !pf_labels_match(&selector->match_labels, labels))
		return false;
	PF_EACH(struct pf_label_selector_requirement, req, selector->match_expressions) {
		if (!requirement_holds(req, labels))
			return false;
	}
	return true;
}

bool pf_selector_is_empty(const struct pf_label_selector *selector)
{
	return selector->match_labels.len == 0 && selector->match_expressions.len == 0;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/mismatch.h"

#include "kube/placeholder.h"
#include "yaml/scalar.h"

/* Null is the empty string; a value of a wrong type could be meant as anything. */
static bool is_known(pf_str_field value)
{
	return value.set ? !pf_is_placeholder(value.is) : pf_node_is_null(value.node);
}

/* No label of that key, and none that a tool could turn into it. */
static bool is_missing(const struct pf_str_map *labels, pf_str key)
{
	if (pf_is_placeholder(key) ||
		(labels->node && labels->node->kind != PF_MAP && !pf_node_is_null(labels->node)))
		return false;
	PF_EACH(struct pf_str_entry, label, *labels) {
		if (pf_is_placeholder(label->key))
			return false;
	}
	return true;
}

bool pf_mismatch_of_map(const struct pf_str_map *selector, const struct pf_str_map *labels,
	struct pf_mismatch *out)
{
	PF_EACH(struct pf_str_entry, want, *selector) {
		const struct pf_str_entry *label = pf_str_map_get(labels, want->key);
		bool differs = label && is_known(label->value) && is_known(want->value) &&
			!pf_str_eq(label->value.is, want->value.is);

		if (differs || (!label && is_missing(labels, want->key))) {
			*out = (struct pf_mismatch){.pair = want, .label = label};
			return true;
		}
	}
	return false;
}

static bool all_known(const struct pf_str_list *values)
{
	PF_EACH(pf_str_field, value, *values) {
		if (!is_known(*value))
			return false;
	}
	return true;
}

static bool fails(const struct pf_label_selector_requirement *req, const struct pf_str_map *labels,
	const struct pf_str_entry *label)
{
	bool missing = !label && is_missing(labels, req->key.is);
	bool known = label && is_known(label->value);
	bool among = known && pf_str_list_has(&req->values, label->value.is);

	if (pf_str_eq(req->operator.is, PF_STR("Exists")))
		return missing;
	if (pf_str_eq(req->operator.is, PF_STR("DoesNotExist")))
		return label != NULL;
	if (req->values.len == 0 || !all_known(&req->values))
		return false;
	if (pf_str_eq(req->operator.is, PF_STR("In")))
		return missing || (known && !among);
	return pf_str_eq(req->operator.is, PF_STR("NotIn")) && among;
}

bool pf_mismatch_of_selector(const struct pf_label_selector *selector,
	const struct pf_str_map *labels, struct pf_mismatch *out)
{
	if (pf_mismatch_of_map(&selector->match_labels, labels, out))
		return true;
	PF_EACH(struct pf_label_selector_requirement, req, selector->match_expressions) {
		const struct pf_str_entry *label = pf_str_map_get(labels, req->key.is);

		if (req->key.set && fails(req, labels, label)) {
			*out = (struct pf_mismatch){.expression = req, .label = label};
			return true;
		}
	}
	return false;
}

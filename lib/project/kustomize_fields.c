/* SPDX-License-Identifier: Apache-2.0 */

#include "project/kustomize_fields.h"

static bool has_pair(const struct pf_node *pairs, pf_str key)
{
	if (!pairs || pairs->kind != PF_MAP)
		return false;
	return key.len ? pf_node_get(pairs, key) != NULL : pairs->len > 0;
}

static bool is_true(const struct pf_node *entry, pf_str key)
{
	const struct pf_node *value = pf_node_get(entry, key);

	return value && value->kind == PF_SCALAR && pf_str_eq(pf_node_text(value), PF_STR("true"));
}

/* Places of its own: `fields: [{path: spec/selector/matchLabels, create: true}]`. */
static bool has_field(const struct pf_node *entry, pf_str step)
{
	struct pf_kids fields = pf_kids(pf_node_get(entry, PF_STR("fields")));

	while (pf_kids_next(&fields)) {
		if (pf_str_contains(pf_node_get_text(fields.value, PF_STR("path")), step))
			return true;
	}
	return false;
}

/* What goes into selectors goes into templates as well. */
static bool goes_to(const struct pf_node *entry, enum pf_added_labels where)
{
	if (is_true(entry, PF_STR("includeSelectors")))
		return true;
	if (where == PF_LABELS_OF_SELECTORS)
		return has_field(entry, PF_STR("selector"));
	return is_true(entry, PF_STR("includeTemplates")) || has_field(entry, PF_STR("template"));
}

bool pf_kustomization_adds_label(const struct pf_kustomization *k, pf_str key,
	enum pf_added_labels where)
{
	const struct pf_node *root = k->document->root;
	struct pf_kids labels = pf_kids(pf_node_get(root, PF_STR("labels")));

	if (has_pair(pf_node_get(root, PF_STR("commonLabels")), key))
		return true;
	while (pf_kids_next(&labels)) {
		if (has_pair(pf_node_get(labels.value, PF_STR("pairs")), key) &&
			goes_to(labels.value, where))
			return true;
	}
	return false;
}

static bool is_named_in(const struct pf_node *list, pf_str name)
{
	struct pf_kids items = pf_kids(list);

	while (pf_kids_next(&items)) {
		if (pf_str_eq(pf_node_get_text(items.value, PF_STR("name")), name))
			return true;
	}
	return false;
}

bool pf_kustomization_generates(const struct pf_kustomization *k, pf_str kind, pf_str name)
{
	return is_named_in(pf_node_get(k->document->root,
				   pf_str_eq(kind, PF_STR("Secret"))
					   ? PF_STR("secretGenerator")
					   : PF_STR("configMapGenerator")),
		name);
}

bool pf_kustomization_scales(const struct pf_kustomization *k, pf_str name)
{
	return is_named_in(pf_node_get(k->document->root, PF_STR("replicas")), name);
}

static bool writes_to(const struct pf_node *replacement, pf_str field)
{
	struct pf_kids targets = pf_kids(pf_node_get(replacement, PF_STR("targets")));

	/* What stands in a file of its own is not read. */
	if (pf_node_get(replacement, PF_STR("path")))
		return true;
	while (pf_kids_next(&targets)) {
		struct pf_kids paths = pf_kids(pf_node_get(targets.value, PF_STR("fieldPaths")));

		while (pf_kids_next(&paths)) {
			if (paths.value->kind == PF_SCALAR &&
				pf_str_contains(pf_node_text(paths.value), field))
				return true;
		}
	}
	return false;
}

bool pf_kustomization_replaces(const struct pf_kustomization *k, pf_str field)
{
	struct pf_kids items = pf_kids(pf_node_get(k->document->root, PF_STR("replacements")));

	while (pf_kids_next(&items)) {
		if (writes_to(items.value, field))
			return true;
	}
	return false;
}

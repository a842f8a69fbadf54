/* SPDX-License-Identifier: Apache-2.0 */

/* How a fragment that Kustomize merges is told from a whole object. */

#include "world/patches.h"

static bool starts_directive(pf_str s)
{
	return pf_str_starts_with(s, PF_STR("$patch")) ||
		pf_str_starts_with(s, PF_STR("$retainKeys")) ||
		pf_str_starts_with(s, PF_STR("$setElementOrder/")) ||
		pf_str_starts_with(s, PF_STR("$deleteFromPrimitiveList/"));
}

bool pf_text_has_patch_directive(pf_str text)
{
	for (size_t at; (at = pf_str_find_char(text, '$')) < text.len;) {
		text = pf_str_from_offset(text, at);
		if (starts_directive(text))
			return true;
		text = pf_str_from_offset(text, 1);
	}
	return false;
}

bool pf_tree_has_patch_directive(const struct pf_node *root)
{
	for (uint32_t i = 0; i < root->span; i++) {
		const struct pf_node *node = &root[i];

		if (node->kind == PF_SCALAR && (node->flags & PF_NODE_IS_KEY) &&
			starts_directive(pf_node_text(node)))
			return true;
	}
	return false;
}

static bool has_entries(const struct pf_node *node)
{
	return node && node->kind == PF_MAP && node->len > 0;
}

static bool has_image(const struct pf_node *spec, pf_str list)
{
	struct pf_kids containers = pf_kids(pf_node_get(spec, list));

	while (pf_kids_next(&containers)) {
		if (pf_node_get_text(containers.value, PF_STR("image")).len > 0)
			return true;
	}
	return false;
}

bool pf_is_fragment(const struct pf_object *object, const struct pf_node *template)
{
	const struct pf_node *spec = pf_node_get(object->root, PF_STR("spec"));

	/* The cheapest first: nearly every workload has a selector. */
	if (has_entries(pf_node_get(spec, PF_STR("selector"))))
		return false;
	if (has_entries(pf_node_get(pf_node_get(template, PF_STR("metadata")), PF_STR("labels"))))
		return false;
	spec = pf_node_get(template, PF_STR("spec"));
	return !has_image(spec, PF_STR("containers")) && !has_image(spec, PF_STR("initContainers"));
}

/* SPDX-License-Identifier: Apache-2.0 */

/* How a fragment that Kustomize merges is told from a whole object. */

#include "world/patches.h"

#include "source/path.h"

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

/* Containers of the list, and among them those without an image. */
static void count(const struct pf_node *spec, pf_str list, size_t *all, size_t *bare)
{
	struct pf_kids containers = pf_kids(pf_node_get(spec, list));

	while (pf_kids_next(&containers)) {
		++*all;
		*bare += pf_node_get_text(containers.value, PF_STR("image")).len == 0;
	}
}

/* Kinds that find their Pods by a selector that must be written. */
static bool needs_selector(const struct pf_object *object)
{
	static const pf_str kinds[] = {PF_STR_INIT("Deployment"), PF_STR_INIT("ReplicaSet"),
		PF_STR_INIT("StatefulSet"), PF_STR_INIT("DaemonSet")};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (pf_str_eq(object->kind, kinds[i]))
			return true;
	}
	return false;
}

static void count_containers(const struct pf_node *template, size_t *all, size_t *bare)
{
	const struct pf_node *spec = pf_node_get(template, PF_STR("spec"));

	*all = *bare = 0;
	count(spec, PF_STR("containers"), all, bare);
	count(spec, PF_STR("initContainers"), all, bare);
}

bool pf_is_partial(const struct pf_object *object, const struct pf_node *template)
{
	const struct pf_node *spec = pf_node_get(object->root, PF_STR("spec"));
	size_t all, bare;

	if (needs_selector(object) && !has_entries(pf_node_get(spec, PF_STR("selector"))))
		return true;
	count_containers(template, &all, &bare);
	return all == 0 || bare > 0;
}

/* Is there anything to merge: a value that is no name? */
static bool says_something(const struct pf_node *spec)
{
	for (uint32_t i = 1; spec && i < spec->span; i++) {
		const struct pf_node *node = &spec[i], *key = pf_node_key(node);

		if (node->kind == PF_SCALAR && !(node->flags & PF_NODE_IS_KEY) &&
			!(key && pf_str_eq(pf_node_text(key), PF_STR("name"))))
			return true;
	}
	return false;
}

bool pf_is_mere_patch(const struct pf_object *object, const struct pf_node *template)
{
	const struct pf_node *spec = pf_node_get(object->root, PF_STR("spec"));
	const struct pf_node *pod = pf_node_get(template, PF_STR("spec"));
	size_t all, bare;

	/* Who only names an object has it deleted, or asks for it. */
	if (!spec && !pf_node_get(object->root, PF_STR("template")))
		return true;
	if (pf_str_eq(object->kind, PF_STR("Pod")))
		return false;
	if (has_entries(pf_node_get(spec, PF_STR("selector"))) ||
		has_entries(pf_node_get(pf_node_get(template, PF_STR("metadata")),
			PF_STR("labels"))) ||
		pf_node_get(pod, PF_STR("restartPolicy")))
		return false;
	count_containers(template, &all, &bare);
	return all == bare && (all || !pf_node_get(pod, PF_STR("containers"))) &&
		says_something(spec);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_word(pf_str text, const char *word)
{
	size_t i = 0;

	while (i < text.len && word[i] && lower(text.ptr[i]) == word[i])
		i++;
	return i == text.len && !word[i];
}

/* Where the word that begins at `from` ends: at a capital, or where its letters do. */
static size_t word_end(pf_str name, size_t from)
{
	size_t to = from + 1;

	while (is_letter(name.ptr[from]) && to < name.len && is_letter(name.ptr[to]) &&
		(!is_upper(name.ptr[to]) || is_upper(name.ptr[to - 1])))
		to++;
	return to;
}

/* "web-patch.yaml", "proxyPatch.yaml", "overlays". */
static bool names_patches(pf_str name)
{
	static const char *const words[] = {"patch", "patches", "overlay", "overlays"};

	for (size_t from = 0, to; from < name.len; from = to) {
		to = word_end(name, from);
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			if (is_word(pf_str_sub(name, from, to), words[i]))
				return true;
		}
	}
	return false;
}

bool pf_is_called_patch(pf_str path)
{
	return names_patches(pf_path_name(path)) ||
		names_patches(pf_path_name(pf_path_directory(path)));
}

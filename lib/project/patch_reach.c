/* SPDX-License-Identifier: Apache-2.0 */

#include "project/patch_reach.h"

#include "yaml/scalar.h"

/* The child of `parent` that is `node` or holds it; false when an alias leads there. */
static bool step_towards(const struct pf_node *parent, const struct pf_node *node,
	struct pf_kids *at)
{
	*at = pf_kids(parent);
	while (pf_kids_next(at)) {
		if (at->value <= node && node < at->value + at->value->span)
			return true;
	}
	return false;
}

/* The first part of a path of keys, which is cut off it. */
static pf_str take_step(pf_str *path)
{
	size_t slash = pf_str_find_char(*path, '/');
	pf_str step = pf_str_sub(*path, 0, slash);

	*path = pf_str_from_offset(*path, slash < path->len ? slash + 1 : slash);
	return step;
}

static bool has_below(const struct pf_node *node, pf_str path)
{
	while (node && path.len) {
		pf_str key = take_step(&path);

		node = pf_node_get(node, key);
	}
	/* What is nulled is taken away, and an empty text is as good as none. */
	return node && !pf_node_is_null(node) && !(node->kind == PF_SCALAR && node->len == 0);
}

/* What tells the items of the API's lists apart, the commonest first. */
static const pf_str merge_keys[] = {PF_STR_INIT("name"), PF_STR_INIT("containerPort"),
	PF_STR_INIT("mountPath"), PF_STR_INIT("devicePath"), PF_STR_INIT("ip"), PF_STR_INIT("port"),
	PF_STR_INIT("topologyKey"), PF_STR_INIT("type")};

static const pf_str *merge_key_of(const struct pf_node *item)
{
	for (size_t i = 0; i < sizeof(merge_keys) / sizeof(merge_keys[0]); i++) {
		const struct pf_node *value = pf_node_get(item, merge_keys[i]);

		if (value && value->kind == PF_SCALAR)
			return &merge_keys[i];
	}
	return NULL;
}

static const struct pf_node *same_item(const struct pf_node *list, const struct pf_node *item,
	pf_str key)
{
	pf_str name = pf_node_text(pf_node_get(item, key));
	struct pf_kids items = pf_kids(list);

	while (pf_kids_next(&items)) {
		const struct pf_node *other = pf_node_get(items.value, key);

		if (other && other->kind == PF_SCALAR && pf_str_eq(pf_node_text(other), name))
			return items.value;
	}
	return NULL;
}

static bool merges(const struct pf_node *patch, const struct pf_node *at,
	const struct pf_node *node, pf_str path)
{
	while (at != node) {
		const pf_str *merge_key;
		struct pf_kids step;

		if (!patch || !step_towards(at, node, &step))
			return false;
		if (pf_node_is_null(patch) || pf_node_get(patch, PF_STR("$patch")))
			return true;
		at = step.value;
		if (step.key) {
			patch = pf_node_get(patch, pf_node_text(step.key));
			continue;
		}
		merge_key = merge_key_of(at);
		/* A list of another sort is replaced as a whole. */
		if (!merge_key)
			return patch->kind == PF_SEQ;
		patch = same_item(patch, at, *merge_key);
	}
	return patch && (pf_node_get(patch, PF_STR("$patch")) != NULL || has_below(patch, path));
}

/* A token of a JSON pointer is the key, `~1` standing for a slash and `~0` for a tilde. */
static bool is_token(pf_str token, pf_str key)
{
	size_t i = 0;

	for (size_t k = 0; k < key.len; k++) {
		bool special = key.ptr[k] == '/' || key.ptr[k] == '~';

		if (i >= token.len || token.ptr[i++] != (special ? '~' : key.ptr[k]))
			return false;
		if (special &&
			(i >= token.len || token.ptr[i++] != (key.ptr[k] == '/' ? '1' : '0')))
			return false;
	}
	return i == token.len;
}

static bool is_index(pf_str token, uint32_t index)
{
	uint64_t n = 0;

	if (token.len == 0 || token.len > 9)
		return false;
	for (size_t i = 0; i < token.len; i++) {
		if (!pf_is_digit(token.ptr[i]))
			return false;
		n = n * 10 + (uint64_t)(token.ptr[i] - '0');
	}
	return n == index;
}

enum lead {
	LEADS_AWAY,
	LEADS_ABOVE, /* to what holds the node */
	LEADS_TO_IT, /* or below it: what is left of the pointer says where */
};

static enum lead follow(pf_str *pointer, const struct pf_node *at, const struct pf_node *node)
{
	while (at != node) {
		struct pf_kids step;
		pf_str token;

		if (!pointer->len)
			return LEADS_ABOVE;
		if (!step_towards(at, node, &step))
			return LEADS_AWAY;
		token = take_step(pointer);
		if (step.key ? !is_token(token, pf_node_text(step.key)) : !is_index(token, step.i))
			return LEADS_AWAY;
		at = step.value;
	}
	return LEADS_TO_IT;
}

static bool operates(const struct pf_node *operation, const struct pf_node *root,
	const struct pf_node *node, pf_str path)
{
	pf_str pointer = pf_node_get_text(operation, PF_STR("path"));
	pf_str op = pf_node_get_text(operation, PF_STR("op"));
	enum lead lead;

	if (!pf_str_starts_with(pointer, PF_STR("/")) || pf_str_eq(op, PF_STR("test")))
		return false;
	pointer = pf_str_from_offset(pointer, 1);
	lead = follow(&pointer, root, node);
	if (lead != LEADS_TO_IT || !pointer.len)
		return lead != LEADS_AWAY;
	while (pointer.len && path.len) {
		pf_str token = take_step(&pointer);

		if (!is_token(token, take_step(&path)))
			return false;
	}
	if (pf_str_eq(op, PF_STR("remove")))
		return false;
	return !path.len || has_below(pf_node_get(operation, PF_STR("value")), path);
}

bool pf_patch_reaches(const struct pf_node *patch, const struct pf_node *root,
	const struct pf_node *node, pf_str path)
{
	struct pf_kids operations = pf_kids(patch);

	if (patch->kind == PF_MAP)
		return merges(patch, root, node, path);
	while (patch->kind == PF_SEQ && pf_kids_next(&operations)) {
		if (operates(operations.value, root, node, path))
			return true;
	}
	return false;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/load.h"

#include "base/buf.h"
#include "yaml/text.h"

static bool holds(const struct pf_node *tree, const struct pf_node *node)
{
	return node >= tree && node < tree + tree->span;
}

static void add_key(struct pf_buf *path, pf_str key)
{
	for (size_t i = 0; i < key.len; i++) {
		if (key.ptr[i] == '~')
			pf_buf_add_lit(path, "~0");
		else if (key.ptr[i] == '/')
			pf_buf_add_lit(path, "~1");
		else
			pf_buf_addc(path, key.ptr[i]);
	}
}

/* One step from `tree` towards `node`, which is in it and another one. */
static const struct pf_node *descend(const struct pf_node *tree, const struct pf_node *node,
	struct pf_buf *path)
{
	const struct pf_node *kid = tree + 1;
	bool is_map = tree->kind == PF_MAP;
	unsigned i = 0;

	while (!holds(kid, node)) {
		kid += kid->span;
		i++;
	}
	pf_buf_addc(path, '/');
	if (!is_map) {
		pf_buf_addf(path, "%u", i);
		return kid;
	}
	if (kid->flags & PF_NODE_IS_KEY) {
		add_key(path, pf_node_text(kid));
		return node;
	}
	add_key(path, pf_node_text(kid - 1));
	return kid;
}

pf_str pf_yaml_pointer(struct pf_arena *arena, const struct pf_document *document,
	const struct pf_node *node)
{
	const struct pf_node *tree = document->root;
	struct pf_buf path = PF_BUF_INIT;
	pf_str out;

	if (!tree || !holds(tree, node))
		return PF_STR_EMPTY;
	while (tree != node)
		tree = descend(tree, node, &path);
	out = pf_arena_dup(arena, pf_buf_str(&path));
	pf_buf_release(&path);
	return out;
}

/* End of what `node`, which begins on the line that ends at `eol`, has on it. */
static size_t end_on_line(pf_str text, const struct pf_node *node, size_t eol)
{
	if (node->end > eol)
		return node->kind == PF_SCALAR ? eol : node->start;
	if (node->flags & PF_NODE_IS_KEY && node->end < eol && text.ptr[node->end] == ':')
		return node->end + 1;
	return node->end;
}

/* First line of a collection, without the comment that may end it. */
static struct pf_piece first_line(pf_str text, const struct pf_node *node)
{
	/* No further than the node: a whole file may stand on one line. */
	size_t eol = pf_text_line_end(pf_str_sub(text, 0, node->end), node->start);
	size_t end = node->start + 1;

	if (node->end <= eol)
		return (struct pf_piece){node->start, node->end};
	for (const struct pf_node *in = node; in < node + node->span && in->start <= eol; in++) {
		size_t here = end_on_line(text, in, eol);

		if (here > end)
			end = here;
	}
	return (struct pf_piece){node->start, (uint32_t)end};
}

struct pf_piece pf_yaml_place(const struct pf_document *document, const struct pf_node *node)
{
	const struct pf_node *key = pf_node_key(node);

	if (node->kind == PF_SCALAR || node->kind == PF_ALIAS)
		return (struct pf_piece){node->start, node->end};
	if (key)
		return (struct pf_piece){key->start, key->end};
	return first_line(document->source->text, node);
}

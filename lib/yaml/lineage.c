/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/lineage.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/error.h"

void pf_lineage_release(struct pf_lineage *lineage)
{
	free(lineage->steps);
	*lineage = PF_LINEAGE_INIT;
}

static void make_room(struct pf_lineage *lineage, size_t n)
{
	if (n <= lineage->cap)
		return;
	free(lineage->steps);
	lineage->cap = n;
	lineage->steps = calloc(n, sizeof(*lineage->steps));
	if (!lineage->steps)
		pf_oom();
}

/* The collections that are open at a node, and how many of their own have come. */
struct open {
	uint32_t node;
	uint32_t kids;
};

static void learn(struct pf_lineage *lineage, const struct pf_node *root)
{
	struct open open[PF_YAML_MAX_DEPTH + 1] = {{0}};
	size_t depth = 0;

	make_room(lineage, root->span);
	lineage->root = root;
	lineage->steps[0] = (struct pf_step){0, 0};
	for (uint32_t i = 1; i < root->span; i++) {
		while (i >= open[depth].node + root[open[depth].node].span)
			depth--;
		lineage->steps[i] = (struct pf_step){open[depth].node, open[depth].kids++};
		if (root[i].span == 1)
			continue;
		pf_assert(depth < PF_YAML_MAX_DEPTH);
		open[++depth] = (struct open){.node = i};
	}
}

bool pf_lineage_find(struct pf_lineage *lineage, const struct pf_node *root,
	const struct pf_node *node, struct pf_way *out)
{
	size_t n = 0;

	if (!root || node < root || node >= root + root->span)
		return false;
	if (lineage->root != root)
		learn(lineage, root);
	for (const struct pf_node *at = node; at != root;
		at = root + lineage->steps[at - root].parent)
		out->nodes[n++] = at;
	out->len = n;
	for (size_t i = 0; i < n / 2; i++) {
		const struct pf_node *swap = out->nodes[i];

		out->nodes[i] = out->nodes[n - 1 - i];
		out->nodes[n - 1 - i] = swap;
	}
	return true;
}

uint32_t pf_lineage_index(const struct pf_lineage *lineage, const struct pf_node *item)
{
	return lineage->steps[item - lineage->root].i;
}

const struct pf_node *pf_way_key(const struct pf_node *node)
{
	return node->flags & PF_NODE_IS_KEY ? node : pf_node_key(node);
}

static void add_key(struct pf_buf *path, pf_str key)
{
	if (key.len > PF_POINTER_MAX)
		key.len = PF_POINTER_MAX; /* too long anyhow */
	for (size_t i = 0; i < key.len; i++) {
		if (key.ptr[i] == '~')
			pf_buf_add_lit(path, "~0");
		else if (key.ptr[i] == '/')
			pf_buf_add_lit(path, "~1");
		else
			pf_buf_addc(path, key.ptr[i]);
	}
}

pf_str pf_yaml_pointer(struct pf_arena *arena, struct pf_lineage *lineage,
	const struct pf_document *document, const struct pf_node *node)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf path = PF_BUF_INIT;
	struct pf_way way;

	if (!pf_lineage_find(lineage, document->root, node, &way))
		return PF_STR_EMPTY;
	for (size_t i = 0; i < way.len && path.len <= PF_POINTER_MAX; i++) {
		const struct pf_node *key = pf_way_key(way.nodes[i]);

		pf_buf_addc(&path, '/');
		if (key)
			add_key(&path, pf_node_text(key));
		else
			pf_buf_addf(&path, "%u", pf_lineage_index(lineage, way.nodes[i]));
	}
	if (path.len > PF_POINTER_MAX)
		return (pf_str){NULL, 0};
	return pf_arena_dup(arena, pf_buf_str(&path));
}

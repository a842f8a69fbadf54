/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/place.h"

#include "yaml/text.h"

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

	if (eol == node->end)
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

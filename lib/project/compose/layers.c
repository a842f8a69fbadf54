/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/layers.h"

#include <stdlib.h>

#include "base/vec.h"
#include "yaml/scalar.h"

static bool is_null(const struct pf_node *node)
{
	return node->kind == PF_SCALAR && pf_node_is_null(node);
}

struct pf_layers pf_layers_below(const struct pf_layers *layers, pf_str key)
{
	struct pf_layers below;

	below.n = 0;
	for (size_t i = 0; i < layers->n; i++) {
		const struct pf_node *node = pf_node_get(layers->at[i], key);

		if (node && is_null(node))
			break;
		if (node)
			below.at[below.n++] = node;
	}
	return below;
}

pf_compose_text pf_layers_text(struct pf_arena *arena, const struct pf_layers *layers, pf_str key)
{
	struct pf_layers below = pf_layers_below(layers, key);

	return pf_compose_text_of(arena, below.n ? below.at[0] : NULL);
}

struct pf_compose_texts pf_layers_texts(struct pf_arena *arena, const struct pf_layers *layers,
	pf_str key)
{
	struct pf_layers below = pf_layers_below(layers, key);
	PF_VEC(pf_compose_text) texts = {0};

	for (size_t i = below.n; i-- > 0;) {
		struct pf_kids items = pf_kids(below.at[i]);

		if (below.at[i]->kind == PF_SCALAR)
			PF_VEC_ADD(arena, &texts) = pf_compose_text_of(arena, below.at[i]);
		while (pf_kids_next(&items)) {
			pf_compose_text text = pf_compose_text_of(arena, items.value);

			if (!items.key && text.node)
				PF_VEC_ADD(arena, &texts) = text;
		}
	}
	return (struct pf_compose_texts){texts.ptr, texts.len};
}

/* NAME=VALUE, or a NAME alone. */
static void split_pair(struct pf_compose_pair *pair, pf_compose_text text, bool colon)
{
	size_t at = pf_str_find_char(text.value, '=');

	if (at == text.value.len && colon)
		at = pf_str_find_char(text.value, ':');
	pair->name = pf_str_sub(text.value, 0, at);
	pair->node = text.node;
	pair->known = text.known;
	pair->varies = text.varies;
	pair->through = at == text.value.len;
	pair->value = pair->through ? PF_STR_EMPTY : pf_str_from_offset(text.value, at + 1);
}

static bool read_pair(struct pf_arena *arena, struct pf_compose_pair *pair,
	const struct pf_kids *entry, bool colon)
{
	pf_compose_text text = pf_compose_text_of(arena, entry->value);

	if (!entry->key) {
		if (text.node)
			split_pair(pair, text, colon);
		return text.node && pair->name.len > 0;
	}
	if (entry->key->kind != PF_SCALAR || (!text.node && !is_null(entry->value)))
		return false;
	*pair = (struct pf_compose_pair){
		.name = pf_node_text(entry->key),
		.value = text.value,
		.node = entry->key,
		.known = text.known,
		.varies = text.varies,
		.through = !text.node,
	};
	return true;
}

/* By name, and of equals the last written first. */
static int by_name(const void *a, const void *b)
{
	const struct pf_compose_pair *const *x = a;
	const struct pf_compose_pair *const *y = b;
	int cmp = pf_str_cmp((*x)->name, (*y)->name);

	return cmp ? cmp : (*x < *y) - (*x > *y);
}

/* Keep of each name the last, where it stands; the number of what is left. */
static size_t drop_superseded(struct pf_arena *arena, struct pf_compose_pair *pairs, size_t n)
{
	struct pf_compose_pair **sorted = PF_NEWN(arena, struct pf_compose_pair *, n);
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		sorted[i] = &pairs[i];
	if (n > 1)
		qsort(sorted, n, sizeof(struct pf_compose_pair *), by_name);
	for (size_t i = n; i-- > 1;) {
		if (pf_str_eq(sorted[i]->name, sorted[i - 1]->name))
			sorted[i]->node = NULL;
	}
	for (size_t i = 0; i < n; i++) {
		if (pairs[i].node)
			pairs[left++] = pairs[i];
	}
	return left;
}

struct pf_compose_pairs pf_layers_pairs(struct pf_arena *arena, const struct pf_layers *layers,
	pf_str key, bool colon)
{
	struct pf_layers below = pf_layers_below(layers, key);
	PF_VEC(struct pf_compose_pair) pairs = {0};

	for (size_t i = below.n; i-- > 0;) {
		struct pf_kids entries = pf_kids(below.at[i]);

		while (pf_kids_next(&entries)) {
			struct pf_compose_pair pair = {0};

			if (read_pair(arena, &pair, &entries, colon))
				PF_VEC_ADD(arena, &pairs) = pair;
		}
	}
	return (struct pf_compose_pairs){pairs.ptr, drop_superseded(arena, pairs.ptr, pairs.len)};
}

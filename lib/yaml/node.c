/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/node.h"

#include "yaml/scalar.h"

_Static_assert(sizeof(struct pf_node) == 32 || sizeof(void *) != 8,
	"a node is half a cache line: the budget counts on it");

struct pf_kids pf_kids(const struct pf_node *node)
{
	struct pf_kids kids = {.i = UINT32_MAX};

	if (!node || (node->kind != PF_SEQ && node->kind != PF_MAP))
		return kids;
	kids.is_map = node->kind == PF_MAP;
	kids.entries = kids.is_map ? node->as.entries : NULL;
	kids.n = kids.entries ? kids.entries->n : node->len;
	kids.next = node + 1;
	return kids;
}

bool pf_kids_next(struct pf_kids *kids)
{
	uint32_t i = kids->i + 1; /* wraps to 0 on the first call */

	if (i >= kids->n)
		return false;
	kids->i = i;
	if (kids->entries) {
		kids->key = kids->entries->keys[i];
		kids->raw = kids->entries->values[i];
	} else {
		kids->key = kids->is_map ? kids->next : NULL;
		kids->raw = kids->is_map ? kids->next + 1 : kids->next;
		kids->next = kids->raw + kids->raw->span;
	}
	kids->value = pf_node_resolve(kids->raw);
	return true;
}

const struct pf_node *pf_node_get_entry(const struct pf_node *map, pf_str key,
	const struct pf_node **key_node)
{
	const struct pf_node *value = NULL;
	uint32_t hash = pf_str_hash(key);
	struct pf_kids kids;

	if (!map || map->kind != PF_MAP)
		return NULL;
	kids = pf_kids(map);
	while (pf_kids_next(&kids)) {
		if (kids.key->hash != hash || !pf_str_eq(pf_node_text(kids.key), key))
			continue;
		value = kids.value;
		if (key_node)
			*key_node = kids.key;
	}
	return value;
}

const struct pf_node *pf_node_get(const struct pf_node *map, pf_str key)
{
	return pf_node_get_entry(map, key, NULL);
}

pf_str pf_node_get_text(const struct pf_node *map, pf_str key)
{
	const struct pf_node *value = pf_node_get(map, key);

	if (!value || value->kind != PF_SCALAR || pf_scalar_resolve(value).type != PF_SCALAR_STR)
		return PF_STR_EMPTY;
	return pf_node_text(value);
}

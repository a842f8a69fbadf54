/* SPDX-License-Identifier: Apache-2.0 */

#include "world/index.h"

#define BUCKETS_MIN 64

static uint32_t hash_of(const struct pf_index_key *key)
{
	uint32_t h = pf_str_hash(key->first);

	h = h * 31 + pf_str_hash(key->second);
	h = h * 31 + pf_str_hash(key->third);
	h = h * 31 + pf_str_hash(key->namespace);
	h = h * 31 + key->view;
	h = h * 31 + (uint32_t)key->class;
	return h ^ h >> 15;
}

static bool same_key(const struct pf_index_key *a, const struct pf_index_key *b)
{
	return a->class == b->class && a->view == b->view && pf_str_eq(a->first, b->first) &&
		pf_str_eq(a->second, b->second) && pf_str_eq(a->third, b->third) &&
		pf_str_eq(a->namespace, b->namespace);
}

static struct pf_index_slot *find(const struct pf_index *index, const struct pf_index_key *key,
	uint32_t hash)
{
	struct pf_index_slot *slot;

	if (index->nbuckets == 0)
		return NULL;
	slot = index->buckets[hash & (index->nbuckets - 1)];
	while (slot && (slot->hash != hash || !same_key(&slot->key, key)))
		slot = slot->next;
	return slot;
}

static void insert(struct pf_index *index, struct pf_index_slot *slot)
{
	struct pf_index_slot **bucket = &index->buckets[slot->hash & (index->nbuckets - 1)];

	slot->next = *bucket;
	*bucket = slot;
}

static void grow(struct pf_index *index)
{
	struct pf_index_slot **old = index->buckets;
	size_t nold = index->nbuckets;

	index->nbuckets = nold ? nold * 2 : BUCKETS_MIN;
	index->buckets = PF_NEWN(index->arena, struct pf_index_slot *, index->nbuckets);
	for (size_t i = 0; i < nold; i++) {
		struct pf_index_slot *next;

		for (struct pf_index_slot *slot = old[i]; slot; slot = next) {
			next = slot->next;
			insert(index, slot);
		}
	}
}

static void append_value(struct pf_index *index, struct pf_index_slot *slot, const void *value)
{
	struct pf_index_value *entry = PF_NEW(index->arena, struct pf_index_value);

	entry->is = value;
	if (slot->last)
		slot->last->next = entry;
	else
		slot->values = entry;
	slot->last = entry;
}

void pf_index_add(struct pf_index *index, const struct pf_index_key *key, const void *value)
{
	uint32_t hash = hash_of(key);
	struct pf_index_slot *slot = find(index, key, hash);

	if (!slot) {
		if (index->nslots >= index->nbuckets)
			grow(index);
		slot = PF_NEW(index->arena, struct pf_index_slot);
		slot->key = *key;
		slot->hash = hash;
		insert(index, slot);
		index->nslots++;
	}
	slot->n++;
	if (value)
		append_value(index, slot, value);
}

const struct pf_index_slot *pf_index_get(const struct pf_index *index,
	const struct pf_index_key *key)
{
	return find(index, key, hash_of(key));
}

const void *pf_index_first(const struct pf_index *index, const struct pf_index_key *key)
{
	const struct pf_index_slot *slot = pf_index_get(index, key);

	return slot && slot->values ? slot->values->is : NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/keys.h"

#include <stdlib.h>

#include "base/error.h"

#define SMALL 16 /* keys compared pairwise */

struct ref {
	const struct pf_node *key;
	const struct pf_node *value;
	uint32_t order;
};

struct refs {
	struct ref *ptr;
	size_t len;
	size_t cap;
};

static void *grow(void *ptr, size_t *cap, size_t size)
{
	*cap = *cap ? *cap * 2 : 16;
	if (*cap > SIZE_MAX / size)
		pf_oom();
	ptr = realloc(ptr, *cap * size);
	if (!ptr)
		pf_oom();
	return ptr;
}

void pf_indices_add(struct pf_indices *list, uint32_t value)
{
	if (list->len == list->cap)
		list->ptr = grow(list->ptr, &list->cap, sizeof(*list->ptr));
	list->ptr[list->len++] = value;
}

void pf_indices_release(struct pf_indices *list)
{
	free(list->ptr);
	*list = (struct pf_indices){0};
}

static void refs_add(struct refs *refs, const struct pf_node *key, const struct pf_node *value)
{
	if (refs->len == refs->cap)
		refs->ptr = grow(refs->ptr, &refs->cap, sizeof(*refs->ptr));
	refs->ptr[refs->len] = (struct ref){key, value, (uint32_t)refs->len};
	refs->len++;
}

static int compare_keys(const struct pf_node *a, const struct pf_node *b)
{
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return memcmp(a->as.text, b->as.text, a->len);
}

static int by_order(const void *a, const void *b)
{
	const struct ref *x = a;
	const struct ref *y = b;

	return (x->order > y->order) - (x->order < y->order);
}

static int by_key(const void *a, const void *b)
{
	const struct ref *x = a;
	const struct ref *y = b;
	int order = compare_keys(x->key, y->key);

	return order ? order : by_order(a, b);
}

static void add_pair(const struct pf_node *nodes, const struct pf_node *first,
	const struct pf_node *again, struct pf_indices *out)
{
	pf_indices_add(out, (uint32_t)(first - nodes));
	pf_indices_add(out, (uint32_t)(again - nodes));
}

static void find_few(const struct pf_node *nodes, const struct pf_node *map, struct pf_indices *out)
{
	const struct pf_node *keys[SMALL];
	const struct pf_node *key = map + 1;
	size_t n = 0;

	for (uint32_t i = 0; i < map->len; i++, key += 1 + key[1].span) {
		size_t k = 0;

		if (pf_key_is_merge(key))
			continue;
		while (k < n && compare_keys(keys[k], key) != 0)
			k++;
		if (k < n)
			add_pair(nodes, keys[k], key, out);
		else
			keys[n++] = key;
	}
}

static void find_many(const struct pf_node *nodes, const struct pf_node *map,
	struct pf_indices *out)
{
	const struct pf_node *key = map + 1;
	struct refs refs = {0};
	size_t first = 0;

	for (uint32_t i = 0; i < map->len; i++, key += 1 + key[1].span) {
		if (!pf_key_is_merge(key))
			refs_add(&refs, key, key + 1);
	}
	if (refs.len)
		qsort(refs.ptr, refs.len, sizeof(*refs.ptr), by_key);
	for (size_t i = 1; i < refs.len; i++) {
		if (compare_keys(refs.ptr[first].key, refs.ptr[i].key) == 0)
			add_pair(nodes, refs.ptr[first].key, refs.ptr[i].key, out);
		else
			first = i;
	}
	free(refs.ptr);
}

void pf_keys_find_duplicates(const struct pf_node *nodes, uint32_t map, struct pf_indices *out)
{
	if (nodes[map].len <= SMALL)
		find_few(nodes, nodes + map, out);
	else
		find_many(nodes, nodes + map, out);
}

struct merger {
	struct refs refs;
	uint32_t budget;
	const struct pf_node *at;
	enum pf_merge_result result;
};

static bool stop(struct merger *m, enum pf_merge_result result, const struct pf_node *at)
{
	m->result = result;
	m->at = at;
	return false;
}

static bool add_entry(struct merger *m, const struct pf_node *key, const struct pf_node *value)
{
	if (m->budget == 0)
		return stop(m, PF_MERGE_TOO_BIG, key);
	m->budget--;
	refs_add(&m->refs, key, value);
	return true;
}

/* `map` has its merges done, or none. */
static bool merge_map(struct merger *m, const struct pf_node *map)
{
	struct pf_kids kids = pf_kids(map);

	while (pf_kids_next(&kids)) {
		if (!add_entry(m, kids.key, kids.raw))
			return false;
	}
	return true;
}

/* Last first, so that earlier mappings override later ones. */
static bool merge_list(struct merger *m, const struct pf_node *list)
{
	struct pf_kids kids = pf_kids(list);
	struct refs items = {0};
	bool ok = true;

	while (pf_kids_next(&kids))
		refs_add(&items, kids.raw, kids.value);
	for (size_t i = items.len; ok && i > 0; i--) {
		const struct pf_node *item = items.ptr[i - 1].value;

		if (item->kind == PF_MAP)
			ok = merge_map(m, item);
		else
			ok = stop(m, PF_MERGE_NO_MAP, items.ptr[i - 1].key);
	}
	free(items.ptr);
	return ok;
}

static bool merge_value(struct merger *m, const struct pf_node *raw)
{
	const struct pf_node *value = pf_node_resolve(raw);

	if (value->kind == PF_MAP)
		return merge_map(m, value);
	if (raw->kind == PF_SEQ) /* go-yaml takes no alias to a list */
		return merge_list(m, raw);
	return stop(m, PF_MERGE_NO_MAP, raw);
}

static bool collect(struct merger *m, const struct pf_node *map)
{
	struct pf_kids kids = pf_kids(map);

	while (pf_kids_next(&kids)) {
		bool ok = pf_key_is_merge(kids.key) ? merge_value(m, kids.raw)
						    : add_entry(m, kids.key, kids.raw);

		if (!ok)
			return false;
	}
	return true;
}

/* One entry a key: the last that was set, at the place of the first. */
static void settle(struct refs *refs)
{
	size_t n = 0;

	if (refs->len == 0)
		return;
	qsort(refs->ptr, refs->len, sizeof(*refs->ptr), by_key);
	for (size_t i = 0; i < refs->len; i++) {
		if (n && compare_keys(refs->ptr[n - 1].key, refs->ptr[i].key) == 0) {
			refs->ptr[n - 1].key = refs->ptr[i].key;
			refs->ptr[n - 1].value = refs->ptr[i].value;
		} else {
			refs->ptr[n++] = refs->ptr[i];
		}
	}
	refs->len = n;
	qsort(refs->ptr, refs->len, sizeof(*refs->ptr), by_order);
}

static const struct pf_entries *entries_new(struct pf_arena *arena, const struct refs *refs)
{
	const struct pf_node **keys = PF_NEWN(arena, const struct pf_node *, refs->len);
	const struct pf_node **values = PF_NEWN(arena, const struct pf_node *, refs->len);
	struct pf_entries *entries = PF_NEW(arena, struct pf_entries);

	for (size_t i = 0; i < refs->len; i++) {
		keys[i] = refs->ptr[i].key;
		values[i] = refs->ptr[i].value;
	}
	*entries = (struct pf_entries){keys, values, (uint32_t)refs->len};
	return entries;
}

enum pf_merge_result pf_keys_merge(struct pf_arena *arena, struct pf_node *map, uint32_t *budget,
	const struct pf_node **at)
{
	struct merger m = {.budget = *budget, .result = PF_MERGED};

	if (collect(&m, map)) {
		settle(&m.refs);
		map->as.entries = entries_new(arena, &m.refs);
	} else {
		*at = m.at;
	}
	*budget = m.budget;
	free(m.refs.ptr);
	return m.result;
}

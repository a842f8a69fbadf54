/* SPDX-License-Identifier: Apache-2.0 */

/* Names that occur twice: sorted, so that a list of any length is soon read. */

#include "runtime/repeats.h"

#include <stdlib.h>

#include "kube/placeholder.h"

static int by_key(const void *va, const void *vb)
{
	const struct pf_repeat *a = va, *b = vb;
	int cmp = pf_str_cmp(a->key, b->key);

	return cmp ? cmp : (a->order > b->order) - (a->order < b->order);
}

void pf_mark_repeats(struct pf_repeats *list)
{
	struct pf_repeat *first = NULL;

	if (list->len)
		qsort(list->ptr, list->len, sizeof(*list->ptr), by_key);
	for (size_t i = 0; i < list->len; i++) {
		if (first && pf_str_eq(first->key, list->ptr[i].key))
			list->ptr[i].first = first;
		else
			first = &list->ptr[i];
	}
}

struct pf_repeats pf_repeats_start(struct pf_arena *arena, size_t max)
{
	return (struct pf_repeats){PF_NEWN(arena, struct pf_repeat, max), 0};
}

void pf_repeats_add(struct pf_repeats *list, pf_str key, const struct pf_node *node,
	const void *item)
{
	if (key.len == 0 || pf_is_placeholder(key))
		return;
	list->ptr[list->len] = (struct pf_repeat){key, node, item, list->len, NULL};
	list->len++;
}

/* SPDX-License-Identifier: Apache-2.0 */

/* A balanced tree: its cost does not depend on names an adversary chooses. */

#include "yaml/anchor.h"

#include <search.h>

#include "base/error.h"

static int by_name(const void *a, const void *b)
{
	const struct pf_anchor *x = a;
	const struct pf_anchor *y = b;

	return pf_str_cmp(x->name, y->name);
}

struct pf_anchor *pf_anchors_find(const struct pf_anchors *anchors, pf_str name)
{
	struct pf_anchor key = {.name = name};
	struct pf_anchor *const *found = tfind(&key, &anchors->tree, by_name);

	return found ? *found : NULL;
}

struct pf_anchor *pf_anchors_set(struct pf_anchors *anchors, struct pf_arena *arena, pf_str name)
{
	struct pf_anchor *anchor = pf_anchors_find(anchors, name);

	if (anchor)
		return anchor;
	anchor = PF_NEW(arena, struct pf_anchor);
	anchor->name = pf_arena_dup(arena, name);
	if (!tsearch(anchor, &anchors->tree, by_name))
		pf_oom();
	anchor->next = anchors->list;
	anchors->list = anchor;
	return anchor;
}

void pf_anchors_clear(struct pf_anchors *anchors)
{
	for (struct pf_anchor *a = anchors->list; a; a = a->next)
		(void)tdelete(a, &anchors->tree, by_name);
	*anchors = (struct pf_anchors){0};
}

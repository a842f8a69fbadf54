/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/bound_internal.h"

#include <stdlib.h>

#include "engine/lines_internal.h"

static void keep(struct pf_worker *worker, const struct pf_file *file,
	const struct pf_pod_container *c)
{
	struct pf_bound_item *item = PF_NEW(&worker->arena, struct pf_bound_item);
	const struct pf_image_binding *binding = c->binding;
	const struct pf_image_source *source = binding ? binding->source : NULL;
	const struct pf_node *node = c->spec->image.node;

	item->bound = (struct pf_bound){
		.at = {file, node->start, node->end},
		.image = c->spec->image.is,
		.container = c->spec->name.is,
	};
	if (source) {
		if (source->by <= PF_BOUND_BY_CONFIG)
			item->bound.match = source->match;
		item->bound.source = source->path;
		item->bound.why = source->why;
		item->bound.by = source->by;
		item->bound.guess = binding->guess;
		item->bound.unread = !source->facts && !source->maybe;
	}
	if (binding && binding->service) {
		item->bound.service = binding->service->name;
		item->bound.service_file = binding->service->file->document->source->path;
	}
	item->next = worker->bounds;
	worker->bounds = item;
	worker->nbounds++;
}

static bool is_unread(const struct pf_pod_container *c)
{
	const struct pf_image_source *source = c->binding ? c->binding->source : NULL;

	return source && !source->facts && !source->maybe;
}

void pf_bound_keep(struct pf_worker *worker, const struct pf_file *file, const struct pf_pod *pod,
	bool all)
{
	for (size_t i = 0; i < pod->containers.len; i++) {
		const struct pf_pod_container *c = &pod->containers.ptr[i];

		if (c->spec->image.set && (all || is_unread(c)))
			keep(worker, file, c);
	}
}

static int by_bound_place(const void *a, const void *b)
{
	const struct pf_bound *l = a, *r = b;
	int order = pf_str_cmp(l->at.file->source.path, r->at.file->source.path);

	if (order)
		return order;
	return l->at.start < r->at.start ? -1 : l->at.start > r->at.start;
}

void pf_bound_finish(struct pf_run *run)
{
	struct pf_result *result = &run->result;
	size_t n = 0;

	for (size_t i = 0; i < PF_POOL_MAX; i++)
		n += run->workers[i].nbounds;
	result->bindings = PF_NEWN(&run->arena, struct pf_bound, n);
	for (size_t i = 0; i < PF_POOL_MAX; i++) {
		for (const struct pf_bound_item *item = run->workers[i].bounds; item;
			item = item->next) {
			pf_run_index_lines(run, item->bound.at.file);
			result->bindings[result->nbindings++] = item->bound;
		}
	}
	qsort(result->bindings, n, sizeof(*result->bindings), by_bound_place);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/builder.h"

#include <stdlib.h>

#include "base/error.h"
#include "yaml/fault.h"
#include "yaml/text.h"

#define BYTES_A_NODE 8 /* fewer than in any usual manifest */
#define FIRST_MOST ((size_t)1 << 16)

void pf_build_init(struct pf_build *build, struct pf_arena *arena, pf_str text, size_t bytes)
{
	size_t cap = bytes / BYTES_A_NODE + 16;

	*build = (struct pf_build){
		.arena = arena,
		.text = text,
		.cap = cap < FIRST_MOST ? cap : FIRST_MOST,
	};
	build->nodes = malloc(build->cap * sizeof(*build->nodes));
	build->frames = malloc(PF_YAML_MAX_DEPTH * sizeof(*build->frames));
	if (!build->nodes || !build->frames)
		pf_oom();
}

void pf_build_reset(struct pf_build *build)
{
	pf_anchors_clear(&build->anchors);
	build->merging.len = 0;
	build->duplicates.len = 0;
	build->n = 0;
	build->depth = 0;
	build->added = 0;
	build->last_end = 0;
	build->has_alias = false;
	build->fault = NULL;
}

void pf_build_release(struct pf_build *build)
{
	pf_anchors_clear(&build->anchors);
	pf_indices_release(&build->merging);
	pf_indices_release(&build->duplicates);
	free(build->frames);
	free(build->nodes);
}

static bool fail(struct pf_build *build, enum pf_yaml_fault_kind kind, const struct pf_event *event,
	pf_str message)
{
	struct pf_piece place = {event->start, event->end};

	if (place.start == place.end && place.start < build->text.len)
		place.end++;
	build->fault = pf_fault_new(build->arena, kind, place, message);
	return false;
}

static struct pf_frame *parent_of(struct pf_build *build)
{
	return build->depth ? &build->frames[build->depth - 1] : NULL;
}

static bool at_key(const struct pf_frame *parent)
{
	return parent && parent->is_map && parent->kids % 2 == 0;
}

static void grow(struct pf_build *build)
{
	if (build->cap > SIZE_MAX / 2 / sizeof(*build->nodes))
		pf_oom();
	build->cap *= 2;
	build->nodes = realloc(build->nodes, build->cap * sizeof(*build->nodes));
	if (!build->nodes)
		pf_oom();
}

/* A new node at the end, its place in the parent set. */
static struct pf_node *push(struct pf_build *build, const struct pf_event *event,
	enum pf_node_kind kind, struct pf_frame *parent)
{
	struct pf_node *node;
	uint8_t flags = 0;

	if (build->n == build->cap)
		grow(build);
	if (parent) {
		if (parent->is_map)
			flags = parent->kids % 2 ? PF_NODE_IS_VALUE : PF_NODE_IS_KEY;
		parent->kids++;
	}
	node = &build->nodes[build->n++];
	/* Field by field: the hottest stores there are, without a copy between. */
	node->start = event->start;
	node->end = event->end;
	node->span = 1;
	node->hash = 0;
	node->as.text = NULL;
	node->len = 0;
	node->kind = (uint8_t)kind;
	node->style = (uint8_t)event->style;
	node->tag = (uint8_t)event->tag;
	node->flags = flags;
	return node;
}

static struct pf_anchor *set_anchor(struct pf_build *build, const char *name, struct pf_node *node)
{
	struct pf_anchor *anchor;

	if (!name)
		return NULL;
	node->flags |= PF_NODE_ANCHORED;
	anchor = pf_anchors_set(&build->anchors, build->arena, pf_str_from(name));
	anchor->node = (uint32_t)(node - build->nodes);
	anchor->weight = 1;
	anchor->height = 0;
	anchor->open = false;
	return anchor;
}

/* Note a key, whose text is set, in its mapping. */
static void set_key(struct pf_frame *map, struct pf_node *key)
{
	uint32_t hash = pf_str_hash(pf_node_text(key));
	uint64_t bit = UINT64_C(1) << ((hash ^ hash >> 16) & 63);

	key->hash = hash;
	if (pf_key_is_merge(key)) {
		map->merges = true;
		return;
	}
	map->twice = map->twice || (map->seen & bit);
	map->seen |= bit;
}

/* The bytes of the source that are the scalar's text, if they are. */
static const char *verbatim(const struct pf_build *build, const struct pf_event *event)
{
	size_t quotes = 0;
	const char *at;

	switch (event->style) {
	case PF_PLAIN:
		break;
	case PF_SINGLE_QUOTED:
	case PF_DOUBLE_QUOTED:
		quotes = 1;
		break;
	case PF_LITERAL:
	case PF_FOLDED:
	case PF_BLOCK:
	case PF_FLOW:
		return NULL;
	}
	if (event->end - event->start != event->text.len + 2 * quotes)
		return NULL;
	at = build->text.ptr + event->start + quotes;
	return memcmp(at, event->text.ptr, event->text.len) == 0 ? at : NULL;
}

bool pf_build_scalar(struct pf_build *build, const struct pf_event *event)
{
	struct pf_frame *parent = parent_of(build);
	struct pf_node *node = push(build, event, PF_SCALAR, parent);

	node->len = (uint32_t)event->text.len;
	node->as.text = verbatim(build, event);
	if (node->as.text)
		node->flags |= PF_NODE_VERBATIM;
	else
		node->as.text = pf_arena_dup(build->arena, event->text).ptr;
	if (node->flags & PF_NODE_IS_KEY) {
		if (event->is_merge_tag) { /* the same as without the tag */
			node->style = PF_PLAIN;
			node->tag = PF_TAG_NONE;
		}
		set_key(parent, node);
	} else if (node->flags & PF_NODE_IS_VALUE && node->start == node->end && !event->anchor &&
		event->tag == PF_TAG_NONE) {
		node->start = (uint32_t)pf_text_empty_value(build->text, node[-1].end, node->start);
		node->end = node->start;
	}
	(void)set_anchor(build, event->anchor, node);
	build->last_end = node->end;
	return true;
}

bool pf_build_open(struct pf_build *build, const struct pf_event *event, bool is_map)
{
	struct pf_frame *parent = parent_of(build);
	struct pf_frame *frame;
	struct pf_node *node;

	if (at_key(parent)) {
		build->fault = pf_fault_of_key(build->arena, build->text,
			build->nodes[parent->node].start, event->start);
		return false;
	}
	if (build->depth == PF_YAML_MAX_DEPTH) {
		return fail(build, PF_YAML_LIMIT, event,
			pf_arena_fmt(build->arena, "nested deeper than %d levels",
				PF_YAML_MAX_DEPTH));
	}
	node = push(build, event, is_map ? PF_MAP : PF_SEQ, parent);
	frame = &build->frames[build->depth++];
	*frame = (struct pf_frame){
		.node = (uint32_t)(node - build->nodes),
		.added = build->added,
		.is_map = is_map,
	};
	frame->anchor = set_anchor(build, event->anchor, node);
	if (frame->anchor)
		frame->anchor->open = true;
	return true;
}

static void raise_height(struct pf_frame *frame, uint32_t height)
{
	if (frame && frame->height < height)
		frame->height = height;
}

void pf_build_close(struct pf_build *build, uint32_t end)
{
	struct pf_frame *frame = &build->frames[--build->depth];
	struct pf_node *node = &build->nodes[frame->node];

	node->span = (uint32_t)build->n - frame->node;
	node->len = frame->is_map ? frame->kids / 2 : frame->kids;
	node->end = end ? end : build->last_end;
	if (node->end < node->start)
		node->end = node->start;
	build->last_end = node->end;

	if (frame->twice)
		pf_keys_find_duplicates(build->nodes, frame->node, &build->duplicates);
	if (frame->merges)
		pf_indices_add(&build->merging, frame->node);
	/* An inner node may have taken the name. */
	if (frame->anchor && frame->anchor->node == frame->node) {
		frame->anchor->weight = node->span + build->added - frame->added;
		frame->anchor->height = frame->height + 1;
		frame->anchor->open = false;
	}
	raise_height(parent_of(build), frame->height + 1);
}

/* A key that is an alias becomes a scalar of its own: nobody meets such keys. */
static bool alias_key(struct pf_build *build, const struct pf_event *event, uint32_t target)
{
	struct pf_frame *parent = parent_of(build);
	struct pf_node *node;

	if (build->nodes[target].kind != PF_SCALAR) {
		return fail(build, PF_YAML_SYNTAX, event,
			PF_STR("a mapping or list cannot be a key"));
	}
	node = push(build, event, PF_SCALAR, parent);
	node->as.text = build->nodes[target].as.text;
	node->len = build->nodes[target].len;
	node->style = build->nodes[target].style;
	node->tag = build->nodes[target].tag;
	set_key(parent, node);
	build->last_end = node->end;
	return true;
}

bool pf_build_alias(struct pf_build *build, const struct pf_event *event)
{
	const struct pf_anchor *anchor =
		pf_anchors_find(&build->anchors, pf_str_from(event->anchor));
	struct pf_frame *parent = parent_of(build);
	struct pf_node *node;

	if (!anchor) {
		return fail(build, PF_YAML_ANCHOR, event,
			pf_arena_fmt(build->arena, "no anchor `&%s` before this alias",
				event->anchor));
	}
	if (anchor->open) {
		return fail(build, PF_YAML_ANCHOR, event,
			pf_arena_fmt(build->arena, "alias `*%s` stands inside the node it names",
				event->anchor));
	}
	if (build->depth + anchor->height > PF_YAML_MAX_DEPTH) {
		return fail(build, PF_YAML_LIMIT, event,
			pf_arena_fmt(build->arena, "nested deeper than %d levels through aliases",
				PF_YAML_MAX_DEPTH));
	}
	if (anchor->weight > PF_YAML_MAX_EXPANSION - build->added) {
		return fail(build, PF_YAML_LIMIT, event,
			pf_arena_fmt(build->arena, "aliases add more than %u nodes",
				PF_YAML_MAX_EXPANSION));
	}
	build->added += anchor->weight;
	if (at_key(parent))
		return alias_key(build, event, anchor->node);
	node = push(build, event, PF_ALIAS, parent);
	node->len = anchor->node; /* until pf_build_finish() */
	raise_height(parent, anchor->height);
	build->has_alias = true;
	build->last_end = node->end;
	return true;
}

static void resolve_aliases(struct pf_node *nodes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (nodes[i].kind == PF_ALIAS) {
			nodes[i].as.target = nodes + nodes[i].len;
			nodes[i].len = 0;
		}
	}
}

static bool resolve_merges(struct pf_build *build, struct pf_node *nodes)
{
	uint32_t budget = PF_YAML_MAX_EXPANSION;

	for (size_t i = 0; i < build->merging.len; i++) {
		struct pf_node *map = nodes + build->merging.ptr[i];
		const struct pf_node *at = map;
		struct pf_event event = {.start = 0};

		switch (pf_keys_merge(build->arena, map, &budget, &at)) {
		case PF_MERGED:
			continue;
		case PF_MERGE_NO_MAP:
			event.start = at->start;
			event.end = at->end;
			return fail(build, PF_YAML_SYNTAX, &event,
				PF_STR("a merge `<<` takes a mapping or a list of mappings"));
		case PF_MERGE_TOO_BIG:
			event.start = at->start;
			event.end = at->end;
			return fail(build, PF_YAML_LIMIT, &event,
				pf_arena_fmt(build->arena, "merges add more than %u entries",
					PF_YAML_MAX_EXPANSION));
		}
	}
	return true;
}

static void list_duplicates(struct pf_build *build, const struct pf_node *nodes,
	struct pf_document *out)
{
	size_t n = build->duplicates.len / 2;
	struct pf_duplicate_key *list;

	if (n == 0)
		return;
	list = PF_NEWN(build->arena, struct pf_duplicate_key, n);
	for (size_t i = 0; i < n; i++) {
		list[i].first = nodes + build->duplicates.ptr[2 * i];
		list[i].again = nodes + build->duplicates.ptr[2 * i + 1];
	}
	out->duplicates = list;
	out->nduplicates = (uint32_t)n;
}

/* What libyaml reports for a document without content. */
static bool is_nothing(const struct pf_build *build)
{
	const struct pf_node *node = build->nodes;

	return build->n == 0 ||
		(build->n == 1 && node->kind == PF_SCALAR && node->style == PF_PLAIN &&
			node->len == 0 && node->tag == PF_TAG_NONE &&
			!(node->flags & PF_NODE_ANCHORED));
}

void pf_build_finish(struct pf_build *build, struct pf_document *out)
{
	struct pf_node *nodes;

	out->bare = is_nothing(build);
	if (out->bare)
		return;
	nodes = PF_NEWN(build->arena, struct pf_node, build->n);
	memcpy(nodes, build->nodes, build->n * sizeof(*nodes));
	if (build->has_alias)
		resolve_aliases(nodes, build->n);
	if (!resolve_merges(build, nodes)) {
		out->fault = build->fault;
		return;
	}
	list_duplicates(build, nodes, out);
	out->root = nodes;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/builder.h"

#include <stdlib.h>

#include "base/error.h"
#include "yaml/fault.h"
#include "yaml/mold.h"
#include "yaml/text.h"

#define BYTES_A_NODE 8 /* fewer than in any usual manifest */
#define FIRST_MOST ((size_t)1 << 16)

void pf_tree_builder_init(struct pf_tree_builder *builder, struct pf_arena *arena, pf_str text,
	size_t bytes)
{
	size_t cap = bytes / BYTES_A_NODE + 16;

	*builder = (struct pf_tree_builder){
		.arena = arena,
		.text = text,
		.cap = cap < FIRST_MOST ? cap : FIRST_MOST,
	};
	builder->nodes = malloc(builder->cap * sizeof(*builder->nodes));
	builder->frames = malloc(PF_YAML_MAX_DEPTH * sizeof(*builder->frames));
	if (!builder->nodes || !builder->frames)
		pf_oom();
}

void pf_tree_builder_reset(struct pf_tree_builder *builder)
{
	pf_anchors_clear(&builder->anchors);
	builder->merging.len = 0;
	builder->duplicates.len = 0;
	builder->n = 0;
	builder->depth = 0;
	builder->added = 0;
	builder->last_end = 0;
	builder->has_alias = false;
	builder->fault = NULL;
}

void pf_tree_builder_release(struct pf_tree_builder *builder)
{
	pf_anchors_clear(&builder->anchors);
	pf_indices_release(&builder->merging);
	pf_indices_release(&builder->duplicates);
	free(builder->frames);
	free(builder->nodes);
}

static bool fail(struct pf_tree_builder *builder, enum pf_yaml_fault_kind kind,
	const struct pf_event *event, pf_str message)
{
	struct pf_piece place = {event->start, event->end};

	if (place.start == place.end && place.start < builder->text.len)
		place.end++;
	builder->fault = pf_fault_new(builder->arena, kind, place, message);
	return false;
}

static struct pf_frame *parent_of(struct pf_tree_builder *builder)
{
	return builder->depth ? &builder->frames[builder->depth - 1] : NULL;
}

static bool at_key(const struct pf_frame *parent)
{
	return parent && parent->is_map && parent->kids % 2 == 0;
}

static void grow(struct pf_tree_builder *builder)
{
	if (builder->cap > SIZE_MAX / 2 / sizeof(*builder->nodes))
		pf_oom();
	builder->cap *= 2;
	builder->nodes = realloc(builder->nodes, builder->cap * sizeof(*builder->nodes));
	if (!builder->nodes)
		pf_oom();
}

/* A new node at the end, its place in the parent set. */
static struct pf_node *push(struct pf_tree_builder *builder, const struct pf_event *event,
	enum pf_node_kind kind, struct pf_frame *parent)
{
	struct pf_node *node;
	uint8_t flags = 0;

	if (builder->n == builder->cap)
		grow(builder);
	if (parent) {
		if (parent->is_map)
			flags = parent->kids % 2 ? PF_NODE_IS_VALUE : PF_NODE_IS_KEY;
		parent->kids++;
	}
	node = &builder->nodes[builder->n++];
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

static struct pf_anchor *set_anchor(struct pf_tree_builder *builder, const char *name,
	struct pf_node *node)
{
	struct pf_anchor *anchor;

	if (!name)
		return NULL;
	node->flags |= PF_NODE_ANCHORED;
	anchor = pf_anchors_set(&builder->anchors, builder->arena, pf_str_from(name));
	anchor->node = (uint32_t)(node - builder->nodes);
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
static const char *verbatim(const struct pf_tree_builder *builder, const struct pf_event *event)
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
	at = builder->text.ptr + event->start + quotes;
	return memcmp(at, event->text.ptr, event->text.len) == 0 ? at : NULL;
}

/* What ytt fills in is a comment to YAML; here it is the value that it becomes. */
static void take_mark(struct pf_tree_builder *builder, struct pf_node *node)
{
	struct pf_piece mark;

	if (!pf_mold_as_value(builder->text, node->start, &mark))
		return;
	node->start = mark.start;
	node->end = mark.end;
	node->as.text = builder->text.ptr + mark.start;
	node->len = mark.end - mark.start;
	node->tag = PF_TAG_STR;
	node->flags |= PF_NODE_VERBATIM;
}

bool pf_tree_builder_scalar(struct pf_tree_builder *builder, const struct pf_event *event)
{
	struct pf_frame *parent = parent_of(builder);
	struct pf_node *node = push(builder, event, PF_SCALAR, parent);

	node->len = (uint32_t)event->text.len;
	node->as.text = verbatim(builder, event);
	if (node->as.text)
		node->flags |= PF_NODE_VERBATIM;
	else
		node->as.text = pf_arena_dup(builder->arena, event->text).ptr;
	if (node->flags & PF_NODE_IS_KEY) {
		if (event->is_merge_tag) { /* the same as without the tag */
			node->style = PF_PLAIN;
			node->tag = PF_TAG_NONE;
		}
		set_key(parent, node);
	} else if (node->flags & PF_NODE_IS_VALUE && node->start == node->end && !event->anchor &&
		event->tag == PF_TAG_NONE) {
		node->start =
			(uint32_t)pf_text_empty_value(builder->text, node[-1].end, node->start);
		node->end = node->start;
	}
	if (!(node->flags & PF_NODE_IS_KEY) && node->start == node->end)
		take_mark(builder, node);
	(void)set_anchor(builder, event->anchor, node);
	builder->last_end = node->end;
	return true;
}

bool pf_tree_builder_open(struct pf_tree_builder *builder, const struct pf_event *event,
	bool is_map)
{
	struct pf_frame *parent = parent_of(builder);
	struct pf_frame *frame;
	struct pf_node *node;

	if (at_key(parent)) {
		builder->fault = pf_fault_of_key(builder->arena, builder->text,
			builder->nodes[parent->node].start, event->start);
		return false;
	}
	if (builder->depth == PF_YAML_MAX_DEPTH) {
		return fail(builder, PF_YAML_LIMIT, event,
			pf_arena_fmt(builder->arena, "nested deeper than %d levels",
				PF_YAML_MAX_DEPTH));
	}
	node = push(builder, event, is_map ? PF_MAP : PF_SEQ, parent);
	frame = &builder->frames[builder->depth++];
	*frame = (struct pf_frame){
		.node = (uint32_t)(node - builder->nodes),
		.added = builder->added,
		.is_map = is_map,
	};
	frame->anchor = set_anchor(builder, event->anchor, node);
	if (frame->anchor)
		frame->anchor->open = true;
	return true;
}

static void raise_height(struct pf_frame *frame, uint32_t height)
{
	if (frame && frame->height < height)
		frame->height = height;
}

void pf_tree_builder_close(struct pf_tree_builder *builder, uint32_t end)
{
	struct pf_frame *frame = &builder->frames[--builder->depth];
	struct pf_node *node = &builder->nodes[frame->node];

	node->span = (uint32_t)builder->n - frame->node;
	node->len = frame->is_map ? frame->kids / 2 : frame->kids;
	node->end = end ? end : builder->last_end;
	if (node->end < node->start)
		node->end = node->start;
	builder->last_end = node->end;

	if (frame->twice)
		pf_keys_find_duplicates(builder->nodes, frame->node, &builder->duplicates);
	if (frame->merges)
		pf_indices_add(&builder->merging, frame->node);
	/* An inner node may have taken the name. */
	if (frame->anchor && frame->anchor->node == frame->node) {
		frame->anchor->weight = node->span + builder->added - frame->added;
		frame->anchor->height = frame->height + 1;
		frame->anchor->open = false;
	}
	raise_height(parent_of(builder), frame->height + 1);
}

/* A key that is an alias becomes a scalar of its own: nobody meets such keys. */
static bool alias_key(struct pf_tree_builder *builder, const struct pf_event *event,
	uint32_t target)
{
	struct pf_frame *parent = parent_of(builder);
	struct pf_node *node;

	if (builder->nodes[target].kind != PF_SCALAR) {
		return fail(builder, PF_YAML_SYNTAX, event,
			PF_STR("a mapping or list cannot be a key"));
	}
	node = push(builder, event, PF_SCALAR, parent);
	node->as.text = builder->nodes[target].as.text;
	node->len = builder->nodes[target].len;
	node->style = builder->nodes[target].style;
	node->tag = builder->nodes[target].tag;
	set_key(parent, node);
	builder->last_end = node->end;
	return true;
}

bool pf_tree_builder_alias(struct pf_tree_builder *builder, const struct pf_event *event)
{
	const struct pf_anchor *anchor =
		pf_anchors_find(&builder->anchors, pf_str_from(event->anchor));
	struct pf_frame *parent = parent_of(builder);
	struct pf_node *node;

	if (!anchor) {
		return fail(builder, PF_YAML_ANCHOR, event,
			pf_arena_fmt(builder->arena, "no anchor `&%s` before this alias",
				event->anchor));
	}
	if (anchor->open) {
		return fail(builder, PF_YAML_ANCHOR, event,
			pf_arena_fmt(builder->arena, "alias `*%s` stands inside the node it names",
				event->anchor));
	}
	if (builder->depth + anchor->height > PF_YAML_MAX_DEPTH) {
		return fail(builder, PF_YAML_LIMIT, event,
			pf_arena_fmt(builder->arena, "nested deeper than %d levels through aliases",
				PF_YAML_MAX_DEPTH));
	}
	if (anchor->weight > PF_YAML_MAX_EXPANSION - builder->added) {
		return fail(builder, PF_YAML_LIMIT, event,
			pf_arena_fmt(builder->arena, "aliases add more than %u nodes",
				PF_YAML_MAX_EXPANSION));
	}
	builder->added += anchor->weight;
	if (at_key(parent))
		return alias_key(builder, event, anchor->node);
	node = push(builder, event, PF_ALIAS, parent);
	node->len = anchor->node; /* until pf_tree_builder_finish() */
	raise_height(parent, anchor->height);
	builder->has_alias = true;
	builder->last_end = node->end;
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

static bool resolve_merges(struct pf_tree_builder *builder, struct pf_node *nodes)
{
	uint32_t budget = PF_YAML_MAX_EXPANSION;

	for (size_t i = 0; i < builder->merging.len; i++) {
		struct pf_node *map = nodes + builder->merging.ptr[i];
		const struct pf_node *at = map;
		struct pf_event event = {.start = 0};

		switch (pf_keys_merge(builder->arena, map, &budget, &at)) {
		case PF_MERGED:
			continue;
		case PF_MERGE_NO_MAP:
			event.start = at->start;
			event.end = at->end;
			return fail(builder, PF_YAML_SYNTAX, &event,
				PF_STR("a merge `<<` takes a mapping or a list of mappings"));
		case PF_MERGE_TOO_BIG:
			event.start = at->start;
			event.end = at->end;
			return fail(builder, PF_YAML_LIMIT, &event,
				pf_arena_fmt(builder->arena, "merges add more than %u entries",
					PF_YAML_MAX_EXPANSION));
		}
	}
	return true;
}

static void list_duplicates(struct pf_tree_builder *builder, const struct pf_node *nodes,
	struct pf_document *out)
{
	size_t n = builder->duplicates.len / 2;
	struct pf_duplicate_key *list;

	if (n == 0)
		return;
	list = PF_NEWN(builder->arena, struct pf_duplicate_key, n);
	for (size_t i = 0; i < n; i++) {
		list[i].first = nodes + builder->duplicates.ptr[2 * i];
		list[i].again = nodes + builder->duplicates.ptr[2 * i + 1];
	}
	out->duplicates = list;
	out->nduplicates = (uint32_t)n;
}

/* What libyaml reports for a document without content. */
static bool is_nothing(const struct pf_tree_builder *builder)
{
	const struct pf_node *node = builder->nodes;

	return builder->n == 0 ||
		(builder->n == 1 && node->kind == PF_SCALAR && node->style == PF_PLAIN &&
			node->len == 0 && node->tag == PF_TAG_NONE &&
			!(node->flags & PF_NODE_ANCHORED));
}

void pf_tree_builder_finish(struct pf_tree_builder *builder, struct pf_document *out)
{
	struct pf_node *nodes;

	out->bare = is_nothing(builder);
	if (out->bare)
		return;
	nodes = PF_NEWN(builder->arena, struct pf_node, builder->n);
	memcpy(nodes, builder->nodes, builder->n * sizeof(*nodes));
	if (builder->has_alias)
		resolve_aliases(nodes, builder->n);
	if (!resolve_merges(builder, nodes)) {
		out->fault = builder->fault;
		return;
	}
	list_duplicates(builder, nodes, out);
	out->root = nodes;
}

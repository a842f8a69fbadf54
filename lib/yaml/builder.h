/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The nodes of one document, in the making.
 *
 * They grow in one vector that is used again for the next document; indices
 * stand for pointers until pf_tree_builder_finish() moves them to the arena.  An
 * explicit stack of open collections bounds depth.
 */

#ifndef PF_YAML_BUILDER_H
#define PF_YAML_BUILDER_H

#include "yaml/anchor.h"
#include "yaml/keys.h"
#include "yaml/load.h"

struct pf_frame {
	struct pf_anchor *anchor; /* or NULL */
	uint64_t seen;            /* one bit for each key's hash */
	uint32_t node;
	uint32_t kids;
	uint32_t height; /* of the highest child */
	uint32_t added;  /* the builder's, when this one was opened */
	bool is_map;
	bool twice;  /* two keys share a bit of `seen` */
	bool merges; /* has a `<<` */
};

struct pf_tree_builder {
	struct pf_arena *arena;
	pf_str text; /* of the source */
	struct pf_node *nodes;
	size_t n;
	size_t cap;
	uint32_t depth;
	uint32_t added;    /* nodes that aliases add to those written */
	uint32_t last_end; /* of the node completed last */
	bool has_alias;
	struct pf_anchors anchors;
	struct pf_indices merging;    /* maps with `<<`, inner ones first */
	struct pf_indices duplicates; /* first, again, first, again … */
	struct pf_yaml_fault *fault;  /* what the last call that failed found */
	struct pf_frame *frames;      /* PF_YAML_MAX_DEPTH of them */
};

/* A node as the parser reports it; strings need not outlive the call. */
struct pf_event {
	uint32_t start;
	uint32_t end;
	pf_str text;        /* scalar */
	const char *anchor; /* or NULL; of an alias its name */
	enum pf_node_style style;
	enum pf_node_tag tag;
	bool is_merge_tag;
};

void pf_tree_builder_init(struct pf_tree_builder *builder, struct pf_arena *arena, pf_str text,
	size_t bytes);
void pf_tree_builder_release(struct pf_tree_builder *builder);

/* Forget the document, keep the memory. */
void pf_tree_builder_reset(struct pf_tree_builder *builder);

/* False with `builder->fault` set: the document is broken. */
PF_MUST_USE bool pf_tree_builder_scalar(struct pf_tree_builder *builder,
	const struct pf_event *event);
PF_MUST_USE bool pf_tree_builder_alias(struct pf_tree_builder *builder,
	const struct pf_event *event);
PF_MUST_USE bool pf_tree_builder_open(struct pf_tree_builder *builder, const struct pf_event *event,
	bool is_map);

/* `end` is that of the closing bracket, or 0 where there is none. */
void pf_tree_builder_close(struct pf_tree_builder *builder, uint32_t end);

/* Fill root, fault and duplicates of `out`. */
void pf_tree_builder_finish(struct pf_tree_builder *builder, struct pf_document *out);

#endif

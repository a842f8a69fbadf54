/* SPDX-License-Identifier: Apache-2.0 */

/*
 * One rule at work, for those who call rules and for what rules call; rules
 * themselves never look inside.
 */

#ifndef PF_RULE_CONTEXT_H
#define PF_RULE_CONTEXT_H

#include "base/digest.h"
#include "rule/profile.h"
#include "rule/rule.h"
#include "yaml/lineage.h"

/* A finding with what is needed besides until it is reported. */
struct pf_item {
	struct pf_finding finding; /* the first member: rules hold pointers to it */
	enum pf_basis basis;
	struct pf_place cause; /* as of pf_common_cause(); without a file: none */
	bool graded;           /* the rule asked for `grade`, as of pf_grade() */
	enum pf_severity grade;
	struct pf_digest digest;
	struct pf_digest sum; /* the digest if the rule that sums it up had said it here */
	bool has_sum;
	size_t rule_index;
	struct pf_related **last_related; /* where the next one is hung */
	struct pf_item *next;
};

/* Findings, in no order. */
struct pf_heap {
	struct pf_item *items;
	size_t n;
};

/* What rules said of the object or file at hand. */
struct pf_sink {
	struct pf_arena *arena;       /* of findings: as long as the run */
	size_t most;                  /* findings that are taken */
	bool full;                    /* some were over that */
	size_t unjudged;              /* references that rules were silent on, over the run */
	struct pf_item spare;         /* swallows them */
	struct pf_heap said;          /* newest first */
	const struct pf_node *placed; /* the last node reported at, and its place: */
	struct pf_piece place;        /* a big one takes time */
};

struct pf_ctx {
	struct pf_sink *sink;
	struct pf_arena *scratch;   /* cleared after each object */
	struct pf_lineage *lineage; /* of `document`'s tree, as far as it was asked for */
	const struct pf_ruleset *rules;
	const struct pf_profile *profile; /* of `file` */
	const struct pf_world *world;
	const struct pf_cluster *cluster;
	uint8_t release;
	const struct pf_rule *rule;
	size_t rule_index;
	const struct pf_file *file;
	const struct pf_document *document;     /* NULL in on_file */
	const struct pf_object *object;         /* NULL outside objects */
	const void *typed;                      /* `object` decoded, or NULL */
	const struct pf_dockerfile *dockerfile; /* in on_build, else NULL */
	const struct pf_object *judged;         /* of which `fragment` is known */
	bool fragment;
};

#endif

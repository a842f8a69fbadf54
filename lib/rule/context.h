/* SPDX-License-Identifier: Apache-2.0 */

/* One rule at work: shared by engine.c and context.c, nothing else. */

#ifndef PF_RULE_CONTEXT_H
#define PF_RULE_CONTEXT_H

#include "engine/engine.h"
#include "engine/identity.h"

static inline size_t pf_findings_max(const struct pf_settings *settings)
{
	return settings->findings_max ? settings->findings_max : PF_FINDINGS_MAX;
}

struct pf_run;
struct pf_silencing;

/* A finding with what sorting and naming it needs besides. */
struct pf_item {
	struct pf_finding finding; /* the first member: rules hold pointers to it */
	struct pf_digest digest;
	size_t rule_index;
	struct pf_related **last_related; /* where the next one is hung */
	struct pf_item *next;
};

struct pf_bound_item {
	struct pf_bound bound; /* the first member */
	struct pf_bound_item *next;
};

/* What one thread owns for the whole run. */
struct pf_worker {
	struct pf_arena arena;   /* trees, findings: as long as the run */
	struct pf_arena scratch; /* typed structs: as long as an object's rules run */
	struct pf_item spare;    /* swallows findings over the limit */
	struct pf_item *items;   /* of the object or file at hand, newest first */
	size_t nitems;
	bool full;                    /* some were over the limit */
	struct pf_bound_item *bounds; /* newest first */
	size_t nbounds;
	struct pf_identity identity;
	const struct pf_node *placed; /* the last node reported at, and its place: */
	struct pf_piece place;        /* a big one takes time */
};

struct pf_ctx {
	struct pf_worker *worker;
	const struct pf_run *run;
	struct pf_silencing *silencing; /* of `file`; NULL: nothing in it is silenced */
	const struct pf_settings *settings;
	const struct pf_profile *profile; /* of `file` */
	const struct pf_world *world;
	const struct pf_rule *rule;
	size_t rule_index;
	const struct pf_file *file;
	const struct pf_document *document;     /* NULL in on_file */
	const struct pf_object *object;         /* NULL outside objects */
	const struct pf_dockerfile *dockerfile; /* in on_build, else NULL */
	const struct pf_object *judged;         /* of which `fragment` is known */
	bool fragment;
};

#endif

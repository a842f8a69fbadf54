/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Ranges of the text that comments and annotations cover, each for one rule.
 *
 * Ranges of one rule lie within or beside each other, so that the ones around a
 * place are found by one search and a walk outwards, however many there are.
 */

#ifndef PF_SUPPRESS_COVERS_INTERNAL_H
#define PF_SUPPRESS_COVERS_INTERNAL_H

#include <stdatomic.h>

#include "rule/idle_suppression.h"
#include "rule/ruleset.h"

#define PF_ANY_RULE UINT32_MAX /* in the place of a rule: all of them */
#define PF_NO_COVER UINT32_MAX

/* One name in one comment or annotation, or one of these that is wrong as a whole. */
struct pf_silencer {
	struct pf_suppression what; /* the first member: findings point at it */
	struct pf_piece at;
	struct pf_piece spare;
	bool faulty;  /* silences nothing: `fault` says why */
	bool foreign; /* of another tool: nothing is said of it */
	bool star;    /* of the whole file, every rule */
	bool used;    /* known once all rules have spoken */
	enum pf_suppression_fault fault;
	pf_str why;
	pf_str help;
	struct pf_piece range;      /* that it covers */
	bool line;                  /* that is a line, else a part of the tree */
	struct pf_rule_names rules; /* that it silences */
	struct pf_silencer *next;
};

/* A range of one rule. */
struct pf_cover {
	uint32_t rule;
	uint32_t start;
	uint32_t end;
	uint32_t around;              /* place of the next range around it, or PF_NO_COVER */
	struct pf_silencer *silencer; /* of several that cover the same the first */
	atomic_bool used;
};

struct pf_covers {
	struct pf_cover *ptr;
	size_t len;
	struct pf_cover_of { /* every silencer's ranges */
		struct pf_silencer *silencer;
		uint32_t cover;
	} * of;
	size_t nof;
};

/* What silences findings of one file; an empty one silences none. */
struct pf_silencing {
	struct pf_silencer *silencers; /* in the order they were read */
	size_t n;                      /* of these */
	struct pf_covers lines;
	struct pf_covers tree;
	struct pf_silencer *star; /* the first one */
	atomic_bool star_used;
	const size_t *ignores; /* places of the configuration's entries for this path */
	size_t nignores;
};

/* Threads share the flags: this writes only where it changes something. */
static inline void pf_suppress_mark(atomic_bool *used)
{
	if (!atomic_load_explicit(used, memory_order_relaxed))
		atomic_store_explicit(used, true, memory_order_relaxed);
}

/* Find the ranges of s->silencers: what pf_silencing_find() looks at. */
void pf_silencing_index(struct pf_arena *arena, struct pf_silencing *s);

/* What covers a finding of the rule that starts at `at`; marks all that do as used. */
const struct pf_suppression *pf_silencing_find(struct pf_silencing *s, uint32_t rule, uint32_t at);

/* Tell the silencers which of them were used. */
void pf_silencing_tell(struct pf_silencing *s);

#endif

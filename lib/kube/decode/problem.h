/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is wrong with an object: neutral facts, in the order of the text, and
 * the decoder that collects them.
 */

#ifndef PF_KUBE_DECODE_PROBLEM_H
#define PF_KUBE_DECODE_PROBLEM_H

#include "base/arena.h"
#include "kube/schema.h"
#include "yaml/node.h"

enum pf_problem_kind {
	PF_UNKNOWN_FIELD,  /* `key`; `field` is NULL */
	PF_WRONG_TYPE,     /* `node` */
	PF_BAD_ENUM,       /* `node` */
	PF_MISSING_FIELD,  /* `node` is the mapping that lacks `field` */
	PF_EMPTY_FIELD,    /* `node` is the empty value */
	PF_OTHER_RELEASE,  /* `key` names a field, or `node` an enum value, that the
			    * target release does not have: see since, until */
	PF_OUT_OF_RANGE,   /* `node` */
	PF_BAD_FORMAT,     /* `node` (or `key`, see in_key) breaks `format` */
	PF_BAD_QUANTITY,   /* `node` */
	PF_BAD_BASE64,     /* `node` */
	PF_UNION_CONFLICT, /* `node` is the mapping, `key` the second member's key */
	PF_UNION_MISSING,  /* `node` is the mapping with none of `members` */
	PF_QUOTED_NUMBER,  /* an int-or-string whose string is all digits */
	PF_BAD_VALUES,     /* `node` is a selector's requirement whose values do not suit its
			    * operator: see pf_requirement_fault() */
	PF_PROBLEM_KINDS
};

/* What of a field a problem is about: all of it, a list's item, a mapping's entry. */
enum pf_problem_part {
	PF_PART_WHOLE,
	PF_PART_ITEM,
	PF_PART_ENTRY,
};

#define PF_PROBLEM_BIT(kind) (1U << (kind))
#define PF_PROBLEM_PARENTS 3

struct pf_problem {
	enum pf_problem_kind kind;
	const struct pf_node *node;
	const struct pf_node *key;   /* key's node, or NULL (list items, the root) */
	const struct pf_type *owner; /* type of the mapping the field is, or would be, in */
	const struct pf_type *parents[PF_PROBLEM_PARENTS]; /* types above, nearest first */
	const struct pf_field *field;
	const struct pf_union *members;
	enum pf_problem_part part;
	uint8_t format; /* enum pf_format */
	bool in_key;    /* the map key breaks the format */
	uint8_t since;
	uint8_t until;
	struct pf_problem *next;
};

struct pf_decoder {
	struct pf_arena *arena;
	uint8_t release;
	bool judge;                  /* collect problems; off for kinds that no table describes */
	bool patch;                  /* nothing is missing, `$patch` and its like are allowed */
	struct pf_problem *problems; /* in the order of the text */
	struct pf_problem **tail;
	size_t nproblems;
	const struct pf_type *stack[PF_PROBLEM_PARENTS + 1];
};

#endif

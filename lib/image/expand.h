/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Words of a Dockerfile, expanded as BuildKit's shell lexer does.
 *
 * `$name`, `${name}` with the operators :- - :+ + :? ? # ## % %% / //, single
 * quotes (literal), double quotes (expand) and the escape character.
 */

#ifndef PF_IMAGE_EXPAND_H
#define PF_IMAGE_EXPAND_H

#include "base/arena.h"
#include "base/error.h"
#include "image/facts.h"

struct pf_variable {
	pf_str name;
	pf_str value;
	enum pf_knowledge is; /* PF_INHERITED: an unread base decides its value */
	bool varies;          /* rests on an ARG that the build may set otherwise */
};

/* Looks one up; NULL when there is none. */
struct pf_scope {
	const struct pf_variable *(*find)(const void *data, pf_str name);
	const void *data;
	bool open; /* an unread base may define more: an unknown name is PF_INHERITED, not "" */
	char escape;
};

struct pf_expansion {
	pf_str text;
	enum pf_knowledge is; /* PF_KNOWN, or PF_INHERITED: what it comes to is not known */
	bool varies;
};

/*
 * Expand a word and take its quotes off.  Fails with PF_E_SYNTAX where the
 * builder does ("bad substitution", `${x:?message}` of an empty x).
 */
PF_MUST_USE bool pf_expand(struct pf_arena *arena, pf_str word, const struct pf_scope *scope,
	struct pf_expansion *out, struct pf_error *err);

#endif

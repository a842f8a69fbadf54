/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Words of a Dockerfile, expanded as BuildKit's shell lexer does.
 *
 * `$name`, `${name}` with the operators :- - :+ + :? ? # ## % %% / //, single
 * quotes (literal), double quotes (expand) and the escape character.
 */

#ifndef PF_IMAGE_BUILD_EXPAND_H
#define PF_IMAGE_BUILD_EXPAND_H

#include "base/arena.h"
#include "base/error.h"
#include "image/facts.h"

/* Beyond these what a word comes to is unknown: PF_INHERITED. */
#define PF_EXPANSION_MAX 65536U /* bytes */
#define PF_EXPANSION_DEPTH 64U  /* of ${a:-${b:-…}} */

struct pf_variable {
	pf_str name;
	pf_str value;
	enum pf_knowledge is; /* PF_INHERITED: an unread base decides its value */
	bool varies;          /* rests on an ARG that the build may set otherwise */
	bool unset;           /* of an ARG without a value: counts as not there */
};

/* Looks one up; NULL when there is none. */
struct pf_build_scope {
	const struct pf_variable *(*find)(const void *data, pf_str name);
	const void *data;
	size_t *fuel; /* bytes of work left for this and other words; NULL: no bound */
	bool open;    /* an unread base may define more: an unknown name is PF_INHERITED, not "" */
	char escape;
	bool plain_quotes; /* quotes are characters like others */
};

struct pf_expansion {
	pf_str text;          /* empty where it is not known */
	enum pf_knowledge is; /* PF_KNOWN, or PF_INHERITED: what it comes to is not known */
	bool varies;
};

/* One word that became several, or none. */
struct pf_expanded_words {
	struct pf_words words;
	enum pf_knowledge is;
	bool varies;
};

/*
 * Expand a word and take its quotes off.  Fails with PF_E_SYNTAX where the
 * builder does ("bad substitution", `${x:?message}` of an empty x); an empty x
 * that an argument of the build may fill is no failure, but unknown.
 */
PF_MUST_USE bool pf_expand(struct pf_arena *arena, pf_str word, const struct pf_build_scope *scope,
	struct pf_expansion *out, struct pf_error *err);

/* The same, and split at the blanks that are not quoted, after the expansion. */
PF_MUST_USE bool pf_expand_words(struct pf_arena *arena, pf_str word,
	const struct pf_build_scope *scope, struct pf_expanded_words *out, struct pf_error *err);

#endif

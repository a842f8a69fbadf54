/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a comment tells podfit: `podfit: ignore[rule, rule] -- reason`.
 */

#ifndef PF_SUPPRESS_DIRECTIVE_H
#define PF_SUPPRESS_DIRECTIVE_H

#include "base/str.h"

enum pf_directive_kind {
	PF_DIRECTIVE_NONE,   /* the comment is not for podfit */
	PF_DIRECTIVE_BROKEN, /* it is, but cannot be taken as anything: `fault` */
	PF_DIRECTIVE_IGNORE,
	PF_DIRECTIVE_IGNORE_FILE,
};

/* All strings are parts of the comment, but `fault`. */
struct pf_directive {
	enum pf_directive_kind kind;
	pf_str text;   /* from "podfit" to the end, trimmed */
	pf_str names;  /* what stands between the brackets */
	pf_str reason; /* or empty */
	pf_str fault;  /* a clause */
	pf_str word;   /* where brackets are missing: the rule that may be meant, or empty */
};

/*
 * `comment` is one line from its `#` on.  Letter case and blanks do not matter,
 * and comments of other tools may stand before it, each with its own `#`.
 */
struct pf_directive pf_directive_parse(pf_str comment);

/* Does it part the names of a list? */
static inline bool pf_parts_names(char c)
{
	return c == ',' || pf_is_blank(c);
}

/* Take the next name off a list parted by commas and blanks; false at its end. */
bool pf_next_name(pf_str *list, pf_str *name);

#endif

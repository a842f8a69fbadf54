/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Rules of one ignore file, after gitignore(5): comments, `!` negation,
 * leading and inner slash anchor, trailing slash means directories, `**`.
 */

#ifndef PF_SOURCE_GITIGNORE_H
#define PF_SOURCE_GITIGNORE_H

#include "base/arena.h"

struct pf_gitignore {
	struct pf_ignore_rule *rules;
	size_t n;
};

enum pf_ignored {
	PF_IGNORE_SILENT, /* no rule matches */
	PF_IGNORE_YES,
	PF_IGNORE_NO, /* a negated rule matches */
};

/* Borrows `text`. */
void pf_gitignore_parse(struct pf_arena *arena, pf_str text, struct pf_gitignore *out);

/* What the last matching rule says of `path`, relative to the file's folder. */
enum pf_ignored pf_gitignore_match(const struct pf_gitignore *ignore, pf_str path, bool is_dir);

#endif

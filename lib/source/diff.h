/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Unified diffs, as diff -u and git make them: which lines of the new files
 * are added, and where lines are gone.  Text around them (a mail, a log) is
 * passed over.
 */

#ifndef PF_SOURCE_DIFF_H
#define PF_SOURCE_DIFF_H

#include "base/arena.h"
#include "base/error.h"

#define PF_DIFF_MAX ((size_t)256 * 1024 * 1024) /* bytes */

/* Lines of the new file, from 1. */
struct pf_diff_lines {
	uint32_t first;
	uint32_t last;
};

/* Lines that changed together, some of them removed. */
struct pf_diff_block {
	pf_str text;    /* with the + and - before each line */
	uint32_t after; /* line of the new file that it follows; 0: none */
	uint32_t added; /* lines */
};

struct pf_diff_file {
	pf_str path; /* of the new file, without a/ or b/ */
	const struct pf_diff_lines *added;
	size_t nadded;
	const struct pf_diff_block *blocks;
	size_t nblocks;
};

struct pf_diff {
	struct pf_diff_file *files; /* as in the diff; one file may come several times */
	size_t n;
	bool of_git; /* paths start from the top of the repository, as a rule */
};

/*
 * Takes time in proportion to `text`, which the result borrows.  Blank text is
 * the diff of nothing.  Fails with PF_E_SYNTAX on what is no diff, has a broken
 * hunk, or is the combined diff of a merge; the message names the line.
 */
PF_MUST_USE bool pf_diff_parse(struct pf_arena *arena, pf_str text, struct pf_diff *out,
	struct pf_error *err);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The baseline: findings that are known and not shown.
 *
 * A JSON file that `podfit baseline write` makes, with one line for each
 * entry.  An entry names its finding by the id, which does not depend on lines;
 * rule, path and object tell people what it is about, and the run which entries
 * it can judge.  Paths are relative to the file's own folder.
 */

#ifndef PF_SUPPRESS_BASELINE_H
#define PF_SUPPRESS_BASELINE_H

#include "base/buf.h"
#include "base/error.h"
#include "rule/result.h"

#define PF_BASELINE_NAME ".podfit-baseline.json"
#define PF_BASELINE_MAX ((size_t)256 * 1024 * 1024) /* bytes */

struct pf_baseline_entry {
	pf_str id;
	pf_str rule;
	pf_str path;   /* from the baseline's folder */
	pf_str object; /* "Deployment shop/web", or empty */
	pf_str shown;  /* the path as reports have it */
	bool gone;     /* the run would have found the file, but there is none */
	struct pf_suppression what;
};

struct pf_baseline {
	pf_str path;   /* as reported */
	pf_str folder; /* that it is in, as reported */
	struct pf_baseline_entry *entries;
	size_t n;
	/* Files and folders that it was written for, from its folder. */
	const pf_str *paths;
	size_t npaths;
	const struct pf_baseline_entry **by_id; /* the entries, sorted */
	bool covered;                           /* the run looks at all of `paths` */
};

/*
 * Read the text of the file at `path`.  All belongs to `arena`, or to `text`.
 * The message of a fault does not repeat the path.
 */
PF_MUST_USE bool pf_baseline_parse(struct pf_arena *arena, pf_str text, pf_str path,
	struct pf_baseline *out, struct pf_error *err);

/* The entries with the id; `*n` of them, for a merge may leave several. */
const struct pf_baseline_entry *const *pf_baseline_find(const struct pf_baseline *baseline,
	pf_str id, size_t *n);

/* Order of the entries in the file: by path, rule, object, id. */
int pf_baseline_compare(const struct pf_baseline_entry *a, const struct pf_baseline_entry *b);

/* The file, of its paths and its entries in their order. */
void pf_baseline_write(struct pf_buf *out, const struct pf_baseline *baseline);

#endif

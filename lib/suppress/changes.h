/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which findings have to do with a change.
 *
 * A finding touches it whose place, or a related place, lies on an added line:
 * in whatever file, as a Dockerfile may break a manifest.  A removed line has no
 * place any more; it counts as a change of what it stood in: see removals.h.  What
 * is named and not there counts with every change of its object.  A document that
 * is broken may be so because of any line of it.
 */

#ifndef PF_SUPPRESS_CHANGES_H
#define PF_SUPPRESS_CHANGES_H

#include "rule/finding.h"
#include "source/diff.h"

/* Files by their paths as reported; one may come several times. */
struct pf_changes {
	struct pf_diff_file *files;
	size_t n;
};

/* Put the files in order, for the calls below. */
void pf_changes_sort(struct pf_changes *changes);

struct pf_change_map;

/*
 * What is changed in `file`, whose lines are known; NULL where nothing is.
 * Belongs to `arena`.
 */
const struct pf_change_map *pf_change_map_of(struct pf_arena *arena,
	const struct pf_changes *changes, const struct pf_file *file);

bool pf_changes_know(const struct pf_changes *changes, pf_str path);

/* Whether some of `at` is on an added line.  A NULL map is of a file without changes. */
bool pf_change_adds(const struct pf_change_map *map, struct pf_place at);

/* Whether its own place is touched; a NULL map as above. */
bool pf_change_touches(const struct pf_change_map *map, const struct pf_finding *finding);

#endif

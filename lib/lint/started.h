/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a container starts: the image's ENTRYPOINT and CMD under `command` and `args`.  Part of
 * lint/rule.h: what several rules ask.
 */

#ifndef PF_LINT_STARTED_H
#define PF_LINT_STARTED_H

#include "lint/rule.h"

struct pf_started {
	struct pf_words words;
	size_t nimage; /* the first of them, that are the image's */
	bool complete; /* nothing follows or stands before them that is not known */
	/* Of the first word: where the image says it; NULL: the manifest does, or nobody. */
	const struct pf_origin *from;
};

/*
 * In `arena`.  Where an unread base decides the ENTRYPOINT, CMD alone: most of
 * them run it as it is, or hand over to it.
 */
struct pf_started pf_started_by(struct pf_arena *arena, const struct pf_pod_container *c);

#endif

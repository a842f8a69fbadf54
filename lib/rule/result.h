/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a run comes to.
 */

#ifndef PF_RULE_RESULT_H
#define PF_RULE_RESULT_H

#include "rule/finding.h"
#include "source/discover.h"
#include "world/binding/binding.h"

struct pf_partial_set; /* rule/controls.h */

/* What an image of the input is known from, or is not. */
struct pf_bound {
	struct pf_place at; /* the image's name in the manifest */
	pf_str image;       /* as written */
	pf_str container;
	pf_str match;  /* of the setting that decided, or empty */
	pf_str source; /* path, with #target; empty: nothing is known of the image */
	pf_str why;    /* "compose.yaml:12", "--image", or empty */
	enum pf_bound_by by;
	bool guess;
	bool unread;    /* the source could not be read */
	pf_str service; /* the compose service that stands for the container, or empty */
	pf_str service_file;
};

enum pf_run_error_kind {
	PF_RUN_ERROR_IO,
	PF_RUN_ERROR_CONFIG,
	PF_RUN_ERROR_USAGE,
	PF_RUN_ERROR_LIMIT,
	PF_RUN_ERROR_INTERNAL,
};

/* What kept the run from finishing; one more place than a finding can have. */
struct pf_run_error {
	enum pf_run_error_kind kind;
	pf_str path; /* or empty */
	pf_str message;
	uint32_t line; /* from 1; 0: the file as such */
	uint32_t column;
};

/* What a run can say of an entry of the baseline. */
enum pf_known {
	PF_KNOWN_UNJUDGED, /* not found, but it may be there all the same */
	PF_KNOWN_FOUND,
	PF_KNOWN_ELSEWHERE, /* found in another file than its own, which the run did not see */
	PF_KNOWN_NEEDLESS,  /* found, and silenced without the baseline */
	PF_KNOWN_STALE,     /* no longer there */
};

struct pf_result {
	/*
	 * Sorted by path, offset, rule, pointer, message; without the silenced ones,
	 * unless the run shows them.
	 */
	struct pf_finding **findings;
	size_t nfindings;
	struct pf_skipped *skipped; /* sorted by path */
	size_t nskipped;
	struct pf_run_error *errors;
	size_t nerrors;
	size_t files_checked;
	size_t files_skipped;
	size_t files_failed;
	size_t objects;
	size_t unjudged; /* references that this input cannot settle */
	size_t files_with_findings;
	size_t count[3]; /* findings by severity, without the silenced ones */
	size_t suppressed[PF_SUPPRESSORS];
	/* By path and place: all where they were asked for, else those whose source is unread. */
	struct pf_bound *bindings;
	size_t nbindings;

	const enum pf_known *known; /* of each entry of the run's baseline, if there is one */
	size_t nstale;              /* of them */

	const struct pf_partial_set *partial; /* sets that were selected and are partly built */
	size_t npartial;
};

#endif

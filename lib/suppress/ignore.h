/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the user says on the side of findings: `ignores` and `compat` of the
 * configuration.
 */

#ifndef PF_SUPPRESS_IGNORE_H
#define PF_SUPPRESS_IGNORE_H

#include "rule/finding.h"

/* Tools whose comments and annotations silence findings too: `compat`. */
#define PF_COMPAT_KUBE_LINTER 1U
#define PF_COMPAT_KUBE_SCORE 2U
#define PF_COMPAT_POLARIS 4U
#define PF_COMPAT_CHECKOV 8U
#define PF_COMPAT_TRIVY 16U

/* An entry of `ignores`: findings that the configuration silences. */
struct pf_ignore {
	const bool *rules;   /* a place for each rule of the run */
	const pf_str *paths; /* globs of whole files, as config_path names them; none: any */
	size_t npaths;
	pf_str kind; /* of the object; this and the three below are globs, empty: any */
	pf_str namespace;
	pf_str name;
	pf_str container;
	bool expired;               /* `until` is over: it silences nothing */
	struct pf_suppression what; /* what.pattern is the rule as written */
	struct pf_place at;         /* of the entry in the configuration */
};

/* How findings are silenced in a run. */
struct pf_suppress_settings {
	const struct pf_ignore *ignores; /* those of the configuration, in its order */
	size_t nignores;
	bool no_inline_ignores; /* comments and annotations silence nothing */
	bool require_reason;    /* they do so only with a reason */
	pf_str today;           /* "2026-11-21", in UTC; empty: every dated comment is over */
	unsigned compat;        /* PF_COMPAT_…: whose comments and annotations count too */
	bool show;              /* the result holds what is silenced too */
};

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A run: files in, findings out.
 */

#ifndef PF_ENGINE_ENGINE_H
#define PF_ENGINE_ENGINE_H

#include <stdatomic.h>

#include "base/error.h"
#include "rule/finding.h"
#include "rule/rule.h"
#include "source/discover.h"
#include "suppress/baseline.h"
#include "suppress/changes.h"

/* Tools whose comments and annotations silence findings too: `compat`. */
#define PF_COMPAT_KUBE_LINTER 1U
#define PF_COMPAT_KUBE_SCORE 2U
#define PF_COMPAT_POLARIS 4U
#define PF_COMPAT_CHECKOV 8U
#define PF_COMPAT_TRIVY 16U

#define PF_FINDINGS_MAX 1000000U /* of one run */

/* A configured value of a rule's option. */
struct pf_option_value {
	const struct pf_rule *rule;
	pf_str name;
	pf_str value; /* "true", "3", or items separated by commas */
	pf_str where; /* ".podfit.yaml:9" */
};

/* What the rules are for some files: which run, how grave they are, and their options. */
struct pf_profile {
	const bool *enabled;                   /* pf_nrules places */
	const enum pf_severity *severity;      /* pf_nrules places */
	const struct pf_option_value *options; /* of two for one option the later holds */
	size_t noptions;
};

/* An entry of `ignores`: findings that the configuration silences. */
struct pf_ignore {
	const bool *rules;   /* pf_nrules places */
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

/* What the user says of an image: --image REF=SOURCE, or an entry of `images:`. */
struct pf_image_setting {
	pf_str match;       /* of --image: REF as written; of the configuration: a glob */
	pf_str source;      /* path, as reported */
	pf_str target;      /* of a Dockerfile, or empty */
	bool is_dockerfile; /* said to be one; else its first bytes decide */
	bool of_config;
	pf_str where; /* "--image", ".podfit.yaml:3" */
	const struct pf_build_arg *args;
	size_t nargs;
};

enum pf_phase {
	PF_PHASE_NONE,
	PF_PHASE_READING,
	PF_PHASE_PARSING,
	PF_PHASE_LINTING,
};

/* How far a run is, for another thread to look at. */
struct pf_progress {
	atomic_int phase; /* enum pf_phase */
	atomic_size_t done;
	atomic_size_t total; /* of this phase: files to read, later parts of them */
};

struct pf_settings {
	uint8_t release;                       /* target version: 31 is 1.31 */
	pf_str namespace;                      /* of objects that name none */
	bool complete;                         /* the input is all there is */
	struct pf_profile profile;             /* of files that have none of their own */
	enum pf_severity min_severity;         /* findings below are dropped */
	size_t jobs;                           /* threads, at least 1 */
	size_t findings_max;                   /* of the run; 0: PF_FINDINGS_MAX */
	bool as_kubernetes;                    /* every document is meant to be a manifest */
	bool list_bindings;                    /* fill result->bindings */
	const struct pf_image_setting *images; /* those of --image first */
	size_t nimages;
	const struct pf_ignore *ignores; /* those of the configuration, in its order */
	size_t nignores;
	bool no_inline_ignores;  /* comments and annotations silence nothing */
	bool require_reason;     /* they do so only with a reason */
	pf_str today;            /* "2026-11-21", in UTC; empty: every dated comment is over */
	unsigned compat;         /* PF_COMPAT_…: whose comments and annotations count too */
	bool show_suppressed;    /* result->findings holds what is silenced too */
	bool whole;              /* the input is all of the configuration's folder */
	bool no_image_discovery; /* only `images` say what an image is */
	struct pf_cluster cluster;
	struct pf_progress *progress; /* or NULL */
	int64_t deadline; /* of pf_clock_ms(); what is left then is not linted; 0: none */
	int64_t seconds;  /* that this leaves, for the message */

	const struct pf_baseline *baseline; /* what is known already; NULL: nothing */
	const struct pf_changes *changes;   /* only what touches them is reported; NULL: all */
	pf_str home; /* the folder that ids start from, as reported; empty: the current one */
};

/* A file to read, or bytes that are at hand (standard input). */
struct pf_input {
	pf_str path;         /* to report */
	const char *os_path; /* to open; NULL: `bytes` */
	pf_str bytes;
	bool named;
	bool context;
	bool dockerfile;                  /* to be read as one */
	const struct pf_profile *profile; /* NULL: that of the settings */
	pf_str config_path;               /* from the root of the file system, for globs of the
					   * configuration; empty: as `path` */
};

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

enum pf_trouble_kind {
	PF_TROUBLE_IO,
	PF_TROUBLE_CONFIG,
	PF_TROUBLE_USAGE,
	PF_TROUBLE_LIMIT,
	PF_TROUBLE_INTERNAL,
};

/* What kept the run from finishing; one more place than a finding can have. */
struct pf_run_error {
	enum pf_trouble_kind kind;
	pf_str path; /* or empty */
	pf_str message;
	uint32_t line; /* from 1; 0: the file as such */
	uint32_t column;
};

struct pf_result {
	/*
	 * Sorted by path, offset, rule, pointer, message; without the silenced ones,
	 * unless settings->show_suppressed.
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
	struct pf_bound *bindings; /* by path and place, where they were asked for */
	size_t nbindings;

	const enum pf_known *known; /* of each entry of settings->baseline, if there is one */
	size_t nstale;              /* of them */
};

struct pf_run; /* everything a run owns */

/*
 * Lint `inputs`.  The result and all it points at belong to the run, which
 * the caller frees.  The same input gives the same result for every number of
 * jobs, unless the deadline comes: then what was linted by then is reported,
 * and result->errors says so.  What cannot be read is in result->errors too.
 */
struct pf_run *pf_lint(const struct pf_settings *settings, const struct pf_input *inputs,
	size_t ninputs);
const struct pf_result *pf_run_result(const struct pf_run *run);
void pf_run_free(struct pf_run *run);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A run: files in, findings out.
 */

#ifndef PF_ENGINE_ENGINE_H
#define PF_ENGINE_ENGINE_H

#include <stdatomic.h>

#include "rule/profile.h"
#include "rule/result.h"
#include "rule/ruleset.h"
#include "suppress/baseline.h"
#include "suppress/changes.h"
#include "suppress/ignore.h"
#include "world/binding/image_setting.h"
#include "world/cluster.h"

#define PF_FINDINGS_MAX 1000000U /* of one run */

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

/* What the objects are to be applied to. */
struct pf_target {
	uint8_t release;  /* 31 is 1.31 */
	pf_str namespace; /* of objects that name none */
	struct pf_cluster cluster;
};

/* What is known of the input as such. */
struct pf_input_terms {
	bool complete;      /* it is all there is: what is not in it does not exist */
	bool whole;         /* it is all of the configuration's folder */
	bool as_kubernetes; /* every document is meant to be a manifest */
};

struct pf_image_settings {
	const struct pf_image_setting *ptr; /* those of --image first */
	size_t len;
	bool no_discovery;  /* only these say what an image is */
	bool list_bindings; /* result->bindings has all images, not only the unread ones */
};

struct pf_run_limits {
	size_t jobs;      /* threads, at least 1 */
	size_t findings;  /* of the run; 0: PF_FINDINGS_MAX */
	int64_t deadline; /* of pf_clock_ms(); what is left then is not linted; 0: none */
	int64_t seconds;  /* that this leaves, for the message */
};

struct pf_settings {
	const struct pf_ruleset *rules; /* profiles have a place for each */
	struct pf_profile profile;      /* of files that have none of their own */
	enum pf_severity min_severity;  /* findings below are dropped */
	struct pf_target target;
	struct pf_input_terms input;
	struct pf_image_settings images;
	struct pf_suppress_settings suppress;
	const struct pf_baseline *baseline; /* what is known already; NULL: nothing */
	const struct pf_changes *changes;   /* only what touches them is reported; NULL: all */
	pf_str home; /* the folder that ids start from, as reported; empty: the current one */
	struct pf_run_limits limits;
	struct pf_progress *progress; /* or NULL */
};

/* A file to read, or bytes that are at hand (standard input). */
struct pf_input {
	pf_str path;         /* to report */
	const char *os_path; /* to open; NULL: `bytes` */
	pf_str bytes;
	bool named;
	bool context;
	bool dockerfile;                  /* to be read as one */
	bool builds;                      /* for what it says of how images are built, no more */
	const struct pf_profile *profile; /* NULL: that of the settings */
	pf_str config_path;               /* from the root of the file system, for globs of the
					   * configuration; empty: as `path` */
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

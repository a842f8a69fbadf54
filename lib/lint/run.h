/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The stages of a run, one file each: intake.c reads and parses, check.c calls
 * the rules, outcome.c sorts and names what they said; engine.c drives them.
 * Nothing else includes this.
 */

#ifndef PF_LINT_RUN_H
#define PF_LINT_RUN_H

#include "base/pool.h"
#include "lint/context.h"
#include "lint/plan.h"

#define CHUNK_BYTES ((size_t)256 * 1024) /* of one file, for one thread at a time */

/* Findings, in no order. */
struct pf_heap {
	struct pf_item *items;
	size_t n;
};

/* Documents of one file that one thread parses and later lints. */
struct pf_chunk_of_file {
	struct pf_run_file *of;
	struct pf_piece *pieces;
	size_t npieces;
	struct pf_documents documents;
	struct pf_objects objects;
	struct pf_heap heap; /* what the rules said of it */
	bool has_fault;
	bool has_template;
	bool has_kubernetes; /* a document is an object */
};

struct pf_run_file {
	struct pf_file file; /* the first member */
	const struct pf_input *input;
	const struct pf_plan *plan; /* the rules that look at it */
	struct pf_chunk_of_file *chunks;
	size_t nchunks;
	bool failed; /* not read: `error` says why */
	struct pf_error error;
	bool skipped;
	enum pf_skip_reason reason;
	pf_str detail;  /* what it was good for all the same, or empty */
	bool templated; /* skipped as a template */
	bool kustomization;
	struct pf_run_build *builds;   /* its targets that were asked for */
	const struct pf_env_file *env; /* where a service lists it as one, else NULL */
	struct pf_heap heap;           /* findings about the file as such */
};

/* A target of a Dockerfile, evaluated. */
struct pf_run_build {
	const struct pf_build *build;
	struct pf_run_build *next;
};

struct pf_run {
	struct pf_arena arena;
	const struct pf_settings *settings;
	struct pf_run_file **files; /* those of the input, then what these refer to */
	size_t nfiles;
	struct pf_chunk_of_file **chunks; /* of all files, in their order */
	size_t nchunks;
	struct pf_image_sources sources;
	struct pf_world *world;
	struct pf_worker workers[PF_POOL_MAX];
	bool cut; /* there are more findings than pf_findings_max() */
	struct pf_result result;
};

/* Read and parse every input; decide which files are manifests. */
void pf_run_intake(struct pf_run *run);

/* Read one file of the run that an input or another file names. */
void pf_run_read(struct pf_run *run, struct pf_arena *arena, struct pf_run_file *f);

/* Find, read and evaluate what tells of images: fill run->sources. */
void pf_run_sources(struct pf_run *run);

/* Call the enabled rules on everything that is to be linted. */
void pf_run_check(struct pf_run *run);

/* Fill run->result. */
void pf_run_outcome(struct pf_run *run);

#endif

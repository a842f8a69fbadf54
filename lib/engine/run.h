/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The stages of a run, one file each: intake.c reads and parses, check.c calls
 * the rules, outcome.c sorts and names what they said; engine.c drives them.
 * Nothing else includes this.
 */

#ifndef PF_ENGINE_RUN_H
#define PF_ENGINE_RUN_H

#include <stdatomic.h>

#include "base/pool.h"
#include "engine/plan.h"
#include "rule/context.h"

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
	bool unfinished;     /* the deadline came first */
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
	bool unfinished;                /* the deadline came first */
	struct pf_run_build *builds;    /* its targets that were asked for */
	const struct pf_env_file *env;  /* where a service lists it as one, else NULL */
	struct pf_heap heap;            /* findings about the file as such */
	struct pf_silencing *silencing; /* NULL: nothing in it is silenced */
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
	atomic_bool late;         /* the deadline has come */
	atomic_bool *ignore_used; /* of the entries of settings->ignores */
	struct pf_heap heap;      /* findings about the configuration */
	bool cut;                 /* there are more findings than pf_findings_max() */
	struct pf_result result;
};

/* The path of an input from the folder that ids start from; empty: as reported. */
pf_str pf_run_home_path(struct pf_run *run, const struct pf_input *input);

/* Tell who watches that a phase with `total` steps begins, and that one is done. */
void pf_run_enter(struct pf_run *run, enum pf_phase phase, size_t total);
void pf_run_step(struct pf_run *run);

/* Has the deadline come?  Once it has, this stays. */
bool pf_run_is_late(struct pf_run *run);

/* Read and parse every input; decide which files are manifests. */
void pf_run_intake(struct pf_run *run);

/* Read one file of the run that an input or another file names. */
void pf_run_read(struct pf_run *run, struct pf_arena *arena, struct pf_run_file *f);

/* Find, read and evaluate what tells of images: fill run->sources. */
void pf_run_sources(struct pf_run *run);

/* Find what silences findings: comments, annotations, entries of the configuration. */
void pf_run_suppress(struct pf_run *run);

/* What silences the finding, or NULL; all that would is marked as used. */
struct pf_container_places;
const struct pf_suppression *pf_suppression_of(struct pf_ctx *ctx,
	struct pf_container_places *places, const struct pf_item *item);

/*
 * Once all rules have spoken, and if they did to the end: each suppression that
 * does nothing, of one file, and of the configuration.
 */
struct pf_idle_suppression;
typedef void (*pf_idle_fn)(void *arg, const struct pf_idle_suppression *idle);
void pf_run_idle_in_file(const struct pf_run *run, const struct pf_run_file *f, bool finished,
	pf_idle_fn say, void *arg);
void pf_run_idle_in_config(const struct pf_run *run, bool finished, pf_idle_fn say, void *arg);

/* Call the enabled rules on everything that is to be linted. */
void pf_run_check(struct pf_run *run);

/* Findings so far. */
size_t pf_run_found(const struct pf_run *run);

/*
 * Mark those of `items`, which have their ids, that the baseline knows, and
 * judge its entries.
 */
void pf_run_baseline(struct pf_run *run, struct pf_item *const *items, size_t n);

/* Were rules kept from saying all they had to say, by the deadline or a limit? */
bool pf_run_is_cut(const struct pf_run *run);

/* Fill run->result. */
void pf_run_outcome(struct pf_run *run);

#endif

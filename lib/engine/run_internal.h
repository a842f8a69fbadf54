/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a run owns.  Its stages are one file each, in this order: intake reads
 * and parses, sources finds what tells of images, census builds the world, check
 * calls the rules, hearing those that hear of what silences nothing, outcome sorts
 * and counts; engine drives them.
 */

#ifndef PF_ENGINE_RUN_INTERNAL_H
#define PF_ENGINE_RUN_INTERNAL_H

#include <stdatomic.h>

#include "base/pool.h"
#include "engine/engine.h"
#include "engine/identity_internal.h"
#include "engine/plan_internal.h"
#include "rule/context.h"
#include "suppress/suppress.h"

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
	pf_str detail; /* what it was good for all the same, or empty */
	bool kustomization;
	bool unfinished;                     /* the deadline came first */
	struct pf_run_build *builds;         /* its targets that were asked for */
	const struct pf_env_file *env;       /* where a service lists it as one, else NULL */
	struct pf_heap heap;                 /* findings about the file as such */
	struct pf_silencing *silencing;      /* NULL: nothing in it is silenced */
	bool changes_known;                  /* whether `changes` was looked for */
	const struct pf_change_map *changes; /* NULL: none */
};

/* A target of a Dockerfile, evaluated. */
struct pf_run_build {
	const struct pf_build *build;
	struct pf_run_build *next;
};

/* What one thread owns for the whole run. */
struct pf_worker {
	struct pf_arena arena;   /* trees, findings: as long as the run */
	struct pf_arena scratch; /* typed structs: as long as an object's rules run */
	struct pf_sink sink;
	struct pf_identity identity;
	struct pf_bound_item *bounds; /* newest first */
	size_t nbounds;
};

struct pf_run {
	struct pf_arena arena;
	const struct pf_settings *settings;
	struct pf_run_file **files; /* those of the input, then what these refer to; by number */
	size_t nfiles;
	struct pf_chunk_of_file **chunks; /* of all files, in their order */
	size_t nchunks;
	struct pf_image_sources sources;
	struct pf_world *world;
	struct pf_worker workers[PF_POOL_MAX];
	atomic_bool late; /* the deadline has come */
	struct pf_suppressor_of_run suppressor;
	struct pf_heap heap; /* findings about the configuration */
	bool cut;            /* there are more findings than pf_findings_max() */
	struct pf_result result;
};

static inline size_t pf_findings_max(const struct pf_settings *settings)
{
	return settings->limits.findings ? settings->limits.findings : PF_FINDINGS_MAX;
}

/* Could not all of it be parsed? */
static inline bool pf_run_file_has_fault(const struct pf_run_file *f)
{
	bool fault = f->file.dockerfile && f->file.dockerfile->nfaults;

	for (size_t i = 0; i < f->nchunks; i++)
		fault |= f->chunks[i].has_fault;
	return fault;
}

/* Did all of it say what it has to say?  What cannot be parsed may hold anything. */
static inline bool pf_run_file_is_parsed(const struct pf_run_file *f)
{
	if (f->skipped && f->reason != PF_SKIP_NOT_KUBERNETES)
		return false;
	return !pf_run_file_has_fault(f) && (!f->input->dockerfile || f->file.dockerfile);
}

#endif

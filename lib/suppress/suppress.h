/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What silences findings: comments and annotations, also those of other tools, and
 * entries of the configuration.
 *
 * Found once for each file, then asked by any number of threads for each finding;
 * what covers one is marked as used, so that in the end what does nothing can be
 * told.
 */

#ifndef PF_SUPPRESS_SUPPRESS_H
#define PF_SUPPRESS_SUPPRESS_H

#include <stdatomic.h>

#include "rule/context.h"
#include "rule/idle_suppression.h"
#include "rule/ruleset.h"
#include "suppress/ignore.h"

struct pf_silencing; /* what silences findings of one file */

/* What all files of a run share. */
struct pf_suppressor_of_run {
	const struct pf_ruleset *rules;
	const struct pf_suppress_settings *settings;
	const struct pf_world *world; /* or NULL: objects are in the namespace they write */
	atomic_bool *ignore_used;     /* of the entries of settings->ignores */
};

struct pf_suppressor_of_run pf_suppress_start(struct pf_arena *arena,
	const struct pf_suppress_settings *settings, const struct pf_ruleset *rules,
	const struct pf_world *world);

/*
 * What silences findings of the file, or NULL for nothing.  `config_path` is what
 * the globs of the configuration are held against.
 */
struct pf_silencing *pf_silencing_read(struct pf_arena *arena,
	const struct pf_suppressor_of_run *run, const struct pf_file *file, pf_str config_path);

/* The containers of an object, by place; zero to start with. */
struct pf_container_places {
	const struct pf_object *object;
	struct pf_container_place {
		pf_str name;
		uint32_t start;
		uint32_t end;
	} * ptr;
	size_t len;
};

/* What silences the finding, or NULL; all that would is marked as used. */
const struct pf_suppression *pf_suppression_of(const struct pf_suppressor_of_run *run,
	struct pf_silencing *s, struct pf_arena *scratch, struct pf_container_places *places,
	const struct pf_item *item);

/* A file whose rules have spoken. */
struct pf_spoken_file {
	const struct pf_file *file;
	const struct pf_profile *profile;
	bool finished;                      /* its rules said all they have to say of it */
	const struct pf_heap *const *heaps; /* what they said */
	size_t nheaps;
};

/* What a run has seen, for who judges whether something in it does nothing. */
struct pf_seen {
	bool whole;    /* the input is all of the configuration's folder */
	bool complete; /* the input is all there is */
	bool finished; /* all rules said all they have to say */
};

/* Each suppression that does nothing, of one file, and of the configuration. */
typedef void (*pf_idle_fn)(void *arg, const struct pf_idle_suppression *idle);
void pf_idle_in_file(const struct pf_suppressor_of_run *run, struct pf_silencing *s,
	const struct pf_spoken_file *file, const struct pf_seen *seen, pf_idle_fn say, void *arg);
void pf_idle_in_config(const struct pf_suppressor_of_run *run, const struct pf_profile *profile,
	const struct pf_seen *seen, pf_idle_fn say, void *arg);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Suppression at work.  suppress_read.c finds comments and annotations,
 * suppress_compat.c those of other tools, suppress_config.c matches the entries
 * of the configuration, suppress.c looks up what covers a finding.
 *
 * A comment or annotation covers a range of the text for some rules.  Ranges of
 * one rule lie within or beside each other, so that the ones around a place are
 * found by one search and a walk outwards, however many there are.
 */

#ifndef PF_SUPPRESS_SUPPRESS_INTERNAL_H
#define PF_SUPPRESS_SUPPRESS_INTERNAL_H

#include "engine/run.h"
#include "rule/ruleset.h"
#include "suppress/suppress.h"

#define PF_ANY_RULE UINT32_MAX    /* in the place of a rule: all of them */
#define PF_SILENCERS_MAX 1000000U /* names in the comments and annotations of one file */

/* One name in one comment or annotation, or one of these that is wrong as a whole. */
struct pf_silencer {
	struct pf_suppression what; /* the first member: findings point at it */
	struct pf_piece at;
	struct pf_piece spare;
	bool faulty;  /* silences nothing: `fault` says why */
	bool foreign; /* of another tool: nothing is said of it */
	bool star;    /* of the whole file, every rule */
	bool used;    /* known once all rules have spoken */
	enum pf_suppression_fault fault;
	pf_str why;
	pf_str help;
	struct pf_piece range;      /* that it covers */
	bool line;                  /* that is a line, else a part of the tree */
	struct pf_rule_names rules; /* that it silences */
	struct pf_silencer *next;
};

/* A range of one rule. */
struct pf_cover {
	uint32_t rule;
	uint32_t start;
	uint32_t end;
	uint32_t around;              /* place of the next range around it, or NO_COVER */
	struct pf_silencer *silencer; /* of several that cover the same the first */
	atomic_bool used;
};

struct pf_covers {
	struct pf_cover *ptr;
	size_t len;
	struct pf_cover_of { /* every silencer's ranges */
		struct pf_silencer *silencer;
		uint32_t cover;
	} * of;
	size_t nof;
};

/* What silences findings of one file; an empty one silences none. */
struct pf_silencing {
	struct pf_silencer *silencers; /* in the order they were read */
	size_t n;                      /* of these */
	struct pf_covers lines;
	struct pf_covers tree;
	struct pf_silencer *star; /* the first one */
	atomic_bool star_used;
	const size_t *ignores; /* places of the configuration's entries for this path */
	size_t nignores;
};

/* Threads share the flags: this writes only where it changes something. */
static inline void pf_suppress_mark(atomic_bool *used)
{
	if (!atomic_load_explicit(used, memory_order_relaxed))
		atomic_store_explicit(used, true, memory_order_relaxed);
}

/* Make one from the list of silencers: what pf_silencing_find() looks at. */
void pf_silencing_index(struct pf_arena *arena, struct pf_silencing *s);

/* What covers a finding of the rule that starts at `at`; marks all that do as used. */
const struct pf_suppression *pf_silencing_find(struct pf_silencing *s, uint32_t rule, uint32_t at);

/* Tell the silencers which of them were used. */
void pf_silencing_tell(struct pf_silencing *s);

/* Reading. */

struct pf_suppress_reader {
	struct pf_arena *arena;
	const struct pf_run *run;
	struct pf_run_file *file;
	struct pf_silencing *out;
	struct pf_silencer **last;
	size_t nsuggestions; /* looking for the nearest name takes time */
	bool full;
};

/* List the comments and annotations of the file in r->out. */
void pf_suppress_read(struct pf_suppress_reader *r);

/* A new silencer at the end of the list; NULL past PF_SILENCERS_MAX. */
struct pf_silencer *pf_suppress_add(struct pf_suppress_reader *r, enum pf_suppressor by,
	pf_str pattern, struct pf_piece at);

/* Where a comment stands. */
struct pf_comment_stand {
	struct pf_piece subject; /* what an `ignore` in it is about */
	struct pf_piece begun;   /* the entry or item that begins on its line; or empty */
	bool line;               /* the subject is its line */
	bool head;               /* of the file */
	pf_str nowhere;          /* why it is about nothing; or empty */
};

/* Other tools. */

/* What one of their comments or annotations is about. */
struct pf_foreign {
	enum pf_suppressor by;
	pf_str reason;
	struct pf_piece at;
	struct pf_piece range;
};

bool pf_suppress_compat_has_words(pf_str text, unsigned tools);
void pf_suppress_compat_comment(struct pf_suppress_reader *r, pf_str comment,
	const struct pf_comment_stand *stand);
void pf_suppress_compat_object(struct pf_suppress_reader *r, const struct pf_object *object);

/* Entries of the configuration. */

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

/* Which entries are for the path of the file. */
void pf_suppress_config_read(struct pf_arena *arena, const struct pf_run *run,
	struct pf_silencing *out, const struct pf_input *input);

/* Does it silence anything: not expired, and with the reason that is required? */
bool pf_suppress_config_counts(const struct pf_settings *settings, const struct pf_ignore *ignore);

/* The first entry that silences the finding, or NULL; marks all that match it as used. */
const struct pf_suppression *pf_suppress_config_find(const struct pf_run *run,
	const struct pf_silencing *s, struct pf_arena *scratch, struct pf_container_places *places,
	const struct pf_finding *finding, size_t rule);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Files of NAME=VALUE lines, as compose's `env_file` reads them: comments,
 * `export` before a name, quotes around a value that may then run over lines,
 * variables in what is not in single quotes.
 */

#ifndef PF_PROJECT_ENV_FILE_H
#define PF_PROJECT_ENV_FILE_H

#include "source/source.h"

#define PF_ENV_FILE_ENTRIES_MAX 65536U /* of one file; the rest is not read */

struct pf_env_file_entry {
	pf_str name;
	pf_str value; /* without its quotes; secret until something else is known of it */
	struct pf_piece range;
	bool known;   /* rests on no variable without a default */
	bool quoted;  /* who reads the file by Docker's or kubectl's rules keeps the quotes */
	bool through; /* a name alone: taken from whatever shell runs compose */
};

struct pf_env_file {
	const struct pf_source *source;
	/* In the order of the text; the last of a name counts. */
	const struct pf_env_file_entry *entries;
	size_t nentries;
};

/* Read the text of `source`, which must outlive the result; what makes no sense is skipped. */
const struct pf_env_file *pf_env_file_read(struct pf_arena *arena, const struct pf_source *source);

/* Reads the file at a path; the result is NULL where it cannot be had. */
struct pf_env_reader {
	const struct pf_env_file *(*read)(void *arg, pf_str path);
	void *arg;
};

#endif

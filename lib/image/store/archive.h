/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The JSON documents in a tar archive, plain or compressed by gzip or zstd.
 *
 * One pass keeps all small entries that begin as JSON does; nothing is written
 * to disk, links are not followed, and names are but keys to find entries by.
 */

#ifndef PF_IMAGE_STORE_ARCHIVE_H
#define PF_IMAGE_STORE_ARCHIVE_H

#include "base/arena.h"
#include "base/error.h"

struct pf_archive_limits {
	size_t entries;  /* of all kinds */
	int64_t bytes;   /* that a compressed archive unpacks to */
	int64_t free;    /* unpacked bytes before `ratio` is looked at */
	int64_t ratio;   /* of unpacked to compressed bytes */
	size_t document; /* bytes of one document; a larger one is found, not read */
	size_t total;    /* bytes of all documents */
};

struct pf_archive_entry {
	pf_str name;  /* without a leading "./" */
	pf_str bytes; /* empty unless `whole` */
	bool whole;   /* else it is larger than a document may be */
};

struct pf_archive { /* by name; of entries of one name the last in the archive */
	const struct pf_archive_entry *ptr;
	size_t len;
};

/* The limits in force. */
struct pf_archive_limits pf_archive_limits(void);

/*
 * Read `fd`, a regular file, from where it stands.  Fails with PF_E_IO
 * (also where there is no libarchive), PF_E_SYNTAX (no tar archive, or a damaged
 * one) or PF_E_LIMIT.
 */
PF_MUST_USE bool pf_archive_read(struct pf_arena *arena, int fd,
	const struct pf_archive_limits *limits, struct pf_archive *out, struct pf_error *err);

/* The document of that name, or NULL. */
const struct pf_archive_entry *pf_archive_find(const struct pf_archive *archive, pf_str name);

#endif

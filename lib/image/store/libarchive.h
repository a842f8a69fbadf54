/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The functions of libarchive that reading a tar archive takes.
 *
 * Few runs meet an archive, and libarchive comes with so many libraries of its
 * own that loading them would be the longest part of linting one file.  So it is
 * loaded on demand where the build says under which name (PODFIT_LIBARCHIVE),
 * and linked as usual where it does not.
 */

#ifndef PF_IMAGE_STORE_LIBARCHIVE_H
#define PF_IMAGE_STORE_LIBARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

#include "base/error.h"

/* Each under its own name; libarchive's documentation is theirs. */
struct pf_libarchive {
	const char *(*archive_error_string)(struct archive *);
	la_int64_t (*archive_filter_bytes)(struct archive *, int);
	int (*archive_filter_code)(struct archive *, int);
	const char *(*archive_libzstd_version)(void);
	int (*archive_read_data_block)(struct archive *, const void **, size_t *, la_int64_t *);
	int (*archive_read_free)(struct archive *);
	struct archive *(*archive_read_new)(void);
	int (*archive_read_next_header)(struct archive *, struct archive_entry **);
	int (*archive_read_open_fd)(struct archive *, int, size_t);
	int (*archive_read_support_filter_gzip)(struct archive *);
	int (*archive_read_support_filter_zstd)(struct archive *);
	int (*archive_read_support_format_tar)(struct archive *);
	const char *(*archive_zlib_version)(void);
	mode_t (*archive_entry_filetype)(struct archive_entry *);
	const char *(*archive_entry_hardlink)(struct archive_entry *);
	const char *(*archive_entry_pathname)(struct archive_entry *);
	const char *(*archive_entry_pathname_utf8)(struct archive_entry *);
	la_int64_t (*archive_entry_size)(struct archive_entry *);
	int (*archive_entry_sparse_count)(struct archive_entry *);
};

/* Fails with PF_E_IO where the library is not installed, or is another one. */
PF_MUST_USE bool pf_libarchive_load(struct pf_libarchive *out, struct pf_error *err);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/libarchive.h"

/* All members of the struct: a list of one thing for each. */
#define FUNCTIONS(X) \
	X(archive_error_string) \
	X(archive_filter_bytes) \
	X(archive_filter_code) \
	X(archive_libzstd_version) \
	X(archive_read_data_block) \
	X(archive_read_free) \
	X(archive_read_new) \
	X(archive_read_next_header) \
	X(archive_read_open_fd) \
	X(archive_read_support_filter_gzip) \
	X(archive_read_support_filter_zstd) \
	X(archive_read_support_format_tar) \
	X(archive_zlib_version) \
	X(archive_entry_filetype) \
	X(archive_entry_hardlink) \
	X(archive_entry_pathname) \
	X(archive_entry_pathname_utf8) \
	X(archive_entry_size) \
	X(archive_entry_sparse_count)

#define BYTE(name) char name;
struct names {
	FUNCTIONS(BYTE)
};
_Static_assert(sizeof(struct names) * sizeof(void (*)(void)) == sizeof(struct pf_libarchive),
	"a function is missing");

#ifdef PODFIT_LIBARCHIVE

#include <dlfcn.h>
#include <string.h>

/* What is never linked is compared here: a member of another type does not compile. */
#define COMPARE(name) \
	_Static_assert(sizeof((struct pf_libarchive){.name = (name)}) > 0, "type of " #name);
FUNCTIONS(COMPARE)

static bool find(void *library, const char *name, void *function, struct pf_error *err)
{
	void *symbol = dlsym(library, name);

	if (!symbol)
		return pf_fail(err, PF_E_IO,
			"archives are read with libarchive, and %s has no `%s`", PODFIT_LIBARCHIVE,
			name);
	/* C knows no way from an object's address to a function's, POSIX wants one. */
	memcpy(function, &symbol, sizeof(symbol));
	return true;
}

/* The library stays loaded: the next archive finds it there. */
bool pf_libarchive_load(struct pf_libarchive *out, struct pf_error *err)
{
	void *library = dlopen(PODFIT_LIBARCHIVE, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		return pf_fail(err, PF_E_IO,
			"archives are read with libarchive, and %s cannot be loaded: is it installed?",
			PODFIT_LIBARCHIVE);
#define FIND(name) \
	if (!find(library, #name, (void *)&out->name, err)) \
		return false;
	FUNCTIONS(FIND)
	return true;
}

#else

bool pf_libarchive_load(struct pf_libarchive *out, struct pf_error *err)
{
	(void)err;
#define TAKE(name) .name = (name),
	*out = (struct pf_libarchive){FUNCTIONS(TAKE)};
	return true;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/* A folder of its own for a test that needs files, one at a time. */

#ifndef PF_TEST_FOLDER_H
#define PF_TEST_FOLDER_H

#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

static char folder[32];

static inline int folder_remove_one(const char *path, const struct stat *st, int type,
	struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline void folder_enter(void)
{
	(void)strcpy(folder, "/tmp/podfit-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
}

static inline void folder_leave(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(nftw(folder, folder_remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* Write a file, and the folders on the way to it. */
static inline void folder_put(const char *path, const char *text)
{
	char dir[512];
	FILE *file;

	for (size_t i = 0; path[i]; i++) {
		if (path[i] != '/')
			continue;
		(void)snprintf(dir, sizeof(dir), "%.*s", (int)i, path);
		(void)mkdir(dir, 0700);
	}
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	(void)fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
}

#endif

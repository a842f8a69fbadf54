/* SPDX-License-Identifier: Apache-2.0 */

/* The first line is a path; the rest a glob, and an ignore file. */

#include "base/buf.h"
#include "fuzz.h"
#include "source/gitignore.h"
#include "text/glob.h"

/* A path with all that is special in it escaped means itself. */
static void check_escaped(pf_str path)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf glob = PF_BUF_INIT;

	for (size_t i = 0; i < path.len; i++) {
		if (path.ptr[i] && strchr("*?[\\", path.ptr[i]))
			pf_buf_addc(&glob, '\\');
		pf_buf_addc(&glob, path.ptr[i]);
	}
	pf_assert(pf_glob_match(pf_buf_str(&glob), path));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str rest = fuzz_text(&arena, data, size), path;
	struct pf_gitignore ignore;

	(void)pf_str_split(&rest, '\n', &path);
	check_escaped(path);
	if (!rest.ptr)
		return 0;
	(void)pf_glob_match(rest, path);
	pf_gitignore_parse(&arena, rest, &ignore);
	/* Some rules are for folders only, none for files only. */
	if (pf_gitignore_match(&ignore, path, false) != PF_IGNORE_SILENT)
		pf_assert(pf_gitignore_match(&ignore, path, true) != PF_IGNORE_SILENT);
	return 0;
}

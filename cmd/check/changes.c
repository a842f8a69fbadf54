/* SPDX-License-Identifier: Apache-2.0 */

#include "check/changes.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "source/os_error.h"
#include "source/path.h"
#include "stream.h"

static bool is_there(struct pf_arena *arena, pf_str path)
{
	return pf_path_exists(pf_arena_cstr(arena, path));
}

/* The top of the repository, unless that is the current folder; or empty. */
static pf_str find_top(struct pf_arena *arena)
{
	static const char *const names[] = {".git"};
	const char *git = pf_path_find_above(arena, PF_STR("."), names, 1);
	pf_str top = git ? pf_path_directory(pf_str_from(git)) : PF_STR_EMPTY;

	return pf_str_eq(top, pf_path_absolute(arena, PF_STR("."))) ? PF_STR_EMPTY : top;
}

/*
 * Paths start from the current folder or from the top of the repository: from
 * where more of the files are there.  Where that says nothing, git's start from
 * the top, unless told otherwise.  Tells whether any file is there.
 */
static bool settle_paths(struct pf_arena *arena, struct pf_diff *diff)
{
	pf_str top = find_top(arena);
	pf_str *below = PF_NEWN(arena, pf_str, diff->n);
	size_t here = 0, there = 0;

	for (size_t i = 0; i < diff->n; i++) {
		struct pf_diff_file *file = &diff->files[i];

		below[i] = pf_path_from(arena, top, file->path);
		file->path = pf_report_path(arena, file->path);
		here += is_there(arena, file->path);
		there += top.len && is_there(arena, below[i]);
	}
	if (top.len && (there > here || (there == here && diff->of_git))) {
		for (size_t i = 0; i < diff->n; i++)
			diff->files[i].path = below[i];
	}
	return here + there > 0;
}

/* Also from a pipe: `<(git diff)` of a shell is one. */
static bool read_file(struct pf_arena *arena, const char *path, struct pf_source *out,
	struct pf_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return pf_fail(err, PF_E_IO, "%s", pf_os_error_of(errno).text);
	ok = pf_source_read_fd(arena, fd, pf_str_from(path), out, err);
	(void)close(fd);
	return ok;
}

static bool read_stdin(struct pf_arena *arena, struct pf_source *out, struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf bytes = PF_BUF_INIT;

	if (!stream_read_stdin(&bytes, PF_DIFF_MAX, err))
		return false;
	pf_source_decode(arena, pf_arena_dup(arena, pf_buf_str(&bytes)), PF_STR("-"), out);
	return true;
}

static bool read_diff(struct pf_arena *arena, const char *path, struct pf_diff *out,
	struct pf_error *err)
{
	struct pf_source source;

	if (strcmp(path, "-") == 0 ? !read_stdin(arena, &source, err)
				   : !read_file(arena, path, &source, err))
		return false;
	if (source.encoding == PF_BINARY)
		return pf_fail(err, PF_E_SYNTAX, "no unified diff: it is not text");
	return pf_diff_parse(arena, source.text, out, err);
}

bool check_load_changes(struct pf_arena *arena, struct check_changes *changes,
	struct file_fault *fault)
{
	struct pf_error err = {0};
	struct pf_diff diff;

	if (!changes->named)
		return true;
	if (!read_diff(arena, changes->named, &diff, &err)) {
		*fault = (struct file_fault){"diff", pf_str_from(changes->named),
			pf_arena_dup(arena, pf_str_from(err.msg))};
		return false;
	}
	changes->elsewhere = !settle_paths(arena, &diff) && diff.n > 0;
	changes->read = (struct pf_changes){diff.files, diff.n};
	pf_changes_sort(&changes->read);
	return true;
}

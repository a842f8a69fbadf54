/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image/store/sha2.h"
#include "source/os_error.h"
#include "text/json/read.h"

#define STEPS_MAX 8 /* folders on the way to a file */

static void close_fd(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

bool pf_layout_open_folder(const char *os_path, struct pf_layout *out, struct pf_error *err)
{
	int dir = open(os_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (dir < 0)
		return pf_fail(err, PF_E_IO, "%s", pf_os_error_of(errno).text);
	*out = (struct pf_layout){.dir = dir};
	return true;
}

void pf_layout_close(struct pf_layout *layout)
{
	close_fd(&layout->dir);
	layout->dir = -1;
}

static bool fail_step(struct pf_error *err, pf_str name, int code)
{
	if (code == ELOOP || code == ENOTDIR)
		return pf_fail(err, PF_E_SYNTAX,
			"`%.*s` leads through a symbolic link or what is no folder",
			PF_STR_ARG(name));
	return pf_fail(err, PF_E_IO, "%.*s: %s", PF_STR_ARG(name), pf_os_error_of(code).text);
}

/* A name may come from a document: each of its parts has to be a plain one. */
static bool is_plain(pf_str part)
{
	return part.len && !pf_str_eq(part, PF_STR(".")) && !pf_str_eq(part, PF_STR("..")) &&
		!memchr(part.ptr, '\0', part.len);
}

/* Open `part` of `*dir`, which is closed unless it is the layout's own. */
static int step(const struct pf_layout *layout, int dir, const char *part, bool last)
{
	int flags = last ? O_NONBLOCK | O_NOCTTY : O_DIRECTORY;
	int fd = openat(dir, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags);
	int code = errno;

	if (dir != layout->dir)
		close_fd(&dir);
	errno = code;
	return fd;
}

/* `*out` is -1 where there is no such file. */
static bool open_below(struct pf_arena *arena, struct pf_layout *layout, pf_str name, int *out,
	struct pf_error *err)
{
	pf_str rest = name, part;
	int fd = layout->dir;

	*out = -1;
	for (size_t steps = 0; pf_str_split(&rest, '/', &part); steps++) {
		if (steps == STEPS_MAX || !is_plain(part)) {
			if (fd != layout->dir)
				close_fd(&fd);
			return pf_fail(err, PF_E_SYNTAX, "`%.*s` is no name of a file in it",
				PF_STR_ARG(name));
		}
		fd = step(layout, fd, pf_arena_cstr(arena, part), !rest.ptr);
		if (fd < 0)
			return errno == ENOENT || fail_step(err, name, errno);
	}
	*out = fd;
	return true;
}

static bool read_whole(int fd, char *to, size_t size)
{
	size_t len = 0;

	while (len < size) {
		ssize_t n = read(fd, to + len, size - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		len += (size_t)n;
	}
	return true;
}

/* An index may name one blob a thousand times, and each time it is read anew. */
static bool take(struct pf_layout *layout, size_t size, struct pf_error *err)
{
	if (size > PF_LAYOUT_MAX_TOTAL - layout->used)
		return pf_fail(err, PF_E_LIMIT, "more than %zu MiB of it to be read",
			PF_LAYOUT_MAX_TOTAL / 1024 / 1024);
	layout->used += size;
	return true;
}

static bool fail_large(struct pf_error *err, pf_str name)
{
	return pf_fail(err, PF_E_LIMIT, "%.*s: larger than %zu MiB", PF_STR_ARG(name),
		PF_JSON_MAX / 1024 / 1024);
}

static bool read_file(struct pf_arena *arena, struct pf_layout *layout, pf_str name, pf_str *out,
	struct pf_error *err)
{
	PF_CLEANUP(close_fd) int fd = -1;
	struct stat st;
	char *bytes;

	if (!open_below(arena, layout, name, &fd, err))
		return false;
	*out = (pf_str){NULL, 0};
	if (fd < 0)
		return true;
	if (fstat(fd, &st) != 0)
		return fail_step(err, name, errno);
	if (!S_ISREG(st.st_mode))
		return pf_fail(err, PF_E_SYNTAX, "`%.*s` is no regular file", PF_STR_ARG(name));
	if (st.st_size > (off_t)PF_JSON_MAX)
		return fail_large(err, name);
	if (!take(layout, (size_t)st.st_size, err))
		return false;
	bytes = pf_arena_alloc(arena, (size_t)st.st_size + 1, 1);
	if (!read_whole(fd, bytes, (size_t)st.st_size))
		return pf_fail(err, PF_E_IO, "%.*s: cannot be read", PF_STR_ARG(name));
	*out = (pf_str){bytes, (size_t)st.st_size};
	return true;
}

bool pf_layout_file(struct pf_arena *arena, struct pf_layout *layout, pf_str name, pf_str *out,
	struct pf_error *err)
{
	const struct pf_archive_entry *entry;

	if (layout->dir >= 0)
		return read_file(arena, layout, name, out, err);
	entry = pf_archive_find(&layout->archive, name);
	if (entry && !entry->whole)
		return fail_large(err, name);
	*out = entry ? entry->bytes : (pf_str){NULL, 0};
	return take(layout, out->len, err);
}

bool pf_layout_blob(struct pf_arena *arena, struct pf_layout *layout,
	const struct pf_descriptor *descriptor, pf_str *out, struct pf_error *err)
{
	pf_str digest = descriptor->digest, name, bytes;

	if (!pf_sha2_is_digest(digest))
		return pf_fail(err, PF_E_SYNTAX, "`%.*s` is no sha256 or sha512 digest",
			PF_STR_ARG(digest));
	name = pf_arena_fmt(arena, "blobs/%.*s/%.*s", 6, digest.ptr,
		PF_STR_ARG(pf_str_from_offset(digest, sizeof("sha256:") - 1)));
	if (!pf_layout_file(arena, layout, name, &bytes, err))
		return false;
	if (bytes.ptr && descriptor->size >= 0 && (uint64_t)descriptor->size != bytes.len)
		return pf_fail(err, PF_E_SYNTAX, "blob %.*s has %zu bytes, not %lld",
			PF_STR_ARG(digest), bytes.len, (long long)descriptor->size);
	if (bytes.ptr && !pf_sha2_matches(digest, bytes))
		return pf_fail(err, PF_E_SYNTAX, "blob %.*s does not match its digest",
			PF_STR_ARG(digest));
	*out = bytes;
	return true;
}

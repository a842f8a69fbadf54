/* SPDX-License-Identifier: Apache-2.0 */

#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "source/os_error.h"

#define PIECE ((size_t)64 * 1024) /* one read from what has no size */

static void close_fd(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

/* Bytes read into `to`, 0 at the end, -1 on failure with errno set. */
static ssize_t read_some(int fd, char *to, size_t cap)
{
	for (;;) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		ssize_t n = read(fd, to, cap);

		if (n >= 0)
			return n;
		if (errno == EAGAIN)
			(void)poll(&ready, 1, -1);
		else if (errno != EINTR)
			return -1;
	}
}

static bool fail_read(struct pf_error *err)
{
	return pf_fail(err, PF_E_IO, "%s", pf_os_error_of(errno).text);
}

static bool fail_size(struct pf_error *err)
{
	return pf_fail(err, PF_E_LIMIT, "larger than %zu MiB", PF_SOURCE_MAX / 1024 / 1024);
}

static bool read_sized(struct pf_arena *arena, int fd, size_t size, pf_str *out,
	struct pf_error *err)
{
	char *p = pf_arena_alloc(arena, size + 1, 1);
	size_t len = 0;

	/* There is room for one byte too many, which shows that the file grew. */
	while (len <= size) {
		ssize_t n = read_some(fd, p + len, size + 1 - len);

		if (n < 0)
			return fail_read(err);
		if (n == 0)
			break;
		len += (size_t)n;
	}
	if (len != size)
		return pf_fail(err, PF_E_IO, "changed while it was read");
	*out = (pf_str){p, size};
	return true;
}

static bool read_stream(struct pf_arena *arena, int fd, pf_str *out, struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;
	char piece[PIECE];

	for (;;) {
		ssize_t n = read_some(fd, piece, sizeof(piece));

		if (n < 0)
			return fail_read(err);
		if (n == 0)
			break;
		if ((size_t)n > PF_SOURCE_MAX - buf.len)
			return fail_size(err);
		pf_buf_add(&buf, (pf_str){piece, (size_t)n});
	}
	*out = pf_arena_dup(arena, pf_buf_str(&buf));
	return true;
}

bool pf_source_read_fd(struct pf_arena *arena, int fd, pf_str path, struct pf_source *out,
	struct pf_error *err)
{
	struct stat st;
	pf_str bytes;
	off_t at;

	if (fstat(fd, &st) != 0)
		return fail_read(err);
	/* Standard input may be a file that somebody has read the beginning of. */
	at = S_ISREG(st.st_mode) ? lseek(fd, 0, SEEK_CUR) : -1;
	if (at >= 0 && st.st_size > at) {
		if ((uintmax_t)(st.st_size - at) > PF_SOURCE_MAX)
			return fail_size(err);
		if (!read_sized(arena, fd, (size_t)(st.st_size - at), &bytes, err))
			return false;
	} else if (!read_stream(arena, fd, &bytes, err)) {
		return false; /* files of /proc have no size either */
	}
	pf_source_decode(arena, bytes, path, out);
	return true;
}

bool pf_source_read_file(struct pf_arena *arena, const char *os_path, pf_str path,
	struct pf_source *out, struct pf_error *err)
{
	PF_CLEANUP(close_fd)
	const int fd = open(os_path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		return fail_read(err);
	if (!S_ISREG(st.st_mode))
		return pf_fail(err, PF_E_IO, "not a regular file");
	return pf_source_read_fd(arena, fd, path, out, err);
}

void pf_source_decode(struct pf_arena *arena, pf_str bytes, pf_str path, struct pf_source *out)
{
	struct pf_text_decoded decoded;

	pf_text_decode(arena, bytes, &decoded);
	*out = (struct pf_source){.path = path,
		.text = decoded.text,
		.bad = decoded.bad,
		.encoding = decoded.encoding,
		.stored = decoded.stored};
}

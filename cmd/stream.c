/* SPDX-License-Identifier: Apache-2.0 */

#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "environment.h"
#include "interrupt.h"
#include "source/os_error.h"

#define READ_SIZE ((size_t)64 * 1024)
#define DEFAULT_WIDTH 100
#define MIN_WIDTH 40

static bool fail(struct pf_error *err)
{
	return pf_fail(err, PF_E_IO, "%s", pf_os_error_of(errno).text);
}

void stream_guard(void)
{
	for (int fd = 0; fd < 3; fd++) {
		/* The wrong way round, so that using it still fails. */
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			(void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
	}
}

bool stream_write(int fd, pf_str bytes, struct pf_error *err)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(err);
		bytes = pf_str_from_offset(bytes, (size_t)n);
	}
	return true;
}

bool stream_read_stdin(struct pf_buf *out, size_t most, struct pf_error *err)
{
	char block[READ_SIZE];

	for (;;) {
		ssize_t n = read(STDIN_FILENO, block, sizeof(block));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(err);
		if (n == 0)
			return true;
		pf_buf_add(out, (pf_str){block, (size_t)n});
		if (out->len > most)
			return pf_fail(err, PF_E_LIMIT, "larger than %zu MiB", most >> 20);
	}
}

void stream_drain_stdin(size_t most)
{
	char block[READ_SIZE];
	size_t all = 0;

	while (all <= most && !isatty(STDIN_FILENO)) {
		ssize_t n = read(STDIN_FILENO, block, sizeof(block));

		if (n == 0 || (n < 0 && errno != EINTR))
			return;
		all += n > 0 ? (size_t)n : 0;
	}
}

static bool write_directly(const char *path, pf_str bytes, struct pf_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	bool ok;

	if (fd < 0)
		return fail(err);
	ok = stream_write(fd, bytes, err);
	if (close(fd) != 0 && ok)
		return fail(err);
	return ok;
}

/* Permissions of the file that is replaced, or those of a new one. */
static mode_t mode_for(const struct stat *old)
{
	mode_t mask;

	if (old)
		return old->st_mode & 0777;
	mask = umask(0);
	(void)umask(mask);
	return 0666 & ~mask;
}

static bool fill(int fd, mode_t mode, pf_str bytes, struct pf_error *err)
{
	bool ok = stream_write(fd, bytes, err);

	if (ok && fchmod(fd, mode) != 0)
		ok = fail(err);
	if (close(fd) != 0 && ok)
		ok = fail(err);
	return ok;
}

static bool replace(const char *path, mode_t mode, pf_str bytes, struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf beside = PF_BUF_INIT;
	int fd;

	pf_buf_addf(&beside, "%s.XXXXXX", path);
	fd = interrupt_make_file(beside.ptr);
	if (fd < 0)
		return fail(err);
	if (!fill(fd, mode, bytes, err)) {
		interrupt_drop_file(beside.ptr);
		return false;
	}
	if (interrupt_keep_file(beside.ptr, path) == 0)
		return true;
	(void)fail(err);
	interrupt_drop_file(beside.ptr);
	return false;
}

/* The open descriptor that `path` is another name of, or -1. */
static int descriptor_of(const char *path)
{
	pf_str name = pf_str_from(path);
	int64_t fd;

	if (pf_str_eq(name, PF_STR("/dev/stdout")))
		return STDOUT_FILENO;
	if (pf_str_eq(name, PF_STR("/dev/stderr")))
		return STDERR_FILENO;
	if (pf_str_starts_with(name, PF_STR("/dev/fd/")) &&
		pf_str_to_int(pf_str_from_offset(name, 8), &fd) && fd >= 0 && fd < INT_MAX)
		return (int)fd;
	return -1;
}

bool stream_replace(const char *path, pf_str bytes, struct pf_error *err)
{
	int fd = descriptor_of(path);
	char real[PATH_MAX];
	struct stat old;

	if (fd >= 0)
		return stream_write(fd, bytes, err);
	if (stat(path, &old) != 0)
		return replace(path, mode_for(NULL), bytes, err);
	if (!S_ISREG(old.st_mode))
		return write_directly(path, bytes, err);
	/* A link stays one: what it leads to is replaced. */
	if (!realpath(path, real))
		return fail(err);
	return replace(real, mode_for(&old), bytes, err);
}

static bool is_forced(const char *value)
{
	return value && strcmp(value, "0") != 0;
}

bool stream_wants_color(int fd)
{
	const char *term = environment("TERM");

	if (environment("NO_COLOR"))
		return false;
	if (is_forced(environment("FORCE_COLOR")) || is_forced(environment("CLICOLOR_FORCE")))
		return true;
	return isatty(fd) && !(term && strcmp(term, "dumb") == 0);
}

size_t stream_width(void)
{
	const char *columns = environment("COLUMNS");
	struct winsize size;
	int64_t wanted = 0;

	if (columns && pf_str_to_int(pf_str_from(columns), &wanted) && wanted > 0 && wanted < 10000)
		;
	else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		wanted = size.ws_col;
	else
		wanted = DEFAULT_WIDTH;
	return wanted < MIN_WIDTH ? MIN_WIDTH : (size_t)wanted;
}

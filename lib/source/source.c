/* SPDX-License-Identifier: Apache-2.0 */

#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "source/os_error.h"
#include "source/utf8.h"

#define PIECE ((size_t)64 * 1024) /* one read from what has no size */
#define REPLACEMENT 0xFFFDU

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

static uint32_t utf16_unit(pf_str bytes, size_t at, bool big)
{
	uint32_t first = (unsigned char)bytes.ptr[at];
	uint32_t second = (unsigned char)bytes.ptr[at + 1];

	return big ? first << 8 | second : second << 8 | first;
}

/* The character at `*at`, which moves on; REPLACEMENT and `*bad` when there is none. */
static uint32_t utf16_next(pf_str bytes, size_t *at, bool big, bool *bad)
{
	uint32_t c, low;

	*bad = true;
	if (bytes.len - *at < 2) {
		*at = bytes.len;
		return REPLACEMENT;
	}
	c = utf16_unit(bytes, *at, big);
	*at += 2;
	if (c < 0xD800 || c > 0xDFFF) {
		*bad = false;
		return c;
	}
	if (c > 0xDBFF || bytes.len - *at < 2)
		return REPLACEMENT;
	low = utf16_unit(bytes, *at, big);
	if (low < 0xDC00 || low > 0xDFFF)
		return REPLACEMENT;
	*at += 2;
	*bad = false;
	return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

/* Bytes as UTF-8; false when there is a NUL among the characters. */
static bool utf16_measure(pf_str bytes, bool big, size_t *out)
{
	char unused[PF_UTF8_MAX];
	size_t len = 0;
	bool bad;

	for (size_t at = 0; at < bytes.len;) {
		uint32_t c = utf16_next(bytes, &at, big, &bad);

		if (c == 0)
			return false;
		len += pf_utf8_put(unused, c);
	}
	*out = len;
	return true;
}

static void decode_utf16(struct pf_arena *arena, pf_str bytes, struct pf_source *out)
{
	bool big = out->stored == PF_UTF16BE;
	size_t size, len = 0;
	char *text;

	if (!utf16_measure(bytes, big, &size)) {
		out->encoding = PF_BINARY;
		return;
	}
	text = pf_arena_alloc(arena, size + 1, 1);
	for (size_t at = 0; at < bytes.len;) {
		bool bad;
		uint32_t c = utf16_next(bytes, &at, big, &bad);

		if (bad && out->encoding != PF_BAD_UTF8) {
			out->encoding = PF_BAD_UTF8;
			out->bad = len;
		}
		len += pf_utf8_put(text + len, c);
	}
	out->text = (pf_str){text, len};
}

static void decode_utf8(pf_str bytes, struct pf_source *out)
{
	size_t bad;

	if (pf_str_find_char(bytes, '\0') < bytes.len) {
		out->encoding = PF_BINARY;
		return;
	}
	out->text = bytes;
	bad = pf_utf8_find_bad(bytes);
	if (bad < bytes.len) {
		out->encoding = PF_BAD_UTF8;
		out->bad = bad;
	}
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
	*out = (struct pf_source){.path = path, .text = PF_STR_EMPTY};
	if (pf_str_starts_with(bytes, PF_STR("\xFF\xFE")))
		out->stored = PF_UTF16LE;
	else if (pf_str_starts_with(bytes, PF_STR("\xFE\xFF")))
		out->stored = PF_UTF16BE;
	else if (pf_str_starts_with(bytes, PF_STR("\xEF\xBB\xBF")))
		out->stored = PF_UTF8_BOM;
	else
		out->stored = PF_UTF8;
	out->encoding = out->stored;

	if (out->stored == PF_UTF16LE || out->stored == PF_UTF16BE)
		decode_utf16(arena, pf_str_from_offset(bytes, 2), out);
	else
		decode_utf8(pf_str_from_offset(bytes, out->stored == PF_UTF8_BOM ? 3 : 0), out);
}

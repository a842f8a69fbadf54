/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image/store/docker_save.h"
#include "image/store/inspect.h"
#include "image/store/oci.h"
#include "source/os_error.h"

#define HEAD 512 /* a tar archive's first block */
#define TAR_MAGIC_AT 257

enum form {
	FORM_OTHER,
	FORM_JSON,
	FORM_ARCHIVE,
};

static void close_fd(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

static bool fail_os(struct pf_error *err)
{
	return pf_fail(err, PF_E_IO, "%s", pf_os_error_of(errno).text);
}

static bool is_archive(pf_str head)
{
	pf_str tar = PF_STR("ustar");

	return pf_str_starts_with(head, PF_STR("\x1f\x8b")) ||
		pf_str_starts_with(head, PF_STR("\x28\xb5\x2f\xfd")) ||
		(head.len >= TAR_MAGIC_AT + tar.len &&
			pf_str_eq(pf_str_sub(head, TAR_MAGIC_AT, TAR_MAGIC_AT + tar.len), tar));
}

static pf_str skip_byte_order_mark(pf_str head)
{
	if (pf_str_starts_with(head, PF_STR("\xef\xbb\xbf")))
		return pf_str_from_offset(head, 3);
	if (pf_str_starts_with(head, PF_STR("\xff\xfe")))
		return pf_str_from_offset(head, 2);
	/* Big-endian: a NUL comes before the first character. */
	if (pf_str_starts_with(head, PF_STR("\xfe\xff")) && head.len > 2)
		return pf_str_from_offset(head, 3);
	return head;
}

static enum form form_of(pf_str head)
{
	pf_str begin;

	if (is_archive(head))
		return FORM_ARCHIVE;
	begin = pf_str_trim(skip_byte_order_mark(head));
	return begin.len && (begin.ptr[0] == '{' || begin.ptr[0] == '[') ? FORM_JSON : FORM_OTHER;
}

/* Up to `size` bytes from the start of the file. */
static bool read_begin(int fd, char *to, size_t size, size_t *len, struct pf_error *err)
{
	*len = 0;
	while (*len < size) {
		ssize_t n = pread(fd, to + *len, size - *len, (off_t)*len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_os(err);
		if (n == 0)
			break;
		*len += (size_t)n;
	}
	return true;
}

static bool read_files(const struct pf_store *store, struct pf_image_facts *out,
	struct pf_error *err)
{
	pf_str bytes;

	if (!pf_layout_file(store->arena, store->layout, PF_STR("index.json"), &bytes, err))
		return false;
	if (bytes.ptr)
		return pf_store_layout(store, bytes, out, err);
	if (!pf_layout_file(store->arena, store->layout, PF_STR("manifest.json"), &bytes, err))
		return false;
	if (bytes.ptr)
		return pf_store_docker_save(store, bytes, out, err);
	return pf_fail(err, PF_E_SYNTAX, "holds neither `index.json` nor `manifest.json`");
}

static bool read_folder(const struct pf_store *store, const char *os_path,
	struct pf_image_facts *out, struct pf_error *err)
{
	PF_CLEANUP(pf_layout_close) struct pf_layout layout = PF_LAYOUT_INIT;
	struct pf_store whole = *store;

	whole.layout = &layout;
	return pf_layout_open_folder(os_path, &layout, err) && read_files(&whole, out, err);
}

static bool read_archive(const struct pf_store *store, int fd, struct pf_image_facts *out,
	struct pf_error *err)
{
	struct pf_layout layout = PF_LAYOUT_INIT;
	struct pf_archive_limits limits = pf_archive_limits();
	struct pf_store whole = *store;

	whole.layout = &layout;
	return pf_archive_read(store->arena, fd, &limits, &layout.archive, err) &&
		read_files(&whole, out, err);
}

static bool read_json(const struct pf_store *store, int fd, off_t size, struct pf_image_facts *out,
	struct pf_error *err)
{
	char *bytes;
	size_t len;

	if (size > (off_t)PF_JSON_MAX)
		return pf_fail(err, PF_E_LIMIT, "larger than %zu MiB", PF_JSON_MAX / 1024 / 1024);
	bytes = pf_arena_alloc(store->arena, (size_t)size + 1, 1);
	return read_begin(fd, bytes, (size_t)size, &len, err) &&
		pf_store_document(store, (pf_str){bytes, len}, out, err);
}

static bool read_regular(const struct pf_store *store, int fd, off_t size,
	struct pf_image_facts *out, struct pf_error *err)
{
	char head[HEAD];
	size_t len;

	if (!read_begin(fd, head, sizeof(head), &len, err))
		return false;
	switch (form_of((pf_str){head, len})) {
	case FORM_JSON:
		return read_json(store, fd, size, out, err);
	case FORM_ARCHIVE:
		return read_archive(store, fd, out, err);
	case FORM_OTHER:
		break;
	}
	return pf_fail(err, PF_E_SYNTAX, "neither JSON nor a tar archive");
}

bool pf_image_store_read(struct pf_arena *arena, const char *os_path,
	const struct pf_source *source, const struct pf_image_reference *wanted,
	struct pf_image_facts *out, struct pf_error *err)
{
	/* Not to wait for the other end of a named pipe. */
	PF_CLEANUP(close_fd) int fd = open(os_path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct pf_store store = {.arena = arena, .source = source, .wanted = wanted};
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		return fail_os(err);
	if (S_ISDIR(st.st_mode))
		return read_folder(&store, os_path, out, err);
	if (!S_ISREG(st.st_mode))
		return pf_fail(err, PF_E_IO, "neither a file nor a folder");
	return read_regular(&store, fd, st.st_size, out, err);
}

bool pf_image_store_recognises(const char *os_path)
{
	PF_CLEANUP(close_fd) int fd = open(os_path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	char head[HEAD];
	struct pf_error err;
	struct stat st;
	size_t len;

	if (fd < 0 || fstat(fd, &st) != 0)
		return false;
	if (S_ISDIR(st.st_mode))
		return true;
	if (!S_ISREG(st.st_mode))
		return false;
	/* By name too, or a report that came out empty were a Dockerfile without instructions. */
	return pf_str_ends_with(pf_str_from(os_path), PF_STR(".json")) ||
		(read_begin(fd, head, sizeof(head), &len, &err) &&
			form_of((pf_str){head, len}) != FORM_OTHER);
}

bool pf_image_json_read(struct pf_arena *arena, pf_str json, const struct pf_source *source,
	struct pf_image_facts *out, struct pf_error *err)
{
	struct pf_store store = {.arena = arena, .source = source};

	return pf_store_document(&store, json, out, err);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/vec.h"
#include "image/store/libarchive.h"
#include "source/os_error.h"
#include "text/json/read.h"

#define BLOCK ((size_t)64 * 1024)
#define MIB ((int64_t)1024 * 1024)

struct found {
	struct pf_archive_entry entry;
	size_t index; /* in the archive */
};

struct reading {
	struct pf_arena *arena;
	const struct pf_archive_limits *limits;
	struct pf_libarchive lib;
	struct archive *tar;
	int64_t size; /* of the file */
	bool packed;
	PF_VEC(struct found) found;
	size_t total;
};

struct pf_archive_limits pf_archive_limits(void)
{
	return (struct pf_archive_limits){
		.entries = 65536,
		.bytes = 16384 * MIB,
		.free = 256 * MIB,
		.ratio = 200,
		.document = PF_JSON_MAX,
		.total = (size_t)(64 * MIB),
	};
}

static void free_tar(struct reading *r)
{
	if (r->tar)
		(void)r->lib.archive_read_free(r->tar);
}

static bool fail_damaged(const struct reading *r, struct pf_error *err)
{
	const char *why = r->lib.archive_error_string(r->tar);

	return pf_fail(err, PF_E_SYNTAX, "no tar archive, or a damaged one: %s",
		why ? why : "unknown error");
}

/* What skips and reads alike go through, so that no stream unpacks without end. */
static bool is_within(const struct reading *r, struct pf_error *err)
{
	int64_t plain, packed;

	if (!r->packed)
		return true;
	plain = r->lib.archive_filter_bytes(r->tar, 0);
	packed = r->lib.archive_filter_bytes(r->tar, -1);
	if (plain > r->limits->bytes)
		return pf_fail(err, PF_E_LIMIT, "unpacks to more than %lld bytes",
			(long long)r->limits->bytes);
	if (plain > r->limits->free && plain / r->limits->ratio > packed)
		return pf_fail(err, PF_E_LIMIT, "unpacks to more than %lld times its size",
			(long long)r->limits->ratio);
	return true;
}

/* A block of the entry's data; `*out` has a NULL ptr at the end. */
static bool next_block(const struct reading *r, pf_str *out, int64_t *at, struct pf_error *err)
{
	const void *data = NULL;
	size_t len = 0;
	la_int64_t offset = 0;
	int code = r->lib.archive_read_data_block(r->tar, &data, &len, &offset);

	if (code == ARCHIVE_EOF) {
		*out = (pf_str){NULL, 0};
		return true;
	}
	if (code < ARCHIVE_WARN || code == ARCHIVE_RETRY)
		return fail_damaged(r, err);
	*out = (pf_str){data ? data : "", len};
	*at = offset;
	return is_within(r, err);
}

/* Does what begins so look like a JSON object or list? */
static bool is_json(pf_str begin)
{
	begin = pf_str_trim(begin);
	return begin.len && (begin.ptr[0] == '{' || begin.ptr[0] == '[');
}

/*
 * The entry's data if it is JSON; else the rest is left to be skipped.  A file
 * with holes is no document: its blocks do not follow one another.
 */
static bool read_document(const struct reading *r, struct pf_buf *out, bool *is, bool *whole,
	struct pf_error *err)
{
	pf_str block = PF_STR_EMPTY;
	int64_t at = 0;

	*is = false;
	*whole = true;
	for (;;) {
		if (!next_block(r, &block, &at, err))
			return false;
		if (!block.ptr)
			return true;
		if (at != (int64_t)out->len || (!out->len && !is_json(block))) {
			*is = false;
			return true;
		}
		*is = true;
		if (block.len > r->limits->document - out->len) {
			*whole = false;
			return true;
		}
		pf_buf_add(out, block);
	}
}

static bool skip_rest(const struct reading *r, struct pf_error *err)
{
	pf_str block = PF_STR_EMPTY;
	int64_t at;

	/* libarchive seeks where the file is not compressed. */
	if (!r->packed)
		return true;
	while (block.ptr) {
		if (!next_block(r, &block, &at, err))
			return false;
	}
	return true;
}

static pf_str name_of(const struct reading *r, struct archive_entry *entry)
{
	const char *text = r->lib.archive_entry_pathname(entry);
	pf_str name;

	if (!text)
		text = r->lib.archive_entry_pathname_utf8(entry);
	name = text ? pf_str_from(text) : PF_STR_EMPTY;
	while (pf_str_starts_with(name, PF_STR("./")))
		name = pf_str_from_offset(name, 2);
	return name;
}

static bool add_found(struct reading *r, pf_str name, pf_str bytes, bool whole,
	struct pf_error *err)
{
	struct found found = {.index = r->found.len,
		.entry = {pf_arena_dup(r->arena, name), PF_STR_EMPTY, whole}};

	if (bytes.len > r->limits->total - r->total)
		return pf_fail(err, PF_E_LIMIT, "holds more than %zu bytes of JSON",
			r->limits->total);
	r->total += bytes.len;
	if (whole)
		found.entry.bytes = pf_arena_dup(r->arena, bytes);
	PF_VEC_ADD(r->arena, &r->found) = found;
	return true;
}

/* Seeking beyond the end of a file does not fail. */
static bool is_cut_off(const struct reading *r, struct archive_entry *entry)
{
	return !r->packed && r->lib.archive_entry_sparse_count(entry) == 0 &&
		r->lib.archive_entry_size(entry) > r->size - r->lib.archive_filter_bytes(r->tar, 0);
}

static bool read_entry(struct reading *r, struct archive_entry *entry, struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf bytes = PF_BUF_INIT;
	bool is, whole;

	if (r->lib.archive_entry_filetype(entry) != AE_IFREG ||
		r->lib.archive_entry_hardlink(entry))
		return skip_rest(r, err);
	if (is_cut_off(r, entry))
		return pf_fail(err, PF_E_SYNTAX, "no tar archive, or a damaged one: ends too soon");
	if (!read_document(r, &bytes, &is, &whole, err))
		return false;
	if (is && !add_found(r, name_of(r, entry), pf_buf_str(&bytes), whole, err))
		return false;
	return skip_rest(r, err);
}

static bool read_entries(struct reading *r, struct pf_error *err)
{
	struct archive_entry *entry;

	for (size_t n = 0;; n++) {
		int code = r->lib.archive_read_next_header(r->tar, &entry);

		if (code == ARCHIVE_EOF)
			return true;
		if (code < ARCHIVE_WARN || code == ARCHIVE_RETRY)
			return fail_damaged(r, err);
		if (n == r->limits->entries)
			return pf_fail(err, PF_E_LIMIT, "holds more than %zu entries", n);
		r->packed = r->lib.archive_filter_code(r->tar, 0) != ARCHIVE_FILTER_NONE;
		if (!is_within(r, err) || !read_entry(r, entry, err))
			return false;
	}
}

static int compare_found(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = pf_str_cmp(x->entry.name, y->entry.name);

	if (order)
		return order;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* As unpacking it would leave them: a later entry overwrites one of the same name. */
static struct pf_archive sort_found(const struct reading *r)
{
	struct pf_archive_entry *kept = PF_NEWN(r->arena, struct pf_archive_entry, r->found.len);
	size_t n = 0;

	if (r->found.len)
		qsort(r->found.ptr, r->found.len, sizeof(*r->found.ptr), compare_found);
	for (size_t i = 0; i < r->found.len; i++) {
		if (n && pf_str_eq(kept[n - 1].name, r->found.ptr[i].entry.name))
			n--;
		kept[n++] = r->found.ptr[i].entry;
	}
	return (struct pf_archive){kept, n};
}

/* A filter that libarchive was built without would be run as a program. */
static bool new_tar(struct reading *r, struct pf_error *err)
{
	const struct pf_libarchive *lib = &r->lib;

	if (!pf_libarchive_load(&r->lib, err))
		return false;
	r->tar = lib->archive_read_new();
	if (!r->tar)
		pf_oom();
	(void)lib->archive_read_support_format_tar(r->tar);
	if (lib->archive_zlib_version())
		(void)lib->archive_read_support_filter_gzip(r->tar);
	if (lib->archive_libzstd_version())
		(void)lib->archive_read_support_filter_zstd(r->tar);
	return true;
}

bool pf_archive_read(struct pf_arena *arena, int fd, const struct pf_archive_limits *limits,
	struct pf_archive *out, struct pf_error *err)
{
	PF_CLEANUP(free_tar) struct reading r = {.arena = arena, .limits = limits};
	struct stat st;

	if (fstat(fd, &st) != 0)
		return pf_fail(err, PF_E_IO, "%s", pf_os_error_of(errno).text);
	r.size = st.st_size;
	if (!new_tar(&r, err))
		return false;
	if (r.lib.archive_read_open_fd(r.tar, fd, BLOCK) != ARCHIVE_OK)
		return fail_damaged(&r, err);
	if (!read_entries(&r, err))
		return false;
	*out = sort_found(&r);
	return true;
}

static int compare_name(const void *key, const void *entry)
{
	const pf_str *name = key;

	return pf_str_cmp(*name, ((const struct pf_archive_entry *)entry)->name);
}

const struct pf_archive_entry *pf_archive_find(const struct pf_archive *archive, pf_str name)
{
	if (!archive->len)
		return NULL;
	return bsearch(&name, archive->ptr, archive->len, sizeof(*archive->ptr), compare_name);
}

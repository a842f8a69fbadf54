/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>

#include "image/store/store_test.h"

static struct pf_arena arena;
static struct pf_archive found;
static struct pf_error err;

static bool read_tar(const struct pf_buf *tar, const struct pf_archive_limits *limits)
{
	struct pf_archive_limits usual = pf_archive_limits();
	bool fine;
	int fd;

	put_bytes("a.tar", pf_buf_str(tar));
	fd = open("a.tar", O_RDONLY);
	fine = pf_archive_read(&arena, fd, limits ? limits : &usual, &found, &err);
	ck_assert_int_eq(close(fd), 0);
	return fine;
}

static void assert_entry(const char *name, const char *text)
{
	const struct pf_archive_entry *entry = pf_archive_find(&found, pf_str_from(name));

	ck_assert_msg(entry != NULL, "no %s", name);
	ck_assert(entry->whole);
	ck_assert_msg(pf_str_eq(entry->bytes, pf_str_from(text)), "%s: %.*s", name,
		PF_STR_ARG(entry->bytes));
}

static void end(struct pf_buf *tar)
{
	pf_buf_release(tar);
	pf_arena_release(&arena);
	folder_leave();
}

START_TEST(keeps_json_and_nothing_else)
{
	struct pf_buf tar = PF_BUF_INIT;

	make_folder();
	add_tar_entry(&tar, "./index.json", "{\"a\":1}");
	add_tar_entry(&tar, "blobs/sha256/ab", " \n[1]");
	add_tar_entry(&tar, "layer.tar", "etc/passwd");
	add_tar_entry(&tar, "empty", "");
	add_tar_header(&tar, "folder/", '5', 0);
	add_tar_header(&tar, "link.json", '2', 0);
	end_tar(&tar);
	ck_assert_msg(read_tar(&tar, NULL), "%s", err.msg);
	ck_assert_uint_eq(found.len, 2);
	assert_entry("index.json", "{\"a\":1}");
	assert_entry("blobs/sha256/ab", " \n[1]");
	ck_assert_ptr_null(pf_archive_find(&found, PF_STR("link.json")));
	end(&tar);
}
END_TEST

START_TEST(takes_the_last_of_one_name)
{
	struct pf_buf tar = PF_BUF_INIT;

	make_folder();
	add_tar_entry(&tar, "b", "{\"n\":1}");
	add_tar_entry(&tar, "a", "{\"n\":2}");
	add_tar_entry(&tar, "./b", "{\"n\":3}");
	add_tar_entry(&tar, "b", "{\"n\":4}");
	end_tar(&tar);
	ck_assert(read_tar(&tar, NULL));
	ck_assert_uint_eq(found.len, 2);
	assert_entry("b", "{\"n\":4}");
	end(&tar);
}
END_TEST

START_TEST(looks_names_up_and_never_opens_them)
{
	struct pf_buf tar = PF_BUF_INIT;

	make_folder();
	add_tar_entry(&tar, "../index.json", "{}");
	add_tar_entry(&tar, "/etc/index.json", "{}");
	end_tar(&tar);
	ck_assert(read_tar(&tar, NULL));
	ck_assert_ptr_null(pf_archive_find(&found, PF_STR("index.json")));
	end(&tar);
}
END_TEST

START_TEST(reads_an_archive_without_entries)
{
	struct pf_buf tar = PF_BUF_INIT;

	make_folder();
	end_tar(&tar);
	ck_assert(read_tar(&tar, NULL));
	ck_assert_uint_eq(found.len, 0);
	ck_assert_ptr_null(pf_archive_find(&found, PF_STR("index.json")));
	end(&tar);
}
END_TEST

START_TEST(refuses_what_is_no_tar_or_a_part_of_one)
{
	struct pf_buf tar = PF_BUF_INIT;

	make_folder();
	pf_buf_repeat(&tar, 'x', 2000);
	ck_assert(!read_tar(&tar, NULL));
	ck_assert_int_eq(err.code, PF_E_SYNTAX);
	pf_buf_reset(&tar);
	add_tar_header(&tar, "layer.tar", '0', 100000);
	pf_buf_repeat(&tar, 'x', 5000);
	ck_assert(!read_tar(&tar, NULL));
	ck_assert_str_eq(err.msg, "no tar archive, or a damaged one: ends too soon");
	pf_buf_reset(&tar);
	add_tar_entry(&tar, "a", "{}");
	tar.len -= 100;
	ck_assert(!read_tar(&tar, NULL));
	ck_assert_int_eq(err.code, PF_E_SYNTAX);
	end(&tar);
}
END_TEST

START_TEST(limits_the_number_of_entries)
{
	struct pf_archive_limits limits = pf_archive_limits();
	struct pf_buf tar = PF_BUF_INIT;

	make_folder();
	limits.entries = 2;
	add_tar_entry(&tar, "a", "x");
	add_tar_entry(&tar, "b", "x");
	ck_assert(read_tar(&tar, &limits));
	add_tar_entry(&tar, "c", "x");
	ck_assert(!read_tar(&tar, &limits));
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	ck_assert_str_eq(err.msg, "holds more than 2 entries");
	end(&tar);
}
END_TEST

START_TEST(limits_documents_one_by_one_and_in_all)
{
	struct pf_archive_limits limits = pf_archive_limits();
	struct pf_buf tar = PF_BUF_INIT;

	make_folder();
	limits.document = 10;
	limits.total = 20;
	add_tar_entry(&tar, "fits", "{\"abcdef\"}");
	add_tar_entry(&tar, "large", "{\"abcdefg\"}");
	add_tar_entry(&tar, "fits too", "{\"abcdef\"}");
	ck_assert(read_tar(&tar, &limits));
	ck_assert_uint_eq(found.len, 3);
	assert_entry("fits", "{\"abcdef\"}");
	ck_assert(!pf_archive_find(&found, PF_STR("large"))->whole);
	add_tar_entry(&tar, "more", "{");
	ck_assert(!read_tar(&tar, &limits));
	ck_assert_str_eq(err.msg, "holds more than 20 bytes of JSON");
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	end(&tar);
}
END_TEST

/* A tar of one entry of zeros, packed. */
static void pack_zeros(size_t mib)
{
	static const char zeros[1024 * 1024];
	struct archive *out = archive_write_new();
	struct archive_entry *entry = archive_entry_new();

	ck_assert_int_eq(archive_write_add_filter_gzip(out), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_set_format_ustar(out), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_open_filename(out, "bomb"), ARCHIVE_OK);
	archive_entry_set_pathname(entry, "layer.tar");
	archive_entry_set_size(entry, (la_int64_t)(mib * sizeof(zeros)));
	archive_entry_set_filetype(entry, AE_IFREG);
	ck_assert_int_eq(archive_write_header(out, entry), ARCHIVE_OK);
	for (size_t i = 0; i < mib; i++)
		ck_assert(archive_write_data(out, zeros, sizeof(zeros)) > 0);
	archive_entry_free(entry);
	ck_assert_int_eq(archive_write_free(out), ARCHIVE_OK);
}

static bool read_bomb(const struct pf_archive_limits *limits)
{
	int fd = open("bomb", O_RDONLY);
	bool fine = pf_archive_read(&arena, fd, limits, &found, &err);

	ck_assert_int_eq(close(fd), 0);
	return fine;
}

START_TEST(limits_what_a_stream_unpacks_to)
{
	struct pf_archive_limits limits = pf_archive_limits();

	make_folder();
	pack_zeros(8);
	ck_assert(read_bomb(&limits));
	limits.bytes = INT64_C(4194304);
	ck_assert(!read_bomb(&limits));
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	ck_assert_str_eq(err.msg, "unpacks to more than 4194304 bytes");
	limits = pf_archive_limits();
	limits.free = INT64_C(4194304);
	ck_assert(!read_bomb(&limits));
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	ck_assert_str_eq(err.msg, "unpacks to more than 200 times its size");
	folder_leave();
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(keeps_json_and_nothing_else, takes_the_last_of_one_name,
	looks_names_up_and_never_opens_them, reads_an_archive_without_entries,
	refuses_what_is_no_tar_or_a_part_of_one, limits_the_number_of_entries,
	limits_documents_one_by_one_and_in_all, limits_what_a_stream_unpacks_to)

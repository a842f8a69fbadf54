/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/layout.h"

#include "image/store/store_test.h"
#include "text/json/read.h"

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ABC512 \
	"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" \
	"2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"

static struct pf_arena arena;
static struct pf_layout layout;
static struct pf_error err;

static void open_folder(void)
{
	make_folder();
	ck_assert(pf_layout_open_folder(folder, &layout, &err));
}

static void close_folder(void)
{
	pf_layout_close(&layout);
	folder_leave();
	pf_arena_release(&arena);
}

static void refuse_file(const char *name, enum pf_errc code, const char *message)
{
	pf_str out;

	ck_assert_msg(!pf_layout_file(&arena, &layout, pf_str_from(name), &out, &err), "%s", name);
	ck_assert_str_eq(err.msg, message);
	ck_assert_int_eq(err.code, code);
}

static bool read_blob(const char *digest, int64_t size, pf_str *out)
{
	struct pf_descriptor blob = {PF_STR_EMPTY, pf_str_from(digest), size};

	return pf_layout_blob(&arena, &layout, &blob, out, &err);
}

START_TEST(reads_files_and_says_when_there_is_none)
{
	pf_str out;

	open_folder();
	put_file("index.json", "{}");
	put_file("empty", "");
	ck_assert(pf_layout_file(&arena, &layout, PF_STR("index.json"), &out, &err));
	ck_assert(pf_str_eq(out, PF_STR("{}")));
	ck_assert(pf_layout_file(&arena, &layout, PF_STR("empty"), &out, &err));
	ck_assert(out.ptr && !out.len);
	ck_assert(pf_layout_file(&arena, &layout, PF_STR("manifest.json"), &out, &err));
	ck_assert_ptr_null(out.ptr);
	ck_assert(pf_layout_file(&arena, &layout, PF_STR("no/such/file"), &out, &err));
	ck_assert_ptr_null(out.ptr);
	close_folder();
}
END_TEST

START_TEST(stays_in_the_folder)
{
	open_folder();
	put_file("x", "{}");
	refuse_file("../x", PF_E_SYNTAX, "`../x` is no name of a file in it");
	refuse_file("blobs/../x", PF_E_SYNTAX, "`blobs/../x` is no name of a file in it");
	refuse_file("/etc/passwd", PF_E_SYNTAX, "`/etc/passwd` is no name of a file in it");
	refuse_file("blobs//x", PF_E_SYNTAX, "`blobs//x` is no name of a file in it");
	refuse_file("./x", PF_E_SYNTAX, "`./x` is no name of a file in it");
	refuse_file("", PF_E_SYNTAX, "`` is no name of a file in it");
	close_folder();
}
END_TEST

START_TEST(follows_no_symbolic_link)
{
	open_folder();
	ck_assert_int_eq(symlink("/etc/passwd", "index.json"), 0);
	ck_assert_int_eq(symlink("/etc", "out"), 0);
	refuse_file("index.json", PF_E_SYNTAX,
		"`index.json` leads through a symbolic link or what is no folder");
	refuse_file("out/passwd", PF_E_SYNTAX,
		"`out/passwd` leads through a symbolic link or what is no folder");
	put_file("file", "{}");
	refuse_file("file/x", PF_E_SYNTAX,
		"`file/x` leads through a symbolic link or what is no folder");
	close_folder();
}
END_TEST

START_TEST(reads_only_regular_files)
{
	open_folder();
	ck_assert_int_eq(mkfifo("index.json", 0600), 0);
	refuse_file("index.json", PF_E_SYNTAX, "`index.json` is no regular file");
	refuse_file("blobs", PF_E_SYNTAX, "`blobs` is no regular file");
	close_folder();
}
END_TEST

START_TEST(limits_the_size_of_a_file)
{
	pf_str out;

	open_folder();
	put_file("x", "{}");
	ck_assert_int_eq(truncate("x", (off_t)PF_JSON_MAX), 0);
	ck_assert(pf_layout_file(&arena, &layout, PF_STR("x"), &out, &err));
	ck_assert_int_eq(truncate("x", (off_t)PF_JSON_MAX + 1), 0);
	refuse_file("x", PF_E_LIMIT, "x: larger than 4 MiB");
	close_folder();
}
END_TEST

START_TEST(limits_what_is_read_in_all)
{
	pf_str out;

	open_folder();
	put_file("x", "{}");
	layout.used = PF_LAYOUT_MAX_TOTAL - 2;
	ck_assert(pf_layout_file(&arena, &layout, PF_STR("x"), &out, &err));
	refuse_file("x", PF_E_LIMIT, "more than 64 MiB of it to be read");
	close_folder();
}
END_TEST

START_TEST(verifies_digest_and_size_of_blobs)
{
	pf_str out;

	open_folder();
	put_file("blobs/sha256/" ABC, "abc");
	put_file("blobs/sha512/" ABC512, "abc");
	ck_assert(read_blob("sha256:" ABC, 3, &out) && pf_str_eq(out, PF_STR("abc")));
	ck_assert(read_blob("sha512:" ABC512, -1, &out) && pf_str_eq(out, PF_STR("abc")));
	ck_assert(!read_blob("sha256:" ABC, 4, &out));
	ck_assert_str_eq(err.msg, "blob sha256:" ABC " has 3 bytes, not 4");
	put_file("blobs/sha256/" ABC, "abd");
	ck_assert(!read_blob("sha256:" ABC, 3, &out));
	ck_assert_str_eq(err.msg, "blob sha256:" ABC " does not match its digest");
	ck_assert_int_eq(err.code, PF_E_SYNTAX);
	ck_assert_int_eq(unlink("blobs/sha256/" ABC), 0);
	ck_assert(read_blob("sha256:" ABC, 3, &out));
	ck_assert_ptr_null(out.ptr);
	close_folder();
}
END_TEST

START_TEST(takes_no_digest_for_a_path)
{
	pf_str out;

	open_folder();
	ck_assert(!read_blob("sha256:../../index.json", -1, &out));
	ck_assert_str_eq(err.msg, "`sha256:../../index.json` is no sha256 or sha512 digest");
	ck_assert(!read_blob("", -1, &out));
	ck_assert(!read_blob("blake3:00", -1, &out));
	close_folder();
}
END_TEST

START_TEST(needs_a_folder)
{
	struct pf_layout none = PF_LAYOUT_INIT;

	ck_assert(!pf_layout_open_folder("/dev/null", &none, &err));
	ck_assert_int_eq(err.code, PF_E_IO);
	pf_layout_close(&none);
}
END_TEST

UNIT_TESTS(reads_files_and_says_when_there_is_none, stays_in_the_folder, follows_no_symbolic_link,
	reads_only_regular_files, limits_the_size_of_a_file, limits_what_is_read_in_all,
	verifies_digest_and_size_of_blobs, takes_no_digest_for_a_path, needs_a_folder)

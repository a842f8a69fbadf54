/* SPDX-License-Identifier: Apache-2.0 */

#include "source/source.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

static struct pf_arena arena;

static struct pf_source decode(pf_str bytes)
{
	struct pf_source source;

	pf_source_decode(&arena, bytes, PF_STR("x.yaml"), &source);
	ck_assert_int_eq(source.text.ptr[source.text.len], '\0');
	return source;
}

static void expect_text(const struct pf_source *source, pf_str want)
{
	ck_assert_uint_eq(source->text.len, want.len);
	ck_assert_mem_eq(source->text.ptr, want.ptr, want.len);
}

START_TEST(borrows_plain_utf8)
{
	pf_str bytes = PF_STR("k: \xC3\xA9\n");
	struct pf_source source = decode(bytes);

	ck_assert_int_eq(source.encoding, PF_UTF8);
	ck_assert_ptr_eq(source.text.ptr, bytes.ptr);
	ck_assert_uint_eq(source.text.len, bytes.len);
	ck_assert(pf_str_eq(source.path, PF_STR("x.yaml")));
	source = decode(PF_STR_EMPTY);
	ck_assert_int_eq(source.encoding, PF_UTF8);
	ck_assert_uint_eq(source.text.len, 0);
}
END_TEST

START_TEST(takes_one_byte_order_mark_away)
{
	struct pf_source source = decode(PF_STR("\xEF\xBB\xBFk: v"));

	ck_assert_int_eq(source.encoding, PF_UTF8_BOM);
	expect_text(&source, PF_STR("k: v"));
	source = decode(PF_STR("\xEF\xBB\xBF\xEF\xBB\xBF"));
	expect_text(&source, PF_STR("\xEF\xBB\xBF"));
}
END_TEST

START_TEST(turns_utf16_of_both_orders_into_utf8)
{
	struct pf_source source = decode(PF_STR("\xFF\xFE"
						"a\0\xE9\0\xAC\x20\x3D\xD8\x00\xDE"));

	ck_assert_int_eq(source.encoding, PF_UTF16LE);
	expect_text(&source, PF_STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
	source = decode(PF_STR("\xFE\xFF"
			       "\0a\0\xE9\x20\xAC\xD8\x3D\xDE\x00"));
	ck_assert_int_eq(source.encoding, PF_UTF16BE);
	expect_text(&source, PF_STR("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
	source = decode(PF_STR("\xFF\xFE"));
	ck_assert_int_eq(source.encoding, PF_UTF16LE);
	ck_assert_uint_eq(source.text.len, 0);
}
END_TEST

START_TEST(points_at_the_first_unpaired_surrogate)
{
	/* "a", a low half, "b", a high half, "c" */
	struct pf_source source = decode(PF_STR("\xFE\xFF"
						"\0a\xDC\x00\0b\xD8\x00\0c"));

	ck_assert_int_eq(source.encoding, PF_BAD_UTF8);
	ck_assert_int_eq(source.stored, PF_UTF16BE);
	ck_assert_uint_eq(source.bad, 1);
	expect_text(&source,
		PF_STR("a\xEF\xBF\xBD"
		       "b\xEF\xBF\xBD"
		       "c"));
	/* a high half at the end */
	source = decode(PF_STR("\xFF\xFE"
			       "a\0\x00\xD8"));
	ck_assert_int_eq(source.encoding, PF_BAD_UTF8);
	ck_assert_uint_eq(source.bad, 1);
}
END_TEST

START_TEST(half_a_unit_at_the_end_is_bad)
{
	struct pf_source source = decode(PF_STR("\xFF\xFE"
						"a\0b"));

	ck_assert_int_eq(source.encoding, PF_BAD_UTF8);
	ck_assert_uint_eq(source.bad, 1);
	expect_text(&source, PF_STR("a\xEF\xBF\xBD"));
}
END_TEST

START_TEST(a_nul_makes_it_binary)
{
	struct pf_source source = decode(PF_STR("\x7F"
						"ELF\0\xFF"));

	ck_assert_int_eq(source.encoding, PF_BINARY);
	ck_assert_uint_eq(source.text.len, 0);
	/* UTF-16 without its mark, and UTF-32 with one, hold NULs too */
	ck_assert_int_eq(decode(PF_STR("a\0b\0")).encoding, PF_BINARY);
	source = decode(PF_STR("\xFF\xFE\0\0a\0\0\0"));
	ck_assert_int_eq(source.encoding, PF_BINARY);
	ck_assert_uint_eq(source.text.len, 0);
}
END_TEST

START_TEST(keeps_bad_utf8_and_says_where)
{
	struct pf_source source = decode(PF_STR("k: caf\xE9\n"));

	ck_assert_int_eq(source.encoding, PF_BAD_UTF8);
	ck_assert_int_eq(source.stored, PF_UTF8);
	ck_assert_uint_eq(source.bad, 6);
	expect_text(&source, PF_STR("k: caf\xE9\n"));
	source = decode(PF_STR("\xEF\xBB\xBF\xFFx"));
	ck_assert_int_eq(source.encoding, PF_BAD_UTF8);
	ck_assert_int_eq(source.stored, PF_UTF8_BOM);
	ck_assert_uint_eq(source.bad, 0);
}
END_TEST

/* A fresh file of `size` bytes, open at its beginning; the name is gone. */
static int temp_file(pf_str bytes, off_t size)
{
	char name[] = "/tmp/podfit-source-XXXXXX";
	int fd = mkstemp(name);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(unlink(name), 0);
	ck_assert_int_eq(write(fd, bytes.ptr, bytes.len), (ssize_t)bytes.len);
	ck_assert_int_eq(ftruncate(fd, size), 0);
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

START_TEST(reads_a_file_to_its_end)
{
	struct pf_source source;
	struct pf_error err;
	int fd = temp_file(PF_STR("first\nk: v\n"), 11);

	ck_assert(pf_source_read_fd(&arena, fd, PF_STR("f"), &source, &err));
	expect_text(&source, PF_STR("first\nk: v\n"));
	ck_assert_int_eq(source.text.ptr[11], '\0');
	/* Somebody has read the first line already. */
	ck_assert_int_eq(lseek(fd, 6, SEEK_SET), 6);
	ck_assert(pf_source_read_fd(&arena, fd, PF_STR("f"), &source, &err));
	expect_text(&source, PF_STR("k: v\n"));
	/* And now everything. */
	ck_assert(pf_source_read_fd(&arena, fd, PF_STR("f"), &source, &err));
	expect_text(&source, PF_STR_EMPTY);
	(void)close(fd);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(reads_a_pipe_to_its_end)
{
	struct pf_source source;
	struct pf_error err;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "k: v\n", 5), 5);
	(void)close(ends[1]);
	ck_assert_int_eq(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	ck_assert(pf_source_read_fd(&arena, ends[0], PF_STR("-"), &source, &err));
	expect_text(&source, PF_STR("k: v\n"));
	ck_assert_int_eq(source.text.ptr[5], '\0');
	(void)close(ends[0]);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(refuses_a_file_over_the_limit)
{
	struct pf_source source = {0};
	struct pf_error err;
	int fd = temp_file(PF_STR_EMPTY, (off_t)PF_SOURCE_MAX + 1);

	ck_assert(!pf_source_read_fd(&arena, fd, PF_STR("f"), &source, &err));
	ck_assert_int_eq(err.code, PF_E_LIMIT);
	ck_assert_str_eq(err.msg, "larger than 256 MiB");
	ck_assert_ptr_null(source.text.ptr);
	(void)close(fd);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(fails_on_what_is_no_file_without_waiting)
{
	struct pf_source source;
	struct pf_error err;
	char dir[] = "/tmp/podfit-source-XXXXXX";
	char fifo[64];

	ck_assert_ptr_nonnull(mkdtemp(dir));
	(void)snprintf(fifo, sizeof(fifo), "%s/f.yaml", dir);
	ck_assert_int_eq(mkfifo(fifo, 0600), 0);
	ck_assert(!pf_source_read_file(&arena, fifo, PF_STR("f"), &source, &err));
	ck_assert_int_eq(err.code, PF_E_IO);
	ck_assert_str_eq(err.msg, "not a regular file");
	ck_assert(!pf_source_read_file(&arena, dir, PF_STR("d"), &source, &err));
	ck_assert_int_eq(unlink(fifo), 0);
	ck_assert(!pf_source_read_file(&arena, fifo, PF_STR("f"), &source, &err));
	ck_assert_str_eq(err.msg, "No such file or directory");
	ck_assert_int_eq(rmdir(dir), 0);
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(borrows_plain_utf8, takes_one_byte_order_mark_away, turns_utf16_of_both_orders_into_utf8,
	points_at_the_first_unpaired_surrogate, half_a_unit_at_the_end_is_bad,
	a_nul_makes_it_binary, keeps_bad_utf8_and_says_where, reads_a_file_to_its_end,
	reads_a_pipe_to_its_end, refuses_a_file_over_the_limit,
	fails_on_what_is_no_file_without_waiting)

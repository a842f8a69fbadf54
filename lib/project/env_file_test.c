/* SPDX-License-Identifier: Apache-2.0 */

#include "project/env_file.h"

#include "unit.h"

static struct pf_arena arena;
static struct pf_source source;
static const struct pf_env_file *file;

static void read(const char *text)
{
	source = (struct pf_source){.path = PF_STR(".env"), .text = pf_str_from(text)};
	file = pf_env_file_read(&arena, &source);
	ck_assert_ptr_eq(file->source, &source);
}

static const struct pf_env_file_entry *entry(size_t i, const char *name, const char *value)
{
	const struct pf_env_file_entry *e = &file->entries[i];

	ck_assert_uint_lt(i, file->nentries);
	ck_assert_msg(pf_str_eq(e->name, pf_str_from(name)), "%.*s, not %s", PF_STR_ARG(e->name),
		name);
	ck_assert_msg(pf_str_eq(e->value, pf_str_from(value)), "%s: %.*s, not %s", name,
		PF_STR_ARG(e->value), value);
	return e;
}

START_TEST(reads_names_and_values)
{
	read("A=1\nB = two words \nC=\nexport D=x\nE: y\r\nF.g-h=z=1");
	ck_assert_uint_eq(file->nentries, 6);
	ck_assert(entry(0, "A", "1")->known);
	entry(1, "B", "two words");
	entry(2, "C", "");
	entry(3, "D", "x");
	entry(4, "E", "y");
	ck_assert(!entry(5, "F.g-h", "z=1")->quoted);
	ck_assert_uint_eq(entry(1, "B", "two words")->range.start, 4);
	ck_assert_uint_eq(entry(0, "A", "1")->range.end, 3);
}
END_TEST

START_TEST(comments_and_blank_lines_are_none)
{
	read("# A=1\n\n   # B=2\nC=3 # not this\nD=a#b\nE=#c\n");
	ck_assert_uint_eq(file->nentries, 3);
	entry(0, "C", "3");
	entry(1, "D", "a#b");
	entry(2, "E", "");
}
END_TEST

START_TEST(quotes_are_taken_off_and_marked)
{
	read("A=\"x # y\" # z\nB='$X'\nC=\"$X\"\nD=it's\n");
	ck_assert_uint_eq(file->nentries, 4);
	ck_assert(entry(0, "A", "x # y")->quoted);
	ck_assert(entry(1, "B", "$X")->known);
	ck_assert(!entry(2, "C", "")->known);
	ck_assert(!entry(3, "D", "it's")->quoted);
}
END_TEST

START_TEST(quotes_may_run_over_lines)
{
	read("KEY=\"one\ntwo \\\" B=3\"\nC=4\n");
	ck_assert_uint_eq(file->nentries, 2);
	entry(0, "KEY", "one\ntwo \\\" B=3");
	entry(1, "C", "4");
}
END_TEST

START_TEST(a_name_alone_comes_from_the_shell)
{
	read("A\nB=\n");
	ck_assert(entry(0, "A", "")->through);
	ck_assert(!entry(1, "B", "")->through);
}
END_TEST

START_TEST(lines_without_sense_are_skipped)
{
	read("two words\n=x\n$A=b\nB='never closed\nC=1\n");
	ck_assert_uint_eq(file->nentries, 1);
	entry(0, "C", "1");
	read("");
	ck_assert_uint_eq(file->nentries, 0);
	read("export ");
	ck_assert_uint_eq(file->nentries, 0);
}
END_TEST

UNIT_TESTS(reads_names_and_values, comments_and_blank_lines_are_none,
	quotes_are_taken_off_and_marked, quotes_may_run_over_lines,
	a_name_alone_comes_from_the_shell, lines_without_sense_are_skipped)

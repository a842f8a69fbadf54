/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/separator.h"

#include "unit.h"
#include "yaml/load.h"
#include "yaml/split.h"

static enum pf_separator kind_of(const char *line)
{
	size_t end;

	return pf_separator_of(pf_str_from(line), 0, &end);
}

START_TEST(tells_separators_by_what_follows)
{
	ck_assert_int_eq(kind_of("---"), PF_SEPARATOR_SOUND);
	ck_assert_int_eq(kind_of("---  \na: b"), PF_SEPARATOR_SOUND);
	ck_assert_int_eq(kind_of("--- # first"), PF_SEPARATOR_SOUND);
	ck_assert_int_eq(kind_of("a---"), PF_SEPARATOR_SOUND);
	ck_assert_int_eq(kind_of("--"), PF_SEPARATOR_SOUND);
	ck_assert_int_eq(kind_of("---#first"), PF_SEPARATOR_GLUED);
	ck_assert_int_eq(kind_of("----"), PF_SEPARATOR_GLUED);
	ck_assert_int_eq(kind_of("---a: b"), PF_SEPARATOR_GLUED);
	ck_assert_int_eq(kind_of("--- a: b\nc: d"), PF_SEPARATOR_SHARED);
}
END_TEST

START_TEST(finds_one_in_the_line_and_in_that_above)
{
	pf_str text = PF_STR("a: b\n--- foo\nc: d\ne: f\n");
	struct pf_piece line;

	ck_assert(!pf_separator_is_near(text, 1, &line));
	ck_assert(pf_separator_is_near(text, 9, &line));
	ck_assert(pf_separator_is_near(text, 14, &line));
	ck_assert_uint_eq(line.start, 5);
	ck_assert_uint_eq(line.end, 12);
	ck_assert(!pf_separator_is_near(text, 19, &line));
}
END_TEST

/* Where the glue is: NULL where there is none, "" where dashes begin a line. */
static void expect_glue(const char *text, const char *want)
{
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_source source = {.path = PF_STR("x.yaml"), .text = pf_str_from(text)};
	struct pf_documents documents = {0};
	struct pf_piece line;
	bool glued;

	pf_yaml_load(&arena, &source, pf_yaml_split(&arena, source.text).ptr[0], &documents);
	glued = pf_document_is_glued(&documents.ptr[0], &line);
	ck_assert_msg(glued == (want != NULL), "%s", text);
	if (want)
		ck_assert(pf_str_eq(pf_str_sub(source.text, line.start, line.end),
			pf_str_from(want)));
	pf_arena_release(&arena);
}

START_TEST(knows_two_objects_that_dashes_glue)
{
	expect_glue("kind: A\na: 5---\nkind: B\n", "a: 5---");
	expect_glue("kind: A\nx:\n  a: 5 ---\n\nkind: B\n", "a: 5 ---");
	expect_glue("kind: A\na: 5---\n# b\n\n  # c\nkind: B\n", "a: 5---");
	expect_glue("kind: A\r\na: 5---\r\nkind: B\r\n", "a: 5---");
	expect_glue("kind: A\na: b\n---kind: B\na: c\n", "");
}
END_TEST

START_TEST(knows_other_dashes_from_glue)
{
	expect_glue("kind: A\nkind: B\n", NULL);
	expect_glue("kind: A\na: 5---\nb: c\n", NULL);
	expect_glue("kind: A\na: |\n  -----END-----\nkind: B\n", NULL);
	expect_glue("kind: A\n# a ---\nkind: B\n", NULL);
	expect_glue("# a ---\nkind: A\n# b\nkind: B\n", NULL);
	expect_glue("x: {a: b---,\n a: c}\n", NULL);
}
END_TEST

UNIT_TESTS(tells_separators_by_what_follows, finds_one_in_the_line_and_in_that_above,
	knows_two_objects_that_dashes_glue, knows_other_dashes_from_glue)

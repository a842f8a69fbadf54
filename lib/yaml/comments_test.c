/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/comments.h"

#include "yaml/load.h"
#include "yaml/split.h"
#include "yaml/yaml_test.h"

static struct loaded l;
static struct pf_documents parts[8];
static struct pf_comments comments;
static struct pf_comment comment;

/* All pieces of the text, as an engine has them. */
static void load(const char *text)
{
	struct pf_pieces pieces;

	l = (struct loaded){.source = {.path = PF_STR("x.yaml"), .text = pf_str_from(text)}};
	pieces = pf_yaml_split(&l.arena, l.source.text);
	ck_assert_uint_le(pieces.len, 8);
	for (size_t i = 0; i < pieces.len; i++) {
		parts[i] = (struct pf_documents){0};
		pf_yaml_load(&l.arena, &l.source, pieces.ptr[i], &parts[i]);
	}
	comments = pf_comments_of(l.source.text, parts, pieces.len);
}

static void assert_comment(const char *text, bool own_line)
{
	ck_assert(pf_comments_next(&comments, &comment));
	assert_source(&l, comment.start, comment.end, text);
	ck_assert_int_eq(comment.own_line, own_line);
}

/* The next comment, and what it stands above. */
static void assert_above(const char *text, const char *subject)
{
	struct pf_piece piece;

	assert_comment(text, true);
	ck_assert(pf_comments_subject(&comments, &comment, &piece));
	assert_source(&l, piece.start, piece.end, subject);
}

static void assert_no_more(void)
{
	ck_assert(!pf_comments_next(&comments, &comment));
	ck_assert(!pf_comments_next(&comments, &comment));
	loaded_release(&l);
}

START_TEST(comments_stand_between_nodes)
{
	load("# one\na: 1\t# two\n    # three\nb:   # four\n  - x# no\n  # five\n");
	assert_comment("# one", true);
	assert_comment("# two", false);
	assert_comment("# three", true);
	assert_comment("# four", false);
	assert_comment("# five", true);
	assert_no_more();
}
END_TEST

START_TEST(scalars_hold_no_comments)
{
	load("a: \"x # no\"\nb: 'y\n  # no\n  z'\nc: d#no\ne: |\n  # no\n  f\ng: >-\n  # no\n"
	     "h: 1\n");
	assert_no_more();
}
END_TEST

START_TEST(a_block_scalar_may_have_one_behind_its_header)
{
	load("a: | # one\n  # no\n  b\n# two\nc: >2- # three\n    d\ne: | # four\nf: |\n");
	assert_comment("# one", false);
	assert_comment("# two", true);
	assert_comment("# three", false);
	assert_comment("# four", false);
	assert_no_more();
}
END_TEST

START_TEST(anchors_tags_and_directives_hold_no_comments)
{
	load("%TAG !e! tag:example.com,2000:a # one\n---\na: &x !e!c # two\n  e\nf: *x # "
	     "three\n");
	assert_comment("# one", false);
	assert_comment("# two", false);
	assert_comment("# three", false);
	assert_no_more();
}
END_TEST

START_TEST(flow_collections_hold_comments)
{
	load("a: { # one\n  b: 1, # two\n  # three\n  c: [d, # four\n    e] }# five\n");
	assert_comment("# one", false);
	assert_comment("# two", false);
	assert_above("# three", "c: [d, # four\n    e]");
	assert_comment("# four", false);
	assert_comment("# five", false);
	assert_no_more();
}
END_TEST

START_TEST(json_has_none)
{
	load("{\"a\": \"# no\", \"b\": [\"#\", 1]}\n");
	assert_no_more();
}
END_TEST

START_TEST(lines_end_in_any_way)
{
	load("a: 1 # one\r\n# two\r\nb: 2 # three\r# four\rc: 3\n");
	assert_comment("# one", false);
	assert_above("# two", "b: 2");
	assert_comment("# three", false);
	assert_above("# four", "c: 3");
	assert_no_more();
}
END_TEST

START_TEST(a_comment_stands_above_an_entry_or_item)
{
	load("x: 0\n# entry\na:\n  # inner\n  b: 1\n  c: 2\n# list\nd:\n  # item\n  - e: 1\n    f: 2\n"
	     "  - # next\n    g: 3\n  # scalar\n  - h\n");
	assert_above("# entry", "a:\n  # inner\n  b: 1\n  c: 2");
	assert_above("# inner", "b: 1");
	assert_above("# list",
		"d:\n  # item\n  - e: 1\n    f: 2\n  - # next\n    g: 3\n  # scalar\n  - h");
	assert_above("# item", "e: 1\n    f: 2");
	assert_above("# next", "g: 3");
	assert_above("# scalar", "h");
	assert_no_more();
}
END_TEST

START_TEST(a_comment_may_stand_above_a_value)
{
	load("x: 0\na:\n  # value\n  b\nc:\n  # flow\n  {d: 1}\ne: &x\n  # anchored\n  f: 1\n  g: 2\n");
	assert_above("# value", "b");
	assert_above("# flow", "{d: 1}");
	assert_above("# anchored", "f: 1");
	assert_no_more();
}
END_TEST

START_TEST(what_an_alias_stands_for_is_not_below_it)
{
	load("x: &x {y: 1}\n# one\nz: *x\n");
	assert_above("# one", "z: *x");
	assert_no_more();
}
END_TEST

START_TEST(an_empty_value_is_below_its_key)
{
	load("x: 0\n# one\na:\n# two\nb: ~\nc:\n# three\n-\n# four\n- d\n");
	assert_above("# one", "a:");
	assert_above("# two", "b: ~");
	ck_assert(pf_comments_next(&comments, &comment)); /* three: its item is empty */
	assert_above("# four", "d");
	assert_no_more();
}
END_TEST

START_TEST(above_the_first_key_stands_the_document)
{
	load("# one\n\n# two\n---\n# three\na: 1\nb: 2\n# four\n---\n---\n# five\nc: 3\n");
	assert_above("# one", "a: 1\nb: 2\n# four\n");
	assert_above("# two", "a: 1\nb: 2\n# four\n");
	assert_above("# three", "a: 1\nb: 2\n# four\n");
	/* The document after the next one: that is empty. */
	ck_assert(pf_comments_next(&comments, &comment));
	assert_source(&l, comment.start, comment.end, "# four");
	assert_above("# five", "c: 3\n");
	assert_no_more();
}
END_TEST

START_TEST(at_the_end_nothing_follows)
{
	struct pf_piece piece;

	load("a: 1\n# one\n---\n# two\n");
	assert_comment("# one", true);
	ck_assert(!pf_comments_subject(&comments, &comment, &piece));
	assert_comment("# two", true);
	ck_assert(!pf_comments_subject(&comments, &comment, &piece));
	assert_no_more();
}
END_TEST

START_TEST(of_a_broken_file_only_the_head_is_read)
{
	load("# one\n--- # two\n\n   # three\na: [1\n# no\n---\nb: 1 # four\n");
	assert_comment("# one", true);
	ck_assert(comment.head);
	assert_comment("# two", true);
	ck_assert(comment.head);
	assert_above("# three", "# one\n--- # two\n\n   # three\na: [1\n# no\n");
	ck_assert(comment.head);
	assert_comment("# four", false);
	ck_assert(!comment.head);
	assert_no_more();
}
END_TEST

START_TEST(the_head_ends_at_the_first_content)
{
	ck_assert_uint_eq(pf_yaml_head_end(PF_STR("")), 0);
	ck_assert_uint_eq(pf_yaml_head_end(PF_STR("a: 1\n")), 0);
	ck_assert_uint_eq(pf_yaml_head_end(PF_STR("# a\n\n%YAML 1.1\n--- \nb: 1\n")), 20);
	ck_assert_uint_eq(pf_yaml_head_end(PF_STR("# a\r\n \t# b\r\nc")), 12);
	ck_assert_uint_eq(pf_yaml_head_end(PF_STR("--- a\n")), 0);
	ck_assert_uint_eq(pf_yaml_head_end(PF_STR("# a")), 3);
	ck_assert_uint_eq(pf_yaml_head_end(PF_STR("{{ x }}\n# a\n")), 0);
}
END_TEST

UNIT_TESTS(comments_stand_between_nodes, scalars_hold_no_comments,
	a_block_scalar_may_have_one_behind_its_header, anchors_tags_and_directives_hold_no_comments,
	flow_collections_hold_comments, json_has_none, lines_end_in_any_way,
	a_comment_stands_above_an_entry_or_item, a_comment_may_stand_above_a_value,
	what_an_alias_stands_for_is_not_below_it, an_empty_value_is_below_its_key,
	above_the_first_key_stands_the_document, at_the_end_nothing_follows,
	of_a_broken_file_only_the_head_is_read, the_head_ends_at_the_first_content)

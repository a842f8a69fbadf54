/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/load.h"

#include "base/buf.h"
#include "yaml/split.h"
#include "yaml/yaml_test.h"

static const struct pf_node *get(const struct loaded *l, const char *key)
{
	return pf_node_get(loaded_root(l), pf_str_from(key));
}

/* Value of `key` in a document of several. */
static void assert_doc(const struct loaded *l, size_t i, const char *key, const char *text)
{
	ck_assert_uint_lt(i, l->docs.len);
	ck_assert_uint_eq(l->docs.ptr[i].index, i);
	ck_assert_ptr_nonnull(l->docs.ptr[i].root);
	assert_str(pf_node_text(pf_node_get(l->docs.ptr[i].root, pf_str_from(key))), text);
}

START_TEST(scalars_span_their_quotes)
{
	struct loaded l;

	loaded_init(&l, PF_STR("p: plain text # c\ns: 'a b'\nd: \"a b\"\n"));
	assert_range(&l, get(&l, "p"), "plain text");
	assert_range(&l, get(&l, "s"), "'a b'");
	assert_range(&l, get(&l, "d"), "\"a b\"");
	ck_assert_uint_eq(get(&l, "s")->style, PF_SINGLE_QUOTED);
	loaded_release(&l);
}
END_TEST

START_TEST(positions_are_bytes_after_wide_characters_and_crlf)
{
	struct loaded l;

	loaded_init(&l, PF_STR("\xc3\xa9: \xe2\x82\xac\r\n# \xf0\x9f\x98\x80\r\nb: x\r\n"));
	assert_range(&l, get(&l, "\xc3\xa9"), "\xe2\x82\xac");
	assert_range(&l, get(&l, "b"), "x");
	ck_assert_uint_eq(get(&l, "b")->start, 20);
	ck_assert_uint_eq(loaded_root(&l)->end, 21);
	loaded_release(&l);
}
END_TEST

START_TEST(unicode_line_breaks_do_not_shift_positions)
{
	struct loaded l;

	/* NEL and LS end a line for libyaml, and count as one character. */
	loaded_init(&l, PF_STR("a: \"x\xc2\x85y\xe2\x80\xa8z\"\nb: w\n"));
	assert_range(&l, get(&l, "b"), "w");
	loaded_release(&l);
}
END_TEST

START_TEST(a_piece_in_the_middle_has_offsets_of_the_source)
{
	pf_str text = PF_STR("\xc3\xa9: 1\n---\n\xc3\xa8: 2\n---\nc: 3\n");
	struct pf_source source = {.path = PF_STR("x"), .text = text, .encoding = PF_UTF8};
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_pieces pieces = pf_yaml_split(&arena, text);
	struct pf_documents docs;

	ck_assert_uint_eq(pieces.len, 3);
	pf_yaml_load(&arena, &source, pieces.ptr[1], &docs);
	ck_assert_uint_eq(docs.len, 1);
	ck_assert_uint_eq(docs.ptr[0].start, 6);
	ck_assert_uint_eq(docs.ptr[0].end, 16);
	ck_assert_uint_eq(docs.ptr[0].root[2].start, 14);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(block_scalars_are_trimmed_of_comments_and_blanks)
{
	struct loaded l;

	loaded_init(&l,
		PF_STR("a: |  # c\n  x\n\n# d\nb: >-\n  y\n  z\nc: |+\n  w\n\nd: |2\n   v\ne: >\nf: 1\n"));
	assert_range(&l, get(&l, "a"), "|  # c\n  x");
	assert_str(pf_node_text(get(&l, "a")), "x\n");
	assert_range(&l, get(&l, "b"), ">-\n  y\n  z");
	assert_str(pf_node_text(get(&l, "b")), "y z");
	assert_range(&l, get(&l, "c"), "|+\n  w");
	assert_str(pf_node_text(get(&l, "c")), "w\n\n");
	assert_range(&l, get(&l, "d"), "|2\n   v");
	assert_str(pf_node_text(get(&l, "d")), " v\n");
	assert_range(&l, get(&l, "e"), ">");
	loaded_release(&l);
}
END_TEST

START_TEST(plain_text_of_several_lines_ends_with_its_last_word)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a: x\n  y\n\n# c\nb: 1\n"));
	assert_range(&l, get(&l, "a"), "x\n  y");
	assert_str(pf_node_text(get(&l, "a")), "x y");
	loaded_release(&l);
}
END_TEST

START_TEST(collections_end_with_what_they_hold)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a:\n  b: 1 # c\n\n# d\ne:\n- f\n-\n\ng: {h: i } # j\n"));
	assert_range(&l, get(&l, "a"), "b: 1");
	assert_range(&l, get(&l, "e"), "- f\n-");
	assert_range(&l, get(&l, "g"), "{h: i }");
	ck_assert_uint_eq(get(&l, "e")->len, 2);
	loaded_release(&l);
}
END_TEST

START_TEST(nodes_begin_after_their_properties)
{
	struct loaded l;

	loaded_init(&l,
		PF_STR("a: &a !!str x\nb: !!map &b # c\n  k: v\nc: &c\n- x\nd: &d\n  - y\n"
		       "e: &e [z]\nf: &f\n  &g k: v\nh: &h\n"));
	assert_range(&l, get(&l, "a"), "x");
	ck_assert_uint_eq(get(&l, "a")->tag, PF_TAG_STR);
	assert_range(&l, get(&l, "b"), "k: v");
	assert_range(&l, get(&l, "c"), "- x");
	assert_range(&l, get(&l, "d"), "- y");
	assert_range(&l, get(&l, "e"), "[z]");
	assert_range(&l, get(&l, "f"), "&g k: v");
	assert_range(&l, get(&l, "h"), "");
	loaded_release(&l);
}
END_TEST

START_TEST(absent_values_stand_behind_the_colon)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a:\nb: {c, d: , e: }\n? f\n"));
	ck_assert_uint_eq(get(&l, "a")->start, 2);
	ck_assert_uint_eq(get(&l, "a")->end, 2);
	ck_assert_uint_eq(pf_node_get(get(&l, "b"), PF_STR("c"))->start, 8);
	ck_assert_uint_eq(pf_node_get(get(&l, "b"), PF_STR("d"))->start, 12);
	ck_assert_uint_eq(get(&l, "f")->start, 23);
	loaded_release(&l);
}
END_TEST

START_TEST(spans_and_lengths_count)
{
	const struct pf_node *root;
	struct loaded l;

	loaded_init(&l, PF_STR("a: [x, y]\nb: {}\n"));
	root = loaded_root(&l);
	ck_assert_uint_eq(root->span, 7);
	ck_assert_uint_eq(root->len, 2);
	ck_assert_uint_eq(root[2].span, 3);
	ck_assert_uint_eq(root[2].len, 2);
	ck_assert_uint_eq(root[1].hash, pf_str_hash(PF_STR("a")));
	ck_assert_uint_eq(root[3].hash, 0);
	ck_assert_uint_eq(root[6].len, 0);
	loaded_release(&l);
}
END_TEST

START_TEST(nothing_but_comments_is_bare)
{
	static const char *const texts[] = {
		"", "\n\n", "# c\n", "---\n", "---\n# c\n", "--- # c", "%YAML 1.1\n---\n"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct loaded l;

		loaded_init(&l, pf_str_from(texts[i]));
		ck_assert_uint_eq(l.docs.len, 1);
		ck_assert(l.docs.ptr[0].bare);
		ck_assert_ptr_null(l.docs.ptr[0].root);
		ck_assert_ptr_null(l.docs.ptr[0].fault);
		ck_assert_uint_eq(l.docs.ptr[0].end, strlen(texts[i]));
		loaded_release(&l);
	}
}
END_TEST

START_TEST(null_and_empty_strings_are_not_bare)
{
	static const char *const texts[] = {"null", "--- ~\n", "\"\"", "--- ''\n", "!!str\n"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct loaded l;

		loaded_init(&l, pf_str_from(texts[i]));
		ck_assert_uint_eq(loaded_root(&l)->kind, PF_SCALAR);
		ck_assert(!l.docs.ptr[0].bare);
		loaded_release(&l);
	}
}
END_TEST

START_TEST(dots_separate_documents_of_one_piece)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a: 1\n... # end\nb: 2\n...\n# tail\n"));
	ck_assert_uint_eq(l.docs.len, 2);
	assert_doc(&l, 0, "a", "1");
	assert_doc(&l, 1, "b", "2");
	ck_assert_uint_eq(l.docs.ptr[0].end, l.docs.ptr[1].start);
	ck_assert_uint_eq(l.docs.ptr[1].end, l.source.text.len);
	loaded_release(&l);
}
END_TEST

START_TEST(loading_goes_on_after_the_dots_that_follow_a_fault)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a: 1\n...\nb: @\nc: 2\n...\nd: 3\n"));
	ck_assert_uint_eq(l.docs.len, 3);
	assert_doc(&l, 0, "a", "1");
	ck_assert_ptr_nonnull(l.docs.ptr[1].fault);
	assert_doc(&l, 2, "d", "3");
	loaded_release(&l);
}
END_TEST

START_TEST(a_bad_byte_further_on_hides_no_document_before_it)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a: 1\n...\nb: @\n...\nc: 3\n...\nd: \x01\n...\ne: 5\n"));
	ck_assert_uint_eq(l.docs.len, 5);
	assert_doc(&l, 0, "a", "1");
	ck_assert_uint_eq(l.docs.ptr[1].fault->kind, PF_YAML_SYNTAX);
	assert_doc(&l, 2, "c", "3");
	ck_assert_uint_eq(l.docs.ptr[3].fault->kind, PF_YAML_ENCODING);
	assert_doc(&l, 4, "e", "5");
	loaded_release(&l);
}
END_TEST

START_TEST(what_no_separator_parts_is_one_broken_document)
{
	struct loaded l;

	loaded_init(&l, PF_STR("  a: 1\nb: 2\n"));
	ck_assert_uint_eq(l.docs.len, 1);
	ck_assert_ptr_nonnull(l.docs.ptr[0].fault);
	ck_assert_uint_eq(l.docs.ptr[0].start, 0);
	loaded_release(&l);
	loaded_init(&l, PF_STR("%YAML 1.1\na: 1\n"));
	ck_assert_uint_eq(l.docs.len, 1);
	ck_assert_ptr_nonnull(l.docs.ptr[0].fault);
	loaded_release(&l);
}
END_TEST

START_TEST(json_is_read)
{
	struct loaded l;

	loaded_init(&l, PF_STR("\t{\n\t\"a\": \"\\u00e9\\/\",\r\n\t\"b\":[1,\ttrue]}\n\t\n"));
	assert_str(pf_node_text(get(&l, "a")), "\xc3\xa9/");
	assert_range(&l, get(&l, "b"), "[1,\ttrue]");
	loaded_release(&l);
}
END_TEST

START_TEST(a_plain_text_of_a_flow_list_may_end_in_colons)
{
	struct loaded l;
	const struct pf_node *list;

	loaded_init(&l, PF_STR("a: [10.0.0.1, 2001:db8::, x:]\nb: {c:, d: '::]'}\ne: f:,\n"));
	list = pf_node_get(loaded_root(&l), PF_STR("a"));
	ck_assert_uint_eq(list->len, 3);
	assert_str(pf_node_text(list + 2), "2001:db8::");
	assert_range(&l, list + 2, "2001:db8::");
	ck_assert(list[2].flags & PF_NODE_VERBATIM);
	assert_str(pf_node_text(list + 3), "x:");
	list = pf_node_get(loaded_root(&l), PF_STR("b"));
	ck_assert_ptr_nonnull(pf_node_get(list, PF_STR("c:")));
	assert_str(pf_node_get_text(list, PF_STR("d")), "::]");
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("e")), "f:,");
	loaded_release(&l);
}
END_TEST

START_TEST(a_byte_order_mark_may_follow_a_separator)
{
	struct loaded l;

	loaded_init(&l, PF_STR("---\n\xef\xbb\xbfkind: Pod\nname: a\n"));
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("kind")), "Pod");
	assert_range(&l, pf_node_get(loaded_root(&l), PF_STR("name")), "a");
	loaded_release(&l);
	loaded_init(&l, PF_STR("---\n\xef\xbb\xbf"));
	ck_assert_uint_eq(l.docs.len, 1);
	loaded_release(&l);
}
END_TEST

START_TEST(json_values_in_a_row_are_documents)
{
	struct loaded l;

	loaded_init(&l, PF_STR("{\"a\":\"}{\"}{\"a\":2}\n\t{\"a\":3}\n{\"a\":@}\n{\"a\":5}\n"));
	ck_assert_uint_eq(l.docs.len, 5);
	assert_doc(&l, 0, "a", "}{");
	assert_doc(&l, 1, "a", "2");
	assert_doc(&l, 2, "a", "3");
	ck_assert_ptr_nonnull(l.docs.ptr[3].fault);
	assert_doc(&l, 4, "a", "5");
	loaded_release(&l);
}
END_TEST

START_TEST(bad_utf_8_breaks_the_piece_that_holds_it)
{
	pf_str text = PF_STR("a: 1\n---\nb: \xff\n");
	struct pf_source source = {
		.path = PF_STR("x"), .text = text, .bad = 12, .encoding = PF_BAD_UTF8};
	struct pf_arena arena = PF_ARENA_INIT;
	struct pf_documents docs;

	pf_yaml_load(&arena, &source, (struct pf_piece){0, 5}, &docs);
	ck_assert_ptr_nonnull(docs.ptr[0].root);
	pf_yaml_load(&arena, &source, (struct pf_piece){5, 14}, &docs);
	ck_assert_uint_eq(docs.len, 1);
	ck_assert_uint_eq(docs.ptr[0].fault->kind, PF_YAML_ENCODING);
	ck_assert_uint_eq(docs.ptr[0].fault->start, 12);
	ck_assert_uint_eq(docs.ptr[0].fault->end, 13);
	pf_arena_release(&arena);
}
END_TEST

START_TEST(documents_are_bounded)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct loaded l;

	for (uint32_t i = 0; i <= PF_YAML_MAX_DOCUMENTS; i++)
		pf_buf_add_lit(&buf, "---\n");
	loaded_init(&l, pf_buf_str(&buf));
	ck_assert_uint_eq(l.docs.len, PF_YAML_MAX_DOCUMENTS + 1);
	ck_assert_ptr_null(l.docs.ptr[PF_YAML_MAX_DOCUMENTS - 1].fault);
	ck_assert_uint_eq(l.docs.ptr[PF_YAML_MAX_DOCUMENTS].fault->kind, PF_YAML_LIMIT);
	loaded_release(&l);
	pf_buf_release(&buf);
}
END_TEST

START_TEST(many_small_faults_take_linear_time)
{
	static const char *const units[] = {"@\n...\n", "{\n...\n", "{}", "\x01\n...\n"};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct pf_buf buf = PF_BUF_INIT;
		struct loaded l;

		for (int n = 0; n < 20000; n++)
			pf_buf_add(&buf, pf_str_from(units[i]));
		loaded_init(&l, pf_buf_str(&buf));
		ck_assert_uint_ge(l.docs.len, 19999);
		loaded_release(&l);
		pf_buf_release(&buf);
	}
}
END_TEST

UNIT_TESTS(scalars_span_their_quotes, positions_are_bytes_after_wide_characters_and_crlf,
	unicode_line_breaks_do_not_shift_positions, a_piece_in_the_middle_has_offsets_of_the_source,
	block_scalars_are_trimmed_of_comments_and_blanks,
	plain_text_of_several_lines_ends_with_its_last_word, collections_end_with_what_they_hold,
	nodes_begin_after_their_properties, absent_values_stand_behind_the_colon,
	spans_and_lengths_count, nothing_but_comments_is_bare, null_and_empty_strings_are_not_bare,
	dots_separate_documents_of_one_piece, loading_goes_on_after_the_dots_that_follow_a_fault,
	a_bad_byte_further_on_hides_no_document_before_it,
	what_no_separator_parts_is_one_broken_document, json_is_read,
	a_plain_text_of_a_flow_list_may_end_in_colons, a_byte_order_mark_may_follow_a_separator,
	json_values_in_a_row_are_documents, bad_utf_8_breaks_the_piece_that_holds_it,
	documents_are_bounded, many_small_faults_take_linear_time)

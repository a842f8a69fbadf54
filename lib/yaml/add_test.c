/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What is added is applied to the text, and the result loaded again: it must be
 * the tree of before with the entries in the mapping's end.
 */

#include "yaml/add.h"

#include "base/buf.h"
#include "yaml/scalar.h"
#include "yaml/yaml_test.h"

#define PROBE "readinessProbe:\n  httpGet:\n    path: /a,b\n    port: 80\n  command: [sh, -c]\n"

static struct loaded before;
static struct pf_lineage lineage;

static void open(const char *text)
{
	loaded_init(&before, pf_str_from(text));
	lineage = PF_LINEAGE_INIT;
}

static void close(void)
{
	pf_lineage_release(&lineage);
	loaded_release(&before);
}

/* By a path of keys and indexes: "a.0.b"; empty is the root. */
static const struct pf_node *find(const struct pf_node *node, const char *path)
{
	pf_str rest = pf_str_from(path), part;

	while (*path && pf_str_split(&rest, '.', &part)) {
		struct pf_kids kids = pf_kids(node);
		int64_t i = 0;

		if (node->kind == PF_MAP) {
			node = pf_node_get(node, part);
		} else {
			ck_assert(pf_str_to_int(part, &i));
			while (pf_kids_next(&kids) && kids.i < i)
				;
			node = kids.value;
		}
		ck_assert_ptr_nonnull(node);
	}
	return node;
}

static bool same_scalar(const struct pf_node *a, const struct pf_node *b)
{
	return pf_scalar_resolve(a).type == pf_scalar_resolve(b).type &&
		pf_str_eq(pf_node_text(a), pf_node_text(b));
}

static void assert_same(const struct pf_node *a, const struct pf_node *b,
	const struct pf_node *grown, const struct pf_node *entries)
{
	struct pf_kids old = pf_kids(a), new = pf_kids(b);

	ck_assert_int_eq(a->kind, b->kind);
	if (a->kind == PF_SCALAR) {
		ck_assert(same_scalar(a, b));
		return;
	}
	ck_assert_uint_eq(a->len + (a == grown ? entries->len : 0), b->len);
	while (pf_kids_next(&old)) {
		const struct pf_node *value;

		if (old.key) {
			value = pf_node_get(b, pf_node_text(old.key));
			ck_assert_ptr_nonnull(value);
		} else {
			ck_assert(pf_kids_next(&new));
			value = new.value;
		}
		assert_same(old.value, value, grown, entries);
	}
	if (a != grown)
		return;
	old = pf_kids(entries);
	while (pf_kids_next(&old))
		assert_same(old.value, pf_node_get(b, pf_node_text(old.key)), NULL, entries);
}

/* Adds to the mapping at `path`; `expected` is the text of after. */
static void assert_adds(const char *text, const char *path, const char *entries,
	const char *expected)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct pf_addition out;
	struct loaded after, added;
	const struct pf_node *mapping;

	open(text);
	mapping = find(loaded_root(&before), path);
	ck_assert_msg(pf_yaml_add(&before.arena, &lineage, before.docs.ptr, mapping,
			      pf_str_from(entries), &out),
		"%s", text);
	pf_buf_add(&buf, pf_str_sub(before.source.text, 0, out.at));
	pf_buf_add(&buf, out.text);
	pf_buf_add(&buf, pf_str_from_offset(before.source.text, out.at));
	ck_assert_str_eq(buf.ptr, expected);
	loaded_init(&after, pf_buf_str(&buf));
	loaded_init(&added, pf_str_from(entries));
	assert_same(loaded_root(&before), loaded_root(&after), mapping, loaded_root(&added));
	loaded_release(&added);
	loaded_release(&after);
	pf_buf_release(&buf);
	close();
}

static void assert_refuses(const char *text, const char *path)
{
	struct pf_addition out;

	open(text);
	ck_assert_msg(!pf_yaml_add(&before.arena, &lineage, before.docs.ptr,
			      find(loaded_root(&before), path), PF_STR("x: 1\n"), &out),
		"%s", text);
	close();
}

START_TEST(entries_follow_the_last_line_at_the_keys_column)
{
	assert_adds("c:\n  - name: web\n    ports:\n      - 80\n  - name: b\n", "c.0", PROBE,
		"c:\n  - name: web\n    ports:\n      - 80\n    readinessProbe:\n      httpGet:\n"
		"        path: /a,b\n        port: 80\n      command: [sh, -c]\n  - name: b\n");
	assert_adds("a: 1\n", "", "b: 2\nc: 3\n", "a: 1\nb: 2\nc: 3\n");
	assert_adds("- - a: 1\n    b: 2\n", "0.0", "c: 3\n", "- - a: 1\n    b: 2\n    c: 3\n");
}
END_TEST

START_TEST(comments_stay_on_their_lines)
{
	assert_adds("s:\n  a: 1 # one\n  # next\nt: 2\n", "s", "b: 2\n",
		"s:\n  a: 1 # one\n  b: 2\n  # next\nt: 2\n");
}
END_TEST

START_TEST(line_breaks_are_those_of_the_text)
{
	assert_adds("s:\r\n  a: 1\r\nt: 2\r\n", "s", "b:\n  c: 2\n",
		"s:\r\n  a: 1\r\n  b:\r\n    c: 2\r\nt: 2\r\n");
	assert_adds("s:\r\n  a: 1", "s", "b: 2\n", "s:\r\n  a: 1\r\n  b: 2");
}
END_TEST

START_TEST(a_last_line_without_a_break_stays_without)
{
	assert_adds("s:\n  a: 1", "s", "b: 2\n", "s:\n  a: 1\n  b: 2");
	assert_adds("a: 1", "", "b: 2\n", "a: 1\nb: 2");
	assert_adds("a: 1 # c", "", "b: 2\n", "a: 1 # c\nb: 2");
}
END_TEST

START_TEST(document_ends_stay_behind)
{
	assert_adds("a: 1\n...\n", "", "b: 2\n", "a: 1\nb: 2\n...\n");
	assert_adds("---\na:\n  - x\n", "", "b: 2\n", "---\na:\n  - x\nb: 2\n");
}
END_TEST

START_TEST(nothing_comes_behind_a_block_scalar)
{
	assert_adds("m:\n  a: 1\n  s: |+\n    text\n\n\nn: 1\n", "m", "b: 2\n",
		"m:\n  a: 1\n  b: 2\n  s: |+\n    text\n\n\nn: 1\n");
	assert_adds("a: 1\ns:\n  - >-\n    text", "", "b: 2\n", "a: 1\nb: 2\ns:\n  - >-\n    text");
	assert_refuses("s: |\n  text\n", "");
}
END_TEST

START_TEST(block_scalars_among_the_entries_keep_their_shape)
{
	assert_adds("s:\n  a: 1\nt: 1\n", "s", "b: |\n  x\n\n  y\n",
		"s:\n  a: 1\n  b: |\n    x\n\n    y\nt: 1\n");
}
END_TEST

START_TEST(entries_of_flow_mappings_are_written_in_flow_style)
{
	assert_adds("c:\n- {name: web, image: 'a:1'}\n", "c.0", PROBE,
		"c:\n- {name: web, image: 'a:1', readinessProbe: {httpGet: {path: \"/a,b\", "
		"port: 80}, command: [sh, -c]}}\n");
	assert_adds("s: {}\n", "s", "a: true\nb: x\n", "s: {a: true, b: x}\n");
	assert_adds("s: {a: 1,}\n", "s", "b: 2\n", "s: {a: 1, b: 2,}\n");
	assert_adds("s: { # c\n}\n", "s", "b: 2\n", "s: {b: 2 # c\n}\n");
}
END_TEST

START_TEST(json_stays_json)
{
	assert_adds("{\"c\": [{\"name\": \"web\"}]}", "c.0", PROBE,
		"{\"c\": [{\"name\": \"web\", \"readinessProbe\": {\"httpGet\": {\"path\": "
		"\"/a,b\", \"port\": 80}, \"command\": [\"sh\", \"-c\"]}}]}");
	assert_adds("{\n  \"s\": {\n    \"a\": 1\n  }\n}\n", "s", "b: 2\nc: null\nd: yes it is\n",
		"{\n  \"s\": {\n    \"a\": 1,\n    \"b\": 2,\n    \"c\": null,\n    \"d\": \"yes it "
		"is\"\n  }\n}\n");
	assert_adds("{\"s\": {}}", "s", "b: 'on'\n", "{\"s\": {\"b\": \"on\"}}");
	assert_adds("[{\"a\": 1}]", "0", "b: x\n", "[{\"a\": 1, \"b\": \"x\"}]");
}
END_TEST

START_TEST(what_may_appear_elsewhere_is_left_alone)
{
	assert_refuses("a: &x\n  b: 1\nc: *x\n", "a");
	assert_refuses("a: &x\n  b: 1\nc: *x\n", "c");
	assert_refuses("a: &x\n  b:\n    c: 1\nd: *x\n", "a.b");
	assert_refuses("a: &x {b: {}}\n", "a.b");
}
END_TEST

START_TEST(tags_and_complex_keys_leave_no_sure_place)
{
	assert_refuses("a: !x\n  b: 1\n", "a");
	assert_refuses("? a\n: 1\n", "");
	assert_refuses("a: {b: }\n", "a");
	assert_refuses("a: {b}\n", "a");
}
END_TEST

START_TEST(entries_that_are_no_mapping_are_not_added)
{
	struct pf_addition out;

	open("a: 1\n");
	ck_assert(!pf_yaml_add(&before.arena, &lineage, before.docs.ptr, loaded_root(&before),
		PF_STR("- x\n"), &out));
	ck_assert(!pf_yaml_add(&before.arena, &lineage, before.docs.ptr, loaded_root(&before),
		PF_STR(""), &out));
	ck_assert(!pf_yaml_add(&before.arena, &lineage, before.docs.ptr, loaded_root(&before) + 1,
		PF_STR("x: 1\n"), &out));
	close();
}
END_TEST

UNIT_TESTS(entries_follow_the_last_line_at_the_keys_column, comments_stay_on_their_lines,
	line_breaks_are_those_of_the_text, a_last_line_without_a_break_stays_without,
	document_ends_stay_behind, nothing_comes_behind_a_block_scalar,
	block_scalars_among_the_entries_keep_their_shape,
	entries_of_flow_mappings_are_written_in_flow_style, json_stays_json,
	what_may_appear_elsewhere_is_left_alone, tags_and_complex_keys_leave_no_sure_place,
	entries_that_are_no_mapping_are_not_added)

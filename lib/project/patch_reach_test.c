/* SPDX-License-Identifier: Apache-2.0 */

#include "project/patch_reach.h"

#include "unit.h"
#include "yaml/load.h"
#include "yaml/split.h"

static const struct pf_node *parse(struct pf_arena *arena, const char *text)
{
	struct pf_source *source = PF_NEW(arena, struct pf_source);
	struct pf_documents documents = {0};

	source->path = PF_STR("x.yaml");
	source->text = pf_str_from(text);
	pf_yaml_load(arena, source, pf_yaml_split(arena, source->text).ptr[0], &documents);
	ck_assert_uint_eq(documents.len, 1);
	ck_assert_ptr_nonnull(documents.ptr[0].root);
	return documents.ptr[0].root;
}

/* At the second item of `list` in {spec: {list: [{name: a}, {name: b, args: [x]}]}}. */
static bool reaches(const char *patch, const char *path)
{
	struct pf_arena arena = PF_ARENA_INIT;
	const struct pf_node *root =
		parse(&arena, "{spec: {list: [{name: a}, {name: b, args: [x]}], a/b: {}}}");
	struct pf_kids items =
		pf_kids(pf_node_get(pf_node_get(root, PF_STR("spec")), PF_STR("list")));
	bool does;

	ck_assert(pf_kids_next(&items) && pf_kids_next(&items));
	does = pf_patch_reaches(parse(&arena, patch), root, items.value, pf_str_from(path));
	pf_arena_release(&arena);
	return does;
}

START_TEST(merges_by_keys_and_names)
{
	ck_assert(reaches("{spec: {list: [{name: b, tty: true}]}}", "tty"));
	ck_assert(reaches("{spec: {list: [{name: b, a: {b: 1}}]}}", "a/b"));
	ck_assert(reaches("{spec: {list: [{name: b}]}}", ""));
	ck_assert(!reaches("{spec: {list: [{name: b, a: {b: 1}}]}}", "a/c"));
	ck_assert(!reaches("{spec: {list: [{name: a, tty: true}]}}", "tty"));
	ck_assert(!reaches("{spec: {other: [{name: b, tty: true}]}}", "tty"));
	ck_assert(!reaches("{spec: {list: {name: b, tty: true}}}", "tty"));
}
END_TEST

START_TEST(takes_what_is_replaced_for_reached)
{
	ck_assert(reaches("{spec: {list: [{name: b, $patch: delete}]}}", "tty"));
	ck_assert(reaches("{spec: {$patch: replace}}", "tty"));
	ck_assert(reaches("{spec: null}", "tty"));
}
END_TEST

START_TEST(follows_pointers)
{
	ck_assert(reaches("[{op: add, path: /spec/list/1/tty, value: true}]", "tty"));
	ck_assert(reaches("[{op: add, path: /spec/list/1/a, value: {b: 1}}]", "a/b"));
	ck_assert(reaches("[{op: add, path: /spec/list/1/a/b, value: 1}]", "a"));
	ck_assert(reaches("[{op: replace, path: /spec/list, value: []}]", "tty"));
	ck_assert(reaches("[{op: remove, path: /spec/list/1}]", "tty"));
	ck_assert(reaches("[{op: x}, {op: replace, path: /spec/list/1/tty, value: 1}]", "tty"));
	ck_assert(!reaches("[{op: add, path: /spec/list/0/tty, value: true}]", "tty"));
	ck_assert(!reaches("[{op: add, path: /spec/list/-, value: {tty: 1}}]", "tty"));
	ck_assert(!reaches("[{op: add, path: /spec/list/1/a, value: {c: 1}}]", "a/b"));
	ck_assert(!reaches("[{op: remove, path: /spec/list/1/tty}]", "tty"));
	ck_assert(!reaches("[{op: test, path: /spec/list/1/tty, value: 1}]", "tty"));
	ck_assert(!reaches("[{op: add, path: spec, value: 1}, a, []]", "tty"));
}
END_TEST

START_TEST(reads_escapes_in_pointers)
{
	struct pf_arena arena = PF_ARENA_INIT;
	const struct pf_node *root = parse(&arena, "{a/b: {c: 1}, d~e: {c: 1}}");
	const struct pf_node *slash = pf_node_get(root, PF_STR("a/b"));
	const struct pf_node *tilde = pf_node_get(root, PF_STR("d~e"));

	ck_assert(pf_patch_reaches(parse(&arena, "[{op: add, path: /a~1b/x, value: 1}]"), root,
		slash, PF_STR("x")));
	ck_assert(pf_patch_reaches(parse(&arena, "[{op: add, path: /d~0e/x, value: 1}]"), root,
		tilde, PF_STR("x")));
	ck_assert(!pf_patch_reaches(parse(&arena, "[{op: add, path: /d~1e/x, value: 1}]"), root,
		tilde, PF_STR("x")));
	pf_arena_release(&arena);
}
END_TEST

UNIT_TESTS(merges_by_keys_and_names, takes_what_is_replaced_for_reached, follows_pointers,
	reads_escapes_in_pointers)

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/lineage.h"

#include "base/buf.h"
#include "yaml/yaml_test.h"

static const struct pf_node *at(const struct loaded *l, const char *text)
{
	const struct pf_node *root = loaded_root(l);

	for (const struct pf_node *n = root; n < root + root->span; n++) {
		if (n->kind == PF_SCALAR && pf_str_eq(pf_node_text(n), pf_str_from(text)))
			return n;
	}
	ck_abort_msg("no scalar %s", text);
	return NULL;
}

static void assert_pointer(struct loaded *l, const struct pf_node *node, const char *expected)
{
	struct pf_lineage lineage = PF_LINEAGE_INIT;

	assert_str(pf_yaml_pointer(&l->arena, &lineage, &l->docs.ptr[0], node), expected);
	pf_lineage_release(&lineage);
}

START_TEST(pointers_name_keys_and_indices)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a:\n- x\n- b/c~d:\n    e: [f, g]\n"));
	assert_pointer(&l, loaded_root(&l), "");
	assert_pointer(&l, at(&l, "x"), "/a/0");
	assert_pointer(&l, at(&l, "g"), "/a/1/b~1c~0d/e/1");
	loaded_release(&l);
}
END_TEST

START_TEST(a_key_has_the_pointer_of_its_value)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a:\n  b:\n    c: d\n"));
	assert_pointer(&l, at(&l, "b"), "/a/b");
	assert_pointer(&l, at(&l, "d"), "/a/b/c");
	loaded_release(&l);
}
END_TEST

START_TEST(through_an_alias_the_pointer_is_the_anchors)
{
	struct loaded l;
	const struct pf_node *d;

	loaded_init(&l, PF_STR("a: &a {k: v}\nd: *a\n"));
	d = pf_node_get(loaded_root(&l), PF_STR("d"));
	assert_pointer(&l, pf_node_get(d, PF_STR("k")), "/a/k");
	loaded_release(&l);
}
END_TEST

/* A slip of one level, or of one item, anywhere shows in some pointer. */
START_TEST(every_node_is_found_where_it_stands)
{
	struct pf_lineage lineage = PF_LINEAGE_INIT;
	struct pf_way way;
	struct loaded l;
	const struct pf_node *root;

	loaded_init(&l, PF_STR("a: [x, [], {}, [y, {b: z}], w]\nc: {d: {e: []}}\nf: g\n"));
	root = loaded_root(&l);
	assert_pointer(&l, at(&l, "z"), "/a/3/1/b");
	assert_pointer(&l, at(&l, "w"), "/a/4");
	assert_pointer(&l, at(&l, "e"), "/c/d/e");
	assert_pointer(&l, at(&l, "g"), "/f");
	for (const struct pf_node *n = root + 1; n < root + root->span; n++) {
		ck_assert(pf_lineage_find(&lineage, root, n, &way));
		ck_assert_ptr_eq(way.nodes[way.len - 1], n);
	}
	ck_assert(pf_lineage_find(&lineage, root, root, &way));
	ck_assert_uint_eq(way.len, 0);
	ck_assert(!pf_lineage_find(&lineage, root + 1, root, &way));
	pf_lineage_release(&lineage);
	loaded_release(&l);
}
END_TEST

START_TEST(the_deepest_node_has_a_pointer)
{
	struct pf_buf text = PF_BUF_INIT;
	struct loaded l;
	pf_str pointer;
	struct pf_lineage lineage = PF_LINEAGE_INIT;

	pf_buf_repeat(&text, '[', PF_YAML_MAX_DEPTH);
	pf_buf_add_lit(&text, "x");
	pf_buf_repeat(&text, ']', PF_YAML_MAX_DEPTH);
	loaded_init(&l, pf_buf_str(&text));
	pointer = pf_yaml_pointer(&l.arena, &lineage, loaded_document(&l), at(&l, "x"));
	ck_assert_uint_eq(pointer.len, 2 * PF_YAML_MAX_DEPTH);
	pf_lineage_release(&lineage);
	loaded_release(&l);
	pf_buf_release(&text);
}
END_TEST

START_TEST(a_pointer_may_not_be_longer_than_the_limit)
{
	struct pf_lineage lineage = PF_LINEAGE_INIT;
	struct pf_buf text = PF_BUF_INIT;
	struct loaded l;
	pf_str pointer;

	pf_buf_add_lit(&text, "? ");
	pf_buf_repeat(&text, 'k', PF_POINTER_MAX - 1);
	pf_buf_add_lit(&text, "\n: [x]\n");
	loaded_init(&l, pf_buf_str(&text));
	pointer = pf_yaml_pointer(&l.arena, &lineage, loaded_document(&l), loaded_root(&l) + 2);
	ck_assert_uint_eq(pointer.len, PF_POINTER_MAX);
	pointer = pf_yaml_pointer(&l.arena, &lineage, loaded_document(&l), at(&l, "x"));
	ck_assert_ptr_null(pointer.ptr);
	pf_lineage_release(&lineage);
	loaded_release(&l);
	pf_buf_release(&text);
}
END_TEST

UNIT_TESTS(pointers_name_keys_and_indices, a_key_has_the_pointer_of_its_value,
	through_an_alias_the_pointer_is_the_anchors, every_node_is_found_where_it_stands,
	the_deepest_node_has_a_pointer, a_pointer_may_not_be_longer_than_the_limit)

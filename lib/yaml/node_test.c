/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/node.h"

#include "yaml/yaml_test.h"

START_TEST(walks_entries_in_the_order_written)
{
	static const char *const keys[] = {"a", "b", "c"};
	struct loaded l;
	struct pf_kids kids;
	uint32_t n = 0;

	loaded_init(&l, PF_STR("a: 1\nb: [x, {y: z}]\nc: 3\n"));
	kids = pf_kids(loaded_root(&l));
	while (pf_kids_next(&kids)) {
		ck_assert_uint_eq(kids.i, n);
		assert_str(pf_node_text(kids.key), keys[n]);
		ck_assert_ptr_eq(pf_node_key(kids.raw), kids.key);
		n++;
	}
	ck_assert_uint_eq(n, 3);
	ck_assert(!pf_kids_next(&kids));
	loaded_release(&l);
}
END_TEST

START_TEST(walks_items_without_keys)
{
	struct loaded l;
	struct pf_kids kids;

	loaded_init(&l, PF_STR("- a\n- - b\n- c\n"));
	kids = pf_kids(loaded_root(&l));
	ck_assert_uint_eq(kids.n, 3);
	ck_assert(pf_kids_next(&kids));
	ck_assert_ptr_null(kids.key);
	assert_str(pf_node_text(kids.value), "a");
	ck_assert(pf_kids_next(&kids));
	ck_assert_uint_eq(kids.value->kind, PF_SEQ);
	ck_assert(pf_kids_next(&kids));
	assert_str(pf_node_text(kids.value), "c");
	ck_assert_uint_eq(kids.i, 2);
	loaded_release(&l);
}
END_TEST

START_TEST(null_and_scalars_have_no_kids)
{
	struct loaded l;
	struct pf_kids none = pf_kids(NULL);
	struct pf_kids kids;

	loaded_init(&l, PF_STR("text\n"));
	kids = pf_kids(loaded_root(&l));
	ck_assert(!pf_kids_next(&none));
	ck_assert(!pf_kids_next(&kids));
	ck_assert_ptr_null(pf_node_get(NULL, PF_STR("a")));
	ck_assert_ptr_null(pf_node_get(loaded_root(&l), PF_STR("a")));
	loaded_release(&l);
}
END_TEST

START_TEST(get_takes_the_last_of_duplicates)
{
	const struct pf_node *key = NULL;
	struct loaded l;

	loaded_init(&l, PF_STR("a: 1\nb: 2\na: 3\n"));
	assert_str(pf_node_text(pf_node_get_entry(loaded_root(&l), PF_STR("a"), &key)), "3");
	ck_assert_uint_eq(key->start, 10);
	ck_assert_ptr_null(pf_node_get(loaded_root(&l), PF_STR("c")));
	loaded_release(&l);
}
END_TEST

START_TEST(get_text_wants_a_string)
{
	struct loaded l;

	loaded_init(&l, PF_STR("s: text\nn: 12\nq: \"12\"\nm: {}\n"));
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("s")), "text");
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("n")), "");
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("q")), "12");
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("m")), "");
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("x")), "");
	loaded_release(&l);
}
END_TEST

START_TEST(aliases_resolve_to_what_they_name)
{
	const struct pf_node *anchored;
	struct pf_kids kids;
	struct loaded l;

	loaded_init(&l, PF_STR("a: &x {k: v}\nb: *x\n"));
	anchored = pf_node_get(loaded_root(&l), PF_STR("a"));
	ck_assert(anchored->flags & PF_NODE_ANCHORED);
	ck_assert_ptr_eq(pf_node_get(loaded_root(&l), PF_STR("b")), anchored);
	kids = pf_kids(loaded_root(&l));
	ck_assert(pf_kids_next(&kids) && pf_kids_next(&kids));
	ck_assert_uint_eq(kids.raw->kind, PF_ALIAS);
	ck_assert_ptr_eq(kids.value, anchored);
	assert_range(&l, kids.raw, "*x");
	loaded_release(&l);
}
END_TEST

UNIT_TESTS(walks_entries_in_the_order_written, walks_items_without_keys,
	null_and_scalars_have_no_kids, get_takes_the_last_of_duplicates, get_text_wants_a_string,
	aliases_resolve_to_what_they_name)

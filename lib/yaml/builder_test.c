/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/builder.h"

#include "base/buf.h"
#include "yaml/yaml_test.h"

static void assert_fault(const struct loaded *l, enum pf_yaml_fault_kind kind, uint32_t start)
{
	ck_assert_uint_eq(l->docs.len, 1);
	ck_assert_ptr_nonnull(l->docs.ptr[0].fault);
	ck_assert_uint_eq(l->docs.ptr[0].fault->kind, kind);
	ck_assert_uint_eq(l->docs.ptr[0].fault->start, start);
}

static void nest(struct loaded *l, int depth)
{
	struct pf_buf buf = PF_BUF_INIT;

	pf_buf_repeat(&buf, '[', (size_t)depth);
	pf_buf_repeat(&buf, ']', (size_t)depth);
	loaded_init(l, pf_buf_str(&buf));
	l->source.text = PF_STR_EMPTY;
	pf_buf_release(&buf);
}

START_TEST(depth_is_bounded)
{
	struct loaded l;

	nest(&l, PF_YAML_MAX_DEPTH);
	ck_assert_uint_eq(loaded_root(&l)->span, PF_YAML_MAX_DEPTH);
	loaded_release(&l);
	nest(&l, PF_YAML_MAX_DEPTH + 1);
	assert_fault(&l, PF_YAML_LIMIT, PF_YAML_MAX_DEPTH);
	loaded_release(&l);
}
END_TEST

START_TEST(a_megabyte_of_brackets_is_one_quick_fault)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct loaded l;

	pf_buf_repeat(&buf, '[', 1000000);
	loaded_init(&l, pf_buf_str(&buf));
	assert_fault(&l, PF_YAML_LIMIT, PF_YAML_MAX_DEPTH);
	loaded_release(&l);
	pf_buf_release(&buf);
}
END_TEST

/* `a: &a [[…]]` of `inner` levels, then an alias below `outer` ones. */
static void nest_alias(struct loaded *l, struct pf_buf *buf, size_t inner, size_t outer)
{
	*buf = PF_BUF_INIT;
	pf_buf_add_lit(buf, "a: &a ");
	pf_buf_repeat(buf, '[', inner);
	pf_buf_repeat(buf, ']', inner);
	pf_buf_add_lit(buf, "\nb: ");
	pf_buf_repeat(buf, '[', outer);
	pf_buf_add_lit(buf, "*a");
	pf_buf_repeat(buf, ']', outer);
	loaded_init(l, pf_buf_str(buf));
}

START_TEST(depth_counts_through_aliases)
{
	struct pf_buf buf;
	struct loaded l;

	nest_alias(&l, &buf, 60, PF_YAML_MAX_DEPTH - 61);
	(void)loaded_root(&l);
	loaded_release(&l);
	pf_buf_release(&buf);
	nest_alias(&l, &buf, 60, PF_YAML_MAX_DEPTH - 60);
	ck_assert_ptr_nonnull(l.docs.ptr[0].fault);
	ck_assert_uint_eq(l.docs.ptr[0].fault->kind, PF_YAML_LIMIT);
	loaded_release(&l);
	pf_buf_release(&buf);
}
END_TEST

START_TEST(a_billion_laughs_are_one_quick_fault)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct loaded l;

	pf_buf_add_lit(&buf, "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
	for (int i = 1; i < 10; i++) {
		pf_buf_addf(&buf, "a%d: &a%d [", i, i);
		for (int k = 0; k < 9; k++)
			pf_buf_addf(&buf, "%s*a%d", k ? "," : "", i - 1);
		pf_buf_add_lit(&buf, "]\n");
	}
	loaded_init(&l, pf_buf_str(&buf));
	ck_assert_ptr_nonnull(l.docs.ptr[0].fault);
	ck_assert_uint_eq(l.docs.ptr[0].fault->kind, PF_YAML_LIMIT);
	assert_source(&l, l.docs.ptr[0].fault->start, l.docs.ptr[0].fault->end, "*a5");
	loaded_release(&l);
	pf_buf_release(&buf);
}
END_TEST

START_TEST(aliases_may_add_up_to_the_bound)
{
	/* 1 + 999 nodes; an alias adds 1,000. */
	static const unsigned aliases = PF_YAML_MAX_EXPANSION / 1000;

	for (unsigned more = 0; more < 2; more++) {
		struct pf_buf buf = PF_BUF_INIT;
		struct loaded l;

		pf_buf_add_lit(&buf, "- &a [");
		for (int i = 0; i < 999; i++)
			pf_buf_add_lit(&buf, "x,");
		pf_buf_add_lit(&buf, "]\n");
		for (unsigned i = 0; i < aliases + more; i++)
			pf_buf_add_lit(&buf, "- *a\n");
		loaded_init(&l, pf_buf_str(&buf));
		ck_assert((l.docs.ptr[0].fault != NULL) == (more == 1));
		loaded_release(&l);
		pf_buf_release(&buf);
	}
}
END_TEST

START_TEST(the_latest_anchor_of_a_name_counts)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a: &x 1\nb: *x\nc: &x [&x 2]\nd: *x\n"));
	assert_str(pf_node_text(pf_node_get(loaded_root(&l), PF_STR("b"))), "1");
	assert_str(pf_node_text(pf_node_get(loaded_root(&l), PF_STR("d"))), "2");
	loaded_release(&l);
}
END_TEST

START_TEST(an_alias_as_key_is_a_scalar)
{
	const struct pf_node *key = NULL;
	struct loaded l;

	loaded_init(&l, PF_STR("a: &x name\n*x : v\n"));
	assert_str(pf_node_text(pf_node_get_entry(loaded_root(&l), PF_STR("name"), &key)), "v");
	ck_assert_uint_eq(key->kind, PF_SCALAR);
	assert_range(&l, key, "*x");
	ck_assert(!(key->flags & PF_NODE_VERBATIM));
	loaded_release(&l);
}
END_TEST

START_TEST(text_is_borrowed_where_it_stands_verbatim)
{
	struct loaded l;
	const struct pf_node *list;
	struct pf_kids kids;

	loaded_init(&l, PF_STR("[plain, 'single', \"double\", 'it''s', \"\\x41\", a\n b]"));
	list = loaded_root(&l);
	kids = pf_kids(list);
	while (pf_kids_next(&kids)) {
		bool borrowed = kids.value->as.text >= l.source.text.ptr &&
			kids.value->as.text < l.source.text.ptr + l.source.text.len;

		ck_assert(borrowed == (kids.i < 3));
		ck_assert(!!(kids.value->flags & PF_NODE_VERBATIM) == (kids.i < 3));
	}
	loaded_release(&l);
}
END_TEST

START_TEST(what_ytt_fills_in_is_a_value)
{
	struct loaded l;
	const struct pf_node *node;

	loaded_init(&l, PF_STR("a: #@ data.values.a\nb: x #@ b\nc: # why\nd:\n- #@ d\n#@ e\nf:\n"));
	node = pf_node_get(loaded_root(&l), PF_STR("a"));
	assert_str(pf_node_text(node), "#@ data.values.a");
	assert_range(&l, node, "#@ data.values.a");
	assert_str(pf_node_get_text(loaded_root(&l), PF_STR("b")), "x");
	ck_assert_uint_eq(pf_node_get(loaded_root(&l), PF_STR("c"))->len, 0);
	node = pf_node_get(loaded_root(&l), PF_STR("d"));
	assert_str(pf_node_text(node + 1), "#@ d");
	ck_assert_uint_eq(pf_node_get(loaded_root(&l), PF_STR("f"))->len, 0);
	loaded_release(&l);
}
END_TEST

UNIT_TESTS(depth_is_bounded, a_megabyte_of_brackets_is_one_quick_fault,
	depth_counts_through_aliases, a_billion_laughs_are_one_quick_fault,
	aliases_may_add_up_to_the_bound, the_latest_anchor_of_a_name_counts,
	an_alias_as_key_is_a_scalar, text_is_borrowed_where_it_stands_verbatim,
	what_ytt_fills_in_is_a_value)

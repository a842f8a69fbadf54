/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/yaml_test.h"

#include "yaml/place.h"

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

static void assert_place(struct loaded *l, const struct pf_node *node, const char *expected)
{
	struct pf_piece place = pf_yaml_place(&l->docs.ptr[0], node);

	assert_source(l, place.start, place.end, expected);
}

START_TEST(scalars_are_their_own_place)
{
	struct loaded l;

	loaded_init(&l, PF_STR("a: \"b\"\n"));
	assert_place(&l, at(&l, "a"), "a");
	assert_place(&l, at(&l, "b"), "\"b\"");
	loaded_release(&l);
}
END_TEST

START_TEST(a_collection_is_placed_at_its_key)
{
	struct loaded l;

	loaded_init(&l, PF_STR("spec:\n  ports: []\n"));
	assert_place(&l, pf_node_get(loaded_root(&l), PF_STR("spec")), "spec");
	loaded_release(&l);
}
END_TEST

START_TEST(an_item_is_placed_at_its_first_line)
{
	struct pf_kids kids;
	struct loaded l;

	loaded_init(&l,
		PF_STR("- name: x # one\n  b: 1\n- a: # two\n    b\n- [x, # three\n y]\n- {a: b}\n"));
	kids = pf_kids(loaded_root(&l));
	ck_assert(pf_kids_next(&kids));
	assert_place(&l, kids.value, "name: x");
	ck_assert(pf_kids_next(&kids));
	assert_place(&l, kids.value, "a:");
	ck_assert(pf_kids_next(&kids));
	assert_place(&l, kids.value, "[x");
	ck_assert(pf_kids_next(&kids));
	assert_place(&l, kids.value, "{a: b}");
	assert_place(&l, loaded_root(&l), "- name: x");
	loaded_release(&l);
}
END_TEST

UNIT_TESTS(scalars_are_their_own_place, a_collection_is_placed_at_its_key,
	an_item_is_placed_at_its_first_line)

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/keys.h"

#include "base/buf.h"
#include "yaml/yaml_test.h"

/* Entries of `map` as "key=value " in order. */
static void assert_entries(struct loaded *l, const struct pf_node *map, const char *expected)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct pf_kids kids = pf_kids(map);

	(void)l;
	while (pf_kids_next(&kids)) {
		pf_buf_add(&buf, pf_node_text(kids.key));
		pf_buf_addc(&buf, '=');
		pf_buf_add(&buf, pf_node_text(kids.value));
		pf_buf_addc(&buf, ' ');
		ck_assert_ptr_eq(pf_node_key(kids.raw), kids.key);
	}
	assert_str(pf_buf_str(&buf), expected);
	pf_buf_release(&buf);
}

static void check_merge(const char *text, const char *expected)
{
	struct loaded l;

	loaded_init(&l, pf_str_from(text));
	assert_entries(&l, pf_node_get(loaded_root(&l), PF_STR("m")), expected);
	loaded_release(&l);
}

static void check_fault(const char *text, const char *at)
{
	const struct pf_yaml_fault *fault;
	struct loaded l;

	loaded_init(&l, pf_str_from(text));
	ck_assert_uint_eq(l.docs.len, 1);
	ck_assert_ptr_null(l.docs.ptr[0].root);
	fault = l.docs.ptr[0].fault;
	ck_assert_ptr_nonnull(fault);
	ck_assert_uint_eq(fault->kind, PF_YAML_SYNTAX);
	assert_source(&l, fault->start, fault->end, at);
	loaded_release(&l);
}

START_TEST(what_is_written_later_wins)
{
	check_merge("b: &b {x: 1, y: 2}\nm:\n  <<: *b\n  y: 9\n  z: 3\n", "x=1 y=9 z=3 ");
	check_merge("b: &b {x: 1, y: 2}\nm:\n  y: 9\n  <<: *b\n  z: 3\n", "y=2 x=1 z=3 ");
}
END_TEST

START_TEST(of_a_list_the_earlier_mapping_wins)
{
	check_merge("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nm: {<<: [*a, *b, {z: 3}]}\n",
		"z=3 x=1 y=2 ");
}
END_TEST

START_TEST(merges_may_nest)
{
	check_merge("a: &a {x: 1}\nb: &b\n  <<: *a\n  y: 2\nm:\n  <<: *b\n  <<: {q: {r: s}, x: 5}\n"
		    "  q: 7\n",
		"x=5 y=2 q=7 ");
	check_merge("m:\n  <<:\n    <<: {a: 1}\n    b: 2\n", "a=1 b=2 ");
}
END_TEST

START_TEST(an_empty_merge_leaves_nothing)
{
	check_merge("m: {<<: {}}\n", "");
	check_merge("m: {<<: []}\n", "");
}
END_TEST

START_TEST(only_plain_or_tagged_keys_merge)
{
	struct loaded l;
	const struct pf_node *quoted;

	loaded_init(&l, PF_STR("m:\n  \"<<\": {a: 1}\n"));
	quoted = pf_node_get(loaded_root(&l), PF_STR("m"));
	ck_assert_ptr_null(quoted->as.entries);
	ck_assert_ptr_nonnull(pf_node_get(quoted, PF_STR("<<")));
	loaded_release(&l);
	check_merge("m:\n  !!merge <<: {a: 1}\n  !!merge \"<<\": {b: 1}\n", "a=1 b=1 ");
}
END_TEST

START_TEST(only_mappings_can_be_merged)
{
	check_fault("m:\n  <<: 5\n", "5");
	check_fault("m:\n  <<: [{a: 1}, x]\n", "x");
	check_fault("a: &a [{b: 1}]\nm:\n  <<: *a\n", "*a");
	check_fault("a: &a 1\nm: {<<: [*a]}\n", "*a");
}
END_TEST

START_TEST(duplicates_are_recorded_against_the_first)
{
	const struct pf_document *doc;
	struct loaded l;

	loaded_init(&l, PF_STR("a: 1\n'a': 2\nb: {c: 1, d: 2, c: 3}\na: 4\n"));
	doc = loaded_document(&l);
	ck_assert_uint_eq(doc->nduplicates, 3);
	ck_assert_uint_eq(doc->duplicates[0].first->start, 16);
	ck_assert_uint_eq(doc->duplicates[0].again->start, 28);
	ck_assert_uint_eq(doc->duplicates[1].first->start, 0);
	ck_assert_uint_eq(doc->duplicates[1].again->start, 5);
	ck_assert_uint_eq(doc->duplicates[2].first->start, 0);
	ck_assert_uint_eq(doc->duplicates[2].again->start, 34);
	loaded_release(&l);
}
END_TEST

START_TEST(merges_make_no_duplicates)
{
	struct loaded l;

	loaded_init(&l, PF_STR("b: &b {x: 1}\nm:\n  x: 1\n  <<: *b\n  <<: *b\n"));
	(void)loaded_root(&l);
	ck_assert_uint_eq(l.docs.ptr[0].nduplicates, 0);
	loaded_release(&l);
}
END_TEST

START_TEST(large_mappings_find_their_duplicates)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct loaded l;

	for (int i = 0; i < 100000; i++)
		pf_buf_addf(&buf, "k%d: v\n", i);
	pf_buf_add_lit(&buf, "k7: w\nk500: w\nk7: w\n");
	loaded_init(&l, pf_buf_str(&buf));
	(void)loaded_root(&l);
	ck_assert_uint_eq(l.docs.ptr[0].nduplicates, 3);
	for (uint32_t i = 0; i < 3; i++) {
		const struct pf_duplicate_key *twice = &l.docs.ptr[0].duplicates[i];

		ck_assert(pf_str_eq(pf_node_text(twice->first), pf_node_text(twice->again)));
		ck_assert(twice->first->start < twice->again->start);
	}
	loaded_release(&l);
	pf_buf_release(&buf);
}
END_TEST

START_TEST(merging_counts_against_a_bound)
{
	struct pf_buf buf = PF_BUF_INIT;
	struct loaded l;

	/* 100 levels of 20,000 entries: each level copies them again. */
	for (int i = 0; i < 100; i++)
		pf_buf_add_lit(&buf, "{<<: ");
	pf_buf_addc(&buf, '{');
	for (int i = 0; i < 20000; i++)
		pf_buf_addf(&buf, "k%d: v,\n", i);
	pf_buf_addc(&buf, '}');
	pf_buf_repeat(&buf, '}', 100);
	loaded_init(&l, pf_buf_str(&buf));
	ck_assert_ptr_nonnull(l.docs.ptr[0].fault);
	ck_assert_uint_eq(l.docs.ptr[0].fault->kind, PF_YAML_LIMIT);
	loaded_release(&l);
	pf_buf_release(&buf);
}
END_TEST

UNIT_TESTS(what_is_written_later_wins, of_a_list_the_earlier_mapping_wins, merges_may_nest,
	an_empty_merge_leaves_nothing, only_plain_or_tagged_keys_merge, only_mappings_can_be_merged,
	duplicates_are_recorded_against_the_first, merges_make_no_duplicates,
	large_mappings_find_their_duplicates, merging_counts_against_a_bound)

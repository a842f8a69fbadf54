/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/selector.h"

#include "kube/decode/decode.h"
#include "unit.h"
#include "yaml/load.h"

static struct pf_arena arena;

static const void *decode(size_t type, const char *text)
{
	struct pf_source *source = PF_NEW(&arena, struct pf_source);
	struct pf_documents documents = {0};
	struct pf_decoder decoder;

	source->text = pf_str_from(text);
	pf_yaml_load(&arena, source, (struct pf_piece){0, (uint32_t)source->text.len}, &documents);
	ck_assert_uint_eq(documents.len, 1);
	pf_decoder_start(&decoder, &arena, PF_RELEASE_LAST);
	return pf_decode(&decoder, &pf_types[type], documents.ptr[0].root);
}

static const struct pf_str_map *labels(const char *text)
{
	const struct pf_object_meta *meta = decode(PF_TYPE_pf_object_meta, text);

	ck_assert_ptr_nonnull(meta);
	return &meta->labels;
}

static const struct pf_label_selector *selector(const char *text)
{
	return decode(PF_TYPE_pf_label_selector, text);
}

static bool map_matches(const char *want, const char *have)
{
	bool matches = pf_labels_match(labels(want), labels(have));

	pf_arena_release(&arena);
	return matches;
}

static bool matches(const char *want, const char *have)
{
	bool does = pf_selector_matches(selector(want), labels(have));

	pf_arena_release(&arena);
	return does;
}

START_TEST(each_pair_must_be_among_the_labels)
{
	ck_assert(map_matches("labels: {a: x}", "labels: {b: w, a: x}"));
	ck_assert(map_matches("labels: {}", "labels: {a: x}"));
	ck_assert(map_matches("name: none", "name: none"));
	ck_assert(!map_matches("labels: {a: x, b: w}", "labels: {a: x}"));
	ck_assert(!map_matches("labels: {a: x}", "labels: {a: w}"));
	ck_assert(!map_matches("labels: {a: x}", "labels: null"));
}
END_TEST

START_TEST(the_last_of_equal_keys_counts_on_both_sides)
{
	ck_assert(map_matches("labels: {a: x}", "labels: {a: w, a: x}"));
	ck_assert(!map_matches("labels: {a: w}", "labels: {a: w, a: x}"));
	ck_assert(map_matches("labels: {a: w, a: x}", "labels: {a: x}"));
	ck_assert(!map_matches("labels: {a: x, a: w}", "labels: {a: x}"));
}
END_TEST

START_TEST(null_is_an_empty_value)
{
	ck_assert(map_matches("labels: {a: null}", "labels: {a: ''}"));
	ck_assert(!map_matches("labels: {a: null}", "labels: {b: ''}"));
}
END_TEST

START_TEST(no_selector_matches_nothing_and_an_empty_one_all)
{
	ck_assert(!pf_selector_matches(NULL, labels("labels: {a: x}")));
	pf_arena_release(&arena);
	ck_assert(matches("{}", "labels: {a: x}"));
	ck_assert(matches("matchLabels: {}", "name: none"));
	ck_assert(pf_selector_is_empty(selector("matchExpressions: []")));
	ck_assert(!pf_selector_is_empty(selector("matchLabels: {a: b}")));
	ck_assert(
		!pf_selector_is_empty(selector("matchExpressions: [{key: a, operator: Exists}]")));
	pf_arena_release(&arena);
}
END_TEST

START_TEST(operators_mean_what_the_server_means)
{
	static const char in[] = "matchExpressions: [{key: a, operator: In, values: [x, w]}]";
	static const char not_in[] = "matchExpressions: [{key: a, operator: NotIn, values: [x]}]";
	static const char exists[] = "matchExpressions: [{key: a, operator: Exists}]";
	static const char absent[] = "matchExpressions: [{key: a, operator: DoesNotExist}]";

	ck_assert(matches(in, "labels: {a: w}"));
	ck_assert(!matches(in, "labels: {a: z}"));
	ck_assert(!matches(in, "labels: {b: x}"));
	ck_assert(matches(not_in, "labels: {a: w}"));
	ck_assert(!matches(not_in, "labels: {a: x}"));
	ck_assert(matches(not_in, "labels: {b: x}"));
	ck_assert(matches(exists, "labels: {a: ''}"));
	ck_assert(!matches(exists, "labels: {b: x}"));
	ck_assert(matches(absent, "labels: {b: x}"));
	ck_assert(!matches(absent, "labels: {a: x}"));
	ck_assert(!matches("matchExpressions: [{key: a, operator: in}]", "labels: {a: x}"));
}
END_TEST

START_TEST(labels_and_expressions_must_both_hold)
{
	static const char both[] =
		"{matchLabels: {a: x}, matchExpressions: [{key: b, operator: Exists}]}";

	ck_assert(matches(both, "labels: {a: x, b: w}"));
	ck_assert(!matches(both, "labels: {a: x}"));
	ck_assert(!matches(both, "labels: {b: w}"));
}
END_TEST

UNIT_TESTS(each_pair_must_be_among_the_labels, the_last_of_equal_keys_counts_on_both_sides,
	null_is_an_empty_value, no_selector_matches_nothing_and_an_empty_one_all,
	operators_mean_what_the_server_means, labels_and_expressions_must_both_hold)

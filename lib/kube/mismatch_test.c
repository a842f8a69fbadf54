/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/mismatch.h"

#include <stdio.h>

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
	pf_decoder_start(&decoder, &arena, 36);
	return pf_decode(&decoder, &pf_types[type], documents.ptr[0].root);
}

/* Of `selector` and the labels of `meta`; the memory lasts until the next call. */
static bool mismatch(const char *selector, const char *meta, struct pf_mismatch *out)
{
	const struct pf_object_meta *m;

	pf_arena_release(&arena);
	m = decode(PF_TYPE_pf_object_meta, meta);
	return pf_mismatch_of_selector(decode(PF_TYPE_pf_label_selector, selector), &m->labels,
		out);
}

static void assert_none(const char *selector, const char *meta)
{
	struct pf_mismatch found;

	ck_assert_msg(!mismatch(selector, meta, &found), "%s / %s", selector, meta);
}

static void assert_pair(const char *selector, const char *meta, const char *key, bool has_label)
{
	struct pf_mismatch found;

	ck_assert_msg(mismatch(selector, meta, &found), "%s / %s", selector, meta);
	ck_assert_ptr_nonnull(found.pair);
	ck_assert(pf_str_eq(found.pair->key, pf_str_from(key)));
	ck_assert_int_eq(found.label != NULL, has_label);
}

static void assert_expression(const char *expression, const char *meta)
{
	struct pf_mismatch found;
	char text[256];

	(void)snprintf(text, sizeof(text), "matchExpressions: [%s]", expression);
	ck_assert_msg(mismatch(text, meta, &found), "%s / %s", text, meta);
	ck_assert_ptr_nonnull(found.expression);
	ck_assert_ptr_null(found.pair);
}

static void assert_no_expression(const char *expression, const char *meta)
{
	char text[256];

	(void)snprintf(text, sizeof(text), "matchExpressions: [%s]", expression);
	assert_none(text, meta);
}

START_TEST(finds_the_first_pair_that_differs_or_is_missing)
{
	assert_none("matchLabels: {app: web}", "labels: {app: web, tier: front}");
	assert_none("{}", "labels: {app: web}");
	assert_none("matchLabels: {a: null}", "labels: {a: ''}");
	assert_pair("matchLabels: {app: web}", "labels: {app: shop}", "app", true);
	assert_pair("matchLabels: {app: web, b: c}", "labels: {app: web}", "b", false);
	assert_pair("matchLabels: {app: web}", "name: x", "app", false);
	assert_pair("matchLabels: {app: web}", "labels: null", "app", false);
}
END_TEST

START_TEST(passes_over_what_may_come_out_well)
{
	assert_none("matchLabels: {app: '${APP}'}", "labels: {app: web}");
	assert_none("matchLabels: {app: web}", "labels: {app: '{{ x }}'}");
	assert_none("matchLabels: {app: web}", "labels: {'${KEY}': web}");
	assert_none("matchLabels: {'${KEY}': web}", "labels: {app: web}");
	assert_none("matchLabels: {v: '1'}", "labels: {v: 1}");
	assert_none("matchLabels: {v: 1}", "labels: {v: '1'}");
	assert_none("matchLabels: {v: a}", "labels: ${LABELS}");
	assert_no_expression("{key: a, operator: in, values: [b]}", "labels: {a: c}");
	assert_no_expression("{key: a, operator: In}", "labels: {a: c}");
	assert_no_expression("{key: a, operator: In, values: ['${X}']}", "labels: {a: c}");
}
END_TEST

START_TEST(evaluates_expressions)
{
	assert_expression("{key: a, operator: In, values: [b, d]}", "labels: {a: c}");
	assert_expression("{key: a, operator: In, values: [b]}", "name: x");
	assert_expression("{key: a, operator: NotIn, values: [b, c]}", "labels: {a: c}");
	assert_expression("{key: a, operator: Exists}", "labels: {b: c}");
	assert_expression("{key: a, operator: DoesNotExist}", "labels: {a: c}");
	assert_no_expression("{key: a, operator: In, values: [b, c]}", "labels: {a: c}");
	assert_no_expression("{key: a, operator: NotIn, values: [b]}", "labels: {a: c}");
	assert_no_expression("{key: a, operator: NotIn, values: [b]}", "name: x");
	assert_no_expression("{key: a, operator: Exists}", "labels: {a: c}");
	assert_no_expression("{key: a, operator: DoesNotExist}", "labels: {b: c}");
}
END_TEST

UNIT_TESTS(finds_the_first_pair_that_differs_or_is_missing, passes_over_what_may_come_out_well,
	evaluates_expressions)

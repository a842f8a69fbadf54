/* SPDX-License-Identifier: Apache-2.0 */

/* For the tests of this folder: a text and what is loaded from it. */

#ifndef PF_YAML_YAML_TEST_H
#define PF_YAML_YAML_TEST_H

#include "unit.h"
#include "yaml/load.h"

struct loaded {
	struct pf_arena arena;
	struct pf_source source;
	struct pf_documents docs;
};

/* As one piece; loaded_release() frees it. */
static inline void loaded_init(struct loaded *l, pf_str text)
{
	*l = (struct loaded){
		.source = {.path = PF_STR("x.yaml"), .text = text, .encoding = PF_UTF8},
	};
	pf_yaml_load(&l->arena, &l->source, (struct pf_piece){0, (uint32_t)text.len}, &l->docs);
}

static inline void loaded_release(struct loaded *l)
{
	pf_arena_release(&l->arena);
}

/* The only document. */
static inline const struct pf_document *loaded_document(const struct loaded *l)
{
	ck_assert_ptr_nonnull(l->docs.ptr);
	ck_assert_uint_eq(l->docs.len, 1);
	return l->docs.ptr;
}

/* Its root; it is sound. */
static inline const struct pf_node *loaded_root(const struct loaded *l)
{
	const struct pf_document *doc = loaded_document(l);

	ck_assert_ptr_null(doc->fault);
	ck_assert_ptr_nonnull(doc->root);
	return doc->root;
}

static inline void assert_str(pf_str s, const char *expected)
{
	ck_assert_uint_eq(s.len, strlen(expected));
	ck_assert_mem_eq(s.ptr, expected, s.len);
}

/* The source between two offsets. */
static inline void assert_source(const struct loaded *l, uint32_t start, uint32_t end,
	const char *expected)
{
	ck_assert_uint_le(start, end);
	ck_assert_uint_le(end, l->source.text.len);
	assert_str(pf_str_sub(l->source.text, start, end), expected);
}

static inline void assert_range(const struct loaded *l, const struct pf_node *node,
	const char *expected)
{
	ck_assert_ptr_nonnull(node);
	assert_source(l, node->start, node->end, expected);
}

#endif

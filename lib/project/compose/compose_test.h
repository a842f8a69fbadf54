/* SPDX-License-Identifier: Apache-2.0 */

/* For the tests of compose files: a text and what is read of it. */

#ifndef PF_PROJECT_COMPOSE_COMPOSE_TEST_H
#define PF_PROJECT_COMPOSE_COMPOSE_TEST_H

#include "base/buf.h"
#include "project/compose/compose.h"
#include "unit.h"
#include "yaml/load.h"
#include "yaml/split.h"

struct composed {
	struct pf_arena arena;
	struct pf_source source;
	struct pf_documents documents;
	const struct pf_compose *compose;
};

static inline void composed_load(struct composed *c, const char *path, const char *text)
{
	struct pf_pieces pieces;

	*c = (struct composed){.source = {.path = pf_str_from(path), .text = pf_str_from(text)}};
	pieces = pf_yaml_split(&c->arena, c->source.text);
	pf_yaml_load(&c->arena, &c->source, pieces.ptr[0], &c->documents);
	ck_assert_uint_eq(c->documents.len, 1);
	ck_assert_ptr_null(c->documents.ptr[0].fault);
}

static inline void composed_release(struct composed *c)
{
	pf_arena_release(&c->arena);
}

/* The service of that name of a file in the folder app. */
static inline const struct pf_compose_service *composed_service(struct composed *c,
	const char *text, const char *name)
{
	composed_load(c, "app/compose.yaml", text);
	c->compose = pf_compose_read(&c->arena, &c->documents.ptr[0], NULL);
	for (size_t i = 0; i < c->compose->nservices; i++) {
		if (pf_str_eq(c->compose->services[i].name, pf_str_from(name)))
			return &c->compose->services[i];
	}
	ck_abort_msg("no service %s", name);
	return NULL;
}

static inline void assert_text(pf_str got, const char *want)
{
	ck_assert_msg(pf_str_eq(got, pf_str_from(want)), "%.*s, not %s", PF_STR_ARG(got), want);
}

/* Known and written. */
static inline void assert_known(pf_compose_text got, const char *want)
{
	ck_assert_ptr_nonnull(got.node);
	ck_assert(got.known);
	assert_text(got.value, want);
}

#endif

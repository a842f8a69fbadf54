/* SPDX-License-Identifier: Apache-2.0 */

/* For the tests of this folder: files given as text and the world of them. */

#ifndef PF_WORLD_WORLD_TEST_H
#define PF_WORLD_WORLD_TEST_H

#include "project/skaffold.h"
#include "unit.h"
#include "world/world.h"
#include "yaml/load.h"
#include "yaml/split.h"

#define FILES_MAX 256

struct tree {
	struct pf_arena arena;
	const struct pf_object *objects[FILES_MAX];
	size_t nobjects;
	const struct pf_document *projects[FILES_MAX];
	size_t nprojects;
	struct pf_world *world;
};

static inline void add_document(struct tree *t, const struct pf_document *document, bool context)
{
	struct pf_objects objects = {0};

	if (pf_is_kustomization_path(document->source->path) || pf_is_skaffold(document)) {
		ck_assert_uint_lt(t->nprojects, FILES_MAX);
		t->projects[t->nprojects++] = document;
	}
	if (!pf_document_is_kubernetes(document))
		return;
	pf_objects_of(&t->arena, document, &objects);
	for (size_t i = 0; i < objects.len; i++) {
		ck_assert_uint_lt(t->nobjects, FILES_MAX);
		objects.ptr[i].context = context;
		objects.ptr[i].number = (uint32_t)t->nobjects;
		t->objects[t->nobjects++] = &objects.ptr[i];
	}
}

static inline void add_file(struct tree *t, const char *path, const char *text, bool context)
{
	struct pf_source *source = PF_NEW(&t->arena, struct pf_source);
	struct pf_pieces pieces;

	source->path = pf_arena_dup(&t->arena, pf_str_from(path));
	source->text = pf_arena_dup(&t->arena, pf_str_from(text));
	pieces = pf_yaml_split(&t->arena, source->text);
	for (size_t i = 0; i < pieces.len; i++) {
		struct pf_documents documents = {0};

		pf_yaml_load(&t->arena, source, pieces.ptr[i], &documents);
		for (size_t k = 0; k < documents.len; k++) {
			ck_assert_ptr_null(documents.ptr[k].fault);
			add_document(t, &documents.ptr[k], context);
		}
	}
}

static inline void add(struct tree *t, const char *path, const char *text)
{
	add_file(t, path, text, false);
}

static inline void build_with(struct tree *t, bool complete)
{
	struct pf_world_options options = {.release = 34, .complete = complete};

	t->world = pf_world_build(&t->arena, t->objects, t->nobjects, t->projects, t->nprojects,
		&options);
}

static inline void build(struct tree *t)
{
	build_with(t, false);
}

static inline void drop(struct tree *t)
{
	pf_arena_release(&t->arena);
}

/* The first object of a file. */
static inline const struct pf_object *object_at(const struct tree *t, const char *path)
{
	for (size_t i = 0; i < t->nobjects; i++) {
		if (pf_str_eq(t->objects[i]->document->source->path, pf_str_from(path)))
			return t->objects[i];
	}
	ck_abort_msg("no object in %s", path);
	return NULL;
}

/* The Pod of the first object of a file. */
static inline const struct pf_pod *pod_at(struct tree *t, const char *path)
{
	struct pf_decoder decoder;
	const struct pf_pod *pod;

	pf_decoder_start(&decoder, &t->arena, 34);
	pod = pf_pod_of(&decoder, object_at(t, path), NULL);
	ck_assert_msg(pod != NULL, "no Pod in %s", path);
	return pod;
}

#define POD \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\n" \
	"spec: {containers: [{name: c, image: nginx}]}\n"
#define POD_IN(ns) \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: " ns \
	", labels: {app: web}}\n" \
	"spec: {containers: [{name: c, image: nginx}]}\n"
#define ACCOUNT "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default}\n"
#define ACCOUNT_IN(ns) \
	"apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: " ns "}\n"

#endif

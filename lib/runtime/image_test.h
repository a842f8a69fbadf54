/* SPDX-License-Identifier: Apache-2.0 */

/* For the tests of this folder: a container given as text with the Dockerfile of its image. */

#ifndef PF_RUNTIME_IMAGE_TEST_H
#define PF_RUNTIME_IMAGE_TEST_H

#include "image/build/build.h"
#include "image/dockerfile/dockerfile.h"
#include "kube/pod.h"
#include "unit.h"
#include "yaml/load.h"

struct bench {
	struct pf_arena arena;
	struct pf_decoder decoder;
	struct pf_object object;
	struct pf_pod_container c; /* the Pod's first main one */
};

static inline const struct pf_image_facts *bench_image(struct bench *b, const char *dockerfile)
{
	struct pf_source *source = PF_NEW(&b->arena, struct pf_source);
	const struct pf_dockerfile *file;

	source->path = PF_STR("Dockerfile");
	source->text = pf_str_from(dockerfile);
	file = pf_dockerfile_parse(&b->arena, source);
	ck_assert_uint_eq(file->nfaults, 0);
	return &pf_build_evaluate(&b->arena, file, &(struct pf_build_request){0})->facts;
}

/* `spec` of a Pod, and its image's Dockerfile or NULL. */
static inline void bench_start(struct bench *b, const char *spec, const char *dockerfile)
{
	struct pf_source *source = PF_NEW(&b->arena, struct pf_source);
	struct pf_documents documents = {0};
	struct pf_objects objects = {0};
	const struct pf_pod *pod;

	source->text = pf_arena_fmt(&b->arena, "{apiVersion: v1, kind: Pod, spec: {%s}}", spec);
	pf_yaml_load(&b->arena, source, (struct pf_piece){0, (uint32_t)source->text.len},
		&documents);
	ck_assert_uint_eq(documents.len, 1);
	ck_assert_ptr_null(documents.ptr[0].fault);
	pf_objects_of(&b->arena, &documents.ptr[0], &objects);
	b->object = objects.ptr[0];
	pf_decoder_start(&b->decoder, &b->arena, PF_RELEASE_LAST);
	pod = pf_pod_of(&b->decoder, &b->object,
		pf_decode(&b->decoder, b->object.api->type, b->object.root));
	for (size_t i = 0; i < pod->containers.len; i++) {
		if (pod->containers.ptr[i].class == PF_MAIN) {
			b->c = pod->containers.ptr[i];
			break;
		}
	}
	if (dockerfile)
		b->c.facts = bench_image(b, dockerfile);
}

static inline void bench_end(struct bench *b)
{
	pf_arena_release(&b->arena);
}

#endif

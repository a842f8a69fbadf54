/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What tells of images while it is gathered: for sources.c and its helpers.
 */

#ifndef PF_ENGINE_GATHERING_INTERNAL_H
#define PF_ENGINE_GATHERING_INTERNAL_H

#include "base/vec.h"
#include "engine/run_internal.h"
#include "project/builds/built.h"
#include "project/skaffold.h"

/* Sources as they are found. */
struct pf_gathering {
	struct pf_run *run;
	struct pf_run_file **dockerfiles; /* by path */
	size_t ndockerfiles;
	PF_VEC(struct pf_image_source) sources;
	const struct pf_compose **composes;
	struct pf_skaffold *skaffolds;
	const struct pf_document **skaffold_documents;
	size_t ncomposes, nskaffolds;
	PF_VEC(struct pf_run_file *) read; /* beside the input */
};

/* The Dockerfiles of the input, by path. */
void pf_gathering_start(struct pf_gathering *g);

/* A file beside the input; what it turns out to be is for the caller. */
struct pf_run_file *pf_gathering_open(struct pf_gathering *g, pf_str path, bool is_dockerfile);

/* The Dockerfile at `path`, read when it has to be; NULL: not to be had. */
struct pf_run_file *pf_gathering_dockerfile(struct pf_gathering *g, pf_str path, bool by_user);

/* For a pf_env_reader whose `arg` is the gathering. */
const struct pf_env_file *pf_gathering_env_file(void *arg, pf_str path);

/* The same target with the same arguments is evaluated once. */
const struct pf_build *pf_gathering_build(struct pf_gathering *g, struct pf_run_file *f,
	const struct pf_build_request *request);

/* A new source at the end of the list. */
struct pf_image_source *pf_gathering_add(struct pf_gathering *g, enum pf_bound_by by);

/* "compose.yaml:12" */
pf_str pf_gathering_line(struct pf_gathering *g, struct pf_run_file *f, size_t offset);

/* The source is what that Dockerfile makes. */
void pf_gathering_set_dockerfile(struct pf_gathering *g, struct pf_image_source *source,
	pf_str path, const struct pf_build_request *request);

/*
 * The same of what `dockerfile_inline` of a service makes, where that stands in its
 * file as the builder gets it: a literal block in which compose replaces nothing.
 */
void pf_gathering_set_inline(struct pf_gathering *g, struct pf_image_source *source,
	const struct pf_compose_service *service, const struct pf_build_request *request);

/* The folders of the input that are tops of repositories. */
void pf_gathering_find_repositories(struct pf_gathering *g, struct pf_image_sources *out);

/* Sources that scripts, Makefiles, bake files and workflows of the run name. */
void pf_gathering_add_commands(struct pf_gathering *g);

#endif

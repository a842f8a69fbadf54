/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the evaluation of a Dockerfile knows while it runs.
 *
 * First all FROMs are resolved, and which stages the target needs; then these
 * are run, each after the one it is built on, with one table of variables: what
 * a stage changed in it is undone before the next that is not built on it.  All
 * of them are run for their faults, the chain of the target for its facts too.
 */

#ifndef PF_IMAGE_BUILD_EVALUATION_H
#define PF_IMAGE_BUILD_EVALUATION_H

#include "image/build/request.h"
#include "image/build/variables.h"
#include "image/dockerfile/syntax.h"

/* Bytes of work for variables in one evaluation; without it they are unknown. */
#define PF_BUILD_FUEL ((size_t)16 * 1024 * 1024)
/* ONBUILD triggers run in one evaluation; the rest is left out. */
#define PF_BUILD_TRIGGERS_MAX 100000U

struct pf_build_stage {
	pf_str image; /* what its FROM comes to; empty: not known */
	bool varies;
	bool scratch;
	bool reachable;   /* from the target */
	bool chain;       /* the target is built on it, or is it */
	bool open;        /* at the bottom is an image that was not read */
	bool undeclared;  /* its FROM uses a name that no ARG declares */
	bool bad_default; /* its FROM names no image unless arguments are given */
	bool is_namesake; /* a stage before it has the same name */
	uint32_t base;    /* the stage that it is built on, or PF_NO_STAGE */
	uint32_t child;   /* the first of the stages built on this one */
	uint32_t sibling;
};

struct pf_stage_name {
	pf_str name;
	uint32_t stage;
};

/* Volumes or labels. */
struct pf_build_entries {
	struct pf_image_entry *ptr;
	size_t len;
	size_t cap;
	struct pf_build_names names;
};

/* The stages of the file, and which of them the target needs. */
struct pf_evaluated_stages {
	struct pf_build_stage *stages;
	struct pf_stage_name *names; /* by name, then by number */
	size_t nnames;
	struct pf_build_variables globals;
	const uint32_t *triggers; /* all ONBUILD instructions of the file, in order */
	size_t ntriggers;
	size_t triggers_left;
	uint32_t target;
	uint32_t *reached; /* the stages that the target needs, as they were found */
	size_t nreached;
};

/* The stage that runs. */
struct pf_evaluated_now {
	uint32_t stage;
	struct pf_build_variables variables;
	bool cmd_seen;
};

/* What the target's chain makes. */
struct pf_evaluated_image {
	struct pf_image_facts facts;
	bool windows;
	PF_VEC(struct pf_image_env) env;
	struct pf_build_names env_names;
	PF_VEC(struct pf_image_port) ports;
	uint8_t *ports_seen; /* a bit for each port of each protocol */
	struct pf_build_entries volumes;
	struct pf_build_entries labels;
	PF_VEC(struct pf_image_copy) copies;
	PF_VEC(struct pf_image_run) runs;
	size_t ndoubtful[4]; /* of env, ports, volumes, labels: a varying FROM brought them */
};

struct pf_evaluation {
	struct pf_evaluation *self; /* for scopes, which see it as constant */
	struct pf_arena *arena;
	const struct pf_dockerfile *file;
	const struct pf_build_request *request;
	struct pf_build_names arg_names;
	size_t fuel;
	PF_VEC(struct pf_dockerfile_fault) faults;
	struct pf_dockerfile_fault spare; /* takes those past PF_DOCKERFILE_FAULTS_MAX */

	struct pf_evaluated_stages plan;
	struct pf_evaluated_now now;
	struct pf_evaluated_image made;

	/* Of all that run: the last setting of a variable before each RUN, by its index. */
	const struct pf_build_setting **settings;
};

#endif

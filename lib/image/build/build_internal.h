/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the parts of the evaluation of a Dockerfile share.
 *
 * First all FROMs are resolved, and which stages the target needs; then these
 * are run, each after the one it is built on, with one table of variables: what
 * a stage changed in it is undone before the next that is not built on it.  All
 * of them are run for their faults, the chain of the target for its facts too.
 */

#ifndef PF_IMAGE_BUILD_BUILD_INTERNAL_H
#define PF_IMAGE_BUILD_BUILD_INTERNAL_H

#include "image/build/build.h"
#include "image/build/expand.h"

/* Bytes of work for variables in one evaluation; without it they are unknown. */
#define PF_BUILD_FUEL ((size_t)16 * 1024 * 1024)
/* ONBUILD triggers run in one evaluation; the rest is left out. */
#define PF_BUILD_TRIGGERS_MAX 100000U

/* Names and the numbers that belong to them. */
struct pf_build_names {
	struct pf_build_name {
		pf_str name;
		uint32_t hash;
		uint32_t number; /* plus one; 0: a free place */
	} * slots;
	size_t len;
	size_t cap;
};

#define PF_NO_NUMBER UINT32_MAX

/* The number of a name, or PF_NO_NUMBER.  `fuel` pays for the search. */
uint32_t pf_build_names_find(const struct pf_build_names *names, pf_str name, size_t *fuel);

/* The same; a new name gets `number`. */
uint32_t pf_build_names_add(struct pf_arena *arena, struct pf_build_names *names, pf_str name,
	uint32_t number, size_t *fuel);

/* A variable as it is now; `there` is false before it is declared. */
struct pf_build_binding {
	struct pf_variable variable;
	bool there;
	bool is_env; /* which an ARG of the same name does not change */
};

struct pf_build_undo {
	uint32_t number;
	struct pf_build_binding was;
};

struct pf_build_scope {
	struct pf_build_names names;
	struct pf_build_binding *bindings; /* by number */
	size_t nbindings;
	size_t cap;
	struct pf_build_undo *undo;
	size_t nundo;
	size_t undo_cap;
};

/* A list that grows. */
struct pf_build_list {
	void *ptr;
	size_t len;
	size_t cap;
};

/* Room for one more of `size` bytes, zeroed. */
void *pf_build_list_add(struct pf_arena *arena, struct pf_build_list *list, size_t size);

struct pf_build_stage {
	pf_str image; /* what its FROM comes to; empty: not known */
	bool varies;
	bool scratch;
	bool reachable; /* from the target */
	bool chain;     /* the target is built on it, or is it */
	bool open;      /* at the bottom is an image that was not read */
	uint32_t base;  /* the stage that it is built on, or PF_NO_STAGE */
	uint32_t child; /* the first of the stages built on this one */
	uint32_t sibling;
};

struct pf_stage_name {
	pf_str name;
	uint32_t stage;
};

struct pf_evaluation {
	struct pf_evaluation *self; /* for scopes, which see it as constant */
	struct pf_arena *arena;
	const struct pf_dockerfile *file;
	const struct pf_build_request *request;
	struct pf_build_names arg_names;
	size_t fuel;
	struct pf_build_list faults;
	struct pf_dockerfile_fault spare; /* takes those past PF_DOCKERFILE_FAULTS_MAX */

	/* Of the stages. */
	struct pf_build_stage *stages;
	struct pf_stage_name *stage_names; /* by name, then by number */
	size_t nstage_names;
	struct pf_build_scope globals;
	const uint32_t *triggers; /* all ONBUILD instructions of the file, in order */
	size_t ntriggers;
	size_t triggers_left;
	uint32_t target;
	uint32_t *reached; /* the stages that the target needs, as they were found */
	size_t nreached;

	/* Of the stage that runs. */
	uint32_t stage;
	struct pf_build_scope scope;
	bool cmd_seen;

	/* Of the target's chain. */
	struct pf_image_facts facts;
	bool windows;
	struct pf_build_list env;
	struct pf_build_names env_names;
	struct pf_build_list ports;
	uint8_t *ports_seen; /* a bit for each port of each protocol */
	struct pf_build_list volumes;
	struct pf_build_names volume_names;
	struct pf_build_list labels;
	struct pf_build_names label_names;
	struct pf_build_list copies;
	struct pf_build_list runs;
	size_t ndoubtful[4]; /* of env, ports, volumes, labels: a varying FROM brought them */
};

/* Faults: the new one, for its help; never NULL.  What an argument of the build may change is none.
 */
struct pf_dockerfile_fault *pf_build_complain(struct pf_evaluation *e, struct pf_piece range,
	const char *fmt, ...) PF_PRINTF(3, 4);

/* Variables. */

/* The scope of FROM; `undeclared`, where not NULL, gets the first unknown name. */
struct pf_build_from_scope {
	struct pf_evaluation *e;
	pf_str *undeclared;
};

struct pf_scope pf_build_global_scope(const struct pf_build_from_scope *data);
struct pf_scope pf_build_stage_scope(struct pf_evaluation *e);

/* Index the arguments that the build is given. */
void pf_build_take_args(struct pf_evaluation *e);

void pf_build_set_env(struct pf_evaluation *e, const struct pf_variable *variable);
/* ARG, before the first FROM and in a stage. */
void pf_build_global_arg(struct pf_evaluation *e, const struct pf_instruction *in);
void pf_build_stage_arg(struct pf_evaluation *e, const struct pf_instruction *in);

/* Take back what was set since the scope had `nundo` entries. */
void pf_build_scope_rewind(struct pf_build_scope *scope, size_t nundo);

/* Stages. */

/* Fills `stages` from base to `reachable`; false when there is no target. */
bool pf_build_resolve(struct pf_evaluation *e);

/* ONBUILD instructions of a stage: indices into `triggers`. */
void pf_build_triggers_of(const struct pf_evaluation *e, uint32_t stage, size_t *first,
	size_t *end);

/* Instructions. */

/* Run one in the current stage; a trigger too. */
void pf_build_run(struct pf_evaluation *e, const struct pf_instruction *in);

void pf_build_expose(struct pf_evaluation *e, const struct pf_instruction *in);

/* Name or number of a signal, as STOPSIGNAL takes it. */
bool pf_build_is_signal(pf_str s);

/* Absolute path of `path` seen from `parent`, without `.`, `..` and double slashes. */
pf_str pf_build_path(struct pf_arena *arena, pf_str parent, pf_str path);

#endif

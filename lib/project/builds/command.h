/* SPDX-License-Identifier: Apache-2.0 */

/* The words of one command, and what it builds. */

#ifndef PF_PROJECT_BUILDS_COMMAND_H
#define PF_PROJECT_BUILDS_COMMAND_H

#include "project/builds/built.h"

#define PF_COMMAND_WORDS_MAX 256U

struct pf_command {
	pf_str words[PF_COMMAND_WORDS_MAX]; /* without their quotes */
	size_t n;
	char end; /* what ends it: `;`, `&`, `|`, `(`, `)`, or 0 at the end of the line */
};

/*
 * The next command of a line of shell whose variables are replaced; false at its
 * end.  Comments and what is redirected are left out.
 */
bool pf_command_next(struct pf_arena *arena, pf_str line, size_t *at, struct pf_command *out);

/*
 * What `docker build`, `docker buildx build`, or the same of podman, nerdctl and
 * buildah makes; false: it is no such command, or names no tag or no Dockerfile of
 * this machine.  `folder` is where it runs.
 */
bool pf_command_builds(struct pf_arena *arena, const struct pf_command *command,
	struct pf_built_path folder, struct pf_built_image *out);

/* `path` as seen from `folder`; empty where it is not known. */
struct pf_built_path pf_built_path_from(struct pf_arena *arena, struct pf_built_path folder,
	pf_str path);

#endif

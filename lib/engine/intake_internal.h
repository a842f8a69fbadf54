/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Bytes to documents and objects, and which files are manifests at all.
 */

#ifndef PF_ENGINE_INTAKE_INTERNAL_H
#define PF_ENGINE_INTAKE_INTERNAL_H

#include "engine/run_internal.h"

/* A file of the run for `input`, not read yet; `number` is its place in run->files. */
void pf_run_file_start(struct pf_run *run, struct pf_run_file *f, const struct pf_input *input,
	size_t number);

/* Read one file of the run that an input or another file names. */
void pf_run_read(struct pf_run *run, struct pf_arena *arena, struct pf_run_file *f);

/* Read and parse every input; decide which files are manifests. */
void pf_run_intake(struct pf_run *run);

#endif

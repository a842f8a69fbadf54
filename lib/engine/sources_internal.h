/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What tells of images: settings, compose and skaffold files, Dockerfiles.
 */

#ifndef PF_ENGINE_SOURCES_INTERNAL_H
#define PF_ENGINE_SOURCES_INTERNAL_H

#include "engine/run_internal.h"

/* Find, read and evaluate it: fill run->sources; what is read joins run->files. */
void pf_run_sources(struct pf_run *run);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Lines of files, for those that something is said of.
 */

#ifndef PF_ENGINE_LINES_INTERNAL_H
#define PF_ENGINE_LINES_INTERNAL_H

#include "engine/run_internal.h"

/* Fill in the file's lines, for places in it; files of the configuration have theirs. */
static inline void pf_run_index_lines(struct pf_run *run, const struct pf_file *file)
{
	struct pf_file *own;

	if (file->lines.n || file->number == PF_NO_FILE)
		return;
	own = &run->files[file->number]->file;
	own->lines = pf_lines_of(&run->arena, own->source.text);
}

#endif

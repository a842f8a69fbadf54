/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How far a run is, on stderr, for who waits at a terminal.
 */

#ifndef PF_CMD_PROGRESS_H
#define PF_CMD_PROGRESS_H

#include "engine/engine.h"

struct progress; /* a thread that watches */

/*
 * Show `of` from a second on, if stderr is a terminal that can erase a line;
 * else NULL.  Nothing else may write to the terminal until progress_stop().
 */
struct progress *progress_start(struct pf_progress *of);

/* Erase what is shown.  NULL is fine. */
void progress_stop(struct progress *progress);

#endif

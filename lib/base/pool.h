/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Independent work on several threads.
 */

#ifndef PF_BASE_POOL_H
#define PF_BASE_POOL_H

#include <stddef.h>

#define PF_POOL_MAX 64 /* threads */

/*
 * Call `work(arg, worker, i)` for every i below `njobs`, each once, from at
 * most `nthreads` threads, and return when all are done.  `worker` is below
 * `nthreads`: calls with one number never overlap, so that each number may own
 * an arena.  Jobs start in order of i.  With one thread, or when no thread can
 * be made, the caller's own thread does the work.
 */
void pf_pool_run(size_t njobs, size_t nthreads, void (*work)(void *arg, size_t worker, size_t i),
	void *arg);

/* Processors this process may use, from 1 to PF_POOL_MAX. */
size_t pf_pool_processors(void);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

struct pool {
	atomic_size_t next;
	size_t njobs;
	void (*work)(void *arg, size_t worker, size_t i);
	void *arg;
};

struct worker {
	struct pool *pool;
	size_t number;
	pthread_t thread;
	bool started;
};

static void *run(void *arg)
{
	const struct worker *worker = arg;
	struct pool *pool = worker->pool;

	for (;;) {
		size_t i = atomic_fetch_add(&pool->next, 1);

		if (i >= pool->njobs)
			return NULL;
		pool->work(pool->arg, worker->number, i);
	}
}

void pf_pool_run(size_t njobs, size_t nthreads, void (*work)(void *arg, size_t worker, size_t i),
	void *arg)
{
	struct pool pool = {.njobs = njobs, .work = work, .arg = arg};
	struct worker workers[PF_POOL_MAX] = {{0}};

	atomic_init(&pool.next, 0);
	if (nthreads > PF_POOL_MAX)
		nthreads = PF_POOL_MAX;
	if (nthreads > njobs)
		nthreads = njobs;
	for (size_t i = 0; i < nthreads || i == 0; i++) {
		workers[i] = (struct worker){.pool = &pool, .number = i};
		if (i > 0)
			workers[i].started =
				pthread_create(&workers[i].thread, NULL, run, &workers[i]) == 0;
	}
	(void)run(&workers[0]);
	for (size_t i = 1; i < nthreads; i++) {
		if (workers[i].started)
			(void)pthread_join(workers[i].thread, NULL);
	}
}

size_t pf_pool_processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	if (n < 1)
		return 1;
	return n > PF_POOL_MAX ? PF_POOL_MAX : (size_t)n;
}

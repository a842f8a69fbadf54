/* SPDX-License-Identifier: Apache-2.0 */

#include "base/pool.h"

#include "unit.h"

enum { JOBS = 1000, THREADS = 4 };

struct tally {
	int done[JOBS];
	size_t per_worker[THREADS];
};

static void count(void *arg, size_t worker, size_t i)
{
	struct tally *tally = arg;

	tally->done[i]++;
	tally->per_worker[worker]++;
}

START_TEST(does_every_job_once)
{
	for (size_t threads = 1; threads <= THREADS; threads++) {
		struct tally tally = {{0}, {0}};
		size_t sum = 0;

		pf_pool_run(JOBS, threads, count, &tally);
		for (size_t i = 0; i < JOBS; i++)
			ck_assert_int_eq(tally.done[i], 1);
		for (size_t i = 0; i < THREADS; i++) {
			ck_assert(i < threads || tally.per_worker[i] == 0);
			sum += tally.per_worker[i];
		}
		ck_assert_uint_eq(sum, JOBS);
	}
}
END_TEST

START_TEST(no_jobs_is_no_work)
{
	struct tally tally = {{0}, {0}};

	pf_pool_run(0, THREADS, count, &tally);
	ck_assert_uint_eq(tally.per_worker[0], 0);
	ck_assert_uint_ge(pf_pool_processors(), 1);
}
END_TEST

UNIT_TESTS(does_every_job_once, no_jobs_is_no_work)

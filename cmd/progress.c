/* SPDX-License-Identifier: Apache-2.0 */

#include "progress.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "environment.h"
#include "interrupt.h"

#define FIRST_MS 1000
#define NEXT_MS 200

struct progress {
	struct pf_progress *of;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	struct timespec next; /* when to show something */
	bool over;
};

static void show(struct pf_progress *of)
{
	size_t done = atomic_load(&of->done), total = atomic_load(&of->total);
	char line[80];
	int len = 0;

	done = done < total ? done : total;
	switch ((enum pf_phase)atomic_load(&of->phase)) {
	case PF_PHASE_NONE:
		break;
	case PF_PHASE_READING:
		len = snprintf(line, sizeof(line), "podfit: %zu of %zu files read ...", done,
			total);
		break;
	case PF_PHASE_PARSING:
		len = snprintf(line, sizeof(line), "podfit: %zu %% parsed ...",
			total ? done * 100 / total : 0);
		break;
	case PF_PHASE_LINTING:
		len = snprintf(line, sizeof(line), "podfit: %zu %% linted ...",
			total ? done * 100 / total : 0);
		break;
	}
	if (len > 0 && (size_t)len < sizeof(line))
		interrupt_show_line(line, (size_t)len);
}

static struct timespec after(long ms)
{
	struct timespec at = {0};

	(void)clock_gettime(CLOCK_REALTIME, &at);
	at.tv_sec += ms / 1000;
	at.tv_nsec += ms % 1000 * 1000000;
	at.tv_sec += at.tv_nsec / 1000000000;
	at.tv_nsec %= 1000000000;
	return at;
}

static void *watch(void *arg)
{
	struct progress *progress = arg;

	(void)pthread_mutex_lock(&progress->lock);
	while (!progress->over) {
		if (pthread_cond_timedwait(&progress->wake, &progress->lock, &progress->next) !=
				ETIMEDOUT ||
			progress->over)
			continue;
		show(progress->of);
		progress->next = after(NEXT_MS);
	}
	(void)pthread_mutex_unlock(&progress->lock);
	interrupt_clear_line();
	return NULL;
}

static bool can_erase(void)
{
	const char *term = environment("TERM");

	return isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
}

struct progress *progress_start(struct pf_progress *of)
{
	struct progress *progress;

	if (!can_erase())
		return NULL;
	progress = calloc(1, sizeof(*progress));
	if (!progress)
		return NULL;
	progress->of = of;
	progress->next = after(FIRST_MS);
	(void)pthread_mutex_init(&progress->lock, NULL);
	(void)pthread_cond_init(&progress->wake, NULL);
	if (pthread_create(&progress->thread, NULL, watch, progress) == 0)
		return progress;
	free(progress);
	return NULL;
}

void progress_stop(struct progress *progress)
{
	if (!progress)
		return;
	(void)pthread_mutex_lock(&progress->lock);
	progress->over = true;
	(void)pthread_cond_signal(&progress->wake);
	(void)pthread_mutex_unlock(&progress->lock);
	(void)pthread_join(progress->thread, NULL);
	(void)pthread_cond_destroy(&progress->wake);
	(void)pthread_mutex_destroy(&progress->lock);
	free(progress);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "baseline/paths.h"

#include <stdlib.h>

#include "source/path.h"

pf_str baseline_path(const struct job *job, pf_str path)
{
	if (pf_str_eq(path, PF_STR("<stdin>")))
		return path;
	return pf_path_between(job->call.arena, job->check.baseline.known.folder, path);
}

/* `-` is a stream, and in no folder. */
struct covered {
	pf_str path;  /* from the folder of the baseline */
	pf_str whole; /* from the root */
};

/* A folder comes right before all that is in it. */
static int compare_covered(const void *a, const void *b)
{
	pf_str l = ((const struct covered *)a)->whole, r = ((const struct covered *)b)->whole;

	for (size_t i = 0; i < l.len && i < r.len; i++) {
		if (l.ptr[i] == r.ptr[i])
			continue;
		if (l.ptr[i] == '/' || r.ptr[i] == '/')
			return l.ptr[i] == '/' ? -1 : 1;
		return (unsigned char)l.ptr[i] < (unsigned char)r.ptr[i] ? -1 : 1;
	}
	return (l.len > r.len) - (l.len < r.len);
}

/* `path` is one of the baseline, or `-`. */
static struct covered covered_by(const struct job *job, pf_str path)
{
	const struct check *check = &job->check;
	pf_str folder = pf_path_join(job->call.arena, check->current, check->baseline.known.folder);
	bool is_stream = pf_str_eq(path, PF_STR("-"));

	return (struct covered){
		path, is_stream ? path : pf_path_join(job->call.arena, folder, path)};
}

static struct covered covered_by_word(const struct job *job, pf_str word)
{
	bool is_stream = pf_str_eq(word, PF_STR("-"));

	return covered_by(job, is_stream ? word : baseline_path(job, word));
}

static int compare_paths(const void *a, const void *b)
{
	return pf_str_cmp(*(const pf_str *)a, *(const pf_str *)b);
}

void baseline_take_paths(const struct job *job, struct pf_baseline *out)
{
	const struct pf_baseline *old = &job->check.baseline.known;
	struct pf_arena *arena = job->call.arena;
	size_t most = old->npaths + job->call.nwords + 1, n = 0;
	struct covered *all = PF_NEWN(arena, struct covered, most);
	pf_str *paths = PF_NEWN(arena, pf_str, most), last = PF_STR_EMPTY;

	for (size_t i = 0; i < old->npaths; i++)
		all[n++] = covered_by(job, old->paths[i]);
	for (size_t i = 0; i < job->call.nwords; i++)
		all[n++] = covered_by_word(job, job->call.words[i]);
	if (!job->call.nwords)
		all[n++] = covered_by_word(job, PF_STR("."));
	qsort(all, n, sizeof(*all), compare_covered);
	for (size_t i = 0; i < n; i++) {
		if (out->npaths && pf_path_is_within(all[i].whole, last))
			continue;
		last = all[i].whole;
		paths[out->npaths++] = all[i].path;
	}
	qsort(paths, out->npaths, sizeof(*paths), compare_paths);
	out->paths = paths;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "check/baseline.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "source/path.h"

/* Where it is. */

/* Of the project, or named for it; that of the user is for all projects. */
static bool has_project_config(const struct check_config *config)
{
	return config->read.file && !config->of_user;
}

static const char *baseline_file(struct pf_arena *arena, const struct check *check)
{
	static const char *const names[] = {PF_BASELINE_NAME};
	const char *nearest;

	if (check->baseline.named)
		return check->baseline.named;
	if (has_project_config(&check->config))
		return pf_arena_fmt(arena, "%.*s/" PF_BASELINE_NAME,
			PF_STR_ARG(check->config.read.directory))
			.ptr;
	nearest = pf_path_find_above(arena, PF_STR("."), names, 1);
	return nearest ? nearest : PF_BASELINE_NAME;
}

/* Ids hold paths of files outside objects: they must not depend on the current folder. */
static void settle_home(struct check *check)
{
	pf_str home = check->baseline.none ? PF_STR(".") : check->baseline.known.folder;

	if (has_project_config(&check->config))
		home = check->config.read.directory;
	check->settings.home = pf_str_eq(home, PF_STR(".")) ? PF_STR_EMPTY : home;
}

bool check_load_baseline(struct pf_arena *arena, struct check *check, bool needed,
	struct file_fault *fault)
{
	const char *file = check->baseline.none ? NULL : baseline_file(arena, check);
	struct pf_baseline *known = &check->baseline.known;
	struct pf_error err = {0};
	struct pf_source source;

	if (file) {
		known->path = pf_report_path(arena, pf_str_from(file));
		known->folder = pf_path_directory(known->path);
	}
	settle_home(check);
	if (!file || (!pf_path_exists(file) && !(needed && check->baseline.named)))
		return true;
	check->baseline.is_read = pf_source_read_file(arena, file, known->path, &source, &err) &&
		pf_baseline_parse(arena, source.text, source.path, known, &err);
	if (!check->baseline.is_read)
		*fault = (struct file_fault){
			"baseline", known->path, pf_arena_dup(arena, pf_str_from(err.msg))};
	return check->baseline.is_read;
}

/* What a run can judge. */

/* Paths of the command line, from the root; those of folders first. */
struct paths {
	pf_str *ptr;
	size_t n;
	size_t nfolders;
};

static bool is_folder(struct pf_arena *arena, pf_str path)
{
	struct stat status;

	return stat(pf_arena_cstr(arena, path), &status) == 0 && S_ISDIR(status.st_mode);
}

static struct paths paths_of(struct pf_arena *arena, pf_str current, const struct inputs *inputs)
{
	struct paths paths = {.ptr = PF_NEWN(arena, pf_str, inputs->npaths + 1)};

	if (!inputs->npaths && !inputs->has_stdin) {
		paths.ptr[0] = current;
		paths.n = paths.nfolders = 1;
	}
	for (size_t i = 0; i < inputs->npaths; i++) {
		pf_str path = pf_path_join(arena, current, inputs->paths[i]);

		if (is_folder(arena, inputs->paths[i])) {
			paths.ptr[paths.n++] = paths.ptr[paths.nfolders];
			paths.ptr[paths.nfolders++] = path;
		} else {
			paths.ptr[paths.n++] = path;
		}
	}
	return paths;
}

static bool is_walked(const struct paths *paths, pf_str path)
{
	for (size_t i = 0; i < paths->nfolders; i++) {
		if (pf_path_is_within(path, paths->ptr[i]))
			return true;
	}
	return false;
}

static int compare_skipped(const void *key, const void *element)
{
	return pf_str_cmp(*(const pf_str *)key, ((const struct pf_skipped *)element)->path);
}

/* Did the walk leave out the path, or a folder on the way to it? */
static bool is_left_out(const struct pf_discovery_options *options, const struct inputs *inputs,
	pf_str path)
{
	if (pf_is_excluded(options, path, false))
		return true;
	for (size_t i = 0; i < path.len && inputs->found.nskipped; i++) {
		pf_str folder = pf_str_sub(path, 0, i + 1);

		if (path.ptr[i] == '/' &&
			bsearch(&folder, inputs->found.skipped, inputs->found.nskipped,
				sizeof(*inputs->found.skipped), compare_skipped))
			return true;
	}
	return false;
}

static bool is_missing(struct pf_arena *arena, pf_str path)
{
	struct stat status;

	return lstat(pf_arena_cstr(arena, path), &status) != 0 &&
		(errno == ENOENT || errno == ENOTDIR);
}

/* What was on standard input has the name it was given, which need not be that of a file. */
static bool may_be_of_stdin(const struct pf_baseline *baseline)
{
	return pf_is_one_of(PF_STR("-"), baseline->paths, baseline->npaths);
}

static void mark_gone(struct pf_arena *arena, struct check *check, const struct paths *paths,
	const struct inputs *inputs)
{
	struct pf_baseline *known = &check->baseline.known;

	if (may_be_of_stdin(known) && !inputs->has_stdin)
		return;
	for (size_t i = 0; i < known->n; i++) {
		struct pf_baseline_entry *entry = &known->entries[i];
		pf_str whole;

		/* Entries of one file stand together. */
		if (i && pf_str_eq(entry->shown, entry[-1].shown)) {
			entry->gone = entry[-1].gone;
			continue;
		}
		whole = pf_path_join(arena, check->current, entry->shown);
		entry->gone = is_walked(paths, whole) &&
			!is_left_out(&check->files.discovery, inputs, entry->shown) &&
			is_missing(arena, entry->shown);
	}
}

/* Is all there that the baseline was written for? */
static bool covers_baseline(struct pf_arena *arena, const struct check *check,
	const struct paths *paths, bool has_stdin)
{
	const struct pf_baseline *known = &check->baseline.known;
	pf_str folder = pf_path_join(arena, check->current, known->folder);

	for (size_t i = 0; i < known->npaths; i++) {
		pf_str path = known->paths[i];
		pf_str whole = pf_path_join(arena, folder, path);
		bool covered = is_walked(paths, whole) || pf_is_one_of(whole, paths->ptr, paths->n);

		if (pf_str_eq(path, PF_STR("-")))
			covered = has_stdin;
		if (!covered)
			return false;
	}
	return true;
}

void check_use_baseline(const struct call *call, struct check *check, const struct inputs *inputs)
{
	struct paths paths;

	if (!check->baseline.is_read)
		return;
	paths = paths_of(call->arena, check->current, inputs);
	mark_gone(call->arena, check, &paths, inputs);
	check->baseline.known.covered = !inputs->nerrors &&
		!options_has(call->arguments, OPTION_EXCLUDE) &&
		covers_baseline(call->arena, check, &paths, inputs->has_stdin);
	check->settings.baseline = &check->baseline.known;
}

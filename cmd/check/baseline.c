/* SPDX-License-Identifier: Apache-2.0 */

/* The baseline: where it is, and what of it a run can judge. */

#include "check/check.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "source/path.h"

/* Where it is. */

/* Of the project, or named for it; that of the user is for all projects. */
static bool has_project_config(const struct check *check)
{
	return check->config.file && !check->config_of_user;
}

static const char *baseline_file(struct pf_arena *arena, const struct check *check)
{
	static const char *const names[] = {PF_BASELINE_NAME};
	const char *nearest;

	if (check->baseline_file)
		return check->baseline_file;
	if (has_project_config(check))
		return pf_arena_fmt(arena, "%.*s/" PF_BASELINE_NAME,
			PF_STR_ARG(check->config.directory))
			.ptr;
	nearest = pf_path_find_above(arena, PF_STR("."), names, 1);
	return nearest ? nearest : PF_BASELINE_NAME;
}

/* Ids hold paths of files outside objects: they must not depend on the current folder. */
static void settle_home(struct check *check)
{
	pf_str home = check->no_baseline ? PF_STR(".") : check->baseline.folder;

	if (has_project_config(check))
		home = check->config.directory;
	check->settings.home = pf_str_eq(home, PF_STR(".")) ? PF_STR_EMPTY : home;
}

bool check_load_baseline(const struct call *call, struct check *check, bool needed,
	struct file_fault *fault)
{
	const char *file = check->no_baseline ? NULL : baseline_file(call->arena, check);
	struct pf_error err = {0};
	struct pf_source source;

	if (file) {
		check->baseline.path = pf_report_path(call->arena, pf_str_from(file));
		check->baseline.folder = pf_path_directory(check->baseline.path);
	}
	settle_home(check);
	if (!file || (!pf_path_exists(file) && !(needed && check->baseline_file)))
		return true;
	if (pf_source_read_file(call->arena, file, check->baseline.path, &source, &err) &&
		pf_baseline_parse(call->arena, source.text, source.path, &check->baseline, &err)) {
		check->has_baseline = true;
		return true;
	}
	*fault = (struct file_fault){
		"baseline", check->baseline.path, pf_arena_dup(call->arena, pf_str_from(err.msg))};
	return false;
}

/* What a run can judge. */

/* Paths of the command line, from the root; those of folders first. */
struct paths {
	pf_str *ptr;
	size_t n;
	size_t nfolders;
	bool has_stdin;
};

static struct paths paths_of(const struct call *call, const struct check *check)
{
	struct paths paths = {.ptr = PF_NEWN(call->arena, pf_str, call->nwords + 1)};

	if (!call->nwords) {
		paths.ptr[0] = check->current;
		paths.n = paths.nfolders = 1;
	}
	for (size_t i = 0; i < call->nwords; i++) {
		pf_str path = pf_path_join(call->arena, check->current, call->words[i]);
		struct stat status;

		if (pf_str_eq(call->words[i], PF_STR("-"))) {
			paths.has_stdin = true;
			continue;
		}
		if (stat(pf_arena_cstr(call->arena, call->words[i]), &status) == 0 &&
			S_ISDIR(status.st_mode)) {
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
static bool is_left_out(const struct check *check, const struct intake *intake, pf_str path)
{
	if (pf_is_excluded(&check->discovery, path, false))
		return true;
	for (size_t i = 0; i < path.len && intake->found.nskipped; i++) {
		pf_str folder = pf_str_sub(path, 0, i + 1);

		if (path.ptr[i] == '/' &&
			bsearch(&folder, intake->found.skipped, intake->found.nskipped,
				sizeof(*intake->found.skipped), compare_skipped))
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
static bool may_be_of_stdin(const struct check *check)
{
	return pf_is_one_of(PF_STR("-"), check->baseline.paths, check->baseline.npaths);
}

static void mark_gone(const struct call *call, struct check *check, const struct paths *paths,
	const struct intake *intake)
{
	if (may_be_of_stdin(check) && !paths->has_stdin)
		return;
	for (size_t i = 0; i < check->baseline.n; i++) {
		struct pf_baseline_entry *entry = &check->baseline.entries[i];
		pf_str whole;

		/* Entries of one file stand together. */
		if (i && pf_str_eq(entry->shown, entry[-1].shown)) {
			entry->gone = entry[-1].gone;
			continue;
		}
		whole = pf_path_join(call->arena, check->current, entry->shown);
		entry->gone = is_walked(paths, whole) &&
			!is_left_out(check, intake, entry->shown) &&
			is_missing(call->arena, entry->shown);
	}
}

/* Is all there that the baseline was written for? */
static bool covers_baseline(const struct call *call, const struct check *check,
	const struct paths *paths)
{
	pf_str folder = pf_path_join(call->arena, check->current, check->baseline.folder);

	for (size_t i = 0; i < check->baseline.npaths; i++) {
		pf_str path = check->baseline.paths[i];
		pf_str whole = pf_path_join(call->arena, folder, path);
		bool covered = is_walked(paths, whole) || pf_is_one_of(whole, paths->ptr, paths->n);

		if (pf_str_eq(path, PF_STR("-")))
			covered = paths->has_stdin;
		if (!covered)
			return false;
	}
	return true;
}

void check_use_baseline(const struct call *call, struct check *check, const struct intake *intake)
{
	struct paths paths;

	if (!check->has_baseline)
		return;
	paths = paths_of(call, check);
	mark_gone(call, check, &paths, intake);
	check->baseline.covered = !intake->nerrors &&
		!options_has(call->arguments, OPTION_EXCLUDE) &&
		covers_baseline(call, check, &paths);
	check->settings.baseline = &check->baseline;
}

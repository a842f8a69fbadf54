/* SPDX-License-Identifier: Apache-2.0 */

#include <limits.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "check/check.h"
#include "environment.h"
#include "interrupt.h"
#include "print.h"
#include "progress.h"
#include "say.h"
#include "stream.h"
#include "text/escape.h"

/* Talk. */

void check_say_errors(const struct pf_result *result)
{
	for (size_t i = 0; i < result->nerrors; i++)
		say_of("", result->errors[i].path, result->errors[i].message);
}

static void say_skipped(const struct pf_result *result)
{
	for (size_t i = 0; i < result->nskipped; i++) {
		const struct pf_skipped *skipped = &result->skipped[i];
		PF_CLEANUP(pf_buf_release) struct pf_buf why = PF_BUF_INIT;

		pf_buf_addf(&why, "%s%s%.*s", pf_skip_reason_name(skipped->reason),
			skipped->detail.len ? ", " : "", PF_STR_ARG(skipped->detail));
		say_of("skipped ", skipped->path, pf_buf_str(&why));
	}
}

static int compare_bounds(const void *a, const void *b)
{
	const struct pf_bound *x = a, *y = b;
	int order = pf_str_cmp(x->image, y->image);

	if (!order)
		order = pf_str_cmp(x->source, y->source);
	return order ? order : pf_str_cmp(x->service, y->service);
}

/* Each image once, or once for each of its sources. */
static void say_images(struct pf_arena *arena, const struct pf_result *result)
{
	size_t n = result->nbindings;
	struct pf_bound *bounds = PF_NEWN(arena, struct pf_bound, n);

	if (n)
		memcpy(bounds, result->bindings, n * sizeof(*bounds));
	qsort(bounds, n, sizeof(*bounds), compare_bounds);
	for (size_t i = 0; i < n; i++) {
		pf_str reason = check_binding_reason(arena, &bounds[i]);

		if (i && compare_bounds(&bounds[i - 1], &bounds[i]) == 0)
			continue;
		if (bounds[i].source.len)
			reason = pf_arena_fmt(arena, "%.*s (%.*s)", PF_STR_ARG(bounds[i].source),
				PF_STR_ARG(reason));
		say_of("image ", bounds[i].image, reason);
	}
}

static double seconds_since(const struct timespec *start)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

/* Results. */

static int compare_skipped(const void *a, const void *b)
{
	const struct pf_skipped *x = a, *y = b;

	return pf_str_cmp(x->path, y->path);
}

static int compare_errors(const void *a, const void *b)
{
	const struct pf_run_error *x = a, *y = b;
	int order = pf_str_cmp(x->path, y->path);

	return order ? order : pf_str_cmp(x->message, y->message);
}

static void merge_skipped(struct pf_arena *arena, struct pf_result *result,
	const struct intake *intake)
{
	const struct pf_discovery *found = &intake->found;
	struct pf_skipped *all =
		PF_NEWN(arena, struct pf_skipped, result->nskipped + found->nskipped + 1);
	size_t n = 0;

	for (size_t i = 0; i < result->nskipped; i++)
		all[n++] = result->skipped[i];
	for (size_t i = 0; i < found->nskipped; i++)
		all[n++] = found->skipped[i];
	if (intake->excluded)
		all[n++] = *intake->excluded;
	qsort(all, n, sizeof(*all), compare_skipped);
	result->files_skipped += n - result->nskipped;
	result->skipped = all;
	result->nskipped = n;
}

static void merge_errors(struct pf_arena *arena, struct pf_result *result,
	const struct intake *intake)
{
	struct pf_run_error *all =
		PF_NEWN(arena, struct pf_run_error, result->nerrors + intake->nerrors + 1);
	size_t n = 0;

	for (size_t i = 0; i < result->nerrors; i++)
		all[n++] = result->errors[i];
	for (size_t i = 0; i < intake->nerrors; i++)
		all[n++] = intake->errors[i];
	qsort(all, n, sizeof(*all), compare_errors);
	result->files_failed += intake->nerrors;
	result->errors = all;
	result->nerrors = n;
}

struct pf_result check_merge(struct pf_arena *arena, const struct pf_result *run,
	const struct intake *intake)
{
	struct pf_result result = *run;

	merge_skipped(arena, &result, intake);
	merge_errors(arena, &result, intake);
	return result;
}

static int status_of(const struct check *check, const struct pf_result *result)
{
	size_t failing = 0;

	if (result->nerrors)
		return EXIT_BROKEN;
	for (size_t level = check->fail_on; level <= PF_ERROR; level++)
		failing += result->count[level];
	if (failing && !check->never_fail)
		return EXIT_FINDINGS;
	return check->fail_on_stale && result->nstale ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* Reports. */

static bool uses_color(const struct check *check, bool is_file)
{
	if (check->color != COLOR_AUTO)
		return check->color == COLOR_ALWAYS && !is_file;
	return !is_file && stream_wants_color(STDOUT_FILENO);
}

static void add_text(struct pf_buf *out, const struct check *check, const struct pf_report *report,
	bool is_file)
{
	struct pf_text_options options = {
		.color = uses_color(check, is_file),
		.wrap = !is_file && isatty(STDOUT_FILENO),
		.width = stream_width(),
		.max_findings = check->max_findings,
		.summary = !check->quiet,
	};

	pf_report_text(out, report, &options);
}

static void add_report(struct pf_buf *out, const struct check *check,
	const struct pf_report *report, const struct target *target)
{
	switch (target->format) {
	case FORMAT_TEXT:
		add_text(out, check, report, target->file != NULL);
		break;
	case FORMAT_CONCISE:
		pf_report_concise(out, report, check->max_findings);
		break;
	case FORMAT_JSON:
		pf_report_json(out, report);
		break;
	case FORMAT_JSONL:
		pf_report_jsonl(out, report);
		break;
	case FORMAT_SARIF:
		pf_report_sarif(out, report);
		break;
	case FORMAT_GITHUB:
		pf_report_github(out, report);
		break;
	case FORMAT_GITLAB:
		pf_report_gitlab(out, report);
		break;
	case FORMAT_JUNIT:
		pf_report_junit(out, report);
		break;
	case FORMAT_CHECKSTYLE:
		pf_report_checkstyle(out, report);
		break;
	case FORMAT_RDJSONL:
		pf_report_rdjsonl(out, report);
		break;
	case FORMAT_NONE:
		break;
	}
}

/* In the way of lines that a program reads, the table goes to stderr. */
static bool write_stats(const struct check *check, const struct pf_report *report,
	struct pf_buf *out, struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf table = PF_BUF_INIT;
	enum format format = check->targets[0].format;

	pf_report_stats(&table, report);
	if (format != FORMAT_TEXT && format != FORMAT_NONE)
		return stream_write(STDERR_FILENO, pf_buf_str(&table), err);
	if (out->len && table.len)
		pf_buf_addc(out, '\n');
	pf_buf_add(out, pf_buf_str(&table));
	return true;
}

struct folders {
	char current[PATH_MAX];
	char project[PATH_MAX];
};

/* GitLab's paths start from the project, wherever in it the job works. */
static void find_project(struct pf_report *report, struct folders *folders)
{
	const char *project = environment("CI_PROJECT_DIR");

	if (!project || !realpath(project, folders->project) ||
		!getcwd(folders->current, sizeof(folders->current)))
		return;
	report->folder = pf_str_from(folders->current);
	report->project = pf_str_from(folders->project);
}

/* A signal in the middle of it leaves no colour behind. */
static bool write_stdout(const struct check *check, pf_str text, struct pf_error *err)
{
	bool ok;

	interrupt_set_color(uses_color(check, false) && isatty(STDOUT_FILENO));
	ok = stream_write(STDOUT_FILENO, text, err);
	interrupt_set_color(false);
	return ok;
}

int check_write(const struct check *check, const struct pf_result *result, int exit_code)
{
	struct folders folders;
	struct pf_report report = {
		.result = result,
		.release = check->settings.release,
		.show_suppressed = check->settings.show_suppressed,
		.exit_code = exit_code,
		.verbose = check->verbose,
		.columns = check->columns,
		.fail_on = check->fail_on,
		.never_fail = check->never_fail,
	};

	find_project(&report, &folders);
	/* stdout comes last, so that its report knows whether the others were written. */
	for (size_t i = check->ntargets; i-- > 0;) {
		PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
		const struct target *target = &check->targets[i];
		struct pf_error err = {0};
		bool ok;

		add_report(&out, check, &report, target);
		ok = i > 0 || !check->stats || write_stats(check, &report, &out, &err);
		if (ok && target->file)
			ok = stream_replace(target->file, pf_buf_str(&out), &err);
		else if (ok)
			ok = write_stdout(check, pf_buf_str(&out), &err);
		if (!ok)
			report.exit_code = say_unwritten(target->file, err.msg);
	}
	return report.exit_code;
}

/* The command. */

#define NOTHING "nothing to lint: no Kubernetes manifests and no Dockerfiles found"
#define NOTHING_LEFT "nothing to lint: what was found is excluded; -v names it"

static bool is_nothing(const struct pf_result *result)
{
	return !result->files_checked && !result->nerrors && !result->nfindings;
}

static const char *nothing_of(const struct pf_result *result)
{
	for (size_t i = 0; i < result->nskipped; i++) {
		if (result->skipped[i].reason == PF_SKIP_EXCLUDED)
			return NOTHING_LEFT;
	}
	return NOTHING;
}

static int list_files(const struct intake *intake, bool quiet)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_result errors = {.errors = intake->errors, .nerrors = intake->nerrors};
	bool terminal = isatty(STDOUT_FILENO);
	int status;

	for (size_t i = 0; i < intake->nlinted; i++) {
		if (terminal)
			pf_echo(&out, intake->inputs[i].path);
		else
			pf_buf_add(&out, intake->inputs[i].path);
		pf_buf_addc(&out, '\n');
	}
	status = print(&out);
	if (!quiet)
		check_say_errors(&errors);
	return intake->nerrors ? EXIT_BROKEN : status;
}

static bool is_used(const struct pf_result *result, const struct pf_image_setting *image)
{
	for (size_t i = 0; i < result->nbindings; i++) {
		if (result->bindings[i].by == PF_BOUND_BY_OPTION &&
			pf_str_eq(result->bindings[i].match, image->match))
			return true;
	}
	return false;
}

/* Most likely a slip: whoever names an image means one that is there. */
static void say_unused(const struct check *check, const struct pf_result *result)
{
	for (size_t i = 0; i < check->settings.nimages; i++) {
		const struct pf_image_setting *image = &check->settings.images[i];

		if (!image->of_config && !is_used(result, image))
			say_of("--image names what no container runs: ", image->match,
				PF_STR_EMPTY);
	}
}

static void say_stale(const struct check *check, const struct pf_result *result)
{
	const struct pf_baseline *baseline = &check->baseline;

	if (!result->nstale || check->quiet > check->fail_on_stale)
		return;
	say("%zu %s of the baseline no longer %s; 'podfit baseline prune' removes %s",
		result->nstale, result->nstale == 1 ? "entry" : "entries",
		result->nstale == 1 ? "occurs" : "occur", result->nstale == 1 ? "it" : "them");
	for (size_t i = 0; i < baseline->n; i++) {
		const struct pf_baseline_entry *entry = &baseline->entries[i];
		PF_CLEANUP(pf_buf_release) struct pf_buf about = PF_BUF_INIT;

		if (result->known[i] != PF_KNOWN_STALE || !(check->verbose || check->fail_on_stale))
			continue;
		pf_buf_addf(&about, "%.*s%s%.*s", PF_STR_ARG(entry->object),
			entry->object.len ? ": " : "", PF_STR_ARG(entry->rule));
		say_of("no longer occurs: ", entry->shown, pf_buf_str(&about));
	}
}

/* Then nothing is found, which looks like success.  A buffer in an editor may be of a new file. */
static void say_elsewhere(const struct check *check)
{
	if (check->changes_elsewhere && !check->stdin_name.len)
		say("no file that the diff names is there, so nothing counts as changed; run "
		    "podfit where the diff was taken");
}

static void say_result(struct pf_arena *arena, const struct check *check,
	const struct pf_result *result, const struct timespec *start)
{
	if (check->verbose) {
		if (check->config.file)
			say_of("configuration ", check->config.file->source.path, PF_STR_EMPTY);
		if (check->has_baseline)
			say_of("baseline ", check->baseline.path, PF_STR_EMPTY);
		if (check->settings.changes)
			say("%zu changed files in the diff", check->changes.n);
		say_images(arena, result);
		say_skipped(result);
		say("%zu files, %zu objects, Kubernetes 1.%u, -j %zu, %.3f s",
			result->files_checked, result->objects, (unsigned)check->settings.release,
			check->settings.jobs, seconds_since(start));
	}
	if (check->quiet < 2)
		check_say_errors(result);
	say_stale(check, result);
	if (!check->quiet) {
		say_elsewhere(check);
		say_unused(check, result);
	}
	if (!check->quiet && is_nothing(result))
		say("%s", nothing_of(result));
}

static int lint(const struct call *call, const struct check *check, const struct intake *intake)
{
	struct pf_settings settings = check->settings;
	struct pf_progress state = {0};
	struct progress *progress;
	struct timespec start;
	struct pf_run *run;
	struct pf_result result;
	int status;

	(void)clock_gettime(CLOCK_MONOTONIC, &start);
	settings.progress = &state;
	progress = check->quiet ? NULL : progress_start(&state);
	run = pf_lint(&settings, intake->inputs, intake->ninputs);
	progress_stop(progress);
	result = check_merge(call->arena, pf_run_result(run), intake);
	if (check->require_files && is_nothing(&result)) {
		status = check_refuse(call, pf_str_from(nothing_of(&result)));
	} else {
		status = check_write(check, &result, status_of(check, &result));
		say_result(call->arena, check, &result, &start);
	}
	pf_run_free(run);
	return status;
}

int cmd_check(const struct call *call)
{
	struct check check;
	struct intake intake = {0};
	struct pf_config_fault config_fault;
	struct file_fault fault;
	struct pf_error err = {0};
	int status;

	if (!check_read_options(call, &check, &err))
		return check_refuse(call, pf_str_from(err.msg));
	if (!check_load_config(call, &check, &config_fault))
		return check_refuse_config(call, &check, &config_fault);
	if (!check_load_baseline(call, &check, true, &fault))
		return check_refuse_file(call, &fault);
	if (!check_find_inputs(call, &check, &intake, &err))
		status = check_refuse(call, pf_str_from(err.msg));
	else if (check.list_files && check.require_files && !intake.nlinted && !intake.nerrors)
		status = check_refuse(call, PF_STR(NOTHING));
	else if (!check_load_changes(call, &check, &fault))
		status = check_refuse_file(call, &fault);
	else if (check.list_files)
		status = list_files(&intake, check.quiet > 1);
	else {
		check_use_baseline(call, &check, &intake);
		status = lint(call, &check, &intake);
	}
	pf_buf_release(&intake.stdin_bytes);
	return status;
}

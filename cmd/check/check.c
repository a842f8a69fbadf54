/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit check`. */

#include <time.h>
#include <unistd.h>

#include "check/baseline.h"
#include "check/changes.h"
#include "check/config.h"
#include "check/inputs.h"
#include "check/merge.h"
#include "check/notes.h"
#include "check/options.h"
#include "check/refusal.h"
#include "check/selection.h"
#include "check/talk.h"
#include "check/write.h"
#include "print.h"
#include "progress.h"
#include "text/escape.h"

static double seconds_since(const struct timespec *start)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static int status_of(const struct check_verdict *verdict, const struct pf_result *result)
{
	size_t failing = 0;

	if (result->nerrors)
		return EXIT_BROKEN;
	for (size_t level = verdict->fail_on; level <= PF_ERROR; level++)
		failing += result->count[level];
	if (failing && !verdict->never_fail)
		return EXIT_FINDINGS;
	return verdict->fail_on_stale && result->nstale ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int list_files(const struct inputs *inputs, bool quiet)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_result errors = {.errors = inputs->errors, .nerrors = inputs->nerrors};
	bool terminal = isatty(STDOUT_FILENO);
	int status;

	for (size_t i = 0; i < inputs->nlinted; i++) {
		if (terminal)
			pf_echo(&out, inputs->ptr[i].path);
		else
			pf_buf_add(&out, inputs->ptr[i].path);
		pf_buf_addc(&out, '\n');
	}
	status = print(&out);
	if (!quiet)
		check_say_errors(&errors);
	return inputs->nerrors ? EXIT_BROKEN : status;
}

static int write_reports(const struct check *check, const struct pf_result *result)
{
	const struct pf_report report = {
		.result = result,
		.release = check->settings.target.release,
		.show_suppressed = check->settings.suppress.show,
		.exit_code = status_of(&check->verdict, result),
		.verbose = check->output.verbose,
		.columns = check->output.columns,
		.fail_on = check->verdict.fail_on,
		.never_fail = check->verdict.never_fail,
	};

	return check_write(&check->output, &report);
}

static int lint(const struct call *call, const struct check *check, const struct inputs *inputs)
{
	struct pf_settings settings = check->settings;
	struct pf_progress state = {0};
	struct progress *progress;
	struct timespec start;
	struct pf_run *run;
	struct pf_result result;
	const char *nothing;
	int status;

	(void)clock_gettime(CLOCK_MONOTONIC, &start);
	settings.progress = &state;
	progress = check->output.quiet ? NULL : progress_start(&state);
	run = pf_lint(&settings, inputs->ptr, inputs->len);
	progress_stop(progress);
	result = check_merge(call->arena, pf_run_result(run), inputs);
	result.partial = check->rules.partial;
	result.npartial = check->rules.npartial;
	nothing = check_nothing(&result);
	if (check->files.required && nothing) {
		status = check_refuse(call, pf_str_from(nothing));
	} else {
		status = write_reports(check, &result);
		check_say_result(call->arena, check, &result, seconds_since(&start));
		if (!check->output.quiet)
			check_say_notes(check, inputs, &result);
	}
	pf_run_free(run);
	return status;
}

static int list_or_lint(const struct call *call, struct check *check, const struct inputs *inputs)
{
	const struct check_files *files = &check->files;
	const struct pf_result listed = {
		.files_checked = inputs->nlinted, .nerrors = inputs->nerrors};
	struct file_fault fault;

	if (files->only_listed && files->required && check_nothing(&listed))
		return check_refuse(call, pf_str_from(check_nothing(&listed)));
	if (!check_load_changes(call->arena, &check->changes, &fault))
		return check_refuse_file(call, &fault);
	if (files->only_listed)
		return list_files(inputs, check->output.quiet > 1);
	if (check->changes.named)
		check->settings.changes = &check->changes.read;
	check_use_baseline(call, check, inputs);
	return lint(call, check, inputs);
}

int cmd_check(const struct call *call)
{
	struct check check;
	struct inputs inputs = {0};
	struct pf_config_fault config_fault;
	struct file_fault fault;
	struct pf_error err = {0};
	int status;

	if (!check_read_options(call, &check, &err))
		return check_refuse(call, pf_str_from(err.msg));
	if (!check_load_config(call, &check, &config_fault))
		return check_refuse_config(call, &check, &config_fault);
	if (!check_load_baseline(call->arena, &check, true, &fault))
		return check_refuse_file(call, &fault);
	check_find_partial(call->arena, &check);
	if (!check.output.quiet)
		check_say_selection(call->arena, &check);
	if (check_find_inputs(call, &check, &inputs, &err))
		status = list_or_lint(call, &check, &inputs);
	else
		status = check_refuse(call, pf_str_from(err.msg));
	pf_buf_release(&inputs.stdin_bytes);
	return status;
}

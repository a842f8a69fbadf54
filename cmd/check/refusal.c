/* SPDX-License-Identifier: Apache-2.0 */

#include "check/refusal.h"

#include <stdio.h>
#include <unistd.h>

#include "check/targets.h"
#include "check/write.h"
#include "kube/version.h"
#include "say.h"
#include "stream.h"

void check_say_config_fault(const struct check *check, const struct pf_config_fault *fault)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_report_look look = {
		.color = check_uses_color(&check->output, STDERR_FILENO),
		.wrap = isatty(STDERR_FILENO),
		.width = stream_width(),
		.columns = check->output.columns,
	};
	const char *by = check->config.by;

	if (fault->at.file) {
		pf_report_config_fault(&out, fault, &look);
		(void)fputs(out.ptr, stderr);
		return;
	}
	say("configuration '%.*s'%s%s: %.*s", PF_STR_ARG(fault->path), by ? ", named by " : "",
		by ? by : "", PF_STR_ARG(fault->message));
}

void check_say_file_fault(const struct file_fault *fault)
{
	say("%s '%.*s': %.*s", fault->what, PF_STR_ARG(fault->path), PF_STR_ARG(fault->message));
}

/* An error before anything is linted, on stdout where the command line asks for JSON. */
static void report_refusal(const struct call *call, struct pf_run_error *error)
{
	struct pf_result result = {.errors = error, .nerrors = 1};
	struct pf_settings settings = {.rules = call->rules, .target.release = PF_RELEASE_LAST};
	struct pf_report report = {
		.result = &result, .release = settings.target.release, .exit_code = EXIT_USAGE};
	struct target target = {.format = targets_guess(call->arguments)};
	struct check_output output = {.targets = &target, .ntargets = 1};

	if (target.format == FORMAT_JSON || target.format == FORMAT_JSONL)
		(void)check_write(&output, &report);
	/* An editor that writes on what nobody reads shows that instead of our words. */
	for (size_t i = 0; i < call->nwords; i++) {
		if (pf_str_eq(call->words[i], PF_STR("-")))
			stream_drain_stdin(PF_SOURCE_MAX);
	}
}

int check_refuse(const struct call *call, pf_str message)
{
	struct pf_run_error error = {.kind = PF_RUN_ERROR_USAGE, .message = message};

	(void)refuse("%.*s", PF_STR_ARG(message));
	report_refusal(call, &error);
	return EXIT_USAGE;
}

int check_refuse_file(const struct call *call, const struct file_fault *fault)
{
	struct pf_run_error error = {
		.kind = PF_RUN_ERROR_CONFIG, .path = fault->path, .message = fault->message};

	check_say_file_fault(fault);
	report_refusal(call, &error);
	return EXIT_USAGE;
}

int check_refuse_config(const struct call *call, const struct check *check,
	const struct pf_config_fault *fault)
{
	struct pf_run_error error = {
		.kind = PF_RUN_ERROR_CONFIG, .path = fault->path, .message = fault->message};

	if (fault->label.len)
		error.message = pf_arena_fmt(call->arena, "%.*s; %.*s", PF_STR_ARG(fault->message),
			PF_STR_ARG(fault->label));
	check_say_config_fault(check, fault);
	if (fault->at.file) {
		const struct pf_file *file = fault->at.file;
		pf_pos pos =
			pf_source_pos(&file->source, &file->lines, fault->at.start, PF_CODEPOINTS);

		error.line = pos.line;
		error.column = pos.column;
	}
	report_refusal(call, &error);
	return EXIT_USAGE;
}

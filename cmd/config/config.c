/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit config`. */

#include <sys/stat.h>

#include "check/config.h"
#include "check/inputs.h"
#include "check/merge.h"
#include "check/options.h"
#include "check/refusal.h"
#include "check/talk.h"
#include "config/formats.h"
#include "print.h"
#include "say.h"

static bool read_options(const struct call *call, struct check *check, struct pf_error *err)
{
	enum format format;

	if (!check_read_options(call, check, err))
		return false;
	format = check->output.targets[0].format;
	if (options_has(call->arguments, OPTION_FORMAT) && format != FORMAT_TEXT &&
		format != FORMAT_JSON)
		return pf_fail(err, PF_E_USAGE, "'podfit config' knows the formats text and json");
	check->settings.images.list_bindings = true;
	return true;
}

/* The one file that is asked for, or empty. */
static pf_str asked_path(const struct call *call)
{
	struct stat status;

	if (call->nwords != 1 || pf_str_eq(call->words[0], PF_STR("-")))
		return PF_STR_EMPTY;
	if (stat(pf_arena_cstr(call->arena, call->words[0]), &status) == 0 &&
		S_ISDIR(status.st_mode))
		return PF_STR_EMPTY;
	return call->words[0];
}

static int show(const struct call *call, const struct check *check, const struct inputs *inputs)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_settings settings = check->settings;
	struct pf_run *run;
	struct pf_result result;
	struct config_shown shown = {0};
	int status;

	/* No rule runs: it is the images that are asked for. */
	settings.profile.enabled = PF_NEWN(call->arena, bool, settings.rules->len + 1);
	for (size_t i = 0; i < inputs->len; i++)
		inputs->ptr[i].profile = NULL;
	run = pf_lint(&settings, inputs->ptr, inputs->len);
	result = check_merge(call->arena, pf_run_result(run), inputs);
	config_collect(call, check, asked_path(call), &shown);
	if (check->output.targets[0].format == FORMAT_JSON)
		config_add_json(call->arena, &out, check, &shown, &result);
	else
		config_add_text(call->arena, &out, check, &shown, &result);
	status = print(&out);
	check_say_errors(&result);
	if (result.nerrors)
		status = EXIT_BROKEN;
	pf_run_free(run);
	return status;
}

int cmd_config(const struct call *call)
{
	struct check check;
	struct inputs inputs = {0};
	struct pf_config_fault fault;
	struct pf_error err = {0};
	int status;

	if (!read_options(call, &check, &err))
		return refuse("%s", err.msg);
	if (!check_load_config(call, &check, &fault)) {
		check_say_config_fault(&check, &fault);
		return EXIT_USAGE;
	}
	if (check_find_inputs(call, &check, &inputs, &err))
		status = show(call, &check, &inputs);
	else
		status = refuse("%s", err.msg);
	pf_buf_release(&inputs.stdin_bytes);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit baseline`. */

#include "check/baseline.h"
#include "baseline/verbs.h"
#include "check/config.h"
#include "check/merge.h"
#include "check/options.h"
#include "check/refusal.h"
#include "check/talk.h"
#include "say.h"

static int lint(struct job *job, int (*act)(const struct job *job))
{
	struct pf_run *run;
	int status;

	/* Which of the findings are known decides about each of them. */
	job->check.settings.suppress.show = true;
	run = pf_lint(&job->check.settings, job->inputs.ptr, job->inputs.len);
	job->result = check_merge(job->call.arena, pf_run_result(run), &job->inputs);
	status = act(job);
	check_say_errors(&job->result);
	pf_run_free(run);
	return job->result.nerrors ? EXIT_BROKEN : status;
}

static int find_and_lint(struct job *job, int (*act)(const struct job *job))
{
	struct pf_error err = {0};
	int status;

	if (check_find_inputs(&job->call, &job->check, &job->inputs, &err)) {
		check_use_baseline(&job->call, &job->check, &job->inputs);
		status = lint(job, act);
	} else {
		status = refuse("%s", err.msg);
	}
	pf_buf_release(&job->inputs.stdin_bytes);
	return status;
}

static bool read_options(struct job *job, unsigned bit, const char *name, struct pf_error *err)
{
	const struct arguments *arguments = job->call.arguments;
	const struct option *misfit;
	enum format format = FORMAT_TEXT;

	if (!options_fit(arguments, bit, &misfit))
		return pf_fail(err, PF_E_USAGE, "option '--%s' does not go with 'podfit %s'",
			misfit->name, name);
	if (!check_read_options(&job->call, &job->check, err))
		return false;
	if (options_has(arguments, OPTION_FORMAT) && job->check.output.targets)
		format = job->check.output.targets[0].format;
	if (bit == FOR_BASELINE_SHOW && format != FORMAT_TEXT && format != FORMAT_JSON)
		return pf_fail(err, PF_E_USAGE, "'%s' knows the formats text and json", name);
	return true;
}

/* Settle options, configuration and baseline, which has to be there if `needed`. */
static bool prepare(struct job *job, unsigned bit, const char *name, bool needed)
{
	struct pf_config_fault config_fault;
	struct file_fault fault;
	struct pf_error err = {0};

	if (!read_options(job, bit, name, &err))
		(void)refuse("%s", err.msg);
	else if (!check_load_config(&job->call, &job->check, &config_fault))
		check_say_config_fault(&job->check, &config_fault);
	else if (!check_load_baseline(job->call.arena, &job->check, needed, &fault))
		check_say_file_fault(&fault);
	else if (needed && !job->check.baseline.is_read)
		(void)refuse("there is no baseline '%.*s'; 'podfit baseline write' makes one",
			PF_STR_ARG(job->check.baseline.known.path));
	else
		return true;
	return false;
}

int cmd_baseline(const struct call *call)
{
	struct job job = {.call = *call};
	struct pf_error err = {0};
	int verb;

	if (!call->nwords)
		return refuse("'podfit baseline' needs one of write, prune and show");
	if (!value_read(&value_verb, FOR_BASELINE, call->words[0], &verb, &err))
		return refuse("%s", err.msg);
	job.call.words++;
	job.call.nwords--;
	switch ((enum verb)verb) {
	case VERB_WRITE:
		if (prepare(&job, FOR_BASELINE, "baseline write", false))
			return find_and_lint(&job, baseline_write);
		break;
	case VERB_PRUNE:
		if (prepare(&job, FOR_BASELINE, "baseline prune", true))
			return find_and_lint(&job, baseline_prune);
		break;
	case VERB_SHOW:
		if (prepare(&job, FOR_BASELINE_SHOW, "baseline show", true))
			return baseline_show(&job);
		break;
	}
	return EXIT_USAGE;
}

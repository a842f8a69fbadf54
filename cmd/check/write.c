/* SPDX-License-Identifier: Apache-2.0 */

#include "check/write.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "environment.h"
#include "interrupt.h"
#include "say.h"
#include "stream.h"

bool check_uses_color(const struct check_output *output, int fd)
{
	return output->color == COLOR_AUTO ? stream_wants_color(fd) : output->color == COLOR_ALWAYS;
}

static void add_text(struct pf_buf *out, const struct check_output *output,
	const struct pf_report *report, bool is_file)
{
	struct pf_text_options options = {
		.color = !is_file && check_uses_color(output, STDOUT_FILENO),
		.wrap = !is_file && isatty(STDOUT_FILENO),
		.width = stream_width(),
		.max_findings = output->max_findings,
		.summary = !output->quiet,
	};

	pf_report_text(out, report, &options);
}

static void add_report(struct pf_buf *out, const struct check_output *output,
	const struct pf_report *report, const struct target *target)
{
	switch (target->format) {
	case FORMAT_TEXT:
		add_text(out, output, report, target->file != NULL);
		break;
	case FORMAT_CONCISE:
		pf_report_concise(out, report, output->max_findings);
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
static bool write_stats(enum format format, const struct pf_report *report, struct pf_buf *out,
	struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf table = PF_BUF_INIT;

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
static bool write_stdout(const struct check_output *output, pf_str text, struct pf_error *err)
{
	bool ok;

	interrupt_set_color(check_uses_color(output, STDOUT_FILENO) && isatty(STDOUT_FILENO));
	ok = stream_write(STDOUT_FILENO, text, err);
	interrupt_set_color(false);
	return ok;
}

static bool write_target(const struct check_output *output, const struct pf_report *report,
	const struct target *target, struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	add_report(&out, output, report, target);
	if (target == output->targets && output->stats &&
		!write_stats(target->format, report, &out, err))
		return false;
	if (target->file)
		return stream_replace(target->file, pf_buf_str(&out), err);
	return write_stdout(output, pf_buf_str(&out), err);
}

int check_write(const struct check_output *output, const struct pf_report *report)
{
	struct pf_report written = *report;
	struct folders folders;

	find_project(&written, &folders);
	/* stdout comes last, so that its report knows whether the others were written. */
	for (size_t i = output->ntargets; i-- > 0;) {
		const struct target *target = &output->targets[i];
		struct pf_error err = {0};

		if (!write_target(output, &written, target, &err))
			written.exit_code = say_unwritten(target->file, err.msg);
	}
	return written.exit_code;
}

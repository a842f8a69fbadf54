/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Workflow commands, which GitHub Actions turns into annotations.  A step
 * shows ten of each severity and drops the rest without a word: the rest are
 * plain lines of the log.  It knows no silenced ones, so they are left out.
 */

#include "report/report.h"

#include "report/json/parts.h"
#include "report/text/headline.h"
#include "text/escape.h"

#define ANNOTATIONS_MOST 10 /* of one severity */

struct github {
	struct pf_buf *out;
	const struct pf_report *report;
	struct pf_arena scratch;
	size_t annotated[PF_ERROR + 1];
	size_t more;
};

static const char *command_of(enum pf_severity severity)
{
	switch (severity) {
	case PF_INFO:
		return "notice";
	case PF_WARNING:
		return "warning";
	case PF_ERROR:
		break;
	}
	return "error";
}

/* Columns of a range over several lines are dropped, so they are not written. */
static void add_properties(struct pf_buf *out, const struct pf_finding *finding)
{
	pf_pos start = pf_place_pos(&finding->at, finding->at.start, PF_CODEPOINTS);
	pf_pos end = pf_place_pos(&finding->at, finding->at.end, PF_CODEPOINTS);

	pf_buf_add_lit(out, "file=");
	pf_escape_property(out, finding->at.file->source.path);
	pf_buf_addf(out, ",line=%u,endLine=%u", (unsigned)start.line, (unsigned)end.line);
	if (start.line == end.line)
		pf_buf_addf(out, ",col=%u,endColumn=%u", (unsigned)start.column,
			(unsigned)end.column);
	pf_buf_addf(out, ",title=%s", finding->rule->name);
}

/* The log shows the message alone, so it begins with the place. */
static void add_message(struct github *github, const struct pf_finding *finding)
{
	pf_pos start = pf_place_pos(&finding->at, finding->at.start, PF_CODEPOINTS);
	pf_str help = pf_finding_help(finding);
	struct pf_buf *out = github->out;

	pf_escape_command(out, finding->at.file->source.path);
	pf_buf_addf(out, ":%u:%u: ", (unsigned)start.line, (unsigned)start.column);
	pf_escape_command(out, finding->message);
	pf_buf_addf(out, " [%s]", finding->rule->name);
	if (finding->object) {
		pf_buf_add_lit(out, "%0Ain: ");
		pf_escape_command(out, pf_finding_object_title(&github->scratch, finding));
		pf_arena_clear(&github->scratch);
	}
	if (help.len) {
		pf_buf_add_lit(out, "%0Ahelp: ");
		pf_escape_command(out, help);
	}
	pf_buf_addc(out, '\n');
}

static void add_annotation(struct github *github, const struct pf_finding *finding)
{
	pf_buf_addf(github->out, "::%s ", command_of(finding->severity));
	add_properties(github->out, finding);
	pf_buf_add_lit(github->out, "::");
	add_message(github, finding);
}

static void add_severity(struct github *github, enum pf_severity severity)
{
	const struct pf_result *result = github->report->result;

	for (size_t i = 0; i < result->nfindings; i++) {
		if (github->annotated[severity] == ANNOTATIONS_MOST)
			return;
		if (result->findings[i]->severity != severity || result->findings[i]->suppression)
			continue;
		add_annotation(github, result->findings[i]);
		github->annotated[severity]++;
	}
}

/* What kept the run from finishing is worse than any finding. */
static void add_error(struct github *github, const struct pf_run_error *error)
{
	struct pf_buf *out = github->out;

	pf_buf_add_lit(out, "::error ");
	if (error->path.len) {
		pf_buf_add_lit(out, "file=");
		pf_escape_property(out, error->path);
		pf_buf_addc(out, ',');
	}
	if (error->path.len && error->line)
		pf_buf_addf(out, "line=%u,", (unsigned)error->line);
	pf_buf_add_lit(out, "title=podfit could not finish::");
	pf_escape_command(out, error->path);
	pf_buf_add(out, error->path.len ? PF_STR(": ") : PF_STR_EMPTY);
	pf_escape_command(out, error->message);
	pf_buf_addc(out, '\n');
}

static void add_plain_error(struct github *github, const struct pf_run_error *error)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf line = PF_BUF_INIT;

	pf_echo(&line, error->path);
	pf_buf_add(&line, error->path.len ? PF_STR(": ") : PF_STR_EMPTY);
	pf_buf_add_lit(&line, "error: ");
	pf_echo(&line, error->message);
	pf_buf_addc(&line, '\n');
	pf_escape_log_line(github->out, pf_buf_str(&line));
}

static void add_plain_lines(struct github *github)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf line = PF_BUF_INIT;
	const struct pf_result *result = github->report->result;
	size_t seen[PF_ERROR + 1] = {0};

	seen[PF_ERROR] = result->nerrors < ANNOTATIONS_MOST ? result->nerrors : ANNOTATIONS_MOST;
	for (size_t i = seen[PF_ERROR]; i < result->nerrors; i++, github->more++)
		add_plain_error(github, &result->errors[i]);
	for (size_t i = 0; i < result->nfindings; i++) {
		enum pf_severity severity = result->findings[i]->severity;

		if (result->findings[i]->suppression)
			continue;
		if (seen[severity]++ < github->annotated[severity])
			continue;
		pf_buf_reset(&line);
		pf_report_headline(&line, result->findings[i], PF_CODEPOINTS, false);
		pf_escape_log_line(github->out, pf_buf_str(&line));
		github->more++;
	}
}

void pf_report_github(struct pf_buf *out, const struct pf_report *report)
{
	struct github github = {.out = out, .report = report};
	const struct pf_result *result = report->result;

	while (github.annotated[PF_ERROR] < result->nerrors &&
		github.annotated[PF_ERROR] < ANNOTATIONS_MOST)
		add_error(&github, &result->errors[github.annotated[PF_ERROR]++]);
	add_severity(&github, PF_ERROR);
	add_severity(&github, PF_WARNING);
	add_severity(&github, PF_INFO);
	add_plain_lines(&github);
	if (github.more)
		pf_buf_addf(out, "%zu more not annotated\n", github.more);
	pf_arena_release(&github.scratch);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "report/text/headline.h"
#include "text/escape.h"

const char *pf_severity_color(enum pf_severity severity)
{
	switch (severity) {
	case PF_INFO:
		return "\033[1;36m";
	case PF_WARNING:
		return "\033[1;33m";
	case PF_ERROR:
		break;
	}
	return "\033[1;31m";
}

void pf_report_headline(struct pf_buf *out, const struct pf_finding *finding,
	enum pf_column_unit columns, bool color)
{
	const struct pf_file *file = finding->at.file;
	pf_pos pos = pf_source_pos(&file->source, &file->lines, finding->at.start, columns);
	const char *severity = pf_severity_name(finding->severity);

	if (color)
		pf_buf_add_lit(out, PF_SGR_BOLD);
	pf_echo(out, file->source.path);
	pf_buf_addf(out, ":%u:%u:", (unsigned)pos.line, (unsigned)pos.column);
	if (color)
		pf_buf_addf(out, PF_SGR_RESET " %s%s:" PF_SGR_RESET " ",
			pf_severity_color(finding->severity), severity);
	else
		pf_buf_addf(out, " %s: ", severity);
	pf_echo(out, finding->message);
	if (finding->suppression)
		pf_buf_addf(out, " (silenced by %s)", pf_suppressor_name(finding->suppression->by));
	pf_buf_addf(out, " [%s]\n", finding->rule->name);
}

void pf_report_cut(struct pf_buf *out, const struct pf_result *result, size_t max_findings)
{
	size_t shown = pf_report_shown(result, max_findings), more = result->nfindings - shown;

	if (more)
		pf_buf_addf(out, "%zu more %s not shown (--max-findings %zu)\n", more,
			more == 1 ? "finding" : "findings", max_findings);
}

void pf_report_concise(struct pf_buf *out, const struct pf_report *report, size_t max_findings)
{
	size_t shown = pf_report_shown(report->result, max_findings);

	for (size_t i = 0; i < shown; i++)
		pf_report_headline(out, report->result->findings[i], report->columns, false);
	pf_report_cut(out, report->result, max_findings);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "report/json/parts.h"
#include "text/json/write.h"

static void add_finding(struct pf_buf *out, const struct pf_finding *finding,
	const struct pf_json_style *style)
{
	pf_pos start = pf_place_pos(&finding->at, finding->at.start, style->columns);
	pf_pos end = pf_place_pos(&finding->at, finding->at.end, style->columns);

	pf_json_open(out, '{');
	pf_json_member(out, "file", finding->at.file->source.path);
	pf_json_number(out, "line", start.line);
	pf_json_number(out, "column", start.column);
	pf_json_number(out, "end_line", end.line);
	pf_json_number(out, "end_column", end.column);
	pf_json_member(out, "severity", pf_str_from(pf_severity_name(finding->severity)));
	pf_json_member(out, "rule", pf_str_from(finding->rule->name));
	pf_json_member(out, "message", finding->message);
	pf_json_member(out, "id", pf_str_from(finding->id));
	pf_json_rule_url(out, finding->rule);
	pf_json_object(out, finding);
	pf_json_pointer(out, finding);
	pf_json_fixes(out, finding, style);
	pf_json_help(out, finding);
	pf_json_instruction(out, finding);
	pf_json_related(out, finding, style);
	pf_json_member(out, "confidence", pf_str_from(pf_confidence_name(finding->confidence)));
	pf_json_suppressed(out, finding);
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
}

static void add_summary(struct pf_buf *out, const struct pf_report *report,
	struct pf_masker *masker)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	struct pf_counts counts = pf_counts_of(&arena, report->result, masker);

	pf_json_open(out, '{');
	pf_json_summary(out, report->result, &counts);
	pf_json_number(out, "exit_code", (uint64_t)report->exit_code);
	pf_json_number(out, "schema", 1);
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
}

void pf_report_jsonl(struct pf_buf *out, const struct pf_report *report)
{
	PF_CLEANUP(pf_masker_release) struct pf_masker masker = PF_MASKER_INIT;
	const struct pf_result *result = report->result;
	struct pf_json_style style = {report->columns, &masker};

	for (size_t i = 0; i < result->nfindings; i++)
		add_finding(out, result->findings[i], &style);
	for (size_t i = 0; i < result->nerrors; i++) {
		pf_json_open(out, '{');
		pf_json_key(out, "error");
		pf_json_error(out, &result->errors[i]);
		pf_json_close(out, '}');
		pf_buf_addc(out, '\n');
	}
	add_summary(out, report, &masker);
}

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Checkstyle's XML.  Jenkins takes the last part of `source` for the type and
 * the one before it for the category.
 */

#include "report/report.h"

#include "report/json/parts.h"
#include "rule/ruleset.h"
#include "text/escape.h"

static const char *severity_of(const struct pf_finding *finding)
{
	return finding->suppression ? "ignore" : pf_severity_name(finding->severity);
}

static void add_finding(struct pf_buf *out, const struct pf_finding *finding)
{
	pf_pos start = pf_place_pos(&finding->at, finding->at.start, PF_CODEPOINTS);

	pf_buf_addf(out, "<error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"",
		(unsigned)start.line, (unsigned)start.column, severity_of(finding));
	pf_escape_xml(out, finding->message);
	pf_buf_addf(out, "\" source=\"podfit.%s.%s\"/>\n",
		pf_category_name(finding->rule->category), finding->rule->name);
}

void pf_report_checkstyle(struct pf_buf *out, const struct pf_report *report)
{
	const struct pf_result *result = report->result;
	const struct pf_file *file = NULL;

	pf_buf_add_lit(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<checkstyle version=\"4.3\">\n");
	for (size_t i = 0; i < result->nfindings; i++) {
		const struct pf_finding *finding = result->findings[i];

		if (finding->at.file != file) {
			pf_buf_add(out, file ? PF_STR("</file>\n") : PF_STR_EMPTY);
			file = finding->at.file;
			pf_buf_add_lit(out, "<file name=\"");
			pf_escape_xml_path(out, file->source.path);
			pf_buf_add_lit(out, "\">\n");
		}
		add_finding(out, finding);
	}
	pf_buf_add(out, file ? PF_STR("</file>\n</checkstyle>\n") : PF_STR("</checkstyle>\n"));
}

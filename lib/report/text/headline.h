/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The line that text and concise share: `path:line:col: severity: message [rule]`.
 */

#ifndef PF_REPORT_TEXT_HEADLINE_H
#define PF_REPORT_TEXT_HEADLINE_H

#include "report/report.h"

/* With its line break. */
void pf_report_headline(struct pf_buf *out, const struct pf_finding *finding,
	enum pf_column_unit columns, bool color);

/* "… 12 more findings not shown (--max-findings 20)"; nothing when all are. */
void pf_report_cut(struct pf_buf *out, const struct pf_result *result, size_t max_findings);

static inline size_t pf_report_shown(const struct pf_result *result, size_t max_findings)
{
	return max_findings && max_findings < result->nfindings ? max_findings : result->nfindings;
}

/* Colours; never the only sign of anything. */
#define PF_SGR_RESET "\033[0m"
#define PF_SGR_BOLD "\033[1m"
#define PF_SGR_NOTE "\033[1;34m"
#define PF_SGR_OK "\033[1;32m"

const char *pf_severity_color(enum pf_severity severity);

#endif

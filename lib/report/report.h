/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Findings to bytes.  One file per format; all read the same struct and none
 * writes to a stream: the caller owns the buffer and writes it out.
 */

#ifndef PF_REPORT_REPORT_H
#define PF_REPORT_REPORT_H

#include "base/buf.h"
#include "rule/config_fault.h"
#include "rule/result.h"
#include "rule/rule.h"

struct pf_report {
	const struct pf_result *result;
	uint8_t release;      /* target version: 31 is 1.31 */
	bool show_suppressed; /* the result holds what is silenced too */
	int exit_code;
	bool verbose;                /* gitignored files are listed among the skipped */
	enum pf_column_unit columns; /* text, concise, jsonl; others have a unit of their own */
	enum pf_severity fail_on;    /* findings below do not fail: junit skips them */
	bool never_fail;
	pf_str folder;  /* the current directory and */
	pf_str project; /* the one that gitlab's paths start from; empty: the current one */
};

struct pf_text_options {
	bool color;
	bool wrap;           /* labels and help are broken to fit the width */
	size_t width;        /* columns of the terminal */
	size_t max_findings; /* 0: all */
	bool summary;        /* the closing lines; off with --quiet */
};

void pf_report_text(struct pf_buf *out, const struct pf_report *report,
	const struct pf_text_options *options);
void pf_report_concise(struct pf_buf *out, const struct pf_report *report, size_t max_findings);
void pf_report_json(struct pf_buf *out, const struct pf_report *report);
void pf_report_jsonl(struct pf_buf *out, const struct pf_report *report);
void pf_report_sarif(struct pf_buf *out, const struct pf_report *report);
void pf_report_github(struct pf_buf *out, const struct pf_report *report);
void pf_report_gitlab(struct pf_buf *out, const struct pf_report *report);
void pf_report_junit(struct pf_buf *out, const struct pf_report *report);
void pf_report_checkstyle(struct pf_buf *out, const struct pf_report *report);
void pf_report_rdjsonl(struct pf_buf *out, const struct pf_report *report);

/* Table of rule, findings, fixable: `--stats`. */
void pf_report_stats(struct pf_buf *out, const struct pf_report *report);

struct pf_report_look {
	bool color;
	bool wrap;
	size_t width;
	enum pf_column_unit columns;
};

/*
 * A fault that has a place, as text shows a finding: `path:line:col: error:
 * message`, the line, carets.
 */
void pf_report_config_fault(struct pf_buf *out, const struct pf_config_fault *fault,
	const struct pf_report_look *look);

#endif

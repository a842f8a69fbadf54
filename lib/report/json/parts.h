/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Members that the JSON document and the JSON lines have in common.  Each
 * writes one member with its key.
 */

#ifndef PF_REPORT_JSON_PARTS_H
#define PF_REPORT_JSON_PARTS_H

#include "report/counts.h"
#include "report/report.h"

struct pf_json_style {
	enum pf_column_unit columns;
	struct pf_masker *masker; /* fixes that would show a secret are left out */
};

void pf_json_summary(struct pf_buf *out, const struct pf_result *result,
	const struct pf_counts *counts);
void pf_json_object(struct pf_buf *out, const struct pf_finding *finding);
void pf_json_instruction(struct pf_buf *out, const struct pf_finding *finding);
void pf_json_pointer(struct pf_buf *out, const struct pf_finding *finding);
void pf_json_help(struct pf_buf *out, const struct pf_finding *finding); /* none: nothing */
void pf_json_related(struct pf_buf *out, const struct pf_finding *finding,
	const struct pf_json_style *style);
void pf_json_fixes(struct pf_buf *out, const struct pf_finding *finding,
	const struct pf_json_style *style);
void pf_json_range(struct pf_buf *out, const struct pf_place *at,
	const struct pf_json_style *style);
void pf_json_suppressed(struct pf_buf *out, const struct pf_finding *finding);
void pf_json_rule_url(struct pf_buf *out, const struct pf_rule *rule);

/* The object of one entry of `errors`, without a key. */
void pf_json_error(struct pf_buf *out, const struct pf_run_error *error);

/* What is shown for `finding`: its own help or its rule's. */
pf_str pf_finding_help(const struct pf_finding *finding);

pf_pos pf_place_pos(const struct pf_place *at, size_t offset, enum pf_column_unit columns);

#endif

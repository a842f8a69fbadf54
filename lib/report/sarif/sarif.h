/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the parts of the SARIF writer share.
 */

#ifndef PF_REPORT_SARIF_SARIF_H
#define PF_REPORT_SARIF_SARIF_H

#include "base/buf.h"
#include "report/counts.h"

/* "error", "warning", "note". */
const char *pf_sarif_level(enum pf_severity severity);

/* The member `rules`: those of `counts`, in its order. */
void pf_sarif_rules(struct pf_buf *out, const struct pf_result *result,
	const struct pf_counts *counts);

#endif

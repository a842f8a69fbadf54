/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The JSON Schema of the JSON report, report.schema.json, as bytes.
 */

#ifndef PF_REPORT_SCHEMA_H
#define PF_REPORT_SCHEMA_H

#include <stddef.h>

extern const unsigned char pf_report_schema[];
extern const size_t pf_report_schema_len;

#endif

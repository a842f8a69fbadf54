/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/finding.h"

static const char *const severity_names[] = {
	[PF_INFO] = "info",
	[PF_WARNING] = "warning",
	[PF_ERROR] = "error",
};

const char *pf_severity_name(enum pf_severity severity)
{
	return severity_names[severity];
}

bool pf_severity_parse(pf_str name, enum pf_severity *out)
{
	for (int i = PF_INFO; i <= PF_ERROR; i++) {
		if (pf_str_eq(name, pf_str_from(severity_names[i]))) {
			*out = (enum pf_severity)i;
			return true;
		}
	}
	return false;
}

const char *pf_confidence_name(enum pf_confidence confidence)
{
	switch (confidence) {
	case PF_HIGH:
		return "high";
	case PF_MEDIUM:
		return "medium";
	case PF_LOW:
		return "low";
	}
	return "low";
}

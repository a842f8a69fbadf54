/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/finding.h"

#include "image/dockerfile/dockerfile.h"

static const char *const severity_names[] = {
	[PF_INFO] = "info",
	[PF_WARNING] = "warning",
	[PF_ERROR] = "error",
};

const char *pf_severity_name(enum pf_severity severity)
{
	return severity_names[severity];
}

const char *pf_suppressor_name(enum pf_suppressor by)
{
	static const char *const names[PF_SUPPRESSORS] = {
		[PF_BY_COMMENT] = "comment",
		[PF_BY_ANNOTATION] = "annotation",
		[PF_BY_CONFIG] = "config",
		[PF_BY_BASELINE] = "baseline",
	};

	return names[by];
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

pf_str pf_finding_object_title(struct pf_arena *arena, const struct pf_finding *finding)
{
	return pf_object_title(arena, finding->object);
}

const char *pf_finding_instruction_name(const struct pf_finding *finding)
{
	return pf_instruction_name(finding->instruction->kind);
}

/* SPDX-License-Identifier: Apache-2.0 */

/* What libyaml finds wrong, in words that help. */

#ifndef PF_YAML_EXPLAIN_H
#define PF_YAML_EXPLAIN_H

#include "yaml/document.h"

/*
 * Say more than libyaml of the fault it calls `problem`, by the text around it:
 * sharpen message and context, and add help.
 */
void pf_fault_explain(struct pf_arena *arena, pf_str text, const char *problem,
	struct pf_yaml_fault *fault);

#endif

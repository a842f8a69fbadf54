/* SPDX-License-Identifier: Apache-2.0 */

/* JSON Schema (draft-07, as YAML language servers read it) of the configuration. */

#ifndef PF_CONFIG_SCHEMA_H
#define PF_CONFIG_SCHEMA_H

#include "base/buf.h"
#include "rule/ruleset.h"

/* Made of the table of keys and of the rules; ends in a line break. */
void pf_config_schema(struct pf_buf *out, const struct pf_ruleset *rules);

#endif

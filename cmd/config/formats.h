/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The formats of `podfit config`.
 */

#ifndef PF_CMD_CONFIG_FORMATS_H
#define PF_CMD_CONFIG_FORMATS_H

#include "config/shown.h"

void config_add_text(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct config_shown *shown, const struct pf_result *result);
void config_add_json(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct config_shown *shown, const struct pf_result *result);

#endif

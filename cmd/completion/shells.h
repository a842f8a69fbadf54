/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A completion script is what the tables say, in the shell's language, and the
 * code of podfit.SHELL, which works on that.
 */

#ifndef PF_CMD_COMPLETION_SHELLS_H
#define PF_CMD_COMPLETION_SHELLS_H

#include "base/buf.h"
#include "rule/ruleset.h"

void completion_add_bash(struct pf_arena *arena, struct pf_buf *out,
	const struct pf_ruleset *rules);
void completion_add_zsh(struct pf_arena *arena, struct pf_buf *out, const struct pf_ruleset *rules);
void completion_add_fish(struct pf_arena *arena, struct pf_buf *out,
	const struct pf_ruleset *rules);

#endif

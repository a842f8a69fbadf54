/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The program's commands: what each is called with, and what it answers.
 */

#ifndef PF_CMD_CALL_H
#define PF_CMD_CALL_H

#include "options/options.h"
#include "rule/ruleset.h"

enum exit_code {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1,
	EXIT_USAGE = 2,
	EXIT_BROKEN = 3,
};

struct call {
	struct pf_arena *arena;
	const struct arguments *arguments;
	const struct pf_ruleset *rules;
	const pf_str *words; /* without the command's own name */
	size_t nwords;
};

/* Each returns the exit status. */
int cmd_check(const struct call *call);
int cmd_rules(const struct call *call);
int cmd_explain(const struct call *call);
int cmd_baseline(const struct call *call);
int cmd_config(const struct call *call);
int cmd_init(const struct call *call);
int cmd_schema(const struct call *call);
int cmd_completion(const struct call *call);
int cmd_help(const struct call *call);
int cmd_version(const struct call *call);

#endif

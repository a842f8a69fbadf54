/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The program's commands, and what they share.
 */

#ifndef PF_CMD_CMD_H
#define PF_CMD_CMD_H

#include "base/buf.h"
#include "options/options.h"
#include "rule/ruleset.h"

enum exit_code {
	EXIT_CLEAN = 0,
	EXIT_FINDINGS = 1,
	EXIT_USAGE = 2,
	EXIT_BROKEN = 3,
};

/* What a command is called with; words do not hold the command's own name. */
struct call {
	struct pf_arena *arena;
	const struct arguments *arguments;
	const struct pf_ruleset *rules;
	const pf_str *words;
	size_t nwords;
};

struct command {
	const char *name;
	const char *args; /* for help */
	const char *help; /* NULL: of a later version */
	unsigned bit;     /* FOR_… */
	int (*run)(const struct call *call);
	const struct value_spec *operand; /* NULL: it takes none */
	const struct value_spec *more;    /* of all words behind the first, or NULL: there is one */
};

extern const struct command commands[];
extern const size_t ncommands;

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

/* Does it know others than -h and -V, which go with every command? */
bool command_has_options(const struct command *command);

/* `podfit --help`, or that of a command, on stdout. */
int help_show(const struct command *command);

/* "podfit: MESSAGE" on stderr; returns EXIT_USAGE. */
int usage_error(const char *fmt, ...) PF_PRINTF(1, 2);

/* Write to stdout; EXIT_CLEAN, or EXIT_BROKEN with a message on stderr. */
int put(const struct pf_buf *text);

#endif

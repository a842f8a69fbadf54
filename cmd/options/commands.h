/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The one table of commands, from which help, the man page and shell completion
 * come.
 */

#ifndef PF_CMD_OPTIONS_COMMANDS_H
#define PF_CMD_OPTIONS_COMMANDS_H

#include "options/values.h"

enum command_id {
	COMMAND_CHECK,
	COMMAND_CONFIG,
	COMMAND_EXPLAIN,
	COMMAND_RULES,
	COMMAND_BASELINE,
	COMMAND_COMPLETION,
	COMMAND_HELP,
	COMMAND_INIT,
	COMMAND_SCHEMA,
	COMMAND_VERSION,
};

struct command {
	enum command_id id;
	unsigned bit; /* FOR_… */
	const char *name;
	const char *args; /* for help */
	const char *help;
	const struct value_spec *operand; /* NULL: it takes none */
	const struct value_spec *more;    /* of all words behind the first, or NULL: there is one */
};

extern const struct command commands[]; /* the default one first */
extern const size_t ncommands;

/* NULL: there is none of that name. */
const struct command *command_find(pf_str name);

/* The name that is like `word`, or empty. */
pf_str command_nearest(pf_str word);

/* Is the name kept for a command of a later version? */
bool command_is_reserved(pf_str name);

/* Does it know others than -h and -V, which go with every command? */
bool command_has_options(const struct command *command);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_OPTIONS_HELP_H
#define PF_CMD_OPTIONS_HELP_H

#include "options/commands.h"

/* `podfit --help` (NULL), or that of a command, on stdout; returns the exit status. */
int help_show(const struct command *command);

#endif

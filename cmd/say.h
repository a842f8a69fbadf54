/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the program says for itself: on stderr, each a line behind "podfit: " in
 * which control characters are escaped.
 */

#ifndef PF_CMD_SAY_H
#define PF_CMD_SAY_H

#include "base/buf.h"

void say(const char *fmt, ...) PF_PRINTF(1, 2);

/* "BEFORE PATH: AFTER", without the colon where one of the two is empty. */
void say_of(const char *before, pf_str path, pf_str after);

/* The command line or the configuration is wrong; returns EXIT_USAGE. */
int refuse(const char *fmt, ...) PF_PRINTF(1, 2);

/* An error in writing `file`, of which NULL is standard output; returns EXIT_BROKEN. */
int say_unwritten(const char *file, const char *why);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The environment, which is only read while the program has one thread.
 */

#ifndef PF_CMD_ENVIRONMENT_H
#define PF_CMD_ENVIRONMENT_H

/* NULL where it is not set, or empty. */
const char *environment(const char *name);

#endif

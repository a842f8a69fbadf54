/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What commands print.
 */

#ifndef PF_CMD_PRINT_H
#define PF_CMD_PRINT_H

#include "base/buf.h"

/* Write to stdout; EXIT_CLEAN, or EXIT_BROKEN with a message on stderr. */
int print(const struct pf_buf *text);

/* stream_replace() with the same answers. */
int print_to_file(const char *file, const struct pf_buf *text);

#endif

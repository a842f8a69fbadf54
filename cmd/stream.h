/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Bytes out of and into the program, and what it knows of the terminal.
 */

#ifndef PF_CMD_STREAM_H
#define PF_CMD_STREAM_H

#include "base/buf.h"
#include "base/error.h"

/* Occupy the standard descriptors that are closed, so that no file gets them. */
void stream_guard(void);

PF_MUST_USE bool stream_write(int fd, pf_str bytes, struct pf_error *err);

/* All of stdin, or PF_E_LIMIT over `most` bytes. */
PF_MUST_USE bool stream_read_stdin(struct pf_buf *out, size_t most, struct pf_error *err);

/* Read on to the end, or over `most` bytes; nothing on a terminal. */
void stream_drain_stdin(size_t most);

/*
 * Put `bytes` where `path` is, by way of a file beside it that takes its
 * name: readers see the old file or the new one.  What is no regular file (a
 * pipe, a terminal) and what is open already (/dev/stderr) is written to as it is.
 */
PF_MUST_USE bool stream_replace(const char *path, pf_str bytes, struct pf_error *err);

/* Colour on `fd`, without a word of the command line. */
bool stream_wants_color(int fd);

/* Columns of COLUMNS, of the terminal, or 100. */
size_t stream_width(void);

#endif

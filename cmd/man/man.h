/* SPDX-License-Identifier: Apache-2.0 */

/*
 * podfit-man, a program of the build: writes the man pages from the tables
 * that the command line is made from.
 */

#ifndef PF_CMD_MAN_MAN_H
#define PF_CMD_MAN_MAN_H

#include "man/roff.h"

void man_add_podfit(struct pf_buf *out, const char *date); /* podfit(1) */
void man_add_config(struct pf_buf *out, const char *date); /* podfit.yaml(5) */

#endif

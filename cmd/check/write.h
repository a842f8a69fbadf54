/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_CHECK_WRITE_H
#define PF_CMD_CHECK_WRITE_H

#include "check/check.h"
#include "report/report.h"

/* Does what is written to `fd` get colours? */
bool check_uses_color(const struct check_output *output, int fd);

/* Write every target; returns the exit status, that of `report` or EXIT_BROKEN. */
int check_write(const struct check_output *output, const struct pf_report *report);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Usage errors: what the user got wrong, before anything is linted.
 */

#ifndef PF_CMD_CHECK_REFUSAL_H
#define PF_CMD_CHECK_REFUSAL_H

#include "call.h"
#include "check/check.h"

/* On stderr, as text shows a finding. */
void check_say_config_fault(const struct check *check, const struct pf_config_fault *fault);

/* On stderr: "baseline 'PATH': MESSAGE". */
void check_say_file_fault(const struct file_fault *fault);

/*
 * `message` on stderr, and a report without findings on stdout where the command
 * line asks for JSON.  Each returns EXIT_USAGE.
 */
int check_refuse(const struct call *call, pf_str message);

/* The same of a file that cannot be used. */
int check_refuse_file(const struct call *call, const struct file_fault *fault);

/* The same of a fault in the configuration. */
int check_refuse_config(const struct call *call, const struct check *check,
	const struct pf_config_fault *fault);

#endif

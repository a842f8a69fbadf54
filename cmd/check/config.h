/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_CHECK_CONFIG_H
#define PF_CMD_CHECK_CONFIG_H

#include "call.h"
#include "check/check.h"

/* Read the configuration that holds, and settle what the command line beats of it. */
PF_MUST_USE bool check_load_config(const struct call *call, struct check *check,
	struct pf_config_fault *fault);

#endif

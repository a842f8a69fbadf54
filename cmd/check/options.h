/* SPDX-License-Identifier: Apache-2.0 */

#ifndef PF_CMD_CHECK_OPTIONS_H
#define PF_CMD_CHECK_OPTIONS_H

#include "call.h"
#include "check/check.h"

/* Options and environment; fails with PF_E_USAGE. */
PF_MUST_USE bool check_read_options(const struct call *call, struct check *out,
	struct pf_error *err);

#endif

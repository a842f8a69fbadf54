/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Where reports go: --format, --output and PODFIT_FORMAT.
 */

#ifndef PF_CMD_CHECK_TARGETS_H
#define PF_CMD_CHECK_TARGETS_H

#include "check/check.h"
#include "options/options.h"

struct targets_asked {
	PF_VEC(struct target) outputs; /* --output */
	enum format format;            /* --format, else PODFIT_FORMAT, else text */
	bool has_format;               /* --format is given */
};

/* Take the format of the environment. */
PF_MUST_USE bool targets_start(struct targets_asked *out, struct pf_error *err);

PF_MUST_USE bool targets_add_format(struct targets_asked *asked, pf_str text, struct pf_error *err);
PF_MUST_USE bool targets_add_output(struct pf_arena *arena, struct targets_asked *asked,
	pf_str text, struct pf_error *err);

/* Fails where two reports would go to one place. */
PF_MUST_USE bool targets_settle(struct pf_arena *arena, const struct targets_asked *asked,
	struct check_output *out, struct pf_error *err);

/* The last format of stdout in a command line that may be at fault. */
enum format targets_guess(const struct arguments *arguments);

#endif

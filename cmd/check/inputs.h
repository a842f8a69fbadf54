/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The files of a run.
 */

#ifndef PF_CMD_CHECK_INPUTS_H
#define PF_CMD_CHECK_INPUTS_H

#include "call.h"
#include "check/check.h"

/* What is to be linted, and what stands in its way. */
struct inputs {
	const pf_str *paths; /* of the command line, without `-` */
	size_t npaths;
	bool has_stdin;       /* `-` is among them */
	struct pf_input *ptr; /* context last */
	size_t len;
	size_t nlinted; /* of them, not context */
	struct pf_discovery found;
	struct pf_skipped *excluded; /* standard input, by its name; or NULL */
	struct pf_run_error *errors;
	size_t nerrors;
	struct pf_buf stdin_bytes; /* to be released */
};

/* Find the files, and read standard input.  Fails with PF_E_USAGE. */
PF_MUST_USE bool check_find_inputs(const struct call *call, struct check *check, struct inputs *out,
	struct pf_error *err);

#endif

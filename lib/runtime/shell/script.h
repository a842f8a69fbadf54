/* SPDX-License-Identifier: Apache-2.0 */

/* What becomes of a shell that runs a script, and what the script makes use of. */

#ifndef PF_RUNTIME_SHELL_SCRIPT_H
#define PF_RUNTIME_SHELL_SCRIPT_H

#include "base/str.h"
#include "runtime/shell/walk.h"

/* What becomes of the shell that runs a script. */
enum pf_shell_end {
	PF_SHELL_UNKNOWN, /* it ends in `exec`, sets a trap, serves nothing, or cannot be read */
	PF_SHELL_DEPENDS, /* it ends in a program, which some shells become and others start */
	PF_SHELL_STAYS,   /* every shell stays in front of the programs that it starts */
};

struct pf_shell_outcome {
	enum pf_shell_end end;
	const char *how;              /* of PF_SHELL_STAYS: "a pipeline" */
	struct pf_shell_command last; /* of the others */
};

struct pf_shell_outcome pf_shell_outcome_of(pf_str text);

/* Does it make use of its positional parameters: "$1", "$@", `shift`, a sourced file? */
bool pf_shell_uses_arguments(pf_str text);

/* Does any command start the program (`name` without a path)? */
bool pf_shell_starts(pf_str text, pf_str name);

#endif

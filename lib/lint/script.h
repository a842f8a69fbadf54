/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The commands of a shell's text, well enough to know a program and its options: of RUN, and of
 * entrypoints in shell form.  Nothing is expanded, and what is nested in `$(…)` comes apart.
 * Part of lint/rule.h: what several rules ask.
 */

#ifndef PF_LINT_SCRIPT_H
#define PF_LINT_SCRIPT_H

#include "lint/rule.h"

#define PF_SCRIPT_WORDS_MAX 64U /* of one command; the rest is left out */

struct pf_script_command {
	pf_str words[PF_SCRIPT_WORDS_MAX]; /* without quotes */
	size_t n;
};

/*
 * Take the next command off the front of `*rest`; false at the end.  Keywords
 * (`if`, `then`), assignments and `exec` before a program are left out.
 */
bool pf_script_next(struct pf_arena *arena, pf_str *rest, struct pf_script_command *out);

#endif

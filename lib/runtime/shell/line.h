/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A shell's text that is one simple command, read exactly or not at all.
 * shell_walk.h reads any text, and roughly.
 */

#ifndef PF_RUNTIME_SHELL_LINE_H
#define PF_RUNTIME_SHELL_LINE_H

#include "rule/rule.h"

#define PF_LINE_WORDS_MAX 32U

struct pf_shell_line {
	pf_str words[PF_LINE_WORDS_MAX]; /* quotes taken off, variables replaced */
	size_t n;
	pf_str tcp;    /* "host/port" of a redirection with /dev/tcp, or empty */
	bool forgiven; /* ends in `|| true`: never fails */
};

/*
 * Redirections to /dev/null, `exec` and `|| exit 1` are left out.  False for
 * all that a single command with known words is not: pipes, lists, command
 * substitutions, variables that are not known.
 */
PF_MUST_USE bool pf_shell_line_read(struct pf_arena *arena, const struct pf_pod_container *c,
	pf_str text, struct pf_shell_line *out);

/*
 * What a variable comes to in the container's processes: its own env, else the
 * image's.  False where that is not known; `*value` has a NULL ptr where it is
 * known that there is none.
 */
bool pf_variable_value(const struct pf_pod_container *c, pf_str name, pf_str *value);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A shell's text that is one simple command, read exactly or not at all.
 * walk.h reads any text, and roughly.
 */

#ifndef PF_RUNTIME_SHELL_LINE_H
#define PF_RUNTIME_SHELL_LINE_H

#include "base/arena.h"
#include "kube/pod.h"

#define PF_LINE_WORDS_MAX 32U
#define PF_LINE_WORD_MAX 65536U /* bytes that a word may come to by its variables */

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

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/* Words of a command: which are shells, and which only a shell understands. */

#ifndef PF_RUNTIME_SHELL_WORDS_H
#define PF_RUNTIME_SHELL_WORDS_H

#include "base/str.h"
#include "kube/pod.h"
#include "text/shell/lexer.h"

/* Last part of a program's path, without ".exe": "/bin/sh" is "sh". */
pf_str pf_program_name(pf_str word);

/* Does the word name a shell ("/bin/bash"), or a script for one ("start.sh")? */
bool pf_is_shell(pf_str word);

/* Does the program (a path or name) start another one as process 1 should: tini and alike? */
bool pf_is_init_program(pf_str word);

/*
 * Do command and args name a shell, a program that expands variables in its
 * arguments or means other things by a dollar, or an option that turns it on?
 */
bool pf_may_expand_variables(const struct pf_pod_container *container);

/* A whole command line or script where the name of one program belongs? */
bool pf_is_command_line(pf_str word);

/* What was learnt of a container's words so far; starts as {.known = …}. */
struct pf_command_line {
	bool known;   /* `command` is written: the program is */
	bool exempt;  /* a program that has a use for operators */
	bool operand; /* an option that takes a delimiter, or ends at one */
	bool shell;   /* a shell was named */
	bool script;  /* and told by -c to run the next word */
};

/* Take in the next word; true when it is a shell's operator that no shell will read. */
bool pf_command_line_next(struct pf_command_line *line, pf_str word);

/* Does such an operator only say where output goes, so that the program may do its work without? */
bool pf_is_only_redirected(pf_str word);

/*
 * The next "$NAME" or "${NAME}" after `use`, which starts as zero; "$$NAME" and "$(NAME)" are none,
 * and quotes count for nothing.
 */
bool pf_shell_use_next(pf_str word, struct pf_shell_use *use);

/* Does it hold a command in backticks that people are known to want run? */
bool pf_has_backtick_command(pf_str word);

#endif

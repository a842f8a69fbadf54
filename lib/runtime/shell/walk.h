/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The simple commands of a line or script for a POSIX shell, as `sh -c` gets it, and RUN.  Enough
 * of the grammar to tell which programs it starts and whether the shell stays in front of them;
 * what is beyond that (here-documents, functions, `case`) is guessed at only for who wants words.
 * Nothing is expanded.
 */

#ifndef PF_RUNTIME_SHELL_WALK_H
#define PF_RUNTIME_SHELL_WALK_H

#include "base/arena.h"
#include "base/str.h"

/* What stands between two commands. */
enum pf_joint {
	PF_JOINT_NONE, /* nothing: the script begins, or ends, here */
	PF_JOINT_THEN, /* a semicolon or line break */
	PF_JOINT_AND,
	PF_JOINT_OR,
	PF_JOINT_PIPE,
	PF_JOINT_BACKGROUND,
};

struct pf_shell_command {
	pf_str program; /* quotes around it removed; empty: only assignments or redirections */
	pf_str text;    /* from the program's word on */
	size_t start;   /* of that in the script */
	enum pf_joint before;
	enum pf_joint after;
	uint32_t depth; /* of `if`, loops, braces and parentheses */
	uint32_t loops; /* how many of these are loops */
};

/* A walk through a script in linear time; starts as {.text = …}, or {.text = …, .rough = true}. */
struct pf_shell_walk {
	pf_str text;
	bool rough; /* go on where it is unreadable, taking it for plain commands */
	size_t at;
	enum pf_joint joint; /* behind the last command */
	uint32_t depth;
	uint32_t loops;
	bool unreadable; /* beyond what is understood here: what was found is not all */
};

/* The next command; false at the end, or where it becomes unreadable. */
bool pf_shell_next(struct pf_shell_walk *script, struct pf_shell_command *out);

#define PF_SHELL_WORDS_MAX 64U /* of one command; the rest is left out */

struct pf_shell_words {
	pf_str ptr[PF_SHELL_WORDS_MAX]; /* without quotes; some in the arena */
	size_t n;
};

/*
 * The words of the next command that starts a program, without `exec`,
 * `command`, assignments before it, and redirections; false as above.
 */
bool pf_shell_next_words(struct pf_arena *arena, struct pf_shell_walk *script,
	struct pf_shell_words *out);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A shell's text cut into tokens, and a word of it into parts: the only place that knows what
 * quotes, backslashes, expansions, redirections and operators are.
 *
 * The specification is the Shell Command Language of POSIX (IEEE Std 1003.1-2017, volume XCU,
 * chapter 2): quoting (2.2), token recognition (2.3), word expansions (2.6), redirection (2.7).
 *
 * Beyond it stand the operators of bash that people write (`&>`, `&>>`, `<<<`, `|&`, `;&`,
 * `;;&`), a carriage return, which is a blank, and `$$(`, a dollar before a substitution: so a
 * manifest writes `$(` in order to hide it from Kubernetes.
 *
 * Short of it, a line is not continued within an operator or a name; the body of a here-document
 * is not told from the commands behind it; and the parenthesis of a pattern of `case` ends the
 * `$(…)` that it stands in.
 *
 * A lexer is a value, {.text = …} at first; a copy of it remembers a place to go on from.  Each
 * function below takes what comes next from the text, in time that is linear in what it takes.
 * Any bytes may be read.  Nothing is expanded, and nothing allocated but where an arena is asked
 * for.
 */

#ifndef PF_TEXT_SHELL_LEXER_H
#define PF_TEXT_SHELL_LEXER_H

#include "base/arena.h"
#include "base/str.h"

#define PF_SHELL_DEPTH 64U /* of quotes, braces and parentheses in a word; deeper ones are open */

struct pf_shell_lexer {
	pf_str text;
	size_t at;     /* what was taken ends here */
	size_t looked; /* characters looked at so far: tests hold it linear */
	bool quoted;   /* parts only: within double quotes */
};

enum pf_shell_token_kind {
	PF_TOKEN_END,
	PF_TOKEN_WORD,
	PF_TOKEN_REDIRECTION,
	PF_TOKEN_NEWLINE,
	PF_TOKEN_SEMICOLON,
	PF_TOKEN_CASE_END, /* ";;" and its like */
	PF_TOKEN_BACKGROUND,
	PF_TOKEN_AND,
	PF_TOKEN_OR,
	PF_TOKEN_PIPE,
	PF_TOKEN_OPEN, /* a parenthesis */
	PF_TOKEN_CLOSE,
};

struct pf_shell_token {
	enum pf_shell_token_kind kind;
	size_t start;  /* in the text */
	size_t end;    /* a redirection's target is part of it */
	pf_str text;   /* a word as it is written; an operator, without the number before it */
	pf_str target; /* the word behind a redirection, as written; empty: there is none */
	bool open;     /* unreadable: the text ends within quotes, brackets, or after a backslash */
};

/* Past blanks and comments, the next token; false at the end of the text. */
bool pf_shell_token_next(struct pf_shell_lexer *lexer, struct pf_shell_token *out);

/* Does a here-document or here-string begin with the token? */
bool pf_shell_token_is_here(const struct pf_shell_token *token);

enum pf_shell_part_kind {
	PF_SHELL_TEXT,
	PF_SHELL_VARIABLE,     /* "$NAME", "${NAME}", "${NAME:-x}" */
	PF_SHELL_PARAMETER,    /* "$1", "$@", "$$", "${#NAME}", which has the name "#", "${}" */
	PF_SHELL_SUBSTITUTION, /* "$(…)", "`…`", "$((…))" */
};

struct pf_shell_part {
	enum pf_shell_part_kind kind;
	pf_str text;   /* without what quotes it; an expansion as it is written */
	pf_str name;   /* of a variable or parameter; "${}" has an empty one */
	pf_str inside; /* what a substitution is of; what follows the name in braces: ":-x" */
	bool braces;
	bool quoted; /* by quotes or a backslash: it stands for itself, or is not split */
};

/*
 * The next part of the word that is the lexer's whole text; false at its end.
 * What quotes are there is left out, and so are empty ones.
 */
bool pf_shell_part_next(struct pf_shell_lexer *word, struct pf_shell_part *out);

/* A variable or parameter where it is used. */
struct pf_shell_use {
	size_t start;  /* the dollar */
	size_t end;    /* past the name, and past the brace behind it */
	pf_str name;   /* see above */
	bool variable; /* the name is a variable's */
	bool braces;
	bool open; /* what follows the name in braces is not the one that closes them */
};

/*
 * The next one whatever quotes, braces and substitutions are around it: in a
 * text that no shell may ever read.
 */
bool pf_shell_any_use_next(struct pf_shell_lexer *text, struct pf_shell_use *out);

/* The word without what quotes it; itself or part of it where that will do, else in the arena. */
pf_str pf_shell_unquote(struct pf_arena *arena, pf_str word);

/* Without the quotes around all of it; what else quotes in it stays. */
pf_str pf_shell_unquoted(pf_str word);

#endif

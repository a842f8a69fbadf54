/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A Dockerfile as written: instructions with their places.  Nothing is expanded
 * here; image/build/build.h says what image comes of it.
 */

#ifndef PF_IMAGE_DOCKERFILE_SYNTAX_H
#define PF_IMAGE_DOCKERFILE_SYNTAX_H

#include "base/arena.h"
#include "source/source.h"

#define PF_DOCKERFILE_LINE_MAX 65535U /* bytes of one line, as the builder has it */
#define PF_DOCKERFILE_FAULTS_MAX 100U /* of one file; the rest is not listed */

enum pf_instruction_kind {
	PF_ADD,
	PF_ARG,
	PF_CMD,
	PF_COPY,
	PF_ENTRYPOINT,
	PF_ENV,
	PF_EXPOSE,
	PF_FROM,
	PF_HEALTHCHECK,
	PF_LABEL,
	PF_MAINTAINER,
	PF_ONBUILD,
	PF_RUN,
	PF_SHELL,
	PF_STOPSIGNAL,
	PF_USER,
	PF_VOLUME,
	PF_WORKDIR,
	PF_INSTRUCTION_KINDS
};

/* "HEALTHCHECK". */
const char *pf_instruction_name(enum pf_instruction_kind kind);

struct pf_dockerfile_fault;

/* How the arguments are written. */
enum pf_args_form {
	PF_ARGS_PLAIN,       /* words, or a shell's text */
	PF_ARGS_JSON,        /* an array of strings */
	PF_ARGS_BROKEN_JSON, /* begins with [ and is none: the builder takes it as plain */
};

/* Quotes, escapes and variables as written; strings of a JSON form are decoded. */
struct pf_dockerfile_word {
	pf_str text;
	struct pf_piece range;
};

/* --name or --name=value before the arguments. */
struct pf_dockerfile_flag {
	pf_str name;  /* "interval" */
	pf_str value; /* without quotes and escapes, as the builder has it */
	bool has_value;
	struct pf_piece range;
};

struct pf_heredoc {
	pf_str name;
	pf_str body; /* as written; `<<-` not yet applied */
	bool expand; /* no part of the name is quoted */
	bool chomp;  /* `<<-`: leading tabs are dropped */
};

struct pf_instruction {
	enum pf_instruction_kind kind;
	uint32_t index;          /* in the file, from 0; a trigger has its ONBUILD's */
	uint32_t stage;          /* from 0; PF_NO_STAGE before the first FROM */
	struct pf_piece range;   /* from the keyword to the end of the last line, no line break */
	struct pf_piece keyword; /* as written, in any letter case */
	enum pf_args_form form;  /* plain where the instruction knows no JSON form */
	/*
	 * What follows keyword and flags, without continuations and the comments
	 * in them, trimmed.  Of HEALTHCHECK what follows CMD, of ONBUILD the whole
	 * trigger.
	 */
	pf_str text;
	/*
	 * FROM, COPY, ADD, EXPOSE, VOLUME: at blanks, as the builder splits.
	 * ENV, LABEL, ARG: one word for each NAME=VALUE or NAME; ENV and LABEL in
	 * the old form (`pair`) two, the name and the rest.  CMD, ENTRYPOINT, RUN,
	 * HEALTHCHECK: the strings of a JSON form, else the text as one word.
	 * USER, WORKDIR, STOPSIGNAL, MAINTAINER: the text as one word.  SHELL: the
	 * strings.
	 */
	const struct pf_dockerfile_word *words;
	size_t nwords;
	const struct pf_dockerfile_flag *flags;
	size_t nflags;
	const struct pf_heredoc *heredocs; /* those of a trigger are its ONBUILD's too */
	size_t nheredocs;
	const struct pf_instruction *trigger; /* of ONBUILD, else NULL */
	bool pair;                            /* ENV name value, LABEL name value */
	bool none;                            /* HEALTHCHECK NONE */
	bool has_empty_line;                  /* within it, where it is continued */
	/* Of a trigger: why the stage that runs it cannot be built; the file itself can. */
	const struct pf_dockerfile_fault *faults;
	size_t nfaults;
};

#define PF_NO_STAGE UINT32_MAX

struct pf_stage {
	pf_str name; /* in lower case; empty when it has none */
	const struct pf_instruction *from;
	size_t first; /* its instructions, FROM included: index and one past the last */
	size_t end;
};

struct pf_dockerfile_fault {
	struct pf_piece range;
	pf_str message; /* one line; no place, no full stop */
	pf_str help;    /* what to write instead, or empty */
};

struct pf_dockerfile {
	const struct pf_source *source;
	char escape;  /* '\\' or '`' */
	pf_str check; /* the value of the check directive, or empty */
	struct pf_piece check_range;
	const struct pf_instruction *instructions;
	size_t ninstructions;
	const struct pf_stage *stages;
	size_t nstages;
	/*
	 * Why a builder refuses it: syntax, unknown instructions, heredocs without
	 * an end, wrong flags and counts of arguments, in the order of the text.
	 * What was sound is in `instructions` all the same, and every FROM, which
	 * has at least one word.
	 */
	const struct pf_dockerfile_fault *faults;
	size_t nfaults;
};

/* As the name of a stage, which is in lower case, however it is written. */
pf_str pf_stage_name_of(struct pf_arena *arena, pf_str written);

/* The flag by its name, or NULL. */
const struct pf_dockerfile_flag *pf_instruction_flag(const struct pf_instruction *instruction,
	pf_str name);

#endif

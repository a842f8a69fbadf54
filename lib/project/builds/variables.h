/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Variables of one script or Makefile, as far as the file gives them a value.
 */

#ifndef PF_PROJECT_BUILDS_VARIABLES_H
#define PF_PROJECT_BUILDS_VARIABLES_H

#include "base/vec.h"

#define PF_VARIABLES_MAX 512U
#define PF_EXPANDED_MAX 65536U                     /* bytes that a line may grow to */
#define PF_EXPANDED_ALL ((size_t)16 * 1024 * 1024) /* bytes of all lines of a file together */

/* What stands for a folder in expanded text: no text holds these bytes otherwise. */
#define PF_FOLDER_OF_FILE '\x01'
#define PF_FOLDER_OF_TOP '\x02'

struct pf_script_variable {
	pf_str name;
	pf_str value;
	bool unknown; /* set to different values, or added to */
};

struct pf_script_variables {
	struct pf_arena *arena;
	bool is_make; /* values are expanded when used, and `$(NAME)` is one */
	PF_VEC(struct pf_script_variable) all;
	size_t expanded; /* bytes so far; a variable counts as some */
};

/* A second value that differs makes it unknown; `weak` ones (`?=`) only count as first. */
void pf_script_set(struct pf_script_variables *variables, pf_str name, pf_str value, bool weak);

void pf_script_forget(struct pf_script_variables *variables, pf_str name);

/*
 * The text with variables replaced; what is not known becomes a `$`.  The script's
 * own folder and the repository's top become the bytes above.
 */
pf_str pf_script_expand(struct pf_script_variables *variables, pf_str text);

/* NAME of "NAME=…"; empty: the word is no assignment. */
pf_str pf_assigned_name(pf_str word);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The one table of options, from which parsing, help, the man page and shell
 * completion come.
 */

#ifndef PF_CMD_OPTIONS_OPTIONS_H
#define PF_CMD_OPTIONS_OPTIONS_H

#include "base/arena.h"
#include "base/error.h"
#include "options/values.h"

enum option_id {
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_FAIL_ON,
	OPTION_EXIT_ZERO,
	OPTION_JOBS,
	OPTION_TIMEOUT,
	OPTION_SELECT,
	OPTION_IGNORE,
	OPTION_EXTEND_SELECT,
	OPTION_SEVERITY,
	OPTION_MIN_SEVERITY,
	OPTION_KUBERNETES_VERSION,
	OPTION_NO_INLINE_IGNORES,
	OPTION_SHOW_SUPPRESSED,
	OPTION_NAMESPACE,
	OPTION_COMPLETE,
	OPTION_CONTEXT,
	OPTION_EDITION,
	OPTION_CONFIG,
	OPTION_NO_CONFIG,
	OPTION_BASELINE,
	OPTION_NO_BASELINE,
	OPTION_FAIL_ON_STALE,
	OPTION_CHANGED_LINES,
	OPTION_IMAGE,
	OPTION_NO_IMAGE_DISCOVERY,
	OPTION_ARCH,
	OPTION_EXCLUDE,
	OPTION_NO_FORCE_EXCLUDE,
	OPTION_NO_GITIGNORE,
	OPTION_LIST_FILES,
	OPTION_REQUIRE_FILES,
	OPTION_STDIN_FILENAME,
	OPTION_AS,
	OPTION_FORMAT,
	OPTION_OUTPUT,
	OPTION_COLUMNS,
	OPTION_COLOR,
	OPTION_NO_COLOR,
	OPTION_STATS,
	OPTION_MAX_FINDINGS,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_RESERVED, /* a name of later versions: refused */
};

enum option_group {
	GROUP_BASICS,
	GROUP_RULES,
	GROUP_IMAGES,
	GROUP_FILES,
	GROUP_OUTPUT,
	GROUP_NONE,
};

extern const char *const option_group_names[]; /* "Basics", … */

struct option {
	enum option_id id;
	enum option_group group;
	unsigned commands;
	char letter;                    /* 0: none */
	const char *name;               /* without the dashes */
	const struct value_spec *value; /* NULL: it takes none */
	const char *help;
};

extern const struct option option_table[];
extern const size_t option_table_len;

/* One option of the command line with its value. */
struct given {
	const struct option *option;
	pf_str value;
};

struct arguments {
	struct given *given; /* in the order of the command line */
	size_t ngiven;
	pf_str *words; /* all that is no option */
	size_t nwords;
	bool first_is_name; /* the first word follows `--`: never a command */
};

/*
 * Take the command line apart.  On failure (an unknown option, a value that
 * lacks or is too much) `err` holds the first fault, and `out` all the rest,
 * so that the format of the report is known.
 */
PF_MUST_USE bool options_parse(struct pf_arena *arena, int argc, char **argv, struct arguments *out,
	struct pf_error *err);

/* Do all options go with the command?  Else `misfit` is the first that does not. */
PF_MUST_USE bool options_fit(const struct arguments *arguments, unsigned command,
	const struct option **misfit);

bool options_has(const struct arguments *arguments, enum option_id id);

#endif

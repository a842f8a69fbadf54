/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The keys of the configuration, each with what it takes and what it is for.
 *
 * This one table is read by the loader and by all that tells of the
 * configuration: the JSON Schema, the manual page, `podfit init`.
 */

#ifndef PF_CONFIG_KEYS_H
#define PF_CONFIG_KEYS_H

#include "base/str.h"

struct pf_config_reader;
struct pf_node;

/* What a key takes. */
enum pf_config_shape {
	PF_CONFIG_BOOL,
	PF_CONFIG_TEXT,    /* a string that is not empty */
	PF_CONFIG_SCALAR,  /* a string, a number or a boolean, as it is written */
	PF_CONFIG_EDITION, /* 2026, as a number or a string */
	PF_CONFIG_RELEASE, /* "1.31" */
	PF_CONFIG_RANGE,   /* ">=1.0,<2" */
	PF_CONFIG_DATE,    /* 2027-01-31 */
	PF_CONFIG_WORD,    /* one of `words` */
	PF_CONFIG_WORDS,   /* a list of them */
	PF_CONFIG_ARCHS,   /* a list of architectures */
	PF_CONFIG_TEXTS,   /* a list of strings */
	PF_CONFIG_GLOBS,   /* a list of globs */
	PF_CONFIG_HOSTS,   /* a list of strings without a slash */
	PF_CONFIG_PATHS,   /* a path, or a list of them */
	PF_CONFIG_SETS,    /* a list of rules, aliases, categories, tags, `all` */
	PF_CONFIG_RULES,   /* a rule or alias, or a list of them */
	PF_CONFIG_LEVELS,  /* a mapping of rules or aliases to severities */
	PF_CONFIG_OPTIONS, /* a mapping of rules or aliases to their options */
	PF_CONFIG_ARGS,    /* a mapping of any names to scalars */
	PF_CONFIG_MAP,     /* a mapping of `keys` */
	PF_CONFIG_MAPS,    /* a list of such mappings */
};

struct pf_config_word {
	const char *name; /* NULL ends the list */
	unsigned value;
};

struct pf_config_key {
	const char *name;    /* NULL ends the table */
	const char *help;    /* sentences, one line */
	const char *example; /* what may stand behind "name: ", in YAML */
	enum pf_config_shape shape;
	bool filled;                        /* a list that has nothing is a fault */
	bool required;                      /* a mapping that lacks it is a fault */
	bool choice;                        /* so is one without just one of these */
	const char *needs;                  /* the key that must stand beside it, or NULL */
	const struct pf_config_key *keys;   /* of what is below, or NULL */
	const struct pf_config_word *words; /* that it may be, or NULL */
	/* Fill what it is for in `out`. */
	bool (*read)(struct pf_config_reader *reader, const struct pf_config_key *key,
		const struct pf_node *value, void *out);
};

extern const struct pf_config_key pf_config_keys[];

/* "error", "warning", "info", "off": what stands behind a rule in `severity`. */
extern const struct pf_config_word pf_config_levels[];

#define PF_LEVEL_NEVER 3U /* of `fail-on` */
#define PF_LEVEL_OFF 4U

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the values of options and the operands of commands may be: the lists
 * that reading the command line, shell completion and the man page share.
 */

#ifndef PF_CMD_OPTIONS_VALUES_H
#define PF_CMD_OPTIONS_VALUES_H

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

/* Commands an option, or a word, goes with. */
#define FOR_CHECK 1U
#define FOR_RULES 2U
#define FOR_EXPLAIN 4U
#define FOR_SCHEMA 8U
#define FOR_VERSION 16U
#define FOR_CONFIG 32U
#define FOR_COMPLETION 64U
#define FOR_HELP 128U
#define FOR_BASELINE 256U      /* its verbs that lint */
#define FOR_BASELINE_SHOW 512U /* the one that does not */
#define FOR_INIT 1024U
#define FOR_LINT (FOR_CHECK | FOR_BASELINE)
#define FOR_LISTS (FOR_RULES | FOR_CONFIG | FOR_BASELINE_SHOW)
#define FOR_ALL 0x7fffffffU

/* Not in `podfit --help`, which has to fit a screen, but in that of the command. */
#define RARELY 0x80000000U

enum value_kind {
	VALUE_TEXT,          /* a number, a name, a pattern: nothing to choose from */
	VALUE_WORD,          /* one of `words` */
	VALUE_PATH,          /* file or folder */
	VALUE_RULE,          /* rule or alias */
	VALUE_RULES,         /* rules, aliases, categories, tags; by commas */
	VALUE_RULE_LEVEL,    /* RULE=WORD */
	VALUE_RELEASE,       /* of Kubernetes */
	VALUE_ARCHITECTURES, /* by commas */
	VALUE_OUTPUT,        /* WORD or WORD:FILE */
	VALUE_IMAGE,         /* REF=FILE */
	VALUE_COMMAND,
};

struct word {
	const char *name;
	int value;
	unsigned commands; /* that know it */
	const char *help;
};

struct value_spec {
	const char *name; /* "FILE", as help shows it */
	enum value_kind kind;
	const char *what;         /* "format", for messages; NULL without `words` */
	const struct word *words; /* ended by one without a name; or NULL */
};

extern const struct value_spec value_architectures;
extern const struct value_spec value_color;
extern const struct value_spec value_command;
extern const struct value_spec value_count;
extern const struct value_spec value_edition;
extern const struct value_spec value_fail_on;
extern const struct value_spec value_file;
extern const struct value_spec value_format;
extern const struct value_spec value_glob;
extern const struct value_spec value_image;
extern const struct value_spec value_namespace;
extern const struct value_spec value_output;
extern const struct value_spec value_path;
extern const struct value_spec value_release;
extern const struct value_spec value_rule;
extern const struct value_spec value_rule_level;
extern const struct value_spec value_rules;
extern const struct value_spec value_schema;
extern const struct value_spec value_seconds;
extern const struct value_spec value_severity;
extern const struct value_spec value_shell;
extern const struct value_spec value_type;
extern const struct value_spec value_unit;
extern const struct value_spec value_verb;

#define LEVEL_NEVER 10
#define LEVEL_OFF 11

enum format {
	FORMAT_TEXT,
	FORMAT_CONCISE,
	FORMAT_JSON,
	FORMAT_JSONL,
	FORMAT_SARIF,
	FORMAT_GITHUB,
	FORMAT_GITLAB,
	FORMAT_JUNIT,
	FORMAT_CHECKSTYLE,
	FORMAT_RDJSONL,
	FORMAT_NONE,
};

enum color {
	COLOR_AUTO,
	COLOR_ALWAYS,
	COLOR_NEVER,
};

enum file_type {
	TYPE_AUTO,
	TYPE_KUBERNETES,
	TYPE_DOCKERFILE,
};

enum shell {
	SHELL_BASH,
	SHELL_ZSH,
	SHELL_FISH,
};

enum verb {
	VERB_WRITE,
	VERB_PRUNE,
	VERB_SHOW,
};

enum schema {
	SCHEMA_REPORT,
	SCHEMA_CONFIG,
};

/*
 * What `text` stands for among the value's words that `command` knows,
 * or PF_E_USAGE with the nearest word, or all of them, in the message.
 */
PF_MUST_USE bool value_read(const struct value_spec *value, unsigned command, pf_str text, int *out,
	struct pf_error *err);

/* "text, concise or json": those that `command` knows. */
void value_add_words(struct pf_buf *out, const struct value_spec *value, unsigned command);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the completion scripts of all shells are made from: the tables of options,
 * commands and rules as lists of choices.
 */

#ifndef PF_CMD_COMPLETION_CHOICES_H
#define PF_CMD_COMPLETION_CHOICES_H

#include "options/commands.h"
#include "options/options.h"
#include "rule/ruleset.h"

struct choice {
	pf_str name;
	pf_str help; /* or empty */
};

struct choices {
	struct choice *ptr;
	size_t len;
	size_t cap;
};

/* The fixed words of a value: of RULE=LEVEL the levels, of FMT:FILE the formats. */
struct choices completion_choices(struct pf_arena *arena, const struct value_spec *spec,
	unsigned command);

struct choices completion_commands(struct pf_arena *arena);
struct choices completion_rules(struct pf_arena *arena, const struct pf_ruleset *rules);
struct choices completion_groups(struct pf_arena *arena); /* categories, tags, all */
struct choices completion_aliases(struct pf_arena *arena, const struct pf_ruleset *rules);

/* The names of `choices`, with `between` between them. */
void completion_add_names(struct pf_buf *out, const struct choices *choices, const char *between);

/* The options that take a value, as typed: their names, and with `letters` these too. */
void completion_add_valued(struct pf_buf *out, const char *between, bool letters);

/* May the option be given more than once, to add to what came before? */
bool completion_repeats(const struct option *option);

/* `text` in single quotes, each of its own written as `quote`. */
void completion_quote(struct pf_buf *out, pf_str text, const char *quote);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Shell completion: a script is what the tables of options, commands and rules
 * say, in the shell's language, and then the code of completion/podfit.SHELL,
 * which works on that.
 */

#ifndef PF_CMD_COMPLETION_COMPLETION_H
#define PF_CMD_COMPLETION_COMPLETION_H

#include <stddef.h>

#include "options/commands.h"
#include "options/options.h"
#include "rule/ruleset.h"

/* completion/podfit.SHELL, built in. */
extern const unsigned char completion_bash[], completion_zsh[], completion_fish[];
extern const size_t completion_bash_len, completion_zsh_len, completion_fish_len;

void completion_add_bash(struct pf_arena *arena, struct pf_buf *out,
	const struct pf_ruleset *rules);
void completion_add_zsh(struct pf_arena *arena, struct pf_buf *out, const struct pf_ruleset *rules);
void completion_add_fish(struct pf_arena *arena, struct pf_buf *out,
	const struct pf_ruleset *rules);

struct choice {
	pf_str name;
	pf_str help; /* or empty */
};

struct choices {
	struct choice *ptr;
	size_t len;
};

/* The fixed words of a value: of RULE=LEVEL the levels, of FMT:FILE the formats. */
struct choices completion_choices(struct pf_arena *arena, const struct value_spec *spec,
	unsigned command);

struct choices completion_commands(struct pf_arena *arena);
struct choices completion_rules(struct pf_arena *arena, const struct pf_ruleset *rules);
struct choices completion_groups(struct pf_arena *arena); /* categories, tags, all */
struct choices completion_aliases(struct pf_arena *arena, const struct pf_ruleset *rules);

/* May the option be given more than once, to add to what came before? */
bool completion_repeats(const struct option *option);

/* `text` in single quotes, each of its own written as `quote`. */
void completion_quote(struct pf_buf *out, pf_str text, const char *quote);

#endif

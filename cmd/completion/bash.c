/* SPDX-License-Identifier: Apache-2.0 */

#include "completion/choices.h"
#include "completion/scripts.h"
#include "completion/shells.h"

static const char *const kind_names[] = {
	[VALUE_TEXT] = "text",
	[VALUE_WORD] = "word",
	[VALUE_PATH] = "path",
	[VALUE_RULE] = "rule",
	[VALUE_RULES] = "rules",
	[VALUE_RULE_LEVEL] = "rule-level",
	[VALUE_RELEASE] = "word",
	[VALUE_ARCHITECTURES] = "list",
	[VALUE_OUTPUT] = "output",
	[VALUE_IMAGE] = "image",
	[VALUE_COMMAND] = "word",
};

static void add_variable(struct pf_buf *out, const char *name, struct choices choices)
{
	pf_buf_addf(out, "%s='", name);
	completion_add_names(out, &choices, " ");
	pf_buf_add_lit(out, "'\n");
}

static void add_takes_value(struct pf_buf *out)
{
	pf_buf_add_lit(out, "\n_podfit_takes_value() {\n\tcase $1 in\n\t");
	completion_add_valued(out, " | ", true);
	pf_buf_add_lit(out, ") ;;\n\t*) return 1 ;;\n\tesac\n}\n");
}

static void add_options(struct pf_buf *out)
{
	pf_buf_add_lit(out, "\n_podfit_options() {\n\tcase $1 in\n");
	for (size_t i = 0; i < ncommands; i++) {
		pf_buf_addf(out, "\t%s) echo '", commands[i].name);
		for (size_t k = 0; k < option_table_len; k++) {
			const struct option *option = &option_table[k];

			if (!(option->commands & commands[i].bit))
				continue;
			if (option->letter)
				pf_buf_addf(out, "-%c ", option->letter);
			pf_buf_addf(out, "--%s ", option->name);
		}
		pf_buf_add_lit(out, "' ;;\n");
	}
	pf_buf_add_lit(out, "\tesac\n}\n");
}

static void add_value(struct pf_arena *arena, struct pf_buf *out, const struct value_spec *spec,
	unsigned command)
{
	struct choices choices = completion_choices(arena, spec, command);

	pf_buf_addf(out, "\t\tkind=%s\n", kind_names[spec->kind]);
	if (choices.len) {
		pf_buf_add_lit(out, "\t\tchoices='");
		completion_add_names(out, &choices, " ");
		pf_buf_add_lit(out, "'\n");
	}
	pf_buf_add_lit(out, "\t\t;;\n");
}

static void add_operands(struct pf_arena *arena, struct pf_buf *out, const struct command *command)
{
	bool alike = command->more == command->operand;

	if (command->operand) {
		pf_buf_addf(out, "\t%s:operand", command->name);
		if (alike)
			pf_buf_addf(out, " | %s:more", command->name);
		pf_buf_add_lit(out, ")\n");
		add_value(arena, out, command->operand, command->bit);
	}
	if (command->more && !alike) {
		pf_buf_addf(out, "\t%s:more)\n", command->name);
		add_value(arena, out, command->more, command->bit);
	}
}

static void add_option_values(struct pf_arena *arena, struct pf_buf *out,
	const struct command *command)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option *option = &option_table[i];

		if (!(option->commands & command->bit) || !option->value)
			continue;
		pf_buf_addf(out, "\t%s:--%s", command->name, option->name);
		if (option->letter)
			pf_buf_addf(out, " | %s:-%c", command->name, option->letter);
		pf_buf_add_lit(out, ")\n");
		add_value(arena, out, option->value, command->bit);
	}
}

/* Sets `kind` and `choices` for an option, the first operand or `more`, of a command. */
static void add_values(struct pf_arena *arena, struct pf_buf *out)
{
	pf_buf_add_lit(out, "\n_podfit_value() {\n\tkind=\n\tchoices=\n\tcase $1:$2 in\n");
	for (size_t i = 0; i < ncommands; i++) {
		add_option_values(arena, out, &commands[i]);
		add_operands(arena, out, &commands[i]);
	}
	pf_buf_add_lit(out, "\tesac\n}\n");
}

void completion_add_bash(struct pf_arena *arena, struct pf_buf *out, const struct pf_ruleset *rules)
{
	pf_buf_add_lit(out,
		"# Completion of podfit for bash, written by `podfit completion bash`.\n"
		"# shellcheck shell=bash disable=SC2034,SC2154\n\n");
	add_variable(out, "_podfit_commands", completion_commands(arena));
	add_variable(out, "_podfit_rules", completion_rules(arena, rules));
	add_variable(out, "_podfit_groups", completion_groups(arena));
	add_variable(out, "_podfit_aliases", completion_aliases(arena, rules));
	add_takes_value(out);
	add_options(out);
	add_values(arena, out);
	pf_buf_add(out, (pf_str){(const char *)completion_bash, completion_bash_len});
}

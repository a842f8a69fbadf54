/* SPDX-License-Identifier: Apache-2.0 */

#include "completion/choices.h"
#include "completion/scripts.h"
#include "completion/shells.h"

/* The word of an option or of a function: "--no-color" as "no_color". */
static void add_symbol(struct pf_buf *out, const char *command, const char *name)
{
	pf_buf_addf(out, "_podfit_%s_", command);
	for (; *name; name++)
		pf_buf_addc(out, *name == '-' ? '_' : *name);
}

/* With a backslash before each of `special`. */
static pf_str escaped(struct pf_arena *arena, const char *text, const char *special)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	for (; *text; text++) {
		if (strchr(special, *text))
			pf_buf_addc(&out, '\\');
		pf_buf_addc(&out, *text);
	}
	return pf_arena_dup(arena, pf_buf_str(&out));
}

static void add_item(struct pf_arena *arena, struct pf_buf *out, pf_str name, pf_str help)
{
	pf_buf_add_lit(out, "\t\t");
	completion_quote(out,
		help.len ? pf_arena_fmt(arena, "%.*s:%.*s", PF_STR_ARG(name), PF_STR_ARG(help))
			 : name,
		"'\\''");
	pf_buf_addc(out, '\n');
}

/* The body of a function that offers `choices` with what they mean. */
static void add_items(struct pf_arena *arena, struct pf_buf *out, const char *tag,
	const char *title, struct choices choices)
{
	pf_buf_add_lit(out, " {\n\tlocal -a items\n\titems=(\n");
	for (size_t i = 0; i < choices.len; i++)
		add_item(arena, out, choices.ptr[i].name, choices.ptr[i].help);
	pf_buf_addf(out, "\t)\n\t_describe -t %s %s items \"$@\"\n}\n", tag, title);
}

static void add_lists(struct pf_arena *arena, struct pf_buf *out, const struct pf_ruleset *rules)
{
	struct choices names = completion_commands(arena);

	pf_buf_add_lit(out, "\n_podfit_is_command() {\n\tcase $1 in\n\t");
	completion_add_names(out, &names, " | ");
	pf_buf_add_lit(out, ") ;;\n\t*) return 1 ;;\n\tesac\n}\n\n_podfit_commands()");
	add_items(arena, out, "commands", "command", names);
	pf_buf_add_lit(out, "\n_podfit_rules()");
	add_items(arena, out, "rules", "rule", completion_rules(arena, rules));
	pf_buf_add_lit(out, "\n_podfit_groups()");
	add_items(arena, out, "groups", "'set of rules'", completion_groups(arena));
	pf_buf_add_lit(out, "\n_podfit_aliases()");
	add_items(arena, out, "aliases", "alias", completion_aliases(arena, rules));
}

/* Is the value of the word the next one? */
static void add_takes_next(struct pf_buf *out)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf letters = PF_BUF_INIT;

	for (size_t i = 0; i < option_table_len; i++) {
		if (option_table[i].value && option_table[i].letter)
			pf_buf_addc(&letters, option_table[i].letter);
	}
	pf_buf_add_lit(out, "\n_podfit_takes_next() {\n\tcase $1 in\n\t");
	completion_add_valued(out, " | ", false);
	pf_buf_addf(out,
		") ;;\n\t--*) return 1 ;;\n"
		"\t*) [[ $1 == -[^%s]#[%s] ]] ;;\n\tesac\n}\n",
		letters.ptr, letters.ptr);
}

/* A blank before an action that has arguments: else compadd's come before them. */
static void add_action(struct pf_buf *out, const char *command, const char *name,
	const struct value_spec *spec)
{
	switch (spec->kind) {
	case VALUE_TEXT:
		pf_buf_addc(out, ' ');
		break;
	case VALUE_PATH:
		pf_buf_add_lit(out, "_files");
		break;
	case VALUE_RULE:
		pf_buf_add_lit(out, "_podfit_rule");
		break;
	case VALUE_RULES:
		pf_buf_add_lit(out, "_sequence _podfit_rule_or_group");
		break;
	case VALUE_IMAGE:
		pf_buf_add_lit(out, "_podfit_image");
		break;
	case VALUE_RULE_LEVEL:
		pf_buf_add_lit(out, " _podfit_rule_level ");
		add_symbol(out, command, name);
		break;
	case VALUE_OUTPUT:
		pf_buf_add_lit(out, " _podfit_output ");
		add_symbol(out, command, name);
		break;
	case VALUE_ARCHITECTURES:
		pf_buf_add_lit(out, "_sequence ");
		add_symbol(out, command, name);
		break;
	case VALUE_WORD:
	case VALUE_RELEASE:
	case VALUE_COMMAND:
		add_symbol(out, command, name);
		break;
	}
}

/* The function that offers what an option of the command can be, where that is a list. */
static void add_function(struct pf_arena *arena, struct pf_buf *out, const struct command *command,
	const char *name, const struct value_spec *spec)
{
	struct choices choices = completion_choices(arena, spec, command->bit);

	if (!choices.len)
		return;
	pf_buf_addc(out, '\n');
	add_symbol(out, command->name, name);
	pf_buf_add_lit(out, "()");
	add_items(arena, out, "values", "value", choices);
}

static void add_spec(struct pf_arena *arena, struct pf_buf *out, const struct command *command,
	const struct option *option, bool letter)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf spec = PF_BUF_INIT;
	const char *sign = option->value ? letter ? "+" : "=" : "";

	if (completion_repeats(option))
		pf_buf_addc(&spec, '*');
	else if (option->letter)
		pf_buf_addf(&spec, "(-%c --%s)", option->letter, option->name);
	if (letter)
		pf_buf_addf(&spec, "-%c%s", option->letter, sign);
	else
		pf_buf_addf(&spec, "--%s%s", option->name, sign);
	pf_buf_addf(&spec, "[%.*s]", PF_STR_ARG(escaped(arena, option->help, "[]:\\")));
	if (option->value) {
		pf_buf_addf(&spec,
			":%.*s:", PF_STR_ARG(escaped(arena, option->value->name, ":\\")));
		add_action(&spec, command->name, option->name, option->value);
	}
	pf_buf_add_lit(out, "\t\t\t");
	completion_quote(out, pf_buf_str(&spec), "'\\''");
	pf_buf_addc(out, '\n');
}

static void add_command(struct pf_arena *arena, struct pf_buf *out, const struct command *command)
{
	const struct value_spec *operand = command->operand, *more = command->more;

	pf_buf_addf(out, "\t%s)\n\t\tspecs=(\n", command->name);
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option *option = &option_table[i];

		if (!(option->commands & command->bit))
			continue;
		if (option->letter)
			add_spec(arena, out, command, option, true);
		add_spec(arena, out, command, option, false);
	}
	pf_buf_add_lit(out, "\t\t)\n");
	if (operand) {
		pf_buf_addf(out, "\t\toperand=('%s:%s:", more == operand ? "*" : "2",
			operand->name);
		add_action(out, command->name, "operand", operand);
		pf_buf_addc(out, '\'');
		if (more && more != operand) {
			pf_buf_addf(out, " '*:%s:", more->name);
			add_action(out, command->name, "more", more);
			pf_buf_addc(out, '\'');
		}
		pf_buf_add_lit(out, ")\n");
	}
	pf_buf_add_lit(out, "\t\t;;\n");
}

static void add_functions(struct pf_arena *arena, struct pf_buf *out, const struct command *command)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option *option = &option_table[i];

		if ((option->commands & command->bit) && option->value)
			add_function(arena, out, command, option->name, option->value);
	}
	if (command->operand)
		add_function(arena, out, command, "operand", command->operand);
}

void completion_add_zsh(struct pf_arena *arena, struct pf_buf *out, const struct pf_ruleset *rules)
{
	pf_buf_add_lit(out,
		"#compdef podfit\n"
		"# Completion of podfit for zsh, written by `podfit completion zsh`.\n");
	add_lists(arena, out, rules);
	add_takes_next(out);
	for (size_t i = 0; i < ncommands; i++)
		add_functions(arena, out, &commands[i]);
	/* Sets `specs` and `operand` of _podfit. */
	pf_buf_add_lit(out, "\n_podfit_specs() {\n\tcase $1 in\n");
	for (size_t i = 0; i < ncommands; i++)
		add_command(arena, out, &commands[i]);
	pf_buf_add_lit(out, "\tesac\n}\n");
	pf_buf_add(out, (pf_str){(const char *)completion_zsh, completion_zsh_len});
}

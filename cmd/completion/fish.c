/* SPDX-License-Identifier: Apache-2.0 */

#include "completion/choices.h"
#include "completion/scripts.h"
#include "completion/shells.h"

static void quote(struct pf_buf *out, pf_str text)
{
	completion_quote(out, text, "\\'");
}

/* A function that prints `choices`, each with what it means. */
static void add_items(struct pf_buf *out, struct choices choices)
{
	for (size_t i = 0; i < choices.len; i++) {
		pf_buf_addf(out, "%s", i ? " \\\n\t" : "\n    printf '%s\\t%s\\n' \\\n\t");
		quote(out, choices.ptr[i].name);
		pf_buf_addc(out, ' ');
		quote(out, choices.ptr[i].help);
	}
	pf_buf_add_lit(out, "\nend\n");
}

static void add_list(struct pf_buf *out, const char *name, struct choices choices)
{
	pf_buf_addf(out, "\nfunction %s", name);
	add_items(out, choices);
}

static void add_variables(struct pf_arena *arena, struct pf_buf *out)
{
	struct choices names = completion_commands(arena);

	pf_buf_add_lit(out, "set -g __podfit_commands ");
	completion_add_names(out, &names, " ");
	pf_buf_add_lit(out, "\nset -g __podfit_with_value ");
	completion_add_valued(out, " ", true);
	pf_buf_addc(out, '\n');
}

static void add_symbol(struct pf_buf *out, const char *command, const char *name)
{
	pf_buf_addf(out, "__podfit_%s_%s", command, name);
}

static void add_function(struct pf_arena *arena, struct pf_buf *out, const struct command *command,
	const char *name, const struct value_spec *spec)
{
	struct choices choices = completion_choices(arena, spec, command->bit);

	if (!choices.len)
		return;
	pf_buf_add_lit(out, "\nfunction ");
	add_symbol(out, command->name, name);
	add_items(out, choices);
}

/* The end of a `complete` line: whether files are offered, and what else. */
static void add_action(struct pf_buf *out, const struct command *command, const char *name,
	const struct value_spec *spec)
{
	static const char *const before[] = {
		[VALUE_TEXT] = "",
		[VALUE_WORD] = "",
		[VALUE_PATH] = "",
		[VALUE_RULE] = "__podfit_rule",
		[VALUE_RULES] = "__podfit_rule_or_group",
		[VALUE_RULE_LEVEL] = "__podfit_rule_level ",
		[VALUE_RELEASE] = "",
		[VALUE_ARCHITECTURES] = "",
		[VALUE_OUTPUT] = "__podfit_output ",
		[VALUE_IMAGE] = "__podfit_image",
		[VALUE_COMMAND] = "",
	};
	bool listed =
		spec->words || spec->kind == VALUE_RELEASE || spec->kind == VALUE_ARCHITECTURES;

	if (!listed && !*before[spec->kind])
		return;
	pf_buf_addf(out, " -a '(%s", before[spec->kind]);
	if (listed)
		add_symbol(out, command->name, name);
	if (spec->kind == VALUE_ARCHITECTURES)
		pf_buf_add_lit(out, " | __podfit_list");
	pf_buf_add_lit(out, ")'");
}

static void add_option(struct pf_buf *out, const struct command *command,
	const struct option *option)
{
	pf_buf_addf(out, "complete -c podfit -n '__podfit_is %s' -l %s", command->name,
		option->name);
	if (option->letter)
		pf_buf_addf(out, " -s %c", option->letter);
	if (option->value) {
		pf_buf_addf(out, "%s", option->value->kind == VALUE_PATH ? " -r -F" : " -x");
		add_action(out, command, option->name, option->value);
	}
	pf_buf_add_lit(out, " -d ");
	quote(out, pf_str_from(option->help));
	pf_buf_addc(out, '\n');
}

/* Files are what fish offers by itself; `more` are files or nothing. */
static void add_operands(struct pf_buf *out, const struct command *command)
{
	if (!command->operand) {
		pf_buf_addf(out, "complete -c podfit -n '__podfit_is %s' -f\n", command->name);
		return;
	}
	if (command->operand->kind != VALUE_PATH) {
		pf_buf_addf(out, "complete -c podfit -n '__podfit_is_at %s' -f", command->name);
		add_action(out, command, "operand", command->operand);
		pf_buf_addc(out, '\n');
	}
	if (!command->more)
		pf_buf_addf(out, "complete -c podfit -n '__podfit_is_at %s more' -f\n",
			command->name);
}

static void add_command(struct pf_arena *arena, struct pf_buf *out, const struct command *command)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option *option = &option_table[i];

		if ((option->commands & command->bit) && option->value)
			add_function(arena, out, command, option->name, option->value);
	}
	if (command->operand)
		add_function(arena, out, command, "operand", command->operand);
	pf_buf_addf(out, "\ncomplete -c podfit -n __podfit_first -a %s -d ", command->name);
	quote(out, pf_str_from(command->help));
	pf_buf_addc(out, '\n');
	add_operands(out, command);
	for (size_t i = 0; i < option_table_len; i++) {
		if (option_table[i].commands & command->bit)
			add_option(out, command, &option_table[i]);
	}
}

void completion_add_fish(struct pf_arena *arena, struct pf_buf *out, const struct pf_ruleset *rules)
{
	pf_buf_add_lit(out,
		"# Completion of podfit for fish, written by `podfit completion fish`.\n\n");
	add_variables(arena, out);
	add_list(out, "__podfit_rules", completion_rules(arena, rules));
	add_list(out, "__podfit_groups", completion_groups(arena));
	add_list(out, "__podfit_aliases", completion_aliases(arena, rules));
	pf_buf_add(out, (pf_str){(const char *)completion_fish, completion_fish_len});
	for (size_t i = 0; i < ncommands; i++) {
		add_command(arena, out, &commands[i]);
	}
}

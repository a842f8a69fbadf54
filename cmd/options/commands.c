/* SPDX-License-Identifier: Apache-2.0 */

#include "options/commands.h"

#include "options/options.h"
#include "text/nearest.h"

const struct command commands[] = {
	{COMMAND_CHECK, FOR_CHECK, "check", "[PATH...|-]", "lint; the default command", &value_path,
		&value_path},
	{COMMAND_CONFIG, FOR_CONFIG, "config", "[PATH...|-]",
		"show the settings, and what is known of each image", &value_path, &value_path},
	{COMMAND_EXPLAIN, FOR_EXPLAIN, "explain", "RULE|ALIAS",
		"why a rule exists and how to mend what it found", &value_rule, NULL},
	{COMMAND_RULES, FOR_RULES, "rules", "", "list the rules", NULL, NULL},
	{COMMAND_BASELINE, FOR_BASELINE | FOR_BASELINE_SHOW, "baseline", "write|prune|show",
		"accept what is found now, to see only what is new", &value_verb, &value_path},
	{COMMAND_COMPLETION, FOR_COMPLETION, "completion", "bash|zsh|fish",
		"print the completion script of a shell", &value_shell, NULL},
	{COMMAND_HELP, FOR_HELP, "help", "[COMMAND]", "show this help, or that of a command",
		&value_command, NULL},
	{COMMAND_INIT, FOR_INIT, "init", "", "write a commented .podfit.yaml", NULL, NULL},
	{COMMAND_SCHEMA, FOR_SCHEMA, "schema", "report|config",
		"print the JSON Schema of report or configuration", &value_schema, NULL},
	{COMMAND_VERSION, FOR_VERSION, "version", "", "print the version", NULL, NULL},
};

const size_t ncommands = sizeof(commands) / sizeof(commands[0]);

static const pf_str reserved[] = {PF_STR_INIT("lsp"), PF_STR_INIT("translate")};

const struct command *command_find(pf_str name)
{
	for (size_t i = 0; i < ncommands; i++) {
		if (pf_str_eq(name, pf_str_from(commands[i].name)))
			return &commands[i];
	}
	return NULL;
}

pf_str command_nearest(pf_str word)
{
	struct pf_nearest near = pf_nearest_start(word);

	for (size_t i = 0; i < ncommands; i++)
		pf_nearest_offer(&near, pf_str_from(commands[i].name));
	return near.best;
}

bool command_is_reserved(pf_str name)
{
	return pf_is_one_of(name, reserved, sizeof(reserved) / sizeof(reserved[0]));
}

bool command_has_options(const struct command *command)
{
	for (size_t i = 0; i < option_table_len; i++) {
		unsigned with = option_table[i].commands;

		if ((with & command->bit) && !(with & FOR_VERSION))
			return true;
	}
	return false;
}

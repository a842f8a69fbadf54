/* SPDX-License-Identifier: Apache-2.0 */

#include "cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "report/report.h"
#include "stream.h"
#include "text/escape.h"

const struct command commands[] = {
	{"check", "[PATH...|-]", "lint; the default command", FOR_CHECK, cmd_check, &value_path,
		&value_path},
	{"config", "[PATH...|-]", "show the settings, and what is known of each image", FOR_CONFIG,
		cmd_config, &value_path, &value_path},
	{"explain", "RULE|ALIAS", "why a rule exists and how to mend what it found", FOR_EXPLAIN,
		cmd_explain, &value_rule, NULL},
	{"rules", "", "list the rules", FOR_RULES, cmd_rules, NULL, NULL},
	{"baseline", "write|prune|show", "accept what is found now, to see only what is new",
		FOR_BASELINE | FOR_BASELINE_SHOW, cmd_baseline, &value_verb, &value_path},
	{"completion", "bash|zsh|fish", "print the completion script of a shell", FOR_COMPLETION,
		cmd_completion, &value_shell, NULL},
	{"help", "[COMMAND]", "show this help, or that of a command", FOR_HELP, cmd_help,
		&value_command, NULL},
	{"init", "", "write a commented .podfit.yaml", FOR_INIT, cmd_init, NULL, NULL},
	{"schema", "report|config", "print the JSON Schema of report or configuration", FOR_SCHEMA,
		cmd_schema, &value_schema, NULL},
	{"version", "", "print the version", FOR_VERSION, cmd_version, NULL, NULL},
	{.name = "lsp"},
	{.name = "translate"},
};

const size_t ncommands = sizeof(commands) / sizeof(commands[0]);

bool command_has_options(const struct command *command)
{
	for (size_t i = 0; i < option_table_len; i++) {
		unsigned with = option_table[i].commands;

		if ((with & command->bit) && !(with & FOR_VERSION))
			return true;
	}
	return false;
}

int usage_error(const char *fmt, ...)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf message = PF_BUF_INIT;
	PF_CLEANUP(pf_buf_release) struct pf_buf line = PF_BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	pf_buf_vaddf(&message, fmt, ap);
	va_end(ap);
	pf_buf_add_lit(&line, "podfit: ");
	pf_echo(&line, pf_buf_str(&message));
	(void)fprintf(stderr, "%s\n", line.ptr);
	return EXIT_USAGE;
}

int put(const struct pf_buf *text)
{
	struct pf_error err = {0};

	if (stream_write(STDOUT_FILENO, pf_buf_str(text), &err))
		return EXIT_CLEAN;
	(void)usage_error("cannot write to standard output: %s", err.msg);
	return EXIT_BROKEN;
}

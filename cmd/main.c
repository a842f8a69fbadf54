/* SPDX-License-Identifier: Apache-2.0 */

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "check.h"
#include "cmd.h"
#include "report/report.h"
#include "stream.h"

const struct command commands[] = {
	{"check", "[PATH...|-]", "lint; the default command", FOR_CHECK, cmd_check},
	{"config", "[PATH...|-]", "show the settings, and what is known of each image", FOR_CONFIG,
		cmd_config},
	{"explain", "RULE|ALIAS", "why a rule exists and how to mend what it found", FOR_EXPLAIN,
		cmd_explain},
	{"rules", "[-f text|json]", "list the rules", FOR_RULES, cmd_rules},
	{"schema", "report", "print the JSON Schema of the JSON report", FOR_SCHEMA, cmd_schema},
	{"version", "", "print the version", FOR_VERSION, cmd_version},
	{.name = "baseline"},
	{.name = "completion"},
	{.name = "init"},
	{.name = "lsp"},
	{.name = "translate"},
};

const size_t ncommands = sizeof(commands) / sizeof(commands[0]);

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

/* The command that the first word names, which it then takes from `call`. */
static const struct command *command_of(struct call *call)
{
	if (!call->nwords || call->arguments->first_is_name)
		return &commands[0];
	for (size_t i = 0; i < ncommands; i++) {
		if (!pf_str_eq(call->words[0], pf_str_from(commands[i].name)))
			continue;
		call->words++;
		call->nwords--;
		return &commands[i];
	}
	return &commands[0];
}

static int show_help(const struct command *command)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	help_add(&text, command);
	return put(&text);
}

static int refuse(const struct call *call, const struct command *command, pf_str message)
{
	if (command->run == cmd_check)
		return check_refuse(call, message);
	return usage_error("%.*s", PF_STR_ARG(message));
}

static int run(const struct call *call, const struct command *command)
{
	struct pf_error err = {0};

	if (!command->run)
		return usage_error("command '%s' is not available in this version; to lint a file "
				   "of that name, write './%s'",
			command->name, command->name);
	if (options_has(call->arguments, OPTION_HELP))
		return show_help(command->run == cmd_check ? NULL : command);
	if (options_has(call->arguments, OPTION_VERSION))
		return cmd_version(call);
	if (!options_fit(call->arguments, command->bit, command->name, &err))
		return refuse(call, command, pf_str_from(err.msg));
	return command->run(call);
}

int main(int argc, char **argv)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	struct arguments arguments = {0};
	struct call call = {.arena = &arena, .arguments = &arguments};
	const struct command *command;
	struct pf_error err = {0};
	bool ok;

	stream_guard();
	/* A parent may have it ignored; a reader that has gone is no fault of ours. */
	(void)signal(SIGPIPE, SIG_DFL);
	ok = options_parse(&arena, argc, argv, &arguments, &err);
	call.words = arguments.words;
	call.nwords = arguments.nwords;
	command = command_of(&call);
	if (!ok)
		return refuse(&call, command, pf_str_from(err.msg));
	return run(&call, command);
}

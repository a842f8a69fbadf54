/* SPDX-License-Identifier: Apache-2.0 */

#include <signal.h>

#include "check.h"
#include "stream.h"

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

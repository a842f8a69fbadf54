/* SPDX-License-Identifier: Apache-2.0 */

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "call.h"
#include "check/refusal.h"
#include "interrupt.h"
#include "options/commands.h"
#include "options/help.h"
#include "rules.h"
#include "say.h"
#include "stream.h"

static int (*const functions[])(const struct call *call) = {
	[COMMAND_CHECK] = cmd_check,
	[COMMAND_CONFIG] = cmd_config,
	[COMMAND_EXPLAIN] = cmd_explain,
	[COMMAND_RULES] = cmd_rules,
	[COMMAND_BASELINE] = cmd_baseline,
	[COMMAND_COMPLETION] = cmd_completion,
	[COMMAND_HELP] = cmd_help,
	[COMMAND_INIT] = cmd_init,
	[COMMAND_SCHEMA] = cmd_schema,
	[COMMAND_VERSION] = cmd_version,
};

/*
 * The command that the first word names, which it then takes from `call`.
 * NULL: one of a later version.
 */
static const struct command *command_of(struct call *call)
{
	const struct command *command;

	if (!call->nwords || call->arguments->first_is_name)
		return &commands[0];
	if (command_is_reserved(call->words[0]))
		return NULL;
	command = command_find(call->words[0]);
	if (!command)
		return &commands[0];
	call->words++;
	call->nwords--;
	return command;
}

static int refuse_call(const struct call *call, const struct command *command, pf_str message)
{
	if (command && command->id == COMMAND_CHECK)
		return check_refuse(call, message);
	return refuse("%.*s", PF_STR_ARG(message));
}

/* "option '--complete' does not go with 'podfit rules', but with 'check' and 'config'". */
static int refuse_option(const struct call *call, const struct command *command,
	const struct option *option)
{
	pf_str *names = PF_NEWN(call->arena, pf_str, ncommands), list;
	size_t n = 0;

	for (size_t i = 0; i < ncommands; i++) {
		if (option->commands & commands[i].bit)
			names[n++] = pf_arena_fmt(call->arena, "'%s'", commands[i].name);
	}
	list = pf_arena_list(call->arena, names, n, "and");
	return refuse_call(call, command,
		pf_arena_fmt(call->arena, "option '--%s' does not go with 'podfit %s'%s%.*s",
			option->name, command->name, n ? ", but with " : "", PF_STR_ARG(list)));
}

/* What people of other linters type. */
static const char *const habits[][2] = {
	{"lint", "check"},
	{"list", "rules"},
	{"scan", "check"},
	{"score", "check"},
	{"test", "check"},
	{"validate", "check"},
};

static pf_str command_like(pf_str word)
{
	for (size_t i = 0; i < sizeof(habits) / sizeof(habits[0]); i++) {
		if (pf_str_eq(word, pf_str_from(habits[i][0])))
			return pf_str_from(habits[i][1]);
	}
	return command_nearest(word);
}

/* A first word that is no file but like a command is one that is misspelt. */
static bool is_misspelt(const struct call *call, const struct command *command, pf_str *meant)
{
	const char *path;

	if (command != &commands[0] || !call->nwords || call->words != call->arguments->words ||
		call->arguments->first_is_name)
		return false;
	path = pf_arena_cstr(call->arena, call->words[0]);
	*meant = command_like(call->words[0]);
	return meant->len && access(path, F_OK) != 0 && errno == ENOENT;
}

static int run(const struct call *call, const struct command *command)
{
	const struct option *misfit;
	pf_str meant;

	if (!command)
		return refuse("command '%.*s' is not available in this version; to lint a file of "
			      "that name, write './%.*s'",
			PF_STR_ARG(call->words[0]), PF_STR_ARG(call->words[0]));
	if (options_has(call->arguments, OPTION_HELP))
		return help_show(call->words == call->arguments->words ? NULL : command);
	if (options_has(call->arguments, OPTION_VERSION))
		return cmd_version(call);
	if (is_misspelt(call, command, &meant))
		return refuse_call(call, command,
			pf_arena_fmt(call->arena,
				"there is no file '%.*s'; did you mean 'podfit %.*s'?",
				PF_STR_ARG(call->words[0]), PF_STR_ARG(meant)));
	if (!options_fit(call->arguments, command->bit, &misfit))
		return refuse_option(call, command, misfit);
	return functions[command->id](call);
}

int main(int argc, char **argv)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	struct arguments arguments = {0};
	const struct pf_ruleset rules = pf_ruleset_make(&arena, pf_rule_table, pf_rule_table_len);
	struct call call = {.arena = &arena, .arguments = &arguments, .rules = &rules};
	const struct command *command;
	struct pf_error err = {0};
	bool ok;

	stream_guard();
	interrupt_guard();
	/* A parent may have it ignored; a reader that has gone is no fault of ours. */
	(void)signal(SIGPIPE, SIG_DFL);
	ok = options_parse(&arena, argc, argv, &arguments, &err);
	call.words = arguments.words;
	call.nwords = arguments.nwords;
	command = command_of(&call);
	if (!ok)
		return refuse_call(&call, command, pf_str_from(err.msg));
	return run(&call, command);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "options/help.h"

#include "call.h"
#include "print.h"
#include "say.h"
#include "text/width.h"

#define HELP_COLUMN 30

/* Behind what begins at `start`. */
static void add_help(struct pf_buf *out, size_t start, const char *help)
{
	size_t used = out->len - start;

	pf_buf_repeat(out, ' ', used < HELP_COLUMN ? HELP_COLUMN - used : 1);
	pf_buf_addf(out, "%s\n", help);
}

/* A command that lists something knows few formats. */
static void add_format_help(struct pf_buf *out, size_t start, unsigned bit)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf words = PF_BUF_INIT;

	value_add_words(&words, &value_format, bit);
	pf_buf_add_lit(&words, " (default: text)");
	add_help(out, start, words.ptr);
}

static void add_option(struct pf_buf *out, const struct option *option, unsigned bit)
{
	size_t start = out->len;

	if (option->letter)
		pf_buf_addf(out, "  -%c, --%s", option->letter, option->name);
	else
		pf_buf_addf(out, "      --%s", option->name);
	if (option->value)
		pf_buf_addf(out, " %s", option->value->name);
	if (option->id == OPTION_FORMAT && bit != FOR_CHECK)
		add_format_help(out, start, bit);
	else
		add_help(out, start, option->help);
}

static void add_commands(struct pf_buf *out)
{
	pf_buf_add_lit(out, "\nCommands:\n");
	for (size_t i = 0; i < ncommands; i++) {
		size_t start = out->len;

		pf_buf_addf(out, "  %s %s", commands[i].name, commands[i].args);
		add_help(out, start, commands[i].help);
	}
}

static void add_words(struct pf_buf *out, const struct value_spec *value, unsigned bit)
{
	for (const struct word *word = value->words; word->name; word++) {
		size_t start = out->len;

		if (!(word->commands & bit))
			continue;
		pf_buf_addf(out, "  %s", word->name);
		add_help(out, start, word->help);
	}
}

static bool is_shown(const struct option *option, enum option_group group, unsigned bit,
	unsigned hidden)
{
	return option->group == group && (option->commands & bit) && !(option->commands & hidden);
}

static void add_group(struct pf_buf *out, enum option_group group, unsigned bit, unsigned hidden)
{
	for (size_t i = 0; i < option_table_len; i++) {
		if (is_shown(&option_table[i], group, bit, hidden))
			add_option(out, &option_table[i], bit);
	}
}

/* Options of a command by groups; `hidden` are bits that keep one out. */
static void add_groups(struct pf_buf *out, unsigned bit, unsigned hidden)
{
	for (enum option_group group = GROUP_BASICS; group < GROUP_NONE; group++) {
		PF_CLEANUP(pf_buf_release) struct pf_buf options = PF_BUF_INIT;

		add_group(&options, group, bit, hidden);
		if (!options.len)
			continue;
		pf_buf_addf(out, "\n%s:\n", option_group_names[group]);
		pf_buf_add(out, pf_buf_str(&options));
	}
}

/* The few options of a command, those that all commands have at the end. */
static void add_options(struct pf_buf *out, unsigned bit)
{
	pf_buf_add_lit(out, "\nOptions:\n");
	for (enum option_group group = GROUP_BASICS + 1; group < GROUP_NONE; group++)
		add_group(out, group, bit, 0);
	add_group(out, GROUP_BASICS, bit, 0);
}

static void add_wrapped(struct pf_buf *out, pf_str text)
{
	static const struct pf_margin margin = {.width = 80};

	pf_wrap(out, text, 0, &margin);
	pf_buf_addc(out, '\n');
}

#define EXIT_STATUS "\nExit status: 0 clean, 1 findings, 2 wrong usage, 3 could not finish.\n"
#define ABOUT_LISTS \
	"LIST is comma separated: for rules their names, aliases, categories, tags, all\n" \
	"or default.\n"

static void add_formats(struct pf_buf *out)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_buf_add_lit(&text, "FMT is ");
	value_add_words(&text, &value_format, FOR_CHECK);
	pf_buf_addc(&text, '.');
	add_wrapped(out, pf_buf_str(&text));
}

/* `podfit --help`: what it can do, and the options that are used most. */
static void add_overview(struct pf_buf *out)
{
	pf_buf_add_lit(out,
		"Usage: podfit [check] [OPTIONS] [PATH...|-]\n"
		"       podfit COMMAND ...\n\n"
		"Lint Kubernetes manifests with the Dockerfiles, images and compose files behind\n"
		"them: files, directories (default: .), or - for stdin.\n");
	add_commands(out);
	add_groups(out, FOR_CHECK, RARELY);
	pf_buf_add_lit(out, "\n" ABOUT_LISTS);
	add_formats(out);
	pf_buf_add_lit(out,
		EXIT_STATUS
		"More: 'podfit check --help' for all options, 'podfit COMMAND --help'.\n");
}

static void add_usage(struct pf_buf *out, const struct command *command)
{
	pf_buf_addf(out, "podfit %s: %s\n\nUsage: podfit %s", command->name, command->help,
		command->name);
	if (command_has_options(command))
		pf_buf_add_lit(out, " [OPTIONS]");
	if (*command->args)
		pf_buf_addf(out, " %s", command->args);
	if (command->more && command->more != command->operand)
		pf_buf_addf(out, " [%s...]", command->more->name);
	pf_buf_addc(out, '\n');
	if (command->operand && command->operand->kind == VALUE_WORD) {
		pf_buf_addc(out, '\n');
		add_words(out, command->operand, command->bit);
	}
}

/* Of the verbs, `show` does not lint. */
static void add_options_of_show(struct pf_buf *out)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;
	const char *before = "'show' takes only";

	for (size_t i = 0; i < option_table_len; i++) {
		unsigned commands_of = option_table[i].commands;

		if (!(commands_of & FOR_BASELINE_SHOW) || (commands_of & FOR_VERSION))
			continue;
		pf_buf_addf(&text, "%s --%s", before, option_table[i].name);
		before = ",";
	}
	pf_buf_add_lit(&text, "; 'write' and 'prune' take all but --format.");
	add_wrapped(out, pf_buf_str(&text));
}

static void add_command(struct pf_buf *out, const struct command *command)
{
	add_usage(out, command);
	if (command->bit & (FOR_LINT | FOR_CONFIG))
		add_groups(out, command->bit, 0);
	else
		add_options(out, command->bit);
	if (command->bit & FOR_CHECK) {
		pf_buf_add_lit(out, "\nFMT:\n");
		add_words(out, &value_format, FOR_CHECK);
	}
	if (command->bit & (FOR_LINT | FOR_LISTS))
		pf_buf_add_lit(out, "\n" ABOUT_LISTS);
	if (command->bit & FOR_BASELINE_SHOW)
		add_options_of_show(out);
	if (command->bit & FOR_CHECK)
		pf_buf_add_lit(out,
			"--context and options with LIST, GLOB, RULE=LEVEL, REF=SOURCE or "
			"FMT[:FILE] may\nbe repeated.\n" EXIT_STATUS);
}

int help_show(const struct command *command)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	if (command)
		add_command(&out, command);
	else
		add_overview(&out);
	return print(&out);
}

int cmd_help(const struct call *call)
{
	const struct command *command;
	pf_str meant;

	if (!call->nwords)
		return help_show(NULL);
	command = command_find(call->words[0]);
	if (command)
		return help_show(command);
	meant = command_nearest(call->words[0]);
	if (meant.len)
		return refuse("there is no command '%.*s'; did you mean '%.*s'?",
			PF_STR_ARG(call->words[0]), PF_STR_ARG(meant));
	return refuse("there is no command '%.*s'; 'podfit help' lists those that there are",
		PF_STR_ARG(call->words[0]));
}

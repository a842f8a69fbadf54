/* SPDX-License-Identifier: Apache-2.0 */

#include "base/nearest.h"
#include "check.h"

#define OPTION_COLUMN 29

static void add_option(struct pf_buf *out, const struct option *option)
{
	size_t start = out->len, used;

	if (option->letter)
		pf_buf_addf(out, "  -%c, --%s", option->letter, option->name);
	else
		pf_buf_addf(out, "      --%s", option->name);
	if (option->value)
		pf_buf_addf(out, " %s", option->value->name);
	used = out->len - start;
	pf_buf_repeat(out, ' ', used < OPTION_COLUMN ? OPTION_COLUMN - used : 1);
	pf_buf_addf(out, "%s\n", option->help);
}

static void add_commands(struct pf_buf *out)
{
	pf_buf_add_lit(out, "\nCommands:\n");
	for (size_t i = 0; i < ncommands; i++) {
		size_t start = out->len, used;

		if (!commands[i].run)
			continue;
		pf_buf_addf(out, "  %s %s", commands[i].name, commands[i].args);
		used = out->len - start;
		pf_buf_repeat(out, ' ', used < OPTION_COLUMN ? OPTION_COLUMN - used : 1);
		pf_buf_addf(out, "%s\n", commands[i].help);
	}
}

/* Options of a command; `hidden` are bits that keep one out. */
static void add_options(struct pf_buf *out, unsigned bit, unsigned hidden, bool titles)
{
	for (enum option_group group = GROUP_BASICS; group < GROUP_NONE; group++) {
		bool any = false;

		for (size_t i = 0; i < option_table_len; i++) {
			const struct option *option = &option_table[i];

			if (option->group != group || !(option->commands & bit) ||
				(option->commands & hidden))
				continue;
			if (!any && titles)
				pf_buf_addf(out, "\n%s:\n", option_group_names[group]);
			any = true;
			add_option(out, option);
		}
	}
}

#define EXIT_STATUS "\nExit status: 0 clean, 1 findings, 2 wrong usage, 3 could not finish.\n"

/* `podfit --help`: what it can do, and the options that are used most. */
static void add_overview(struct pf_buf *out)
{
	pf_buf_add_lit(out,
		"Usage: podfit [check] [OPTIONS] [PATH...|-]\n"
		"       podfit COMMAND ...\n\n"
		"Lint Kubernetes manifests: files, directories (default: .), or - for stdin.\n");
	add_commands(out);
	add_options(out, FOR_CHECK, RARELY, true);
	pf_buf_add_lit(out,
		EXIT_STATUS
		"More: 'podfit check --help' for all options, 'podfit COMMAND --help'.\n");
}

/* Break lines before they are longer than 80 columns. */
static void add_wrapped(struct pf_buf *out, pf_str text)
{
	size_t column = 0;
	pf_str word;

	while (pf_str_split(&text, ' ', &word)) {
		if (column && column + 1 + word.len > 80) {
			pf_buf_addc(out, '\n');
			column = 0;
		}
		pf_buf_addf(out, "%s%.*s", column ? " " : "", PF_STR_ARG(word));
		column += (column > 0) + word.len;
	}
	pf_buf_addc(out, '\n');
}

static void add_formats(struct pf_buf *out, unsigned bit)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_buf_add_lit(&text, "FMT is ");
	value_add_words(&text, &value_format, bit);
	pf_buf_addc(&text, '.');
	add_wrapped(out, pf_buf_str(&text));
}

#define LISTS (FOR_RULES | FOR_CONFIG | FOR_BASELINE_SHOW)

static void add_command(struct pf_buf *out, const struct command *command)
{
	bool is_check = command->bit == FOR_CHECK;

	pf_buf_addf(out, "podfit %s: %s\n\nUsage: podfit %s%s%s%s\n", command->name, command->help,
		command->name, is_check ? " [OPTIONS]" : "", *command->args ? " " : "",
		command->args);
	if (!is_check)
		pf_buf_add_lit(out, "\nOptions:\n");
	add_options(out, command->bit, 0, is_check);
	if (is_check)
		pf_buf_add_lit(out, EXIT_STATUS);
	else if (command->bit & LISTS)
		pf_buf_addc(out, '\n');
	if (command->bit & (FOR_CHECK | LISTS))
		add_formats(out, command->bit);
	if (is_check)
		pf_buf_add_lit(out,
			"LIST is comma separated; LIST, GLOB, PATH and --image may be repeated.\n");
}

int help_show(const struct command *command)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	if (command)
		add_command(&out, command);
	else
		add_overview(&out);
	return put(&out);
}

int cmd_help(const struct call *call)
{
	struct pf_nearest near;

	if (!call->nwords)
		return help_show(NULL);
	near = pf_nearest_start(call->words[0]);
	for (size_t i = 0; i < ncommands; i++) {
		if (!commands[i].run)
			continue;
		if (pf_str_eq(call->words[0], pf_str_from(commands[i].name)))
			return help_show(&commands[i]);
		pf_nearest_offer(&near, pf_str_from(commands[i].name));
	}
	if (near.best.len)
		return usage_error("there is no command '%.*s'; did you mean '%.*s'?",
			PF_STR_ARG(call->words[0]), PF_STR_ARG(near.best));
	return usage_error("there is no command '%.*s'; 'podfit help' lists those that there are",
		PF_STR_ARG(call->words[0]));
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "cmd.h"

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
	pf_buf_add_lit(out,
		"Usage: podfit [check] [OPTIONS] [PATH...|-]\n"
		"       podfit COMMAND ...\n\n"
		"Lint Kubernetes manifests: files, directories (default: .), or - for "
		"stdin.\n\nCommands:\n");
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

static void add_group(struct pf_buf *out, enum option_group group, const char *title, unsigned bit)
{
	bool any = false;

	for (size_t i = 0; i < option_table_len; i++) {
		if (option_table[i].group != group || !(option_table[i].commands & bit))
			continue;
		if (!any && title)
			pf_buf_addf(out, "\n%s:\n", title);
		any = true;
		add_option(out, &option_table[i]);
	}
}

static void add_check(struct pf_buf *out)
{
	add_commands(out);
	add_group(out, GROUP_BASICS, "Basics", FOR_CHECK);
	add_group(out, GROUP_RULES, "Rules", FOR_CHECK);
	add_group(out, GROUP_IMAGES, "Images", FOR_CHECK);
	add_group(out, GROUP_FILES, "Files", FOR_CHECK);
	add_group(out, GROUP_OUTPUT, "Output", FOR_CHECK);
	pf_buf_add_lit(out,
		"\nExit status: 0 clean, 1 findings, 2 wrong usage, 3 could not finish.\n"
		"FMT is text, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle,\n"
		"rdjsonl or none; 'podfit rules' and 'podfit config' know text and json.\n"
		"LIST is comma separated; LIST, GLOB, PATH and --image may be repeated.\n");
}

void help_add(struct pf_buf *out, const struct command *command)
{
	if (!command) {
		add_check(out);
		return;
	}
	pf_buf_addf(out, "podfit %s: %s\n\nUsage: podfit %s%s%s\n\nOptions:\n", command->name,
		command->help, command->name, *command->args ? " " : "", command->args);
	for (enum option_group group = GROUP_BASICS; group < GROUP_NONE; group++)
		add_group(out, group, NULL, command->bit);
}

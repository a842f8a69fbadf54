/* SPDX-License-Identifier: Apache-2.0 */

#include "man/man.h"
#include "options/commands.h"
#include "options/options.h"
#include "rule/ruleset.h"
#include "rule/tool.h"

/* Where the line of the help says too little. */
struct more {
	enum option_id id;
	const char *text;
};

static const struct more more_of_options[] = {
	{OPTION_FAIL_ON,
		"Exit with status 1 when a finding is at least as grave as `LEVEL`. The default is "
		"`warning`: advice alone fails nothing."},
	{OPTION_EXIT_ZERO,
		"Same as `--fail-on never`. Input that cannot be read still gives status 3."},
	{OPTION_JOBS,
		"Use `N` threads. The default is one for each processor that the process may use. "
		"The number has no influence on what is found or in which order."},
	{OPTION_TIMEOUT,
		"Stop `S` seconds after the start. What was found by then is reported, with an "
		"error that says how many files are missing, and the exit status is 3. Where not "
		"even all files were read by then, nothing is linted: of part of the input rules "
		"would say what is not so."},
	{OPTION_CONFIG,
		"Read this configuration file instead of the nearest `.podfit.yaml`. Of `--config` "
		"and `--no-config` the later one holds."},
	{OPTION_NO_CONFIG, "Read no configuration file, also none that `PODFIT_CONFIG` names."},
	{OPTION_BASELINE,
		"The file of known findings, instead of `.podfit-baseline.json`; see `BASELINE`. Of "
		"`--baseline` and `--no-baseline` the later one holds."},
	{OPTION_NO_BASELINE, "Show findings that the baseline knows as well."},
	{OPTION_FAIL_ON_STALE,
		"Exit with status 1 if the baseline knows something that no longer occurs in the "
		"files that are linted, and say what."},
	{OPTION_CHANGED_LINES,
		"Report only what touches a change that this unified diff makes, or the one on "
		"standard input (`-`): findings on added lines, and findings about what removed "
		"lines stood in. Its paths start from the current folder or from the root of the "
		"repository. What is wrong on other lines because of the change is not reported."},
	{OPTION_SELECT,
		"Run these rules instead of the default ones. `LIST` holds rules (`latest-tag`), "
		"names that other linters have for them (`hadolint/DL3000`), categories "
		"(`security`), tags (`strict`), `all` or `default`, separated by commas; of a tag "
		"for a level of the Pod Security Standards (`pss-baseline`, `pss-restricted`) the "
		"run says how many controls are built; "
		"the option may be repeated. The more specific name wins over the more general "
		"one, and of equals the later; of a tie, `--ignore`."},
	{OPTION_IGNORE, "Do not run these rules. `LIST` is as for `--select`."},
	{OPTION_EXTEND_SELECT,
		"Run these rules as well as the default ones. `LIST` is as for `--select`."},
	{OPTION_SEVERITY,
		"Report what `RULE` finds with another severity, or with `off` not at all."},
	{OPTION_MIN_SEVERITY,
		"Leave findings below `LEVEL`, `error`, `warning` or `info`, out of every report."},
	{OPTION_KUBERNETES_VERSION,
		"Judge the manifests for this version of Kubernetes, such as `1.31`. The default "
		"is the newest that podfit knows; `podfit version` shows the range."},
	{OPTION_NO_INLINE_IGNORES,
		"Comments and annotations of the input silence nothing, and nothing is said of "
		"them: for a gate that nobody opens from within. What the configuration and the "
		"baseline silence stays silent."},
	{OPTION_REQUIRE_FILES,
		"Exit with status 2 when there is nothing to lint, instead of a note and 0."},
	{OPTION_LIST_FILES, "Print the names of the files that would be linted, and stop."},
	{OPTION_SHOW_SUPPRESSED,
		"Report silenced findings too, each with what silences it and why. They do not "
		"count. Formats that have no word for it (`github`, `gitlab`, `rdjsonl`) leave "
		"them out."},
	{OPTION_NAMESPACE,
		"The namespace that objects are put into which name none. The default is "
		"`default`."},
	{OPTION_COMPLETE,
		"The input is all there is, and what is not in it does not exist. Otherwise an "
		"object that is only named may exist in the cluster, and rules that look for it "
		"stay silent without strong evidence."},
	{OPTION_CONTEXT,
		"Read the objects of this file or folder to resolve references, and report "
		"nothing there. May be repeated."},
	{OPTION_EDITION,
		"List the rules of this edition; `" PF_EDITION "` is the only one so far."},
	{OPTION_IMAGE,
		"Where the facts about an image come from: `REF` as the manifest has it, `SOURCE` a "
		"Dockerfile (`path` or `path#target`), an OCI image layout as a folder or archive, "
		"an archive of `docker save`, or the JSON of an image configuration, index or "
		"manifest list. May be repeated."},
	{OPTION_NO_IMAGE_DISCOVERY,
		"Do not look for Dockerfiles, compose and skaffold files that tell what an image "
		"is. `podfit config` shows what is found, and why."},
	{OPTION_ARCH, "The architectures of the cluster's nodes, separated by commas."},
	{OPTION_EXCLUDE,
		"Leave out what the pattern matches, relative to the current folder; `**` stands "
		"for any number of folders. May be repeated."},
	{OPTION_NO_FORCE_EXCLUDE,
		"Excludes do not bind files that are named on the command line. Without it they "
		"do, because hooks and editors name every file."},
	{OPTION_STDIN_FILENAME,
		"What is read from `-` is reported, excluded and judged by type as if it was this "
		"file."},
	{OPTION_AS, "Take every named file for what is said instead of by name and content."},
	{OPTION_FORMAT,
		"The format of what is printed. `PODFIT_FORMAT` sets another default than `text`. "
		"`podfit rules`, `podfit config` and `podfit baseline show` know `text` and `json`."},
	{OPTION_OUTPUT,
		"Write a further report to `FILE`, which is replaced in one step; without `FILE`, "
		"to standard output instead of what `--format` says. May be repeated, so that one "
		"run serves a person, a pipeline and an archive."},
	{OPTION_COLUMNS, "What columns count in the formats `text`, `concise` and `jsonl`."},
	{OPTION_COLOR,
		"Colour what is printed. It has precedence over `NO_COLOR`, this over "
		"`FORCE_COLOR` and `CLICOLOR_FORCE`, and these over whether there is a "
		"terminal. Reports to files have no colour."},
	{OPTION_STATS,
		"Print how often each rule found something; to standard error where standard "
		"output is read by a program."},
	{OPTION_MAX_FINDINGS,
		"Show no more than `N` findings in the formats `text` and `concise`, and say how "
		"many were left out. There is no limit by default."},
	{OPTION_QUIET,
		"Print findings only, without summary and notes. Twice: print nothing, the exit "
		"status says it all."},
	{OPTION_VERBOSE,
		"Say on standard error which configuration holds, what was skipped and why, what "
		"each image is known from, and how long it took."},
};

struct more_of_command {
	unsigned bit;
	const char *text;
};

static const struct more_of_command more_of_commands[] = {
	{FOR_CHECK,
		"Lint files and folders, the current folder where none is named, or standard input "
		"(`-`). This is the default: a first word that is no command is a path, and "
		"`podfit -- PATH` takes any word for one."},
	{FOR_CONFIG,
		"Show which settings hold and where each comes from, and for each image of the "
		"input what tells of it, and why. For one file the overrides that hold there count."},
	{FOR_INIT,
		"Write a `.podfit.yaml` into the current folder in which every key stands with its "
		"help, commented out. A file that is there stays as it is."},
	{FOR_BASELINE | FOR_BASELINE_SHOW,
		"Manage the file of known findings, for the paths or all of them; see `BASELINE`."},
	{FOR_EXPLAIN,
		"Print the page of a rule: why it exists, what it objects to and what it accepts, "
		"how to mend what it found and when to ignore it. Names that other linters have "
		"for a rule serve as well."},
	{FOR_RULES,
		"List the rules with severity, category, tags and title; all of them, or those that "
		"`--select` names."},
	{FOR_COMPLETION,
		"Print a script that completes podfit's command lines, to be installed where the "
		"shell looks for such, or to be read at its start: "
		"`. <(podfit completion bash)` in `.bashrc`, "
		"`. <(podfit completion zsh)` after `compinit` in `.zshrc`, "
		"`podfit completion fish | source` in `config.fish`."},
	{FOR_SCHEMA,
		"Print a JSON Schema: by that of the configuration, an editor completes and checks."},
};

static const char *text_of_option(const struct option *option)
{
	for (size_t i = 0; i < sizeof(more_of_options) / sizeof(more_of_options[0]); i++) {
		if (more_of_options[i].id == option->id)
			return more_of_options[i].text;
	}
	return NULL;
}

static const char *text_of_command(const struct command *command)
{
	for (size_t i = 0; i < sizeof(more_of_commands) / sizeof(more_of_commands[0]); i++) {
		if (more_of_commands[i].bit == command->bit)
			return more_of_commands[i].text;
	}
	return NULL;
}

/* The line of the help as a sentence. */
static void add_sentence(struct pf_buf *out, const char *help)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_buf_addf(&text, "%s.", help);
	if (*help >= 'a' && *help <= 'z')
		text.ptr[0] = (char)(*help - 'a' + 'A');
	roff_text(out, pf_buf_str(&text));
}

static void add_words(struct pf_buf *out, const struct value_spec *value)
{
	pf_buf_add_lit(out, ".RS\n");
	for (const struct word *word = value->words; word->name; word++) {
		pf_buf_addf(out, ".TP %d\n", 12);
		roff_bold(out, word->name);
		roff_end_term(out);
		roff_text(out, pf_str_from(word->help));
	}
	pf_buf_add_lit(out, ".RE\n");
}

/* Severities stand at --fail-on, and of editions there is one. */
static bool needs_words(const struct value_spec *value)
{
	return value && value->kind == VALUE_WORD && value != &value_severity &&
		value != &value_edition;
}

/* The commands that know an option, where `check` does not. */
static void add_owners(struct pf_buf *out, const struct option *option)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;
	const char *before = "Only with ";

	for (size_t i = 0; i < ncommands; i++) {
		if (!(option->commands & commands[i].bit))
			continue;
		pf_buf_addf(&text, "%s`podfit %s`", before, commands[i].name);
		before = " and ";
	}
	pf_buf_addc(&text, '.');
	roff_text(out, pf_buf_str(&text));
}

static void add_option(struct pf_buf *out, const struct option *option)
{
	const char *text = text_of_option(option);

	roff_start_term(out);
	if (option->letter) {
		char letter[] = {'-', option->letter, '\0'};

		roff_bold(out, letter);
		pf_buf_add_lit(out, ", ");
	}
	pf_buf_add_lit(out, "\\fB\\-\\-\\fR");
	roff_bold(out, option->name);
	if (option->value) {
		pf_buf_add_lit(out, " ");
		roff_italic(out, option->value->name);
	}
	roff_end_term(out);
	if (text)
		roff_text(out, pf_str_from(text));
	else
		add_sentence(out, option->help);
	if (!(option->commands & FOR_CHECK))
		add_owners(out, option);
	if (needs_words(option->value))
		add_words(out, option->value);
}

/* "write|prune|show": words as they are typed in bold, those that stand for others in italics. */
static void add_args(struct pf_buf *out, const char *args)
{
	char font = 'R';

	for (; *args; args++) {
		char wanted = pf_is_upper(*args)             ? 'I'
			: pf_is_lower(*args) || *args == '-' ? 'B'
							     : 'R';

		if (wanted != font)
			pf_buf_addf(out, "\\f%c", wanted);
		pf_buf_addf(out, *args == '-' ? "\\-" : "%c", *args);
		font = wanted;
	}
	if (font != 'R')
		pf_buf_add_lit(out, "\\fR");
}

static void add_operands(struct pf_buf *out, const struct command *command)
{
	if (*command->args) {
		pf_buf_addc(out, ' ');
		add_args(out, command->args);
	}
	if (command->more && command->more != command->operand) {
		pf_buf_add_lit(out, " [");
		add_args(out, command->more->name);
		pf_buf_add_lit(out, "...]");
	}
}

static void add_synopsis(struct pf_buf *out)
{
	roff_section(out, "SYNOPSIS");
	for (size_t i = 0; i < ncommands; i++) {
		pf_buf_addf(out, "%s\\fBpodfit\\fR ", i ? ".br\n" : "");
		pf_buf_addf(out, i ? "\\fB%s\\fR" : "[\\fB%s\\fR]", commands[i].name);
		if (command_has_options(&commands[i]))
			pf_buf_add_lit(out, " [\\fIOPTIONS\\fR]");
		add_operands(out, &commands[i]);
		pf_buf_addc(out, '\n');
	}
}

static void add_commands(struct pf_buf *out)
{
	roff_section(out, "COMMANDS");
	for (size_t i = 0; i < ncommands; i++) {
		const struct command *command = &commands[i];
		const char *text = text_of_command(command);

		roff_start_term(out);
		roff_bold(out, command->name);
		add_operands(out, command);
		roff_end_term(out);
		if (text)
			roff_text(out, pf_str_from(text));
		else
			add_sentence(out, command->help);
		if (command->operand && command->operand->kind == VALUE_WORD)
			add_words(out, command->operand);
	}
}

static void add_options(struct pf_buf *out)
{
	roff_section(out, "OPTIONS");
	roff_paragraph(out,
		"They stand before, between or after the paths. A value follows after `=` or as "
		"the next word, letters may be written in one (`-qf json`), and `--` ends the "
		"options. `podfit COMMAND --help` lists those that go with another command "
		"than `check`.");
	for (enum option_group group = GROUP_BASICS; group < GROUP_NONE; group++) {
		roff_subsection(out, option_group_names[group]);
		for (size_t i = 0; i < option_table_len; i++) {
			if (option_table[i].group == group)
				add_option(out, &option_table[i]);
		}
	}
}

static void add_suppression(struct pf_buf *out)
{
	roff_section(out, "SUPPRESSION");
	roff_paragraph(out, "Comments in manifests and Dockerfiles silence the rules they name:");
	roff_example(out,
		"containers:\n"
		"  # podfit: ignore[missing-resources] -- a VPA sizes it\n"
		"  - name: web\n"
		"    image: nginx:latest  # podfit: ignore[latest-tag]");
	roff_paragraph(out,
		"On a line of its own a comment is about what follows, be it a node with all below "
		"it or an instruction; behind something, about findings that start on the line. "
		"As `ignore-file` among the comments at the top it is about the whole file, and "
		"may name every rule by `[*]`. What stands behind `--` is the reason.\n"
		"Where comments get lost, the annotation `podfit.dev/ignore` of an object or a pod "
		"template names rules, separated by commas, and `podfit.dev/ignore-reason` says "
		"why. For files of others, the configuration has `ignores`; with its key `compat`, "
		"comments and annotations of kube-linter, kube-score, polaris, checkov and trivy "
		"count as well.\n"
		"What silences nothing, names no rule or lacks a reason where one is required is "
		"reported by the rule `unused-suppression`. `--show-suppressed` shows what is "
		"silenced, `--no-inline-ignores` lets no comment and no annotation count.");
}

static void add_baseline(struct pf_buf *out)
{
	roff_section(out, "BASELINE");
	roff_paragraph(out,
		"`podfit baseline write` makes known what is found now. From then on these findings "
		"are counted, but not shown, and only new ones fail. They are known by rule, object "
		"and the place within it, not by lines, so that other edits do not bring them "
		"back.\n"
		"The file is `.podfit-baseline.json` beside the configuration, or without one the "
		"nearest from the current folder up to the root of the repository, and belongs "
		"under version control. Entries of linted files that no longer occur give a note, "
		"with `--fail-on-stale` also status 1; `podfit baseline prune` removes them, as "
		"`write` does. Entries of files that a run does not see stay.");
}

static void add_exit_status(struct pf_buf *out)
{
	roff_section(out, "EXIT STATUS");
	roff_item(out, "0", "No finding is as grave as `--fail-on` says.");
	roff_item(out, "1", "There are such findings.");
	roff_item(out, "2", "Wrong usage or configuration; nothing was linted.");
	roff_item(out, "3",
		"The run could not finish: input that cannot be read, a report that cannot be "
		"written, a limit. What was found is reported, but it is not all.");
	roff_paragraph(out,
		"3 has precedence over 1. Broken YAML and broken Dockerfiles are findings. A run "
		"that a signal ends has the signal's status.");
}

static void add_environment(struct pf_buf *out)
{
	roff_section(out, "ENVIRONMENT");
	roff_item(out, "PODFIT_CONFIG",
		"The configuration file, where neither `--config` nor `--no-config` is given.");
	roff_item(out, "PODFIT_FORMAT",
		"The format of `podfit check`, where `--format` names none.");
	roff_item(out, "NO_COLOR", "No colour, if not empty.");
	roff_item(out, "FORCE_COLOR",
		"Colour also where there is no terminal, if neither empty nor `0`.");
	roff_item(out, "CLICOLOR_FORCE", "Same as `FORCE_COLOR`.");
	roff_item(out, "TERM", "`dumb` stands for a terminal without colour and without progress.");
	roff_item(out, "COLUMNS", "The width of text, instead of the terminal's own.");
	roff_item(out, "XDG_CONFIG_HOME",
		"The folder with `podfit/config.yaml`, the configuration of the user; `~/.config` "
		"where it is not set.");
	roff_item(out, "HOME", "The folder that `~` stands for here.");
	roff_item(out, "CI_PROJECT_DIR", "What paths are relative to in the format `gitlab`.");
}

static void add_files(struct pf_buf *out)
{
	roff_section(out, "FILES");
	roff_item(out, ".podfit.yaml",
		"The configuration of a project, the nearest from the current folder up to the "
		"root of the repository. `.podfit.yml` is the same.");
	roff_item(out, "~/.config/podfit/config.yaml",
		"The configuration of the user, where the project has none.");
	roff_item(out, ".podfit-baseline.json", "The baseline: findings that are known.");
	roff_item(out, ".gitignore", "What it names is not linted, without `--no-gitignore`.");
}

static const char *const examples[][2] = {
	{"Lint all below the current folder:", "podfit"},
	{"Lint what Helm renders:", "helm template . | podfit check --stdin-filename chart.yaml -"},
	{"Report only what a branch changes:",
		"git diff -U0 main... | podfit check --changed-lines - ."},
	{"Accept what is found now, and see only what is new:", "podfit baseline write"},
	{"Only those controls of the Pod Security Standards that are built, for GitHub:",
		"podfit --select pss-restricted --format github deploy"},
	{"Text for people, and a report for code scanning:", "podfit -o sarif:podfit.sarif deploy"},
	{"Say what an image is made from:",
		"podfit --image registry.example.com/api=api/Dockerfile#prod deploy"},
	{"A gate that comments and annotations do not open:",
		"podfit --require-files --no-inline-ignores --no-baseline deploy"},
	{"Read about a rule:", "podfit explain latest-tag"},
};

static void add_examples(struct pf_buf *out)
{
	roff_section(out, "EXAMPLES");
	for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++) {
		roff_paragraph(out, examples[i][0]);
		roff_example(out, examples[i][1]);
	}
}

void man_add_podfit(struct pf_buf *out, const char *date)
{
	const struct man page = {"PODFIT", "1", "User Commands", date, pf_version};

	roff_start(out, &page);
	roff_section(out, "NAME");
	pf_buf_add_lit(out, "podfit \\- lint Kubernetes manifests and the images they run\n");
	add_synopsis(out);
	roff_section(out, "DESCRIPTION");
	roff_paragraph(out,
		"podfit reads Kubernetes manifests, and the Dockerfiles, compose files and images "
		"that belong to them, and reports what will be rejected, what will break at run "
		"time and what is a risk. It needs no cluster and no network, and changes "
		"nothing.\n"
		"Folders are read with all below, without what `.gitignore` names; links to "
		"folders are not followed. A manifest is a YAML or JSON document with `apiVersion` "
		"and `kind`; other YAML is skipped. Templates are recognised: lint what they "
		"render to.\n"
		"Findings go to standard output, all else to standard error. On a terminal, a run "
		"of more than a second shows how far it is.");
	add_commands(out);
	add_options(out);
	add_suppression(out);
	add_baseline(out);
	add_exit_status(out);
	add_environment(out);
	add_files(out);
	add_examples(out);
	roff_section(out, "SEE ALSO");
	pf_buf_add_lit(out,
		"\\fBpodfit.yaml\\fR(5),\n\\fBhadolint\\fR(1),\n\\fBkubectl\\fR(1),\n\\fBshellcheck\\fR(1)\n");
	pf_buf_add_lit(out, ".PP\n.UR ");
	pf_buf_addf(out, "%s\nThe project\\(aqs page\n.UE\n", pf_url);
}

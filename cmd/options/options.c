/* SPDX-License-Identifier: Apache-2.0 */

#include "options/options.h"

#include "rule/ruleset.h"
#include "text/nearest.h"

const char *const option_group_names[] = {
	[GROUP_BASICS] = "Basics",
	[GROUP_RULES] = "Rules",
	[GROUP_IMAGES] = "Images",
	[GROUP_FILES] = "Files",
	[GROUP_OUTPUT] = "Output",
};

const struct option option_table[] = {
	{OPTION_FAIL_ON, GROUP_BASICS, FOR_CHECK | FOR_CONFIG, 0, "fail-on", &value_fail_on,
		"exit 1 at error, warning (default), info or never"},
	{OPTION_EXIT_ZERO, GROUP_BASICS, RARELY | FOR_CHECK | FOR_CONFIG, 0, "exit-zero", NULL,
		"same as --fail-on never"},
	{OPTION_JOBS, GROUP_BASICS, RARELY | FOR_LINT, 'j', "jobs", &value_count,
		"use N threads (default: one for each processor)"},
	{OPTION_TIMEOUT, GROUP_BASICS, RARELY | FOR_CHECK, 0, "timeout", &value_seconds,
		"stop after S seconds and report what was found"},
	{OPTION_CONFIG, GROUP_BASICS, FOR_LINT | FOR_CONFIG | FOR_BASELINE_SHOW, 0, "config",
		&value_file, "read FILE instead of the nearest .podfit.yaml"},
	{OPTION_NO_CONFIG, GROUP_BASICS, RARELY | FOR_LINT | FOR_CONFIG | FOR_BASELINE_SHOW, 0,
		"no-config", NULL, "read no configuration file"},
	{OPTION_BASELINE, GROUP_BASICS, FOR_LINT | FOR_BASELINE_SHOW, 0, "baseline", &value_file,
		"file of known findings (.podfit-baseline.json)"},
	{OPTION_NO_BASELINE, GROUP_BASICS, RARELY | FOR_CHECK, 0, "no-baseline", NULL,
		"show known findings as well"},
	{OPTION_FAIL_ON_STALE, GROUP_BASICS, RARELY | FOR_CHECK, 0, "fail-on-stale", NULL,
		"exit 1 if the baseline has what no longer occurs"},
	{OPTION_CHANGED_LINES, GROUP_BASICS, FOR_CHECK, 0, "changed-lines", &value_file,
		"report only what a diff (FILE or -) changes"},
	{OPTION_HELP, GROUP_BASICS, FOR_ALL, 'h', "help", NULL, "show this help"},
	{OPTION_VERSION, GROUP_BASICS, FOR_ALL, 'V', "version", NULL, "show the version"},

	{OPTION_SELECT, GROUP_RULES, FOR_LINT | FOR_RULES | FOR_CONFIG, 's', "select", &value_rules,
		"only these rules, aliases, categories or tags"},
	{OPTION_IGNORE, GROUP_RULES, FOR_LINT | FOR_CONFIG, 'i', "ignore", &value_rules,
		"without these rules"},
	{OPTION_EXTEND_SELECT, GROUP_RULES, FOR_LINT | FOR_CONFIG, 0, "extend-select", &value_rules,
		"these rules as well as the default ones"},
	{OPTION_SEVERITY, GROUP_RULES, FOR_LINT | FOR_CONFIG, 0, "severity", &value_rule_level,
		"give a rule another severity, or off"},
	{OPTION_MIN_SEVERITY, GROUP_RULES, FOR_LINT, 0, "min-severity", &value_severity,
		"hide findings below error, warning or info"},
	{OPTION_NO_INLINE_IGNORES, GROUP_RULES, RARELY | FOR_LINT, 0, "no-inline-ignores", NULL,
		"let comments and annotations silence nothing"},
	{OPTION_KUBERNETES_VERSION, GROUP_RULES, FOR_LINT | FOR_CONFIG, 0, "kubernetes-version",
		&value_release, "target version, 1.28 to 1.36 (default: the newest)"},
	{OPTION_NAMESPACE, GROUP_RULES, RARELY | FOR_LINT, 'n', "namespace", &value_namespace,
		"namespace of objects without (default: default)"},
	{OPTION_COMPLETE, GROUP_RULES, FOR_LINT | FOR_CONFIG, 0, "complete", NULL,
		"what is not in the input does not exist"},
	{OPTION_CONTEXT, GROUP_RULES, FOR_LINT | FOR_CONFIG, 0, "context", &value_path,
		"know the objects of PATH, report nothing there"},
	{OPTION_EDITION, GROUP_RULES, FOR_RULES, 0, "edition", &value_edition,
		"the rules of an edition; " PF_EDITION " is the only one"},

	{OPTION_IMAGE, GROUP_IMAGES, FOR_LINT | FOR_CONFIG, 0, "image", &value_image,
		"its Dockerfile[#target], layout, archive or JSON"},
	{OPTION_NO_IMAGE_DISCOVERY, GROUP_IMAGES, RARELY | FOR_LINT | FOR_CONFIG, 0,
		"no-image-discovery", NULL, "do not look for the Dockerfiles of images"},
	{OPTION_ARCH, GROUP_IMAGES, FOR_LINT | FOR_CONFIG, 0, "arch", &value_architectures,
		"architectures of the nodes, such as amd64,arm64"},

	{OPTION_EXCLUDE, GROUP_FILES, FOR_LINT | FOR_CONFIG, 0, "exclude", &value_glob,
		"leave out matching paths"},
	{OPTION_NO_FORCE_EXCLUDE, GROUP_FILES, RARELY | FOR_LINT | FOR_CONFIG, 0,
		"no-force-exclude", NULL, "lint files that are named even if excluded"},
	{OPTION_NO_GITIGNORE, GROUP_FILES, RARELY | FOR_LINT | FOR_CONFIG, 0, "no-gitignore", NULL,
		"lint what .gitignore names"},
	{OPTION_LIST_FILES, GROUP_FILES, FOR_CHECK, 0, "list-files", NULL,
		"print the files to lint and stop"},
	{OPTION_REQUIRE_FILES, GROUP_FILES, RARELY | FOR_CHECK, 0, "require-files", NULL,
		"exit 2 when there is nothing to lint"},
	{OPTION_STDIN_FILENAME, GROUP_FILES, RARELY | FOR_LINT, 0, "stdin-filename", &value_path,
		"file that standard input (-) stands for"},
	{OPTION_AS, GROUP_FILES, RARELY | FOR_LINT, 0, "as", &value_type,
		"type: auto (default), kubernetes or dockerfile"},

	{OPTION_FORMAT, GROUP_OUTPUT, FOR_CHECK | FOR_RULES | FOR_CONFIG | FOR_BASELINE_SHOW, 'f',
		"format", &value_format, "print text (default), json or another format"},
	{OPTION_OUTPUT, GROUP_OUTPUT, FOR_CHECK, 'o', "output", &value_output,
		"write a further format, as sarif:podfit.sarif"},
	{OPTION_COLUMNS, GROUP_OUTPUT, RARELY | FOR_CHECK, 0, "columns", &value_unit,
		"columns in codepoint (default), utf16 or byte"},
	{OPTION_COLOR, GROUP_OUTPUT, FOR_CHECK, 0, "color", &value_color,
		"colour: auto (default), always or never"},
	{OPTION_NO_COLOR, GROUP_OUTPUT, RARELY | FOR_CHECK, 0, "no-color", NULL,
		"same as --color never"},
	{OPTION_STATS, GROUP_OUTPUT, FOR_CHECK, 0, "stats", NULL,
		"count the findings of each rule"},
	{OPTION_SHOW_SUPPRESSED, GROUP_OUTPUT, RARELY | FOR_CHECK, 0, "show-suppressed", NULL,
		"show silenced findings too, and by what"},
	{OPTION_MAX_FINDINGS, GROUP_OUTPUT, RARELY | FOR_CHECK, 0, "max-findings", &value_count,
		"show no more than N in text"},
	{OPTION_QUIET, GROUP_OUTPUT, FOR_LINT | FOR_BASELINE_SHOW, 'q', "quiet", NULL,
		"print findings only; -qq: exit status only"},
	{OPTION_VERBOSE, GROUP_OUTPUT, FOR_CHECK, 'v', "verbose", NULL,
		"say what was skipped, and how long it took"},

	/* Promised for later: a script that names one is told so. */
	{OPTION_RESERVED, GROUP_NONE, 0, 0, "diff", NULL, NULL},
	{OPTION_RESERVED, GROUP_NONE, 0, 0, "fix", NULL, NULL},
	{OPTION_RESERVED, GROUP_NONE, 0, 0, "pss-version", &value_release, NULL},
	{OPTION_RESERVED, GROUP_NONE, 0, 0, "unsafe-fixes", NULL, NULL},
};

const size_t option_table_len = sizeof(option_table) / sizeof(option_table[0]);

/* Where the parser stands. */
struct cursor {
	char **argv;
	int argc;
	int next;
	struct arguments *out;
	struct pf_error *err; /* the first fault stays */
};

static const struct option *find_name(pf_str name)
{
	for (size_t i = 0; i < option_table_len; i++) {
		if (pf_str_eq(name, pf_str_from(option_table[i].name)))
			return &option_table[i];
	}
	return NULL;
}

static const struct option *find_letter(char letter)
{
	for (size_t i = 0; i < option_table_len; i++) {
		if (option_table[i].letter && option_table[i].letter == letter)
			return &option_table[i];
	}
	return NULL;
}

/* `word` is the option as written, with its dashes and without its value. */
static void fault(struct cursor *at, const char *what, pf_str word, const char *rest)
{
	if (at->err->code == PF_E_NONE)
		pf_error_set(at->err, PF_E_USAGE, "%s '%.*s'%s", what, PF_STR_ARG(word), rest);
}

static void fault_unknown(struct cursor *at, pf_str name)
{
	struct pf_nearest near = pf_nearest_start(name);

	for (size_t i = 0; i < option_table_len; i++) {
		if (option_table[i].id != OPTION_RESERVED)
			pf_nearest_offer(&near, pf_str_from(option_table[i].name));
	}
	if (at->err->code != PF_E_NONE)
		return;
	if (near.best.len)
		pf_error_set(at->err, PF_E_USAGE, "unknown option '--%.*s'; did you mean '--%.*s'?",
			PF_STR_ARG(name), PF_STR_ARG(near.best));
	else
		pf_error_set(at->err, PF_E_USAGE, "unknown option '--%.*s'", PF_STR_ARG(name));
}

static void add(struct cursor *at, const struct option *option, pf_str value)
{
	at->out->given[at->out->ngiven++] = (struct given){option, value};
}

/* The next argument as the value of `option`, written `word`. */
static void take_value(struct cursor *at, const struct option *option, pf_str word)
{
	if (at->next == at->argc)
		fault(at, "option", word, " needs a value");
	else
		add(at, option, pf_str_from(at->argv[at->next++]));
}

static void take_long(struct cursor *at, pf_str arg)
{
	size_t equals = pf_str_find_char(arg, '=');
	pf_str word = pf_str_sub(arg, 0, equals), name = pf_str_from_offset(word, 2);
	const struct option *option = find_name(name);

	if (!option)
		fault_unknown(at, name);
	else if (option->id == OPTION_RESERVED)
		fault(at, "option", word, " is not available in this version");
	else if (!option->value && equals < arg.len)
		fault(at, "option", word, " takes no value");
	else if (!option->value)
		add(at, option, PF_STR_EMPTY);
	else if (equals < arg.len)
		add(at, option, pf_str_from_offset(arg, equals + 1));
	else
		take_value(at, option, word);
}

static char other_case(char letter)
{
	bool small = letter >= 'a' && letter <= 'z', great = letter >= 'A' && letter <= 'Z';

	return small ? (char)(letter - 'a' + 'A') : great ? (char)(letter - 'A' + 'a') : letter;
}

static void fault_unknown_letter(struct cursor *at, char letter)
{
	char word[] = {'-', letter, '\0'};
	char rest[] = "; did you mean '-x'?";
	const struct option *near = find_letter(other_case(letter));

	rest[sizeof(rest) - 4] = other_case(letter);
	fault(at, "unknown option", pf_str_from(word), near ? rest : "");
}

/* `-format json`, as other programs have it, is no `-f ormat`. */
static bool is_long_with_one_dash(struct cursor *at, pf_str arg)
{
	pf_str word = pf_str_sub(arg, 0, pf_str_find_char(arg, '='));
	const struct option *option = find_name(pf_str_from_offset(word, 1));

	if (word.len < 3 || !option || option->id == OPTION_RESERVED)
		return false;
	if (at->err->code == PF_E_NONE)
		pf_error_set(at->err, PF_E_USAGE, "unknown option '%.*s'; did you mean '-%.*s'?",
			PF_STR_ARG(word), PF_STR_ARG(word));
	return true;
}

/* `-qv`, `-fjson`, `-f json`. */
static void take_letters(struct cursor *at, pf_str arg)
{
	if (is_long_with_one_dash(at, arg))
		return;
	for (size_t i = 1; i < arg.len; i++) {
		const struct option *option = find_letter(arg.ptr[i]);
		char word[] = {'-', arg.ptr[i], '\0'};

		if (!option) {
			fault_unknown_letter(at, arg.ptr[i]);
			return;
		}
		if (!option->value) {
			add(at, option, PF_STR_EMPTY);
			continue;
		}
		if (i + 1 < arg.len)
			add(at, option, pf_str_from_offset(arg, i + 1));
		else
			take_value(at, option, pf_str_from(word));
		return;
	}
}

static void take_word(struct cursor *at, pf_str arg, bool after_dashes)
{
	if (at->out->nwords == 0)
		at->out->first_is_name = after_dashes;
	at->out->words[at->out->nwords++] = arg;
}

bool options_parse(struct pf_arena *arena, int argc, char **argv, struct arguments *out,
	struct pf_error *err)
{
	struct cursor at = {argv, argc, 1, out, err};
	bool after_dashes = false;
	size_t most = 0;

	for (int i = 1; i < argc; i++)
		most += strlen(argv[i]) + 1; /* grouped letters make several of one */
	*out = (struct arguments){0};
	out->given = PF_NEWN(arena, struct given, most + 1);
	out->words = PF_NEWN(arena, pf_str, (size_t)argc + 1);
	while (at.next < argc) {
		pf_str arg = pf_str_from(argv[at.next++]);

		if (after_dashes || arg.len < 2 || arg.ptr[0] != '-')
			take_word(&at, arg, after_dashes);
		else if (pf_str_eq(arg, PF_STR("--")))
			after_dashes = true;
		else if (arg.ptr[1] == '-')
			take_long(&at, arg);
		else
			take_letters(&at, arg);
	}
	return err->code == PF_E_NONE;
}

bool options_fit(const struct arguments *arguments, unsigned command, const struct option **misfit)
{
	for (size_t i = 0; i < arguments->ngiven; i++) {
		*misfit = arguments->given[i].option;
		if (!((*misfit)->commands & command))
			return false;
	}
	return true;
}

bool options_has(const struct arguments *arguments, enum option_id id)
{
	for (size_t i = 0; i < arguments->ngiven; i++) {
		if (arguments->given[i].option->id == id)
			return true;
	}
	return false;
}

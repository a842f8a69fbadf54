/* SPDX-License-Identifier: Apache-2.0 */

#include "options/values.h"

#include "rule/ruleset.h"
#include "text/nearest.h"

#define END_OF_WORDS \
	{ \
		NULL, 0, 0, NULL \
	}

static const struct word colors[] = {
	{"auto", COLOR_AUTO, FOR_ALL, "on a terminal"},
	{"always", COLOR_ALWAYS, FOR_ALL, "also into a pipe"},
	{"never", COLOR_NEVER, FOR_ALL, "plain text"},
	END_OF_WORDS,
};

static const struct word formats[] = {
	{"text", FORMAT_TEXT, FOR_CHECK | FOR_LISTS, "for people"},
	{"concise", FORMAT_CONCISE, FOR_CHECK, "a line for each finding"},
	{"json", FORMAT_JSON, FOR_CHECK | FOR_LISTS, "one object"},
	{"jsonl", FORMAT_JSONL, FOR_CHECK, "an object for each finding"},
	{"sarif", FORMAT_SARIF, FOR_CHECK, "for code scanning"},
	{"github", FORMAT_GITHUB, FOR_CHECK, "annotations of GitHub Actions"},
	{"gitlab", FORMAT_GITLAB, FOR_CHECK, "GitLab code quality"},
	{"junit", FORMAT_JUNIT, FOR_CHECK, "test report"},
	{"checkstyle", FORMAT_CHECKSTYLE, FOR_CHECK, "checkstyle XML"},
	{"rdjsonl", FORMAT_RDJSONL, FOR_CHECK, "for reviewdog"},
	{"none", FORMAT_NONE, FOR_CHECK, "nothing, the exit status says it"},
	END_OF_WORDS,
};

/* clang-format off */
#define LEVELS \
	{"error", PF_ERROR, FOR_ALL, "will be rejected, or break at run time"}, \
	{"warning", PF_WARNING, FOR_ALL, "a real risk"}, \
	{"info", PF_INFO, FOR_ALL, "style or advice"}
/* clang-format on */

static const struct word severities[] = {LEVELS, END_OF_WORDS};
static const struct word fail_levels[] = {
	LEVELS,
	{"never", LEVEL_NEVER, FOR_ALL, "whatever is found"},
	END_OF_WORDS,
};
static const struct word rule_levels[] = {
	LEVELS,
	{"off", LEVEL_OFF, FOR_ALL, "not at all"},
	END_OF_WORDS,
};

static const struct word schemas[] = {
	{"report", SCHEMA_REPORT, FOR_ALL, "of the JSON report"},
	{"config", SCHEMA_CONFIG, FOR_ALL, "of .podfit.yaml"},
	END_OF_WORDS,
};

static const struct word editions[] = {
	{PF_EDITION, 0, FOR_ALL, "the newest"},
	END_OF_WORDS,
};

static const struct word shells[] = {
	{"bash", SHELL_BASH, FOR_ALL, "Bash 3.2 or newer"},
	{"zsh", SHELL_ZSH, FOR_ALL, "Zsh 5 or newer"},
	{"fish", SHELL_FISH, FOR_ALL, "fish 3 or newer"},
	END_OF_WORDS,
};

static const struct word types[] = {
	{"auto", TYPE_AUTO, FOR_ALL, "what name and content say"},
	{"kubernetes", TYPE_KUBERNETES, FOR_ALL, "every document is a manifest"},
	{"dockerfile", TYPE_DOCKERFILE, FOR_ALL, "what is named is a Dockerfile"},
	END_OF_WORDS,
};

static const struct word units[] = {
	{"codepoint", PF_CODEPOINTS, FOR_ALL, "characters"},
	{"utf16", PF_UTF16_UNITS, FOR_ALL, "as VS Code and SARIF viewers count"},
	{"byte", PF_BYTES, FOR_ALL, "as Vim counts"},
	END_OF_WORDS,
};

static const struct word verbs[] = {
	{"write", VERB_WRITE, FOR_ALL, "make what is found known"},
	{"prune", VERB_PRUNE, FOR_ALL, "drop what no longer occurs"},
	{"show", VERB_SHOW, FOR_ALL, "list what is known"},
	END_OF_WORDS,
};

const struct value_spec value_architectures = {"LIST", VALUE_ARCHITECTURES, NULL, NULL};
const struct value_spec value_color = {"WHEN", VALUE_WORD, "value of --color", colors};
const struct value_spec value_command = {"COMMAND", VALUE_COMMAND, NULL, NULL};
const struct value_spec value_count = {"N", VALUE_TEXT, NULL, NULL};
const struct value_spec value_edition = {"YEAR", VALUE_WORD, "edition", editions};
const struct value_spec value_fail_on = {"LEVEL", VALUE_WORD, "severity", fail_levels};
const struct value_spec value_file = {"FILE", VALUE_PATH, NULL, NULL};
const struct value_spec value_format = {"FMT", VALUE_WORD, "format", formats};
const struct value_spec value_glob = {"GLOB", VALUE_PATH, NULL, NULL};
const struct value_spec value_image = {"REF=SOURCE", VALUE_IMAGE, NULL, NULL};
const struct value_spec value_namespace = {"NS", VALUE_TEXT, NULL, NULL};
const struct value_spec value_output = {"FMT[:FILE]", VALUE_OUTPUT, "format", formats};
const struct value_spec value_path = {"PATH", VALUE_PATH, NULL, NULL};
const struct value_spec value_release = {"V", VALUE_RELEASE, NULL, NULL};
const struct value_spec value_rule = {"RULE|ALIAS", VALUE_RULE, NULL, NULL};
const struct value_spec value_rule_level = {
	"RULE=LEVEL", VALUE_RULE_LEVEL, "severity", rule_levels};
const struct value_spec value_rules = {"LIST", VALUE_RULES, NULL, NULL};
const struct value_spec value_schema = {"SCHEMA", VALUE_WORD, "schema", schemas};
const struct value_spec value_seconds = {"S", VALUE_TEXT, NULL, NULL};
const struct value_spec value_severity = {"LEVEL", VALUE_WORD, "severity", severities};
const struct value_spec value_shell = {"SHELL", VALUE_WORD, "shell", shells};
const struct value_spec value_type = {"TYPE", VALUE_WORD, "type", types};
const struct value_spec value_unit = {"UNIT", VALUE_WORD, "unit", units};
const struct value_spec value_verb = {"write|prune|show", VALUE_WORD, "verb", verbs};

void value_add_words(struct pf_buf *out, const struct value_spec *value, unsigned command)
{
	const struct word *held = NULL;
	bool any = false;

	for (const struct word *word = value->words; word->name; word++) {
		if (!(word->commands & command))
			continue;
		if (held)
			pf_buf_addf(out, "%s%s", any ? ", " : "", held->name);
		any |= held != NULL;
		held = word;
	}
	if (held)
		pf_buf_addf(out, "%s%s", any ? " or " : "", held->name);
}

static bool fail_unknown(const struct value_spec *value, unsigned command, pf_str text,
	struct pf_error *err)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf all = PF_BUF_INIT;
	struct pf_nearest near = pf_nearest_start(text);

	for (const struct word *word = value->words; word->name; word++) {
		if (word->commands & command)
			pf_nearest_offer(&near, pf_str_from(word->name));
	}
	if (near.best.len && value != &value_edition) /* no year is another one misspelt */
		return pf_fail(err, PF_E_USAGE, "unknown %s '%.*s'; did you mean '%.*s'?",
			value->what, PF_STR_ARG(text), PF_STR_ARG(near.best));
	value_add_words(&all, value, command);
	return pf_fail(err, PF_E_USAGE, "unknown %s '%.*s'; it can be %s", value->what,
		PF_STR_ARG(text), all.ptr);
}

bool value_read(const struct value_spec *value, unsigned command, pf_str text, int *out,
	struct pf_error *err)
{
	for (const struct word *word = value->words; word->name; word++) {
		if (!(word->commands & command) || !pf_str_eq(text, pf_str_from(word->name)))
			continue;
		*out = word->value;
		return true;
	}
	return fail_unknown(value, command, text, err);
}

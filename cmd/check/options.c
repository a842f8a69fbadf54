/* SPDX-License-Identifier: Apache-2.0 */

#include "check/check.h"

#include "base/clock.h"
#include "base/pool.h"
#include "environment.h"
#include "kube/names.h"
#include "kube/version.h"
#include "rule/ruleset.h"
#include "say.h"
#include "stream.h"

/* Options on their way into a struct check. */
struct reader {
	struct pf_arena *arena;
	struct check *check;
	struct pf_selection *selections;
	struct pf_rule_level *levels;
	pf_str *exclude;
	pf_str *context;
	struct target *outputs; /* of -o */
	size_t noutputs;
	bool has_format;
	enum format format;
	struct pf_error *err;
};

static bool read_format(pf_str text, enum format *out, struct pf_error *err)
{
	int format;

	if (!value_read(&value_format, FOR_CHECK, text, &format, err))
		return false;
	*out = (enum format)format;
	return true;
}

static bool read_fail_on(struct reader *reader, pf_str text)
{
	int level;

	if (!value_read(&value_fail_on, FOR_CHECK, text, &level, reader->err))
		return false;
	reader->check->never_fail = level == LEVEL_NEVER;
	if (level != LEVEL_NEVER)
		reader->check->fail_on = (enum pf_severity)level;
	return true;
}

static bool read_min_severity(struct reader *reader, pf_str text)
{
	int level;

	if (!value_read(&value_severity, FOR_CHECK, text, &level, reader->err))
		return false;
	reader->check->settings.min_severity = (enum pf_severity)level;
	return true;
}

static bool read_count(const char *option, pf_str text, int64_t least, size_t *out,
	struct pf_error *err)
{
	int64_t n;

	if (!pf_str_to_int(text, &n))
		return pf_fail(err, PF_E_USAGE, "'%.*s' is no number for option '%s'",
			PF_STR_ARG(text), option);
	if (n < least)
		return pf_fail(err, PF_E_USAGE, "'%.*s' is too small for option '%s'",
			PF_STR_ARG(text), option);
	*out = (size_t)n;
	return true;
}

/* More seconds than that are of no use, and would not fit. */
#define MOST_SECONDS ((size_t)1000 * 1000 * 1000)

static bool read_timeout(struct reader *reader, pf_str text)
{
	size_t seconds;

	if (!read_count("--timeout", text, 1, &seconds, reader->err))
		return false;
	if (seconds > MOST_SECONDS)
		seconds = MOST_SECONDS;
	reader->check->settings.seconds = (int64_t)seconds;
	reader->check->settings.deadline = pf_clock_ms() + (int64_t)seconds * 1000;
	return true;
}

/* Rules. */

static const pf_str by_option[] = {
	[PF_SELECT] = PF_STR_INIT("--select"),
	[PF_EXTEND_SELECT] = PF_STR_INIT("--extend-select"),
	[PF_IGNORE] = PF_STR_INIT("--ignore"),
};

static bool add_selections(struct reader *reader, enum pf_select_op op, pf_str list)
{
	const struct pf_ruleset *set = reader->check->settings.rules;
	struct pf_rule_layer *rules = &reader->check->rules;
	pf_str name;

	while (pf_str_split(&list, ',', &name)) {
		name = pf_str_trim(name);
		if (!name.len)
			return pf_fail(reader->err, PF_E_USAGE,
				"a list of rules has an empty name");
		if (!pf_ruleset_knows(set, name))
			return pf_fail_unknown_rule(set, name, reader->err);
		reader->selections[rules->nselections++] =
			(struct pf_selection){op, name, by_option[op]};
		if (op == PF_SELECT)
			rules->select_where = by_option[op];
	}
	return true;
}

static bool read_severity(struct reader *reader, pf_str text)
{
	size_t equals = pf_str_find_char(text, '=');
	pf_str name = pf_str_sub(text, 0, equals);
	const struct pf_ruleset *set = reader->check->settings.rules;
	int level;

	if (equals == text.len)
		return pf_fail(reader->err, PF_E_USAGE, "'%.*s' is not RULE=LEVEL",
			PF_STR_ARG(text));
	if (pf_is_rule_set(name))
		return pf_fail(reader->err, PF_E_USAGE, "'%.*s' is no rule but a set of rules",
			PF_STR_ARG(name));
	if (!pf_ruleset_knows(set, name))
		return pf_fail_unknown_rule(set, name, reader->err);
	if (!value_read(&value_rule_level, FOR_CHECK, pf_str_from_offset(text, equals + 1), &level,
		    reader->err))
		return false;
	reader->levels[reader->check->rules.nlevels++] = (struct pf_rule_level){
		.name = name,
		.off = level == LEVEL_OFF,
		.severity = level == LEVEL_OFF ? PF_INFO : (enum pf_severity)level,
		.where = PF_STR("--severity"),
	};
	return true;
}

static bool read_rule_option(struct reader *reader, enum option_id id, pf_str value)
{
	if (id == OPTION_SELECT)
		return add_selections(reader, PF_SELECT, value);
	if (id == OPTION_IGNORE)
		return add_selections(reader, PF_IGNORE, value);
	if (id == OPTION_EXTEND_SELECT)
		return add_selections(reader, PF_EXTEND_SELECT, value);
	return read_severity(reader, value);
}

/* Files. */

static bool read_namespace(struct reader *reader, pf_str text)
{
	const char *fault = pf_name_fault(PF_FORMAT_DNS_LABEL, text, PF_RELEASE_LAST);

	if (fault)
		return pf_fail(reader->err, PF_E_USAGE, "namespace '%.*s' %s", PF_STR_ARG(text),
			fault);
	reader->check->settings.namespace = text;
	return true;
}

static bool read_type(struct reader *reader, pf_str text)
{
	int type;

	if (!value_read(&value_type, FOR_CHECK, text, &type, reader->err))
		return false;
	reader->check->settings.as_kubernetes = type == TYPE_KUBERNETES;
	reader->check->as_dockerfile = type == TYPE_DOCKERFILE;
	return true;
}

static bool read_stdin_name(struct reader *reader, pf_str text)
{
	if (!text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--stdin-filename' needs a name");
	reader->check->stdin_name = text;
	return true;
}

/* Of --config and --no-config the later one holds. */
static bool read_config(struct reader *reader, enum option_id id, pf_str text)
{
	struct check *check = reader->check;

	check->no_config = id == OPTION_NO_CONFIG;
	check->config_file = check->no_config ? NULL : pf_arena_cstr(reader->arena, text);
	check->config_by = "--config";
	if (!check->no_config && !text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--config' needs a file");
	return true;
}

/* Of --baseline and --no-baseline the later one holds. */
static bool read_baseline(struct reader *reader, enum option_id id, pf_str text)
{
	struct check *check = reader->check;

	check->no_baseline = id == OPTION_NO_BASELINE;
	check->baseline_file = check->no_baseline ? NULL : pf_arena_cstr(reader->arena, text);
	if (!check->no_baseline && !text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--baseline' needs a file");
	return true;
}

static bool read_changes(struct reader *reader, pf_str text)
{
	if (reader->check->changes_file)
		return pf_fail(reader->err, PF_E_USAGE,
			"option '--changed-lines' is given twice; one file may hold several diffs");
	if (!text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--changed-lines' needs a file");
	reader->check->changes_file = pf_arena_cstr(reader->arena, text);
	return true;
}

/* Output. */

static bool read_output(struct reader *reader, pf_str text)
{
	size_t colon = pf_str_find_char(text, ':');
	struct target *target = &reader->outputs[reader->noutputs++];
	pf_str file;

	if (!read_format(pf_str_sub(text, 0, colon), &target->format, reader->err))
		return false;
	if (colon == text.len)
		return true;
	file = pf_str_from_offset(text, colon + 1);
	if (!file.len)
		return pf_fail(reader->err, PF_E_USAGE, "'%.*s' names no file", PF_STR_ARG(text));
	target->file = pf_arena_cstr(reader->arena, file);
	return true;
}

static bool read_columns(struct reader *reader, pf_str text)
{
	int unit;

	if (!value_read(&value_unit, FOR_CHECK, text, &unit, reader->err))
		return false;
	reader->check->columns = (enum pf_column_unit)unit;
	return true;
}

static bool read_color(struct reader *reader, pf_str text)
{
	int color;

	if (!value_read(&value_color, FOR_CHECK, text, &color, reader->err))
		return false;
	reader->check->color = (enum color)color;
	return true;
}

static bool format_of_environment(enum format *out, bool *found, struct pf_error *err)
{
	const char *text = environment("PODFIT_FORMAT");
	struct pf_error fault = {0};

	*found = text != NULL;
	if (*found && !read_format(pf_str_from(text), out, &fault))
		return pf_fail(err, PF_E_USAGE, "in PODFIT_FORMAT: %s", fault.msg);
	return true;
}

static bool is_same_target(const struct target *a, const struct target *b)
{
	return a->file && b->file ? strcmp(a->file, b->file) == 0 : !a->file && !b->file;
}

/* stdout goes to -f, to the -o without a file, to PODFIT_FORMAT, or to text. */
static bool settle_targets(struct reader *reader)
{
	struct target *targets = PF_NEWN(reader->arena, struct target, reader->noutputs + 1);
	size_t n = 1;

	targets[0].format = reader->format;
	for (size_t i = 0; i < reader->noutputs; i++) {
		const struct target *output = &reader->outputs[i];

		for (size_t k = 0; k < i; k++) {
			if (is_same_target(output, &reader->outputs[k]))
				return pf_fail(reader->err, PF_E_USAGE, "two reports go to %s",
					output->file ? output->file : "standard output");
		}
		if (!output->file && reader->has_format)
			return pf_fail(reader->err, PF_E_USAGE,
				"two reports go to standard output: --format and --output name one");
		if (output->file)
			targets[n++] = *output;
		else
			targets[0] = *output;
	}
	if (reader->check->quiet > 1)
		targets[0].format = FORMAT_NONE;
	reader->check->targets = targets;
	reader->check->ntargets = n;
	return true;
}

/* All options. */

static bool read_value(struct reader *reader, const struct given *given)
{
	struct check *check = reader->check;
	pf_str value = given->value;

	switch (given->option->id) {
	case OPTION_FAIL_ON:
		return read_fail_on(reader, value);
	case OPTION_JOBS:
		return read_count("--jobs", value, 1, &check->settings.jobs, reader->err);
	case OPTION_TIMEOUT:
		return read_timeout(reader, value);
	case OPTION_SELECT:
	case OPTION_IGNORE:
	case OPTION_EXTEND_SELECT:
	case OPTION_SEVERITY:
		return read_rule_option(reader, given->option->id, value);
	case OPTION_MIN_SEVERITY:
		return read_min_severity(reader, value);
	case OPTION_KUBERNETES_VERSION:
		return pf_release_parse(value, &check->settings.release, reader->err);
	case OPTION_NAMESPACE:
		return read_namespace(reader, value);
	case OPTION_CONTEXT:
		reader->context[check->ncontext++] = value;
		return true;
	case OPTION_CONFIG:
	case OPTION_NO_CONFIG:
		return read_config(reader, given->option->id, value);
	case OPTION_BASELINE:
	case OPTION_NO_BASELINE:
		return read_baseline(reader, given->option->id, value);
	case OPTION_CHANGED_LINES:
		return read_changes(reader, value);
	case OPTION_IMAGE:
		return check_add_image(reader->arena, check, value, reader->err);
	case OPTION_ARCH:
		return check_add_architectures(check, value, reader->err);
	case OPTION_EXCLUDE:
		reader->exclude[check->discovery.nexclude++] = value;
		return true;
	case OPTION_STDIN_FILENAME:
		return read_stdin_name(reader, value);
	case OPTION_AS:
		return read_type(reader, value);
	case OPTION_FORMAT:
		reader->has_format = true;
		return read_format(value, &reader->format, reader->err);
	case OPTION_OUTPUT:
		return read_output(reader, value);
	case OPTION_COLUMNS:
		return read_columns(reader, value);
	case OPTION_COLOR:
		return read_color(reader, value);
	case OPTION_MAX_FINDINGS:
		return read_count("--max-findings", value, 0, &check->max_findings, reader->err);
	case OPTION_EDITION:
	case OPTION_EXIT_ZERO:
	case OPTION_COMPLETE:
	case OPTION_NO_FORCE_EXCLUDE:
	case OPTION_NO_GITIGNORE:
	case OPTION_LIST_FILES:
	case OPTION_REQUIRE_FILES:
	case OPTION_NO_COLOR:
	case OPTION_STATS:
	case OPTION_QUIET:
	case OPTION_VERBOSE:
	case OPTION_HELP:
	case OPTION_VERSION:
	case OPTION_NO_IMAGE_DISCOVERY:
	case OPTION_NO_INLINE_IGNORES:
	case OPTION_SHOW_SUPPRESSED:
	case OPTION_FAIL_ON_STALE:
	case OPTION_RESERVED:
		break;
	}
	return true;
}

static void read_flag(struct check *check, enum option_id id)
{
	check->never_fail |= id == OPTION_EXIT_ZERO;
	check->settings.complete |= id == OPTION_COMPLETE;
	check->settings.no_image_discovery |= id == OPTION_NO_IMAGE_DISCOVERY;
	check->discovery.no_force_exclude |= id == OPTION_NO_FORCE_EXCLUDE;
	check->discovery.no_gitignore |= id == OPTION_NO_GITIGNORE;
	check->list_files |= id == OPTION_LIST_FILES;
	check->require_files |= id == OPTION_REQUIRE_FILES;
	check->fail_on_stale |= id == OPTION_FAIL_ON_STALE;
	check->stats |= id == OPTION_STATS;
	check->quiet += id == OPTION_QUIET;
	check->verbose |= id == OPTION_VERBOSE;
	check->settings.no_inline_ignores |= id == OPTION_NO_INLINE_IGNORES;
	check->settings.show_suppressed |= id == OPTION_SHOW_SUPPRESSED;
	check->settings.list_bindings = check->verbose;
	if (id == OPTION_NO_COLOR)
		check->color = COLOR_NEVER;
}

/* Names in all lists of the command line, at most. */
static size_t count_names(const struct arguments *arguments)
{
	size_t n = 0;

	for (size_t i = 0; i < arguments->ngiven; i++) {
		pf_str value = arguments->given[i].value;

		n++;
		for (size_t k = 0; k < value.len; k++)
			n += value.ptr[k] == ',';
	}
	return n;
}

static void start(struct reader *reader, const struct call *call)
{
	const struct arguments *arguments = call->arguments;
	struct pf_arena *arena = reader->arena;
	size_t n = arguments->ngiven + 1;

	*reader->check = (struct check){
		.fail_on = PF_WARNING,
		.settings = {.rules = call->rules,
			.release = PF_RELEASE_LAST,
			.namespace = PF_STR("default"),
			.min_severity = PF_INFO,
			.jobs = pf_pool_processors()},
	};
	reader->selections = PF_NEWN(arena, struct pf_selection, count_names(arguments) + 1);
	reader->levels = PF_NEWN(arena, struct pf_rule_level, n);
	reader->check->rules.selections = reader->selections;
	reader->check->rules.levels = reader->levels;
	reader->exclude = PF_NEWN(arena, pf_str, n);
	reader->context = PF_NEWN(arena, pf_str, n);
	reader->outputs = PF_NEWN(arena, struct target, n);
	reader->check->images = PF_NEWN(arena, struct pf_image_setting, n);
	reader->check->architectures = PF_NEWN(arena, pf_str, count_names(arguments) + 1);
	reader->check->discovery.exclude = reader->exclude;
	reader->check->context = reader->context;
}

bool check_read_options(const struct call *call, struct check *out, struct pf_error *err)
{
	struct reader reader = {.arena = call->arena, .check = out, .err = err};
	bool from_environment;

	start(&reader, call);
	if (!format_of_environment(&reader.format, &from_environment, err))
		return false;
	for (size_t i = 0; i < call->arguments->ngiven; i++) {
		read_flag(out, call->arguments->given[i].option->id);
		if (!read_value(&reader, &call->arguments->given[i]))
			return false;
	}
	if (out->settings.jobs > PF_POOL_MAX)
		out->settings.jobs = PF_POOL_MAX;
	return settle_targets(&reader);
}

/* Refusal. */

/* As far as it can be known: the last format of stdout that is one. */
static enum format wanted_format(const struct arguments *arguments)
{
	enum format format = FORMAT_TEXT;
	struct pf_error ignored = {0};
	bool found;

	(void)format_of_environment(&format, &found, &ignored);
	for (size_t i = 0; i < arguments->ngiven; i++) {
		const struct given *given = &arguments->given[i];

		if (given->option->id == OPTION_FORMAT ||
			(given->option->id == OPTION_OUTPUT &&
				pf_str_find_char(given->value, ':') == given->value.len))
			(void)read_format(given->value, &format, &ignored);
	}
	return format;
}

/* An error before anything is linted, on stdout where the command line asks for JSON. */
static void report_refusal(const struct call *call, struct pf_run_error *error)
{
	struct pf_result result = {.errors = error, .nerrors = 1};
	struct target target = {.format = wanted_format(call->arguments)};
	struct check check = {.settings = {.rules = call->rules, .release = PF_RELEASE_LAST},
		.targets = &target,
		.ntargets = 1};

	if (target.format == FORMAT_JSON || target.format == FORMAT_JSONL)
		(void)check_write(&check, &result, EXIT_USAGE);
	/* An editor that writes on what nobody reads shows that instead of our words. */
	for (size_t i = 0; i < call->nwords; i++) {
		if (pf_str_eq(call->words[i], PF_STR("-")))
			stream_drain_stdin(PF_SOURCE_MAX);
	}
}

int check_refuse(const struct call *call, pf_str message)
{
	struct pf_run_error error = {.kind = PF_TROUBLE_USAGE, .message = message};

	say("%.*s", PF_STR_ARG(message));
	report_refusal(call, &error);
	return EXIT_USAGE;
}

int check_refuse_file(const struct call *call, const struct file_fault *fault)
{
	struct pf_run_error error = {
		.kind = PF_TROUBLE_CONFIG, .path = fault->path, .message = fault->message};

	say("%s '%.*s': %.*s", fault->what, PF_STR_ARG(fault->path), PF_STR_ARG(fault->message));
	report_refusal(call, &error);
	return EXIT_USAGE;
}

int check_refuse_config(const struct call *call, const struct check *check,
	const struct pf_config_fault *fault)
{
	struct pf_run_error error = {
		.kind = PF_TROUBLE_CONFIG, .path = fault->path, .message = fault->message};

	if (fault->label.len)
		error.message = pf_arena_fmt(call->arena, "%.*s; %.*s", PF_STR_ARG(fault->message),
			PF_STR_ARG(fault->label));
	check_say_config_fault(check, fault);
	if (fault->at.file) {
		const struct pf_file *file = fault->at.file;
		pf_pos pos =
			pf_source_pos(&file->source, &file->lines, fault->at.start, PF_CODEPOINTS);

		error.line = pos.line;
		error.column = pos.column;
	}
	report_refusal(call, &error);
	return EXIT_USAGE;
}

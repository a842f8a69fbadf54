/* SPDX-License-Identifier: Apache-2.0 */

#include "check/options.h"

#include "base/clock.h"
#include "base/pool.h"
#include "check/images.h"
#include "check/targets.h"
#include "kube/names.h"
#include "kube/version.h"
#include "rule/peers.h"
#include "text/glob.h"

/* Options on their way into a struct check. */
struct reader {
	struct pf_arena *arena;
	struct check *check;
	PF_VEC(struct pf_selection) selections;
	PF_VEC(struct pf_rule_level) levels;
	PF_VEC(pf_str) exclude;
	PF_VEC(pf_str) context;
	struct targets_asked targets;
	struct pf_error *err;
};

static bool read_fail_on(struct reader *reader, pf_str text)
{
	int level;

	if (!value_read(&value_fail_on, FOR_CHECK, text, &level, reader->err))
		return false;
	reader->check->verdict.never_fail = level == LEVEL_NEVER;
	if (level != LEVEL_NEVER)
		reader->check->verdict.fail_on = (enum pf_severity)level;
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

static bool read_jobs(struct reader *reader, pf_str text)
{
	return read_count("--jobs", text, 1, &reader->check->settings.limits.jobs, reader->err);
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
	reader->check->settings.limits.seconds = (int64_t)seconds;
	reader->check->settings.limits.deadline = pf_clock_ms() + (int64_t)seconds * 1000;
	return true;
}

static bool read_release(struct reader *reader, pf_str text)
{
	return pf_release_parse(text, &reader->check->settings.target.release, reader->err);
}

static bool read_image(struct reader *reader, pf_str text)
{
	return check_add_image(reader->arena, &reader->check->images, text, reader->err);
}

static bool read_architectures(struct reader *reader, pf_str list)
{
	return check_add_architectures(reader->arena, &reader->check->images, list, reader->err);
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
	pf_str name, reason;

	while (pf_str_split(&list, ',', &name)) {
		name = pf_str_trim(name);
		if (!name.len)
			return pf_fail(reader->err, PF_E_USAGE,
				"a list of rules has an empty name");
		if (!pf_ruleset_knows(set, name) &&
			!(op == PF_IGNORE && pf_peer_find(name, &reason)))
			return pf_fail_unknown_rule(set, name, reader->err);
		PF_VEC_ADD(reader->arena, &reader->selections) =
			(struct pf_selection){op, name, by_option[op]};
		if (op == PF_SELECT)
			reader->check->rules.asked.select_where = by_option[op];
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
	PF_VEC_ADD(reader->arena, &reader->levels) = (struct pf_rule_level){
		.name = name,
		.off = level == LEVEL_OFF,
		.severity = level == LEVEL_OFF ? PF_INFO : (enum pf_severity)level,
		.where = PF_STR("--severity"),
	};
	return true;
}

static bool read_select(struct reader *reader, pf_str list)
{
	return add_selections(reader, PF_SELECT, list);
}

static bool read_ignore(struct reader *reader, pf_str list)
{
	return add_selections(reader, PF_IGNORE, list);
}

static bool read_extend_select(struct reader *reader, pf_str list)
{
	return add_selections(reader, PF_EXTEND_SELECT, list);
}

/* Files. */

static bool read_namespace(struct reader *reader, pf_str text)
{
	const char *fault = pf_name_fault(PF_FORMAT_DNS_LABEL, text, PF_RELEASE_LAST);

	if (fault)
		return pf_fail(reader->err, PF_E_USAGE, "namespace '%.*s' %s", PF_STR_ARG(text),
			fault);
	reader->check->settings.target.namespace = text;
	return true;
}

static bool read_type(struct reader *reader, pf_str text)
{
	int type;

	if (!value_read(&value_type, FOR_CHECK, text, &type, reader->err))
		return false;
	reader->check->settings.input.as_kubernetes = type == TYPE_KUBERNETES;
	reader->check->files.as_dockerfile = type == TYPE_DOCKERFILE;
	return true;
}

static bool read_stdin_name(struct reader *reader, pf_str text)
{
	if (!text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--stdin-filename' needs a name");
	reader->check->files.stdin_name = text;
	return true;
}

/* Of --config and --no-config the later one holds. */
static bool read_config(struct reader *reader, pf_str text)
{
	if (!text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--config' needs a file");
	reader->check->config.none = false;
	reader->check->config.named = pf_arena_cstr(reader->arena, text);
	reader->check->config.by = "--config";
	return true;
}

/* Of --baseline and --no-baseline the later one holds. */
static bool read_baseline(struct reader *reader, pf_str text)
{
	if (!text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--baseline' needs a file");
	reader->check->baseline.none = false;
	reader->check->baseline.named = pf_arena_cstr(reader->arena, text);
	return true;
}

static bool read_exclude(struct reader *reader, pf_str glob)
{
	const char *fault = pf_glob_fault(glob);

	if (fault)
		return pf_fail(reader->err, PF_E_USAGE, "glob '%.*s' of option '--exclude' %s",
			PF_STR_ARG(glob), fault);
	PF_VEC_ADD(reader->arena, &reader->exclude) = glob;
	return true;
}

static bool read_context(struct reader *reader, pf_str path)
{
	PF_VEC_ADD(reader->arena, &reader->context) = path;
	return true;
}

static bool read_changes(struct reader *reader, pf_str text)
{
	if (reader->check->changes.named)
		return pf_fail(reader->err, PF_E_USAGE,
			"option '--changed-lines' is given twice; one file may hold several diffs");
	if (!text.len)
		return pf_fail(reader->err, PF_E_USAGE, "option '--changed-lines' needs a file");
	reader->check->changes.named = pf_arena_cstr(reader->arena, text);
	return true;
}

/* Output. */

static bool read_format(struct reader *reader, pf_str text)
{
	return targets_add_format(&reader->targets, text, reader->err);
}

static bool read_output(struct reader *reader, pf_str text)
{
	return targets_add_output(reader->arena, &reader->targets, text, reader->err);
}

static bool read_max_findings(struct reader *reader, pf_str text)
{
	return read_count("--max-findings", text, 0, &reader->check->output.max_findings,
		reader->err);
}

static bool read_columns(struct reader *reader, pf_str text)
{
	int unit;

	if (!value_read(&value_unit, FOR_CHECK, text, &unit, reader->err))
		return false;
	reader->check->output.columns = (enum pf_column_unit)unit;
	return true;
}

static bool read_color(struct reader *reader, pf_str text)
{
	int color;

	if (!value_read(&value_color, FOR_CHECK, text, &color, reader->err))
		return false;
	reader->check->output.color = (enum color)color;
	return true;
}

/* All options. */

static bool (*const readers[])(struct reader *reader, pf_str text) = {
	[OPTION_FAIL_ON] = read_fail_on,
	[OPTION_JOBS] = read_jobs,
	[OPTION_TIMEOUT] = read_timeout,
	[OPTION_SELECT] = read_select,
	[OPTION_IGNORE] = read_ignore,
	[OPTION_EXTEND_SELECT] = read_extend_select,
	[OPTION_SEVERITY] = read_severity,
	[OPTION_MIN_SEVERITY] = read_min_severity,
	[OPTION_KUBERNETES_VERSION] = read_release,
	[OPTION_NAMESPACE] = read_namespace,
	[OPTION_CONTEXT] = read_context,
	[OPTION_CONFIG] = read_config,
	[OPTION_BASELINE] = read_baseline,
	[OPTION_CHANGED_LINES] = read_changes,
	[OPTION_IMAGE] = read_image,
	[OPTION_ARCH] = read_architectures,
	[OPTION_EXCLUDE] = read_exclude,
	[OPTION_STDIN_FILENAME] = read_stdin_name,
	[OPTION_AS] = read_type,
	[OPTION_FORMAT] = read_format,
	[OPTION_OUTPUT] = read_output,
	[OPTION_COLUMNS] = read_columns,
	[OPTION_COLOR] = read_color,
	[OPTION_MAX_FINDINGS] = read_max_findings,
};

static void read_flag(struct check *check, enum option_id id)
{
	check->verdict.never_fail |= id == OPTION_EXIT_ZERO;
	check->verdict.fail_on_stale |= id == OPTION_FAIL_ON_STALE;
	check->files.discovery.no_force_exclude |= id == OPTION_NO_FORCE_EXCLUDE;
	check->files.discovery.no_gitignore |= id == OPTION_NO_GITIGNORE;
	check->files.only_listed |= id == OPTION_LIST_FILES;
	check->files.required |= id == OPTION_REQUIRE_FILES;
	check->output.stats |= id == OPTION_STATS;
	check->output.quiet += id == OPTION_QUIET;
	check->output.verbose |= id == OPTION_VERBOSE;
	check->settings.input.complete |= id == OPTION_COMPLETE;
	check->settings.images.no_discovery |= id == OPTION_NO_IMAGE_DISCOVERY;
	check->settings.suppress.no_inline_ignores |= id == OPTION_NO_INLINE_IGNORES;
	check->settings.suppress.show |= id == OPTION_SHOW_SUPPRESSED;
	check->settings.images.list_bindings = check->output.verbose;
	if (id == OPTION_NO_COLOR)
		check->output.color = COLOR_NEVER;
	if (id == OPTION_NO_CONFIG)
		check->config = (struct check_config){.none = true};
	if (id == OPTION_NO_BASELINE)
		check->baseline = (struct check_baseline){.none = true};
}

static bool read_given(struct reader *reader, const struct given *given)
{
	enum option_id id = given->option->id;

	if (!given->option->value) {
		read_flag(reader->check, id);
		return true;
	}
	pf_assert(id < sizeof(readers) / sizeof(readers[0]) && readers[id]);
	return readers[id](reader, given->value);
}

static bool settle(struct reader *reader)
{
	struct check *check = reader->check;

	check->rules.asked.selections = reader->selections.ptr;
	check->rules.asked.nselections = reader->selections.len;
	check->rules.asked.levels = reader->levels.ptr;
	check->rules.asked.nlevels = reader->levels.len;
	check->files.discovery.exclude = reader->exclude.ptr;
	check->files.discovery.nexclude = reader->exclude.len;
	check->files.context = reader->context.ptr;
	check->files.ncontext = reader->context.len;
	if (check->settings.limits.jobs > PF_POOL_MAX)
		check->settings.limits.jobs = PF_POOL_MAX;
	return targets_settle(reader->arena, &reader->targets, &check->output, reader->err);
}

bool check_read_options(const struct call *call, struct check *out, struct pf_error *err)
{
	struct reader reader = {.arena = call->arena, .check = out, .err = err};

	*out = (struct check){
		.verdict = {.fail_on = PF_WARNING},
		.settings = {.rules = call->rules,
			.target = {.release = PF_RELEASE_LAST, .namespace = PF_STR("default")},
			.min_severity = PF_INFO,
			.limits.jobs = pf_pool_processors()},
	};
	if (!targets_start(&reader.targets, err))
		return false;
	for (size_t i = 0; i < call->arguments->ngiven; i++) {
		if (!read_given(&reader, &call->arguments->given[i]))
			return false;
	}
	return settle(&reader);
}

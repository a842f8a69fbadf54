/* SPDX-License-Identifier: Apache-2.0 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "check/binding.h"
#include "check/config.h"
#include "check/inputs.h"
#include "check/merge.h"
#include "check/options.h"
#include "check/refusal.h"
#include "check/talk.h"
#include "config/shown.h"
#include "print.h"
#include "report/json/parts.h"
#include "rule/ruleset.h"
#include "say.h"
#include "text/escape.h"
#include "text/width.h"

/* Text: rows of three or four columns, the last one of any width. */

#define COLUMNS 4
#define COLUMN_MAX 60 /* a cell that is wider shifts what is right of it */

struct row {
	pf_str cells[COLUMNS];
};

struct table {
	struct row *rows;
	size_t n;
};

static void add_row(struct pf_arena *arena, struct table *table, const pf_str *cells, size_t n)
{
	struct row *row = &table->rows[table->n++];

	for (size_t i = 0; i < n; i++) {
		PF_CLEANUP(pf_buf_release) struct pf_buf echoed = PF_BUF_INIT;

		pf_echo(&echoed, cells[i]);
		row->cells[i] = echoed.len ? pf_arena_dup(arena, pf_buf_str(&echoed)) : PF_STR("-");
	}
}

static void add_table(struct pf_buf *out, const struct table *table, size_t n)
{
	size_t width[COLUMNS] = {0};

	for (size_t i = 0; i < table->n; i++) {
		for (size_t k = 0; k < n; k++) {
			size_t wide = pf_text_width(table->rows[i].cells[k]);

			if (wide > width[k] && wide <= COLUMN_MAX)
				width[k] = wide;
		}
	}
	for (size_t i = 0; i < table->n; i++) {
		for (size_t k = 0; k < n; k++) {
			pf_str cell = table->rows[i].cells[k];
			size_t wide = pf_text_width(cell);

			pf_buf_add(out, cell);
			if (k + 1 < n)
				pf_buf_repeat(out, ' ', wide < width[k] ? width[k] - wide + 2 : 2);
		}
		pf_buf_addc(out, '\n');
	}
}

static pf_str source_of_setting(struct pf_arena *arena, const struct pf_image_setting *image)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;

	pf_buf_add(&out, image->source);
	if (image->target.len)
		pf_buf_addf(&out, "#%.*s", PF_STR_ARG(image->target));
	for (size_t i = 0; i < image->nargs; i++) {
		pf_str value = config_shown_value(&image->args[i]);

		pf_buf_addf(&out, " %.*s=%.*s", PF_STR_ARG(image->args[i].name), PF_STR_ARG(value));
	}
	return pf_arena_dup(arena, pf_buf_str(&out));
}

static void add_value(struct pf_arena *arena, struct table *table, pf_str key, pf_str value,
	pf_str from)
{
	pf_str cells[] = {key, value, from};

	add_row(arena, table, cells, 3);
}

static void add_settings(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct config_values *values)
{
	const struct pf_settings *settings = &check->settings;
	struct table table = {
		.rows = PF_NEWN(arena, struct row, values->nvalues + settings->nimages)};

	for (size_t i = 0; i < values->nvalues; i++) {
		const struct config_value *value = &values->values[i];

		add_value(arena, &table, value->key, value->value, value->from);
	}
	for (size_t i = 0; i < settings->nimages; i++) {
		const struct pf_image_setting *image = &settings->images[i];

		add_value(arena, &table,
			pf_arena_fmt(arena, "image %.*s", PF_STR_ARG(image->match)),
			source_of_setting(arena, image), image->where);
	}
	add_table(out, &table, 3);
}

/* "on, error": what of the rule is not as by default. */
static void add_rule(struct pf_arena *arena, struct table *table, const struct config_rule *rule)
{
	const struct pf_rule *r = rule->rule;
	pf_str key = pf_arena_fmt(arena, "rule %s", r->name);

	if (rule->enabled != ((r->sets & PF_DEFAULT) != 0))
		add_value(arena, table, key, rule->enabled ? PF_STR("on") : PF_STR("off"),
			rule->from.enabled);
	if (rule->enabled && rule->severity != r->severity)
		add_value(arena, table, key, pf_str_from(pf_severity_name(rule->severity)),
			rule->from.severity);
}

/* Off for no other reason than that `select` or --select names others. */
static bool is_left_out(const struct check *check, const struct config_rule *rule)
{
	return !rule->enabled &&
		(pf_str_eq(rule->from.enabled, check->config.read.rules.select_where) ||
			pf_str_eq(rule->from.enabled, check->rules.asked.select_where));
}

/* Those that are left out are counted, not listed. */
static void add_rule_rows(struct pf_arena *arena, struct table *table, const struct check *check,
	const struct config_values *values)
{
	pf_str from = PF_STR_EMPTY;
	size_t n = 0;

	for (size_t i = 0; i < values->nrules; i++) {
		if (!is_left_out(check, &values->rules[i])) {
			add_rule(arena, table, &values->rules[i]);
			continue;
		}
		from = values->rules[i].from.enabled;
		n++;
	}
	if (n)
		add_value(arena, table, PF_STR("rules not selected"),
			pf_arena_fmt(arena, "%zu off", n), from);
}

static const char *applies(const struct config_values *values, size_t i)
{
	if (!values->applies)
		return "";
	return values->applies[i] ? ", holds here" : ", does not hold here";
}

/* Rules that are not as by default, their options, and what is different for some files. */
static void add_rules(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct config_values *values)
{
	const struct pf_config *config = &check->config.read;
	struct table table = {.rows = PF_NEWN(arena, struct row,
				      2 * values->nrules + 1 + values->noptions +
					      config->noverrides + config->nignores + 1)};

	add_rule_rows(arena, &table, check, values);
	for (size_t i = 0; i < values->noptions; i++) {
		const struct pf_option_value *option = values->options[i];

		add_value(arena, &table,
			pf_arena_fmt(arena, "option %s.%.*s", option->rule->name,
				PF_STR_ARG(option->name)),
			option->value, option->where);
	}
	for (size_t i = 0; i < config->noverrides; i++) {
		const struct pf_rule_layer *override = &config->overrides[i];

		add_value(arena, &table, PF_STR("override"),
			pf_arena_join(arena, override->paths, override->npaths, ","),
			pf_arena_fmt(arena, "%.*s%s", PF_STR_ARG(override->where),
				applies(values, i)));
	}
	for (size_t i = 0; i < config->nignores; i++) {
		const struct pf_ignore *ignore = &config->ignores[i];

		add_value(arena, &table,
			pf_arena_fmt(arena, "ignored %.*s", PF_STR_ARG(ignore->what.pattern)),
			ignore->what.reason,
			pf_arena_fmt(arena, "%.*s:%u%s", PF_STR_ARG(ignore->what.path),
				(unsigned)ignore->what.line,
				ignore->expired ? ", which is over" : ""));
	}
	if (table.n)
		pf_buf_addc(out, '\n');
	add_table(out, &table, 3);
}

static void add_bindings(struct pf_arena *arena, struct pf_buf *out, const struct pf_result *result)
{
	struct table table = {.rows = PF_NEWN(arena, struct row, result->nbindings)};

	for (size_t i = 0; i < result->nbindings; i++) {
		const struct pf_bound *bound = &result->bindings[i];
		pf_pos pos = pf_place_pos(&bound->at, bound->at.start, PF_CODEPOINTS);
		pf_str cells[] = {
			pf_arena_fmt(arena, "%.*s:%u:%u", PF_STR_ARG(bound->at.file->source.path),
				(unsigned)pos.line, (unsigned)pos.column),
			bound->image, bound->source, check_binding_reason(arena, bound)};

		add_row(arena, &table, cells, 4);
	}
	if (table.n)
		pf_buf_addc(out, '\n');
	add_table(out, &table, 4);
}

/* The command. */

static bool read_options(const struct call *call, struct check *check, struct pf_error *err)
{
	enum format format;

	if (!check_read_options(call, check, err))
		return false;
	format = check->output.targets[0].format;
	if (options_has(call->arguments, OPTION_FORMAT) && format != FORMAT_TEXT &&
		format != FORMAT_JSON)
		return pf_fail(err, PF_E_USAGE, "'podfit config' knows the formats text and json");
	check->settings.list_bindings = true;
	return true;
}

/* The one file that is asked for, or empty. */
static pf_str asked_path(const struct call *call)
{
	struct stat status;

	if (call->nwords != 1 || pf_str_eq(call->words[0], PF_STR("-")))
		return PF_STR_EMPTY;
	if (stat(pf_arena_cstr(call->arena, call->words[0]), &status) == 0 &&
		S_ISDIR(status.st_mode))
		return PF_STR_EMPTY;
	return call->words[0];
}

static int show(const struct call *call, const struct check *check, const struct inputs *inputs)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_settings settings = check->settings;
	struct pf_run *run;
	struct pf_result result;
	struct config_values values;
	int status;

	/* No rule runs: it is the images that are asked for. */
	settings.profile.enabled = PF_NEWN(call->arena, bool, settings.rules->len + 1);
	for (size_t i = 0; i < inputs->len; i++)
		inputs->ptr[i].profile = NULL;
	run = pf_lint(&settings, inputs->ptr, inputs->len);
	result = check_merge(call->arena, pf_run_result(run), inputs);
	config_collect(call->arena, call, check, asked_path(call), &values);
	if (check->output.targets[0].format == FORMAT_JSON) {
		config_add_json(call->arena, &out, check, &values, &result);
	} else {
		add_settings(call->arena, &out, check, &values);
		add_rules(call->arena, &out, check, &values);
		add_bindings(call->arena, &out, &result);
	}
	status = print(&out);
	check_say_errors(&result);
	if (result.nerrors)
		status = EXIT_BROKEN;
	pf_run_free(run);
	return status;
}

int cmd_config(const struct call *call)
{
	struct check check;
	struct inputs inputs = {0};
	struct pf_config_fault fault;
	struct pf_error err = {0};
	int status = EXIT_USAGE;

	if (!read_options(call, &check, &err))
		return refuse("%s", err.msg);
	if (!check_load_config(call, &check, &fault)) {
		check_say_config_fault(&check, &fault);
		return EXIT_USAGE;
	}
	if (!check_find_inputs(call, &check, &inputs, &err))
		say("%s", err.msg);
	else
		status = show(call, &check, &inputs);
	pf_buf_release(&inputs.stdin_bytes);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit config`: rows of three or four columns, the last one of any width. */

#include "base/vec.h"
#include "check/binding.h"
#include "config/formats.h"
#include "report/json/parts.h"
#include "text/escape.h"
#include "text/width.h"

#define COLUMNS 4
#define COLUMN_MAX 60 /* a cell that is wider shifts what is right of it */

struct row {
	pf_str cells[COLUMNS];
};

struct table {
	struct row *ptr;
	size_t len;
	size_t cap;
};

static void add_row(struct pf_arena *arena, struct table *table, const pf_str *cells, size_t n)
{
	struct row *row = &PF_VEC_ADD(arena, table);

	for (size_t i = 0; i < n; i++) {
		PF_CLEANUP(pf_buf_release) struct pf_buf echoed = PF_BUF_INIT;

		pf_echo(&echoed, cells[i]);
		row->cells[i] = echoed.len ? pf_arena_dup(arena, pf_buf_str(&echoed)) : PF_STR("-");
	}
}

static void add_table(struct pf_buf *out, const struct table *table, size_t n)
{
	size_t width[COLUMNS] = {0};

	for (size_t i = 0; i < table->len; i++) {
		for (size_t k = 0; k < n; k++) {
			size_t wide = pf_text_width(table->ptr[i].cells[k]);

			if (wide > width[k] && wide <= COLUMN_MAX)
				width[k] = wide;
		}
	}
	for (size_t i = 0; i < table->len; i++) {
		for (size_t k = 0; k < n; k++) {
			pf_str cell = table->ptr[i].cells[k];
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
		pf_str value = config_shown_arg(&image->args[i]);

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
	const struct config_shown *shown)
{
	const struct pf_settings *settings = &check->settings;
	struct table table = {0};

	for (size_t i = 0; i < shown->values.len; i++) {
		const struct config_value *value = &shown->values.ptr[i];

		add_value(arena, &table, value->key, value->value, value->from);
	}
	for (size_t i = 0; i < settings->images.len; i++) {
		const struct pf_image_setting *image = &settings->images.ptr[i];

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
	const struct config_shown *shown)
{
	pf_str from = PF_STR_EMPTY;
	size_t n = 0;

	for (size_t i = 0; i < shown->rules.len; i++) {
		if (!is_left_out(check, &shown->rules.ptr[i])) {
			add_rule(arena, table, &shown->rules.ptr[i]);
			continue;
		}
		from = shown->rules.ptr[i].from.enabled;
		n++;
	}
	if (n)
		add_value(arena, table, PF_STR("rules not selected"),
			pf_arena_fmt(arena, "%zu off", n), from);
}

static void add_options(struct pf_arena *arena, struct table *table,
	const struct config_shown *shown)
{
	for (size_t i = 0; i < shown->options.len; i++) {
		const struct pf_option_value *option = shown->options.ptr[i];

		add_value(arena, table,
			pf_arena_fmt(arena, "option %s.%.*s", option->rule->name,
				PF_STR_ARG(option->name)),
			option->value, option->where);
	}
}

static const char *applies(const struct config_shown *shown, size_t i)
{
	if (!shown->applies)
		return "";
	return shown->applies[i] ? ", holds here" : ", does not hold here";
}

static void add_overrides(struct pf_arena *arena, struct table *table,
	const struct pf_config *config, const struct config_shown *shown)
{
	for (size_t i = 0; i < config->noverrides; i++) {
		const struct pf_rule_layer *override = &config->overrides[i];

		add_value(arena, table, PF_STR("override"),
			pf_arena_join(arena, override->paths, override->npaths, ","),
			pf_arena_fmt(arena, "%.*s%s", PF_STR_ARG(override->where),
				applies(shown, i)));
	}
}

static void add_ignores(struct pf_arena *arena, struct table *table, const struct pf_config *config)
{
	for (size_t i = 0; i < config->nignores; i++) {
		const struct pf_ignore *ignore = &config->ignores[i];

		add_value(arena, table,
			pf_arena_fmt(arena, "ignored %.*s", PF_STR_ARG(ignore->what.pattern)),
			ignore->what.reason,
			pf_arena_fmt(arena, "%.*s:%u%s", PF_STR_ARG(ignore->what.path),
				(unsigned)ignore->what.line,
				ignore->expired ? ", which is over" : ""));
	}
}

/* Rules that are not as by default, their options, and what is different for some files. */
static void add_rules(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct config_shown *shown)
{
	struct table table = {0};

	add_rule_rows(arena, &table, check, shown);
	add_options(arena, &table, shown);
	add_overrides(arena, &table, &check->config.read, shown);
	add_ignores(arena, &table, &check->config.read);
	if (table.len)
		pf_buf_addc(out, '\n');
	add_table(out, &table, 3);
}

static void add_bindings(struct pf_arena *arena, struct pf_buf *out, const struct pf_result *result)
{
	struct table table = {0};

	for (size_t i = 0; i < result->nbindings; i++) {
		const struct pf_bound *bound = &result->bindings[i];
		pf_pos pos = pf_place_pos(&bound->at, bound->at.start, PF_CODEPOINTS);
		pf_str cells[] = {
			pf_arena_fmt(arena, "%.*s:%u:%u", PF_STR_ARG(bound->at.file->source.path),
				(unsigned)pos.line, (unsigned)pos.column),
			bound->image, bound->source, check_binding_reason(arena, bound)};

		add_row(arena, &table, cells, 4);
	}
	if (table.len)
		pf_buf_addc(out, '\n');
	add_table(out, &table, 4);
}

void config_add_text(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct config_shown *shown, const struct pf_result *result)
{
	add_settings(arena, out, check, shown);
	add_rules(arena, out, check, shown);
	add_bindings(arena, out, result);
}

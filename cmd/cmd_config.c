/* SPDX-License-Identifier: Apache-2.0 */

#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "lint/registry.h"
#include "report/json_parts.h"
#include "report/json_value.h"
#include "report/mask.h"
#include "report/width.h"

/* Values and where they come from. */

struct value {
	const char *key;
	pf_str value; /* or empty */
	pf_str from;
};

static pf_str from_cluster(const struct check *check, const char *key)
{
	pf_str from = pf_config_where(&check->config, "cluster", key);

	return from.len ? from : PF_STR("default");
}

static struct value value_of_file(const struct check *check)
{
	struct value value = {"configuration", PF_STR_EMPTY, PF_STR("none found")};

	if (check->no_config) {
		value.from = PF_STR("--no-config");
	} else if (check->config.file) {
		value.value = check->config.file->source.path;
		value.from =
			check->config_by ? pf_str_from(check->config_by) : PF_STR("the nearest");
	}
	return value;
}

#define NVALUES 6

static void collect_values(struct pf_arena *arena, const struct check *check,
	struct value values[NVALUES])
{
	const struct pf_cluster *c = &check->settings.cluster;
	bool off = check->settings.no_image_discovery;

	values[0] = value_of_file(check);
	values[1] = (struct value){"cluster.architectures",
		pf_arena_join(arena, c->architectures, c->narchitectures, ","),
		check->narchitectures ? PF_STR("--arch") : from_cluster(check, "architectures")};
	values[2] = (struct value){"cluster.node-identity-registries",
		pf_arena_join(arena, c->node_identity_registries, c->nnode_identity_registries,
			","),
		from_cluster(check, "node-identity-registries")};
	values[3] = (struct value){"cluster.public-registries",
		pf_arena_join(arena, c->public_registries, c->npublic_registries, ","),
		from_cluster(check, "public-registries")};
	values[4] = (struct value){"cluster.default-service-account-has-pull-secrets",
		c->default_service_account_has_pull_secrets ? PF_STR("true") : PF_STR("false"),
		from_cluster(check, "default-service-account-has-pull-secrets")};
	values[5] = (struct value){"image-discovery", off ? PF_STR("off") : PF_STR("on"),
		off ? PF_STR("--no-image-discovery") : PF_STR("default")};
}

/* What is shown of a build argument: secrets are not. */
static pf_str shown_value(const struct pf_build_arg *arg)
{
	return pf_name_looks_secret(arg->name) ? PF_STR("***") : arg->value;
}

/* Images. */

static pf_str reason_of_source(struct pf_arena *arena, const struct pf_bound *bound)
{
	const char *rest = bound->unread ? ", which could not be read" : "";

	if (bound->by == PF_BOUND_BY_NAME)
		return pf_arena_fmt(arena, "its name is alike, a guess%s", rest);
	return pf_arena_fmt(arena, "%.*s%s%s", PF_STR_ARG(bound->why),
		bound->guess ? ", where a name is alike: a guess" : "", rest);
}

pf_str check_binding_reason(struct pf_arena *arena, const struct pf_bound *bound)
{
	pf_str reason = bound->source.len ? reason_of_source(arena, bound)
					  : PF_STR("nothing is known of it");

	if (!bound->service.len)
		return reason;
	return pf_arena_fmt(arena, "%.*s; service `%.*s` of %.*s", PF_STR_ARG(reason),
		PF_STR_ARG(bound->service), PF_STR_ARG(bound->service_file));
}

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
		pf_str value = shown_value(&image->args[i]);

		pf_buf_addf(&out, " %.*s=%.*s", PF_STR_ARG(image->args[i].name), PF_STR_ARG(value));
	}
	return pf_arena_dup(arena, pf_buf_str(&out));
}

static void add_settings(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct value values[NVALUES])
{
	const struct pf_settings *settings = &check->settings;
	struct table table = {.rows = PF_NEWN(arena, struct row, NVALUES + settings->nimages)};

	for (size_t i = 0; i < NVALUES; i++) {
		pf_str cells[] = {pf_str_from(values[i].key), values[i].value, values[i].from};

		add_row(arena, &table, cells, 3);
	}
	for (size_t i = 0; i < settings->nimages; i++) {
		const struct pf_image_setting *image = &settings->images[i];
		pf_str cells[] = {pf_arena_fmt(arena, "image %.*s", PF_STR_ARG(image->match)),
			source_of_setting(arena, image), image->where};

		add_row(arena, &table, cells, 3);
	}
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

/* JSON. */

static void add_settings_json(struct pf_buf *out, const struct value values[NVALUES])
{
	pf_json_key(out, "settings");
	pf_json_open(out, '[');
	for (size_t i = 0; i < NVALUES; i++) {
		pf_json_open(out, '{');
		pf_json_member(out, "key", pf_str_from(values[i].key));
		pf_json_member_or_null(out, "value", values[i].value);
		pf_json_member(out, "from", values[i].from);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_images_json(struct pf_buf *out, const struct pf_settings *settings)
{
	pf_json_key(out, "images");
	pf_json_open(out, '[');
	for (size_t i = 0; i < settings->nimages; i++) {
		const struct pf_image_setting *image = &settings->images[i];

		pf_json_open(out, '{');
		pf_json_member(out, "match", image->match);
		pf_json_member(out, "source", image->source);
		pf_json_member_or_null(out, "target", image->target);
		pf_json_key(out, "build_args");
		pf_json_open(out, '[');
		for (size_t k = 0; k < image->nargs; k++) {
			pf_json_open(out, '{');
			pf_json_member(out, "name", image->args[k].name);
			pf_json_member(out, "value", shown_value(&image->args[k]));
			pf_json_close(out, '}');
		}
		pf_json_close(out, ']');
		pf_json_member(out, "from", image->where);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_binding_json(struct pf_arena *arena, struct pf_buf *out,
	const struct pf_bound *bound)
{
	pf_pos pos = pf_place_pos(&bound->at, bound->at.start, PF_CODEPOINTS);

	pf_json_open(out, '{');
	pf_json_member(out, "path", bound->at.file->source.path);
	pf_json_number(out, "line", pos.line);
	pf_json_number(out, "column", pos.column);
	pf_json_member_or_null(out, "container", bound->container);
	pf_json_member(out, "image", bound->image);
	pf_json_member_or_null(out, "source", bound->source);
	pf_json_member_or_null(out, "by",
		bound->source.len ? pf_str_from(pf_bound_by_name(bound->by)) : PF_STR_EMPTY);
	pf_json_member(out, "why", check_binding_reason(arena, bound));
	pf_json_member_or_null(out, "service", bound->service);
	pf_json_close(out, '}');
}

static void add_json(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct value values[NVALUES], const struct pf_result *result)
{
	pf_json_open(out, '{');
	pf_json_number(out, "schema", 1);
	add_settings_json(out, values);
	add_images_json(out, &check->settings);
	pf_json_key(out, "bindings");
	pf_json_open(out, '[');
	for (size_t i = 0; i < result->nbindings; i++)
		add_binding_json(arena, out, &result->bindings[i]);
	pf_json_close(out, ']');
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
}

/* The command. */

static bool read_options(const struct call *call, struct check *check, struct pf_error *err)
{
	enum format format;

	if (!check_read_options(call, check, err))
		return false;
	format = check->targets[0].format;
	if (options_has(call->arguments, OPTION_FORMAT) && format != FORMAT_TEXT &&
		format != FORMAT_JSON)
		return pf_fail(err, PF_E_USAGE, "'podfit config' knows the formats text and json");
	check->settings.list_bindings = true;
	return true;
}

static int show(const struct call *call, const struct check *check, const struct intake *intake)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_settings settings = check->settings;
	struct pf_run *run;
	struct pf_result result;
	struct value values[NVALUES];
	int status;

	/* No rule runs: it is the images that are asked for. */
	settings.profile.enabled = PF_NEWN(call->arena, bool, pf_nrules + 1);
	for (size_t i = 0; i < intake->ninputs; i++)
		intake->inputs[i].profile = NULL;
	run = pf_lint(&settings, intake->inputs, intake->ninputs);
	result = check_merge(call->arena, pf_run_result(run), intake);
	collect_values(call->arena, check, values);
	if (check->targets[0].format == FORMAT_JSON) {
		add_json(call->arena, &out, check, values, &result);
	} else {
		add_settings(call->arena, &out, check, values);
		add_bindings(call->arena, &out, &result);
	}
	status = put(&out);
	check_say_errors(&result);
	if (result.nerrors)
		status = EXIT_BROKEN;
	pf_run_free(run);
	return status;
}

int cmd_config(const struct call *call)
{
	struct check check;
	struct intake intake = {0};
	struct pf_config_fault fault;
	struct pf_error err = {0};
	int status = EXIT_USAGE;

	if (!read_options(call, &check, &err))
		return usage_error("%s", err.msg);
	if (!check_load_config(call, &check, &fault)) {
		check_say_config_fault(&check, &fault);
		return EXIT_USAGE;
	}
	if (!check_find_inputs(call, &check, &intake, &err))
		(void)usage_error("%s", err.msg);
	else
		status = show(call, &check, &intake);
	pf_buf_release(&intake.stdin_bytes);
	return status;
}

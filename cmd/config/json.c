/* SPDX-License-Identifier: Apache-2.0 */

/* `podfit config -f json`. */

#include "check/binding.h"
#include "config/formats.h"
#include "report/json/parts.h"
#include "text/json/write.h"

static void add_settings_json(struct pf_buf *out, const struct config_shown *shown)
{
	pf_json_key(out, "settings");
	pf_json_open(out, '[');
	for (size_t i = 0; i < shown->values.len; i++) {
		pf_json_open(out, '{');
		pf_json_member(out, "key", shown->values.ptr[i].key);
		pf_json_member_or_null(out, "value", shown->values.ptr[i].value);
		pf_json_member(out, "from", shown->values.ptr[i].from);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_options_json(struct pf_buf *out, const struct config_shown *shown)
{
	pf_json_key(out, "options");
	pf_json_open(out, '[');
	for (size_t i = 0; i < shown->options.len; i++) {
		const struct pf_option_value *option = shown->options.ptr[i];

		pf_json_open(out, '{');
		pf_json_member(out, "rule", pf_str_from(option->rule->name));
		pf_json_member(out, "name", option->name);
		pf_json_member(out, "value", option->value);
		pf_json_member(out, "from", option->where);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_rules_json(struct pf_buf *out, const struct config_shown *shown)
{
	pf_json_key(out, "rules");
	pf_json_open(out, '[');
	for (size_t i = 0; i < shown->rules.len; i++) {
		const struct config_rule *rule = &shown->rules.ptr[i];

		pf_json_open(out, '{');
		pf_json_member(out, "rule", pf_str_from(rule->rule->name));
		pf_json_bool(out, "enabled", rule->enabled);
		pf_json_member(out, "enabled_from", rule->from.enabled);
		pf_json_member(out, "severity", pf_str_from(pf_severity_name(rule->severity)));
		pf_json_member(out, "severity_from", rule->from.severity);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
	add_options_json(out, shown);
}

static void add_overrides_json(struct pf_buf *out, const struct pf_config *config,
	const struct config_shown *shown)
{
	pf_json_key(out, "overrides");
	pf_json_open(out, '[');
	for (size_t i = 0; i < config->noverrides; i++) {
		const struct pf_rule_layer *override = &config->overrides[i];

		pf_json_open(out, '{');
		pf_json_key(out, "paths");
		pf_json_open(out, '[');
		for (size_t k = 0; k < override->npaths; k++)
			pf_json_element(out, override->paths[k]);
		pf_json_close(out, ']');
		pf_json_member(out, "from", override->where);
		if (shown->applies)
			pf_json_bool(out, "holds", shown->applies[i]);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_ignores_json(struct pf_buf *out, const struct pf_config *config)
{
	pf_json_key(out, "ignores");
	pf_json_open(out, '[');
	for (size_t i = 0; i < config->nignores; i++) {
		const struct pf_ignore *ignore = &config->ignores[i];

		pf_json_open(out, '{');
		pf_json_member(out, "rule", ignore->what.pattern);
		pf_json_member_or_null(out, "reason", ignore->what.reason);
		pf_json_bool(out, "expired", ignore->expired);
		pf_json_member(out, "path", ignore->what.path);
		pf_json_number(out, "line", ignore->what.line);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_images_json(struct pf_buf *out, const struct pf_settings *settings)
{
	pf_json_key(out, "images");
	pf_json_open(out, '[');
	for (size_t i = 0; i < settings->images.len; i++) {
		const struct pf_image_setting *image = &settings->images.ptr[i];

		pf_json_open(out, '{');
		pf_json_member(out, "match", image->match);
		pf_json_member(out, "source", image->source);
		pf_json_member_or_null(out, "target", image->target);
		pf_json_key(out, "build_args");
		pf_json_open(out, '[');
		for (size_t k = 0; k < image->nargs; k++) {
			pf_json_open(out, '{');
			pf_json_member(out, "name", image->args[k].name);
			pf_json_member(out, "value", config_shown_arg(&image->args[k]));
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

void config_add_json(struct pf_arena *arena, struct pf_buf *out, const struct check *check,
	const struct config_shown *shown, const struct pf_result *result)
{
	pf_json_open(out, '{');
	pf_json_number(out, "schema", 1);
	add_settings_json(out, shown);
	add_rules_json(out, shown);
	add_overrides_json(out, &check->config.read, shown);
	add_ignores_json(out, &check->config.read);
	add_images_json(out, &check->settings);
	pf_json_key(out, "bindings");
	pf_json_open(out, '[');
	for (size_t i = 0; i < result->nbindings; i++)
		add_binding_json(arena, out, &result->bindings[i]);
	pf_json_close(out, ']');
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#define HIGHEST_MODE 511 /* 0777 */

/* Decimal numbers that somebody wrote who thought in octal. */
static const pf_str octal_looks[] = {
	PF_STR_INIT("400"),
	PF_STR_INIT("440"),
	PF_STR_INIT("444"),
	PF_STR_INIT("500"),
	PF_STR_INIT("550"),
	PF_STR_INIT("555"),
	PF_STR_INIT("600"),
	PF_STR_INIT("640"),
	PF_STR_INIT("644"),
	PF_STR_INIT("660"),
	PF_STR_INIT("664"),
	PF_STR_INIT("666"),
	PF_STR_INIT("700"),
	PF_STR_INIT("750"),
	PF_STR_INIT("755"),
	PF_STR_INIT("770"),
	PF_STR_INIT("775"),
	PF_STR_INIT("777"),
};

/* All of octal_looks have three digits below 8. */
static int octal_value(pf_str digits)
{
	return (digits.ptr[0] - '0') * 64 + (digits.ptr[1] - '0') * 8 + (digits.ptr[2] - '0');
}

static void check_mode(struct pf_ctx *ctx, pf_int_field mode, const char *field)
{
	struct pf_finding *f;
	pf_str text;

	if (!mode.set)
		return;
	text = pf_node_text(mode.node);
	if (!pf_is_one_of(text, octal_looks, sizeof(octal_looks) / sizeof(octal_looks[0])))
		return;
	if (mode.is > HIGHEST_MODE)
		f = pf_report(ctx, mode.node,
			"%s `%.*s` is decimal, above the highest mode 511 (0777), and is refused",
			field, PF_STR_ARG(text));
	else
		f = pf_report(ctx, mode.node,
			"%s `%.*s` is decimal: the files get mode 0%03o, not 0%.*s", field,
			PF_STR_ARG(text), (unsigned)mode.is, PF_STR_ARG(text));
	pf_help(ctx, f, "write `0%.*s`, or `%d` in JSON, which has no octal numbers",
		PF_STR_ARG(text), octal_value(text));
	/* The decimal twin is the same to every reader of YAML and of JSON. */
	pf_fix_replace(ctx, f, false, mode.node,
		pf_arena_fmt(pf_scratch(ctx), "%d", octal_value(text)));
}

static void check_items(struct pf_ctx *ctx, const struct pf_key_to_path_list *items)
{
	PF_EACH(struct pf_key_to_path, item, *items)
		check_mode(ctx, item->mode, "mode");
}

static void check_files(struct pf_ctx *ctx, const struct pf_downward_api_volume_file_list *items)
{
	PF_EACH(struct pf_downward_api_volume_file, item, *items)
		check_mode(ctx, item->mode, "mode");
}

static void check_projected(struct pf_ctx *ctx, const struct pf_projected_volume_source *projected)
{
	check_mode(ctx, projected->default_mode, "defaultMode");
	PF_EACH(struct pf_volume_projection, source, projected->sources) {
		if (source->config_map)
			check_items(ctx, &source->config_map->items);
		if (source->secret)
			check_items(ctx, &source->secret->items);
		if (source->downward_api)
			check_files(ctx, &source->downward_api->items);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	PF_EACH(struct pf_volume, v, pod->spec->volumes) {
		if (v->config_map) {
			check_mode(ctx, v->config_map->default_mode, "defaultMode");
			check_items(ctx, &v->config_map->items);
		}
		if (v->secret) {
			check_mode(ctx, v->secret->default_mode, "defaultMode");
			check_items(ctx, &v->secret->items);
		}
		if (v->downward_api) {
			check_mode(ctx, v->downward_api->default_mode, "defaultMode");
			check_files(ctx, &v->downward_api->items);
		}
		if (v->projected)
			check_projected(ctx, v->projected);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions",
	NULL,
};

PF_RULE(decimal_file_mode) = {
	.name = "decimal-file-mode",
	.title = "File mode is decimal but looks octal",
	.why = "A mode without a leading zero is a decimal number: `400` is 0620, so that the group "
	       "may write to a key file that was to be read by its owner alone. `600` and above are "
	       "more than 0777 and the object is refused.",
	.help = "Write the octal number with its leading zero (`0400`, `0644`), or its decimal twin "
		"where the file is JSON (`256`, `420`).",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_POD,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_pod = check,
};

/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"
#include "kube/placeholder.h"
#include "rule/advice/problems.h"
#include "world/members.h"

#define CRON_JOB_MAX 52
#define STATEFUL_SET_MAX 52
#define JOB_MAX 63

static bool is_name(uint8_t format)
{
	switch ((enum pf_format)format) {
	case PF_FORMAT_DNS_SUBDOMAIN:
	case PF_FORMAT_DNS_LABEL:
	case PF_FORMAT_DNS1035_LABEL:
	case PF_FORMAT_PATH_SEGMENT:
	case PF_FORMAT_ENV_NAME:
	case PF_FORMAT_CONFIG_KEY:
		return true;
	case PF_FORMAT_NONE:
	case PF_FORMAT_PORT_NAME:
	case PF_FORMAT_LABEL_KEY:
	case PF_FORMAT_LABEL_VALUE:
	case PF_FORMAT_ANNOTATION_KEY:
		break;
	}
	return false;
}

/* `title` says what the name is of and quotes it. */
static void report(struct pf_ctx *ctx, const struct pf_node *node, pf_str title,
	enum pf_format format, pf_str legal)
{
	struct pf_finding *f = pf_report(ctx, node, "%.*s %s; the API server refuses it",
		PF_STR_ARG(title), pf_name_fault(format, pf_node_text(node), pf_release(ctx)));

	pf_label(ctx, f, "no %s", pf_format_name(format));
	if (!legal.len)
		return;
	pf_help(ctx, f, "write `%.*s`, here and wherever it is referred to", PF_STR_ARG(legal));
	pf_fix_string(ctx, f, false, node, legal);
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_node *node = p->in_key ? p->key : p->node;
	pf_str title;

	if (!is_name(p->format))
		return;
	title = p->in_key
		? pf_arena_fmt(pf_scratch(ctx), "key `%.*s` of `%.*s`",
			  PF_STR_ARG(pf_node_text(node)), PF_STR_ARG(p->field->name))
		: pf_arena_fmt(pf_scratch(ctx), "`%.*s: %.*s` of %.*s", PF_STR_ARG(p->field->name),
			  PF_STR_ARG(pf_node_text(node)), PF_STR_ARG(pf_type_title(p->owner)));
	report(ctx, node, title, p->format,
		pf_name_suggest(pf_scratch(ctx), p->format, pf_node_text(node), pf_release(ctx)));
}

/* Names that the server or a controller makes longer. */
static void check_length(struct pf_ctx *ctx, const struct pf_object *o, const struct pf_node *node)
{
	static const struct {
		pf_str kind;
		size_t max;
		const char *follows;
	} limits[] = {
		{PF_STR_INIT("CronJob"), CRON_JOB_MAX,
			"its Jobs add 11 to the name, so that the API server refuses it"},
		{PF_STR_INIT("Job"), JOB_MAX,
			"its Pods carry the name as a label, so that the API server refuses it"},
		{PF_STR_INIT("StatefulSet"), STATEFUL_SET_MAX,
			"its Pods carry the name and a hash of 10 as a label of at most 63, so that the "
			"API server refuses them"},
	};

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		if (!pf_str_eq(o->kind, limits[i].kind) || o->name.len <= limits[i].max)
			continue;
		pf_help(ctx,
			pf_report(ctx, node, "%.*s name has %zu characters; %s",
				PF_STR_ARG(o->kind), o->name.len, limits[i].follows),
			"shorten it to %zu characters", limits[i].max);
	}
}

/* The server adds five letters, and lets the prefix end in a hyphen for that. */
static void check_prefix(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_node *node = pf_node_get(o->metadata, PF_STR("generateName"));
	enum pf_format format = o->api->type->name_format;
	pf_str text = pf_node_get_text(o->metadata, PF_STR("generateName")), whole;

	if (!node || !text.len || pf_is_placeholder(text))
		return;
	whole = pf_arena_fmt(pf_scratch(ctx), "%.*sx", PF_STR_ARG(text));
	if (text.len < 63 && pf_name_fault(format, whole, pf_release(ctx)))
		report(ctx, node,
			pf_arena_fmt(pf_scratch(ctx), "`generateName: %.*s`", PF_STR_ARG(text)),
			format, PF_STR_EMPTY);
}

static void check_object(struct pf_ctx *ctx, const struct pf_object *o)
{
	const struct pf_node *node = pf_node_get(o->metadata, PF_STR("name"));
	enum pf_format format;

	if (!o->api || !o->api->type || pf_world_is_patch(pf_world_of(ctx), o))
		return;
	format = o->api->type->name_format;
	if (!o->name.len) {
		check_prefix(ctx, o);
		return;
	}
	if (pf_is_placeholder(o->name) || pf_names_its_field(PF_STR("name"), o->name))
		return;
	if (pf_name_fault(format, o->name, pf_release(ctx)))
		report(ctx, node,
			pf_arena_fmt(pf_scratch(ctx), "%.*s name `%.*s`", PF_STR_ARG(o->kind),
				PF_STR_ARG(o->name)),
			format, pf_name_suggest(pf_scratch(ctx), format, o->name, pf_release(ctx)));
	else
		check_length(ctx, o, node);
}

static const char *const yields_to[] = {"invalid-port-name", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
	NULL,
};

PF_RULE(invalid_name) = {
	.name = "invalid-name",
	.title = "Name breaks the grammar of its field",
	.why = "Names become host names, file names, labels and parts of URLs, and the"
	       " API server refuses those that cannot: upper case, underscores and "
	       "blanks mostly, and what is too long. Some controllers add to a name, "
	       "so that it must be shorter still.",
	.help = "Use lower-case letters, digits and hyphens, beginning and ending with "
		"a letter or digit.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_BAD_FORMAT),
	.on_problem = check,
	.on_object = check_object,
};

/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"
#include "world/fills.h"
#include "yaml/scalar.h"

static const char *const value_names[] = {
	[PF_V_STRING] = "a string",
	[PF_V_BOOL] = "a boolean",
	[PF_V_INT32] = "a whole number",
	[PF_V_INT64] = "a whole number",
	[PF_V_DOUBLE] = "a number",
	[PF_V_QUANTITY] = "a quantity",
	[PF_V_INT_OR_STRING] = "a number or a string",
	[PF_V_BYTES] = "a string",
	[PF_V_TIME] = "a string",
	[PF_V_ANY] = "anything",
	[PF_V_OBJECT] = "a mapping",
};

/* What belongs where the value stands. */
static enum pf_node_kind wanted_kind(const struct pf_problem *p)
{
	enum pf_shape shape = p->field->shape;

	if (p->part == PF_PART_WHOLE && shape != PF_SHAPE_ONE)
		return shape == PF_SHAPE_LIST ? PF_SEQ : PF_MAP;
	if (p->part == PF_PART_ENTRY && shape == PF_SHAPE_MAP_OF_LISTS)
		return PF_SEQ;
	return p->field->value == PF_V_OBJECT ? PF_MAP : PF_SCALAR;
}

static const char *wanted_name(const struct pf_problem *p, enum pf_node_kind kind)
{
	if (p->kind == PF_QUOTED_NUMBER)
		return "a number or a percentage";
	if (kind == PF_SCALAR)
		return value_names[p->field->value];
	return kind == PF_SEQ ? "a list" : "a mapping";
}

/* A field that takes whole numbers refuses no others. */
static const char *given_name(const struct pf_problem *p, enum pf_node_kind wanted)
{
	enum pf_scalar_type type = PF_SCALAR_STR;

	if (p->node->kind == PF_SCALAR && wanted == PF_SCALAR && p->field->value != PF_V_STRING)
		type = pf_scalar_resolve(p->node).type;
	if (type != PF_SCALAR_INT && type != PF_SCALAR_FLOAT)
		return pf_node_type_name(p->node);
	return pf_str_contains(pf_node_text(p->node), PF_STR(".")) ? "a fraction"
								   : "too large a number";
}

/* A boolean or number where a string belongs. */
static void say_string(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_problem *p)
{
	bool private = pf_str_eq(p->owner->name, PF_STR("core.v1.Secret"));
	bool literal = pf_scalar_is_literal(p->node);
	pf_scalar scalar = pf_scalar_resolve(p->node);
	pf_str text = pf_node_text(p->node);

	pf_help(ctx, f,
		p->field->value == PF_V_BYTES
			? "encode the value in base64, or move it to `stringData`, in quotes"
			: "put the value in quotes");
	if (scalar.type == PF_SCALAR_BOOL && !literal)
		pf_label(ctx, f, "unquoted, kubectl reads it as the boolean %s",
			scalar.truth ? "true" : "false");
	else if (scalar.type == PF_SCALAR_INT && !literal && !scalar.overflow && !private)
		pf_label(ctx, f, "unquoted, kubectl reads it as %lld", (long long)scalar.integer);
	else
		pf_label(ctx, f, "%s unless it is quoted", pf_node_type_name(p->node));
	if (p->node->style == PF_PLAIN && !private)
		pf_fix_replace(ctx, f, literal, p->node,
			pf_arena_fmt(pf_scratch(ctx), "\"%.*s\"", PF_STR_ARG(text)));
}

/* A string where a number or a boolean belongs. */
static void say_plain(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_problem *p)
{
	pf_str text = pf_node_text(p->node);
	struct pf_node plain = {.kind = PF_SCALAR, .style = PF_PLAIN, .len = (uint32_t)text.len};
	enum pf_scalar_type type;

	plain.as.text = text.ptr;
	type = pf_scalar_resolve(&plain).type;
	if (p->node->style == PF_PLAIN || !pf_scalar_is_literal(&plain) ||
		type != (p->field->value == PF_V_BOOL ? PF_SCALAR_BOOL : PF_SCALAR_INT))
		return;
	pf_label(ctx, f, "the quotes make it a string");
	pf_help(ctx, f, "write %.*s without quotes", PF_STR_ARG(text));
	pf_fix_replace(ctx, f, true, p->node, text);
}

/* Kustomize writes an object's own annotations as text, whatever they were. */
static bool becomes_text(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_object *o = pf_object_in(ctx);
	const struct pf_node *own = pf_node_get(o->metadata, PF_STR("annotations"));

	return p->part == PF_PART_ENTRY && p->node->kind == PF_SCALAR && own && p->node > own &&
		p->node < own + own->span && pf_world_is_built(pf_world_of(ctx), o);
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	enum pf_node_kind wanted = wanted_kind(p);
	struct pf_finding *f;

	/* A quoted port is quoted-port's. */
	if (p->kind == PF_QUOTED_NUMBER && p->field->format == PF_FORMAT_PORT_NAME)
		return;
	if (becomes_text(ctx, p))
		return;
	f = pf_report(ctx, p->node,
		"%.*s takes %s, but this is %s; the API server refuses the %.*s",
		PF_STR_ARG(pf_problem_title(ctx, p)), wanted_name(p, wanted), given_name(p, wanted),
		PF_STR_ARG(pf_object_in(ctx)->kind));
	if (wanted == PF_SEQ)
		pf_help(ctx, f,
			p->node->kind == PF_MAP ? "begin each item with `- `"
						: "write `[...]`, or one item a line after `- `");
	else if (wanted == PF_MAP)
		pf_help(ctx, f, "write `key: value` pairs, without `- `");
	else if (p->node->kind == PF_SCALAR && p->kind == PF_WRONG_TYPE &&
		strcmp(value_names[p->field->value], "a string") == 0)
		say_string(ctx, f, p);
	else if (p->node->kind == PF_SCALAR)
		say_plain(ctx, f, p);
}

static const char *const aliases[] = {"kube-linter/schema-validation", "kubeconform/schema", NULL};

static const char *const yields_to[] = {"invalid-probe-setting", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
	NULL,
};

PF_RULE(wrong_type) = {
	.name = "wrong-type",
	.title = "Value has another type than its field",
	.why = "The API server decodes objects strictly by type: one boolean where a "
	       "string belongs, or one quoted number, makes it refuse the whole "
	       "object. Scalars without quotes are what kubectl's YAML reader takes "
	       "them for, and that is YAML 1.1: `y`, `on` and `no` are booleans, "
	       "`0777` is octal, `1_000` is a number.",
	.help = "Quote what is to be a string, write numbers and booleans without "
		"quotes, and give lists their dashes.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_MIXED,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_WRONG_TYPE) | PF_PROBLEM_BIT(PF_QUOTED_NUMBER),
	.on_problem = check,
};

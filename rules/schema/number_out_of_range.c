/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/problems.h"
#include "yaml/scalar.h"

/* The bound that the number breaks matters; the other may be that of the type. */
static pf_str bounds(struct pf_ctx *ctx, const struct pf_problem *p)
{
	const struct pf_field *f = p->field;
	int64_t number = pf_scalar_resolve(p->node).integer;
	int64_t min = f->bounded ? f->min : INT64_MIN, max = f->bounded ? f->max : INT64_MAX;

	if (f->value != PF_V_INT64) {
		min = min < INT32_MIN ? INT32_MIN : min;
		max = max > INT32_MAX ? INT32_MAX : max;
	}
	if (number < min && max >= INT32_MAX)
		return pf_arena_fmt(pf_scratch(ctx), "%lld or more", (long long)min);
	return pf_arena_fmt(pf_scratch(ctx), "%lld to %lld", (long long)min, (long long)max);
}

/* "644" for 0644: modes are octal to those who write them. */
static bool is_decimal_mode(const struct pf_field *f, pf_str text)
{
	if (f->max != 0777 || text.len != 3)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '7')
			return false;
	}
	return true;
}

static void check(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str text = pf_node_text(p->node);
	struct pf_finding *f = pf_report(ctx, p->node,
		"%.*s is %.*s, outside what the API server takes: %.*s",
		PF_STR_ARG(pf_problem_title(ctx, p)), PF_STR_ARG(text), PF_STR_ARG(bounds(ctx, p)));

	if (is_decimal_mode(p->field, text)) {
		pf_label(ctx, f, "decimal; file modes are octal");
		pf_help(ctx, f, "write 0%.*s", PF_STR_ARG(text));
		pf_fix_replace(ctx, f, false, p->node,
			pf_arena_fmt(pf_scratch(ctx), "0%.*s", PF_STR_ARG(text)));
	} else {
		pf_help(ctx, f, "write a number within these bounds: %.*s",
			PF_STR_ARG(bounds(ctx, p)));
	}
}

static void check_autoscaler(struct pf_ctx *ctx, const struct pf_horizontal_pod_autoscaler *hpa)
{
	struct pf_finding *f;
	pf_int_field min, max;

	if (!hpa || !hpa->spec)
		return;
	min = hpa->spec->min_replicas;
	max = hpa->spec->max_replicas;
	if (!max.set || max.is < 1 || !min.set || min.is <= max.is)
		return;
	f = pf_report(ctx, min.node,
		"`minReplicas` is %lld, above `maxReplicas` %lld; the API server refuses the "
		"HorizontalPodAutoscaler",
		(long long)min.is, (long long)max.is);
	pf_relate(ctx, f, pf_object_in(ctx)->document, max.node, "the maximum is set here");
	pf_help(ctx, f, "raise `maxReplicas` to %lld or more", (long long)min.is);
}

/* A number from 0, or a percentage from 0% to 100%. */
static void check_share(struct pf_ctx *ctx, const char *name, pf_int_or_string_field share)
{
	int64_t percent = 0;
	const char *fault = NULL;
	struct pf_finding *f;

	if (!share.set || !share.node || pf_is_placeholder(share.text))
		return;
	if (!share.is_string && share.number < 0)
		fault = "is negative";
	else if (share.is_string &&
		(!pf_str_ends_with(share.text, PF_STR("%")) ||
			!pf_str_to_int(pf_str_sub(share.text, 0, share.text.len - 1), &percent) ||
			!pf_is_digit(share.text.ptr[0])))
		fault = "is neither a number nor a percentage";
	else if (percent > 100)
		fault = "is more than 100%";
	/* All digits: wrong-type tells of the quotes. */
	if (!fault || (share.is_string && pf_str_to_int(share.text, &percent)))
		return;
	f = pf_report(ctx, share.node, "`%s` %s; the API server refuses the PodDisruptionBudget",
		name, fault);
	pf_help(ctx, f, "write a number from 0, or a percentage up to `100%%`");
}

static void check_object(struct pf_ctx *ctx, const struct pf_object *object)
{
	const struct pf_pod_disruption_budget *budget = PF_TYPED(ctx, pf_pod_disruption_budget);

	(void)object;
	check_autoscaler(ctx, PF_TYPED(ctx, pf_horizontal_pod_autoscaler));
	if (!budget || !budget->spec)
		return;
	check_share(ctx, "minAvailable", budget->spec->min_available);
	check_share(ctx, "maxUnavailable", budget->spec->max_unavailable);
}

static const char *const aliases[] = {"kube-score/container-ports-check", NULL};

static const char *const yields_to[] = {"invalid-scheduling-term", NULL};

static const char *const refs[] = {"https://kubernetes.io/docs/reference/kubernetes-api/", NULL};

PF_RULE(number_out_of_range) = {
	.name = "number-out-of-range",
	.title = "Number is outside the bounds of its field",
	.why = "The API server checks each number against the bounds of its field, "
	       "such as 1 to 65535 for ports, and refuses the object when one is "
	       "outside.",
	.help = "Write a number within the bounds. File modes are octal: write them "
		"with a leading zero.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.problems = PF_PROBLEM_BIT(PF_OUT_OF_RANGE),
	.on_problem = check,
	.on_object = check_object,
};

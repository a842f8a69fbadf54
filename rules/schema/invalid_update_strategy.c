/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "world/members.h"
#include "yaml/scalar.h"

#define PROGRESS_DEADLINE 600 /* seconds, where a Deployment sets none */

/* How many at most, in whatever unit; -1: nobody can say. */
static int64_t amount(const pf_int_or_string_field *field, int64_t fallback)
{
	pf_str digits = field->text;
	int64_t value = -1;

	if (!field->set)
		return !field->node || pf_node_is_null(field->node) ? fallback : -1;
	if (!field->is_string)
		return field->number;
	if (!pf_str_ends_with(digits, PF_STR("%")))
		return -1;
	digits.len--;
	return pf_is_digit(field->text.ptr[0]) && pf_str_to_int(digits, &value) ? value : -1;
}

static void check_percentage(struct pf_ctx *ctx, const char *name,
	const pf_int_or_string_field *field)
{
	if (!field->is_string || amount(field, 0) <= 100)
		return;
	pf_help(ctx,
		pf_report(ctx, field->node, "%s `%.*s` is over 100%%, which the API server refuses",
			name, PF_STR_ARG(field->text)),
		"write `100%%` or less");
}

/* Settings of rolling updates beside a type that has none. */
static bool check_type(struct pf_ctx *ctx, const struct pf_node *settings, pf_str_field type,
	const char *other)
{
	struct pf_finding *f;

	if (!pf_str_eq(type.is, pf_str_from(other)))
		return true;
	f = pf_report(ctx, settings,
		"rollingUpdate stands beside type `%s`, which the API server refuses", other);
	pf_relate(ctx, f, pf_object_in(ctx)->document, type.node, "this type has no settings");
	pf_help(ctx, f, "take `rollingUpdate` away, or write `type: RollingUpdate`");
	return false;
}

static void report_standstill(struct pf_ctx *ctx, const struct pf_node *unavailable)
{
	pf_help(ctx,
		pf_report(ctx, unavailable,
			"maxUnavailable and maxSurge are both 0, so that no Pod could ever be replaced; "
			"the API server refuses it"),
		"set one of them to 1 or more");
}

static void check_deployment(struct pf_ctx *ctx, const struct pf_deployment_strategy *strategy)
{
	const struct pf_rolling_update_deployment *rolling = strategy->rolling_update;

	if (!rolling || !check_type(ctx, rolling->node, strategy->type, "Recreate"))
		return;
	check_percentage(ctx, "maxUnavailable", &rolling->max_unavailable);
	if (!amount(&rolling->max_unavailable, 25) && !amount(&rolling->max_surge, 25))
		report_standstill(ctx, rolling->max_unavailable.node);
}

static void check_deadline(struct pf_ctx *ctx, const struct pf_deployment_spec *spec)
{
	pf_int_field deadline = spec->progress_deadline_seconds, ready = spec->min_ready_seconds;
	bool is_default = !deadline.node || pf_node_is_null(deadline.node);

	if (is_default)
		deadline.is = PROGRESS_DEADLINE;
	if ((!is_default && !deadline.set) || ready.is < 0 || deadline.is < 0 ||
		deadline.is > ready.is)
		return;
	pf_help(ctx,
		pf_report(ctx, is_default ? ready.node : deadline.node,
			"progressDeadlineSeconds %lld%s is not above minReadySeconds %lld, which the "
			"API server refuses",
			(long long)deadline.is, is_default ? " (the default)" : "",
			(long long)ready.is),
		"set `progressDeadlineSeconds` well above %lld", (long long)ready.is);
}

static void check_daemon_set(struct pf_ctx *ctx,
	const struct pf_daemon_set_update_strategy *strategy)
{
	const struct pf_rolling_update_daemon_set *rolling = strategy->rolling_update;
	int64_t surge, unavailable;

	if (!rolling || pf_str_eq(strategy->type.is, PF_STR("OnDelete")))
		return;
	check_percentage(ctx, "maxUnavailable", &rolling->max_unavailable);
	check_percentage(ctx, "maxSurge", &rolling->max_surge);
	surge = amount(&rolling->max_surge, 0);
	unavailable = amount(&rolling->max_unavailable, 1);
	if (surge == 0 && unavailable == 0)
		report_standstill(ctx, rolling->max_unavailable.node);
	if (surge > 0 && unavailable > 0)
		pf_help(ctx,
			pf_report(ctx, rolling->max_surge.node,
				"maxSurge stands beside a maxUnavailable above 0%s; the API server "
				"takes only one of them in a DaemonSet",
				rolling->max_unavailable.set ? "" : " (1, the default)"),
			"write `maxUnavailable: 0` beside it");
}

static void check(struct pf_ctx *ctx, const struct pf_object *object)
{
	const struct pf_deployment *deployment = PF_TYPED(ctx, pf_deployment);
	const struct pf_stateful_set *set = PF_TYPED(ctx, pf_stateful_set);
	const struct pf_daemon_set *daemons = PF_TYPED(ctx, pf_daemon_set);

	if (pf_world_is_patch(pf_world_of(ctx), object))
		return;
	if (deployment && deployment->spec) {
		check_deadline(ctx, deployment->spec);
		if (deployment->spec->strategy)
			check_deployment(ctx, deployment->spec->strategy);
	}
	if (daemons && daemons->spec && daemons->spec->update_strategy)
		check_daemon_set(ctx, daemons->spec->update_strategy);
	if (set && set->spec && set->spec->update_strategy &&
		set->spec->update_strategy->rolling_update)
		(void)check_type(ctx, set->spec->update_strategy->rolling_update->node,
			set->spec->update_strategy->type, "OnDelete");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
	NULL,
};

PF_RULE(invalid_update_strategy) = {
	.name = "invalid-update-strategy",
	.title = "Update strategy is refused",
	.why = "Some settings of an update exclude each other, and the API server refuses the "
	       "workload: no Pod may go and none come, or a deadline passes before Pods are ready.",
	.help = "Let at least one Pod go or come, and keep rollingUpdate for type RollingUpdate.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_WORKLOAD,
	.sets = PF_DEFAULT,
	.on_object = check,
};

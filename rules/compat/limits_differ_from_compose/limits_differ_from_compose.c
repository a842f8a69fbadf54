/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "bounds.h"
#include "rule/advice/compose.h"
#include "runtime/compose/service.h"
#include "runtime/resources.h"
#include "world/binding/binding.h"

static void compare(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_compose_bound *b, const pf_quantity_field *field)
{
	const char *what = b->is_limit ? "limit" : "request";
	pf_quantity amount;
	struct pf_finding *f;

	if (!field->set || !pf_quantity_parse(field->is, &amount) || pf_bound_is(b, amount))
		return;
	f = pf_report(ctx, field->node, "%.*s %s of %.*s is %.*s, but %.*s %s %.*s",
		PF_STR_ARG(b->resource), what, PF_STR_ARG(pf_container_title(ctx, c)),
		PF_STR_ARG(pf_bound_shown(ctx, b, field->is, amount)),
		PF_STR_ARG(pf_service_title(pf_scratch(ctx), c->binding->service)),
		b->is_limit ? "runs with" : "reserves",
		PF_STR_ARG(pf_bound_shown(ctx, b, b->compose->value, b->amount)));
	pf_label(ctx, f, "compose's is `%.*s`", PF_STR_ARG(pf_bound_written(ctx, b)));
	if (pf_bound_crosses_other(c, b))
		pf_help(ctx, f,
			"write `%.*s` here and bring the %s in line, which may not cross it, or "
			"change the compose file",
			PF_STR_ARG(pf_bound_written(ctx, b)), b->is_limit ? "request" : "limit");
	else
		pf_help(ctx, f, "write `%.*s` here, or bring the compose file in line",
			PF_STR_ARG(pf_bound_written(ctx, b)));
	pf_relate_setting(ctx, f, c, b->compose, "the other side");
	if (!pf_bound_crosses_other(c, b))
		pf_fix_replace(ctx, f, false, field->node, pf_bound_written(ctx, b));
}

/* The entries to add where they belong, of the limits that are missing. */
static void offer(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_compose_bound *missing, size_t n)
{
	const struct pf_resource_requirements *r = c->spec->resources;
	const struct pf_node *mapping = c->spec->node;
	const char *indent = "    ";
	pf_str text = PF_STR("resources:\n  limits:\n"), requests = PF_STR_EMPTY;

	if (!r || (!r->limits.node && !r->requests.node))
		requests = pf_bounds_requests(ctx, c->binding->service, r ? "" : "  ");
	if (r && r->limits.node) {
		mapping = r->limits.node;
		indent = "";
		text = PF_STR_EMPTY;
	} else if (r && r->node) {
		mapping = r->node;
		indent = "  ";
		text = PF_STR("limits:\n");
	}
	for (size_t i = 0; i < n; i++) {
		if (pf_bound_crosses_other(c, &missing[i]))
			return;
		text = pf_arena_fmt(pf_scratch(ctx), "%.*s%s%.*s: %.*s\n", PF_STR_ARG(text), indent,
			PF_STR_ARG(missing[i].resource),
			PF_STR_ARG(pf_bound_written(ctx, &missing[i])));
	}
	text = pf_arena_fmt(pf_scratch(ctx), "%.*s%.*s", PF_STR_ARG(text), PF_STR_ARG(requests));
	pf_fix_add(ctx, f, false, "carry over what holds the compose service", mapping, text);
}

static const char *names_of(const struct pf_compose_bound *missing, size_t n)
{
	if (n > 1)
		return "memory and no cpu";
	return missing[0].is_memory ? "memory" : "cpu";
}

static void report_missing(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_compose_bound *missing, size_t n)
{
	pf_str values = pf_bounds_shown(ctx, missing, n),
	       entries = pf_bounds_written(ctx, missing, n);
	pf_str title = pf_container_title(ctx, c);
	struct pf_finding *f;

	f = pf_report(ctx, c->spec->node,
		"%.*s has no %s limit, but %.*s runs with %.*s: nothing holds it back here",
		PF_STR_ARG(title), names_of(missing, n),
		PF_STR_ARG(pf_service_title(pf_scratch(ctx), c->binding->service)),
		PF_STR_ARG(values));
	pf_label(ctx, f, "a limit of the compose file is lost");
	pf_help(ctx, f, "add %.*s below `resources.limits`", PF_STR_ARG(entries));
	for (size_t i = 0; i < n; i++)
		pf_relate_setting(ctx, f, c, missing[i].compose, "what it is held to by compose");
	offer(ctx, f, c, missing, n);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_compose_service *s = pf_service_of(c);
	struct pf_compose_bound bounds[PF_COMPOSE_BOUNDS];
	struct pf_compose_bound missing[2];
	size_t nmissing = 0;
	size_t n = s ? pf_compose_bounds(s, bounds) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct pf_compose_bound *b = &bounds[i];
		const struct pf_quantity_entry *entry = b->is_limit
			? pf_container_limit(c, b->resource)
			: pf_container_request(c, b->resource);

		if (entry)
			compare(ctx, c, b, &entry->value);
		else if (b->is_limit && !pf_has_limit(pf_world_of(ctx), c, b->resource))
			missing[nmissing++] = *b;
	}
	if (nmissing > 0)
		report_missing(ctx, c, missing, nmissing);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
	NULL,
};

static const char *const yields_to[] = {"memory-millibytes", NULL};

PF_RULE(limits_differ_from_compose) = {
	.name = "limits-differ-from-compose",
	.title = "Limits are not those of the compose file",
	.why = "Docker's `m` and `g` are powers of 1024, Kubernetes' `M` and `G` powers of 1000, and "
	       "its `m` is a thousandth, so a number that is copied from one to the other means "
	       "something else. A container that was tested with one limit is then killed, or "
	       "slowed down, by another; without any limit a leak takes the node with it.",
	.help = "Write the amount of the compose file in Kubernetes' units: `512m` of memory is "
		"`512Mi`, 1.5 CPUs are `1500m`. Where the cluster is meant to differ, change the "
		"compose file so that tests run with what production has.",
	.ignore = "The compose file is for a developer's machine, and the cluster's limits were "
		  "measured.",
	.refs = refs,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

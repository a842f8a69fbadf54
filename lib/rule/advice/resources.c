/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/advice/resources.h"

#include "runtime/resources.h"

void pf_check_missing_resource(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_missing_resource *missing = pf_rule_data(ctx);
	const struct pf_world *world = pf_world_of(ctx);
	struct pf_finding *f;

	if (!pf_wants_resources(c, pf_option_bool(ctx, "init")) ||
		(missing->limit ? pf_has_limit : pf_has_request)(world, c, missing->resource))
		return;
	f = pf_report(ctx, c->spec->node, "%.*s %s", PF_STR_ARG(pf_container_title(ctx, c)),
		missing->message);
	pf_label(ctx, f, "no `resources.%s.%.*s`", missing->limit ? "limits" : "requests",
		PF_STR_ARG(missing->resource));
	pf_help(ctx, f, "%s", missing->help);
}

const struct pf_option pf_resource_options[] = {
	{"init", PF_OPTION_BOOL, "false", "look at ordinary init containers as well"},
	{NULL, PF_OPTION_BOOL, NULL, NULL},
};

const char *const pf_missing_resource_yields_to[] = {"missing-resources", NULL};

const char *const pf_missing_resource_refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
	"https://kubernetes.io/docs/concepts/policy/limit-range/",
	NULL,
};

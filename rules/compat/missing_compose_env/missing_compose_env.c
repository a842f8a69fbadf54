/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/compose/service.h"
#include "variables.h"
#include "world/binding/binding.h"

/* "`DB_HOST`, `DB_USER` and 3 more" */
static pf_str list_names(struct pf_ctx *ctx, const struct pf_compose_env *env)
{
	pf_str text = PF_STR_EMPTY;

	for (size_t i = 0; i < env->n && i < PF_COMPOSE_ENV_SHOWN; i++)
		text = pf_arena_fmt(pf_scratch(ctx), "%.*s%s`%.*s`", PF_STR_ARG(text),
			i ? ", " : "", PF_STR_ARG(env->shown[i].name));
	if (env->n > PF_COMPOSE_ENV_SHOWN)
		text = pf_arena_fmt(pf_scratch(ctx), "%.*s and %zu more", PF_STR_ARG(text),
			env->n - PF_COMPOSE_ENV_SHOWN);
	return text;
}

static void relate(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_missing_variable *variable)
{
	const struct pf_node *node = variable->node;
	const struct pf_compose_service *s = c->binding->service;
	const char *how = "is set here";

	if (variable->through)
		how = "is taken from the shell of whoever runs compose";
	else if (variable->quoted && !node)
		how = "is in quotes, which `kubectl create --from-env-file` keeps";
	else if (variable->quoted)
		how = "has quotes that are part of its value";
	for (size_t i = 0; !node && i < s->environment.nfiles; i++) {
		if (s->environment.files[i].is == variable->file)
			node = s->environment.files[i].node;
	}
	if (node)
		pf_relate_compose(ctx, f, c, node, "`%.*s` %s", PF_STR_ARG(variable->name), how);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_compose_service *s = pf_service_of(c);
	struct pf_compose_env env;
	struct pf_finding *f;

	if (!s)
		return;
	pf_compose_missing_env(ctx, c, s, &env);
	if (env.n == 0)
		return;
	f = pf_report(ctx, c->spec->env.node ? c->spec->env.node : c->spec->node,
		"%.*s does not get %.*s, which %.*s sets", PF_STR_ARG(pf_container_title(ctx, c)),
		PF_STR_ARG(list_names(ctx, &env)),
		PF_STR_ARG(pf_service_title(pf_scratch(ctx), s)));
	pf_label(ctx, f, "%zu %s not set", env.n, env.n > 1 ? "variables are" : "variable is");
	for (size_t i = 0; i < env.n && i < PF_COMPOSE_ENV_SHOWN; i++)
		relate(ctx, f, c, &env.shown[i]);
	/* An unread image may bring a value of its own, though hardly the one compose sets. */
	if (!c->facts || !c->facts->env.complete)
		pf_rests_on(f, PF_EVIDENCE);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
	"https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/",
	NULL,
};

PF_RULE(missing_compose_env) = {
	.name = "missing-compose-env",
	.title = "Variable of the compose file is not set",
	.why = "The compose file is where a team writes down what its program wants to be told. A "
	       "variable that the Pod does not set leaves the program with its own default, "
	       "often a host that is not there or a mode for development, and nothing says so "
	       "before the program does.",
	.help = "Set the variable under `env`, secrets by a `secretKeyRef`, or fill a ConfigMap and "
		"name it under `envFrom`.",
	.ignore = "The variable is for development alone, or its default is what the cluster "
		  "wants.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

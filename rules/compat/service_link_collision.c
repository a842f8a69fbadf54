/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/network/service_links.h"
#include "world/services.h"

#define VARIABLES_MAX 256 /* of an image: enough for people, a bound for machines */

static bool is_set_again(const struct pf_pod_container *c, pf_str name)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_eq(var->name.is, name))
			return true;
	}
	return false;
}

static void help(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	pf_str name, const struct pf_world_service *s)
{
	pf_relate(ctx, f, s->object->document, pf_node_get(s->object->metadata, PF_STR("name")),
		"the Service");
	pf_help(ctx, f,
		"set `enableServiceLinks: false` in the Pod's `spec`, or set `%.*s` in the "
		"container's `env`",
		PF_STR_ARG(name));
	if (!c->pod->spec->enable_service_links.node)
		pf_fix_add(ctx, f, false, "switch the variables of Services off", c->pod->spec_node,
			PF_STR("enableServiceLinks: false\n"));
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_image_env *var, const struct pf_world_service *s)
{
	struct pf_finding *f = pf_report(ctx, c->spec->node,
		"Service `%.*s` puts `%.*s` into the environment of %.*s, over the value that its "
		"image sets",
		PF_STR_ARG(s->object->name), PF_STR_ARG(var->name),
		PF_STR_ARG(pf_container_title(ctx, c)));

	pf_subject(f, var->name);
	pf_relate_image(ctx, f, c, &var->from, "set in the image");
	help(ctx, f, c, var->name, s);
}

static void report_default(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_read_variable *var, const struct pf_world_service *s)
{
	struct pf_finding *f = pf_report(ctx, c->spec->node,
		"Service `%.*s` puts `%.*s=tcp://…` into the environment of %.*s, so that the "
		"default in its command is never used",
		PF_STR_ARG(s->object->name), PF_STR_ARG(var->name),
		PF_STR_ARG(pf_container_title(ctx, c)));

	pf_subject(f, var->name);
	pf_rests_on(f, PF_EVIDENCE);
	if (var->node)
		pf_relate(ctx, f, pf_object_in(ctx)->document, var->node, "read here");
	else if (var->from)
		pf_relate_image(ctx, f, c, var->from, "read here");
	help(ctx, f, c, var->name, s);
}

/* What the text of the command reads, and thinks it may be unset. */
static void check_command(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_read_variable var = {.name = PF_STR_EMPTY};
	const struct pf_world_service *s =
		pf_service_over_default(pf_scratch(ctx), pf_world_of(ctx), c, &var);

	if (s && !is_set_again(c, var.name))
		report_default(ctx, c, &var, s);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	if (c->class == PF_EPHEMERAL || c->pod->spec->enable_service_links.is == PF_FALSE ||
		c->spec->env_from.node || pf_container_is_fragment(c))
		return;
	for (size_t i = 0; c->facts && i < c->facts->env.len && i < VARIABLES_MAX; i++) {
		const struct pf_image_env *var = &c->facts->env.ptr[i];
		const struct pf_world_service *s =
			pf_service_over(pf_scratch(ctx), pf_world_of(ctx), c, var);

		if (s && !is_set_again(c, var->name)) {
			report(ctx, c, var, s);
			return;
		}
	}
	check_command(ctx, c);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables",
	NULL,
};

PF_RULE(service_link_collision) = {
	.name = "service-link-collision",
	.title = "Service overrides a variable of the image",
	.why = "For each Service of the namespace that has a cluster IP the kubelet adds variables "
	       "to every container, named after the Service: `REDIS_PORT` is "
	       "`tcp://10.96.0.7:6379` as soon as there is a Service `redis`. They win over the "
	       "image's own ENV and over defaults in its command, and a program that expects a number or a host name there fails, "
	       "or only does so in Pods that are created after the Service.",
	.help = "Set `enableServiceLinks: false` in the Pod's `spec`, or set the variable in the "
		"container's `env`, which wins over both.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_RUN,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

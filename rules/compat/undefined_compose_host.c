/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"
#include "project/compose/hosts.h"
#include "runtime/compose/service.h"
#include "runtime/network/hosts.h"
#include "world/binding/binding.h"
#include "world/named.h"
#include "world/views.h"

#define SEEN_MAX 16 /* hosts of one container that are told of */

struct hosts {
	const struct pf_pod_container *container;
	const struct pf_compose *compose;
	pf_str seen[SEEN_MAX];
	size_t nseen;
};

static bool is_seen(struct hosts *h, pf_str host)
{
	for (size_t i = 0; i < h->nseen; i++) {
		if (pf_str_eq(h->seen[i], host))
			return true;
	}
	if (h->nseen == SEEN_MAX)
		return true;
	h->seen[h->nseen++] = host;
	return false;
}

/* Does the Pod itself say what host that is? */
static bool is_alias(const struct pf_pod *pod, pf_str host)
{
	PF_EACH(struct pf_host_alias, alias, pod->spec->host_aliases) {
		if (pf_str_list_has(&alias->hostnames, host))
			return true;
	}
	return pf_str_eq(pod->spec->hostname.is, host) || pf_str_eq(host, PF_STR("localhost"));
}

static const struct pf_compose_service *service_named(const struct pf_compose *compose, pf_str name)
{
	for (size_t i = 0; i < compose->nservices; i++) {
		if (pf_str_eq(compose->services[i].name, name))
			return &compose->services[i];
	}
	return NULL;
}

static void report(struct pf_ctx *ctx, struct hosts *h, pf_str host, const struct pf_node *node,
	pf_str what)
{
	const char *fault = pf_name_fault(PF_FORMAT_DNS1035_LABEL, host, pf_release(ctx));
	const struct pf_compose_service *target = service_named(h->compose, host);
	pf_str better =
		pf_name_suggest(pf_scratch(ctx), PF_FORMAT_DNS1035_LABEL, host, pf_release(ctx));
	struct pf_finding *f;

	f = pf_report(ctx, node, "%.*s of %.*s names host `%.*s`, which compose resolves, but %s",
		PF_STR_ARG(what), PF_STR_ARG(pf_container_title(ctx, h->container)),
		PF_STR_ARG(host),
		fault ? "no Service can have that name"
		      : "no Service of that name is here: it will not be found");
	pf_label(ctx, f, "unknown in the cluster");
	pf_subject(f, host);
	if (fault && better.len)
		pf_help(ctx, f, "call the Service `%.*s`, and write that here", PF_STR_ARG(better));
	else
		pf_help(ctx, f, "add a Service `%.*s` for its Pods, or name the one they have",
			PF_STR_ARG(host));
	pf_relate_compose(ctx, f, h->container,
		target ? target->node : h->container->binding->service->node,
		target ? "the service it means" : "the service beside which it is found");
}

static void look_at_host(struct pf_ctx *ctx, struct hosts *h, pf_str host,
	const struct pf_node *node, pf_str what)
{
	const struct pf_world *world = pf_world_of(ctx);
	const struct pf_object *object = h->container->pod->object;

	/* With a dot it may be a Service and its namespace. */
	if (pf_str_find_char(host, '.') < host.len || !pf_compose_has_host(h->compose, host) ||
		is_alias(h->container->pod, host) || is_seen(h, host) ||
		pf_world_named(world, object, PF_STR("Service"), host))
		return;
	/* Another part of the manifests may have it, unless its workload is in this one. */
	if (pf_name_fault(PF_FORMAT_DNS1035_LABEL, host, pf_release(ctx)) ||
		pf_world_is_complete(world) || pf_world_has_workload(world, object, host))
		report(ctx, h, host, node, what);
	else
		pf_leave_unjudged(ctx);
}

static void look_at_text(struct pf_ctx *ctx, struct hosts *h, pf_str_field text, bool is_host,
	pf_str what)
{
	size_t at = 0;
	pf_str host;

	if (!text.set)
		return;
	if (is_host)
		look_at_host(ctx, h, text.is, text.node, what);
	while (pf_host_next(text.is, &at, &host))
		look_at_host(ctx, h, host, text.node, what);
}

static void look_at_words(struct pf_ctx *ctx, struct hosts *h, const struct pf_str_list *words,
	pf_str field)
{
	bool is_host = false;

	PF_EACH(pf_str_field, word, *words) {
		look_at_text(ctx, h, *word, is_host, field);
		is_host = pf_str_starts_with(word->is, PF_STR("-")) && pf_name_means_host(word->is);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_compose_service *s = pf_service_of(c);
	struct hosts h = {.container = c, .compose = s ? s->file : NULL};

	if (!s)
		return;
	PF_EACH(struct pf_env_var, var, c->spec->env)
		look_at_text(ctx, &h, var->value, pf_name_means_host(var->name.is),
			pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(var->name.is)));
	look_at_words(ctx, &h, &c->spec->command, PF_STR("`command`"));
	look_at_words(ctx, &h, &c->spec->args, PF_STR("`args`"));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/",
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
	NULL,
};

PF_RULE(undefined_compose_host) = {
	.name = "undefined-compose-host",
	.title = "Host that only compose resolves",
	.why = "In a compose project every service, alias and link is a host name. In a cluster only "
	       "a Service makes one, and its name may hold neither `_` nor capitals. A program that "
	       "is told a name from the compose file and finds no Service by it gets no address and "
	       "never connects.",
	.help = "Give the Pods a Service of that name, or tell the program the name of the Service "
		"that they have.",
	.ignore = "The Service is made by something that is not in the input.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

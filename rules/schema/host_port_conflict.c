/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/network/ports.h"
#include "runtime/repeats.h"
#include "yaml/scalar.h"

static void report_clash(struct pf_ctx *ctx, const struct pf_declared_port *one,
	const struct pf_declared_port *other)
{
	bool own = one->container == other->container;
	bool refused = own || one->container->class == other->container->class;
	pf_str title = pf_container_title(ctx, one->container);
	const char *outcome =
		refused ? "the API server refuses the Pod" : "only one of them gets it";
	pf_str protocol = pf_port_protocol(one->port);
	long long number = (long long)one->port->host_port.is;
	struct pf_finding *f;

	if (own)
		f = pf_report(ctx, one->port->host_port.node,
			"%.*s claims port %lld/%.*s of the node twice; %s", PF_STR_ARG(title),
			number, PF_STR_ARG(protocol), outcome);
	else
		f = pf_report(ctx, one->port->host_port.node,
			"%.*s and %.*s both claim port %lld/%.*s of the node; %s",
			PF_STR_ARG(pf_container_title(ctx, other->container)), PF_STR_ARG(title),
			number, PF_STR_ARG(protocol), outcome);
	pf_relate(ctx, f, pf_object_in(ctx)->document, other->port->host_port.node,
		"the first claim");
	pf_help(ctx, f, "use another `hostPort`, or a Service in its place");
}

static size_t collect(struct pf_ctx *ctx, const struct pf_pod_container *c,
	struct pf_declared_port *claims, struct pf_repeats *list)
{
	size_t n = 0;

	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		pf_str ip = port->host_ip.is;

		/* An address that cannot be read may be any. */
		if (port->host_port.is <= 0 || pf_is_patch_step(port->node) ||
			(port->host_ip.node && !port->host_ip.set &&
				!pf_node_is_null(port->host_ip.node)))
			continue;
		claims[n] = (struct pf_declared_port){port, c};
		pf_repeats_add(list,
			pf_arena_fmt(pf_scratch(ctx), "%.*s/%.*s/%lld",
				PF_STR_ARG(pf_port_protocol(port)), PF_STR_ARG(ip),
				(long long)port->host_port.is),
			port->host_port.node, &claims[n]);
		n++;
	}
	return n;
}

static void judge(struct pf_ctx *ctx, struct pf_repeats *list)
{
	pf_mark_repeats(list);
	PF_EACH(struct pf_repeat, repeat, *list)
		if (repeat->first)
			report_clash(ctx, repeat->item, repeat->first->item);
}

/*
 * On the node's own network there is nothing to map: both numbers are one port.
 * The server looks at regular containers only.
 */
static void check_host_network(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		struct pf_finding *f;

		if (port->host_port.is <= 0 || port->container_port.is <= 0 ||
			port->host_port.is == port->container_port.is)
			continue;
		f = pf_report(ctx, port->host_port.node,
			"%.*s maps port %lld of the node to its port %lld, but with hostNetwork they "
			"must be the same, and the API server refuses the Pod",
			PF_STR_ARG(pf_container_title(ctx, c)), (long long)port->host_port.is,
			(long long)port->container_port.is);
		pf_relate(ctx, f, pf_object_in(ctx)->document, c->pod->spec->host_network.node,
			"the Pod is on the node's network");
		pf_help(ctx, f, "leave `hostPort` out, or write %lld",
			(long long)port->container_port.is);
		pf_fix_replace(ctx, f, false, port->host_port.node,
			pf_arena_fmt(pf_scratch(ctx), "%lld", (long long)port->container_port.is));
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod *pod)
{
	struct pf_repeats shared;
	struct pf_declared_port *claims;
	size_t max = 0, n = 0;

	PF_EACH(struct pf_pod_container, c, pod->containers)
		max += c->spec->ports.len;
	if (max == 0)
		return;
	claims = PF_NEWN(pf_scratch(ctx), struct pf_declared_port, max);
	shared = pf_repeats_start(pf_scratch(ctx), max);
	PF_EACH(struct pf_pod_container, c, pod->containers) {
		struct pf_repeats own;

		if (pod->spec->host_network.is == PF_TRUE && c->class == PF_MAIN)
			check_host_network(ctx, c);
		if (pf_container_is_long_lived(c)) {
			n += collect(ctx, c, claims + n, &shared);
			continue;
		}
		/* It ends before the others start, and clashes with itself alone. */
		own = pf_repeats_start(pf_scratch(ctx), c->spec->ports.len);
		n += collect(ctx, c, claims + n, &own);
		judge(ctx, &own);
	}
	judge(ctx, &shared);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/overview/",
	"https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports",
	NULL,
};

PF_RULE(host_port_conflict) = {
	.name = "host-port-conflict",
	.title = "Ports of the node are claimed twice or mapped in vain",
	.why = "A port of a node goes to one container only, and the API server refuses a Pod that "
	       "claims one twice. With `hostNetwork: true` containers listen at the node's "
	       "addresses themselves, so that a `hostPort` other than the `containerPort` cannot "
	       "come true and is refused as well.",
	.help = "Use different host ports, or none: a Service needs no port of the node. With "
		"hostNetwork leave `hostPort` out or repeat the containerPort.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_POD,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_pod = check,
};

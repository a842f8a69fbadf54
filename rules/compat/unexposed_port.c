/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/network/exposed.h"
#include "runtime/network/listen.h"
#include "runtime/network/ports.h"

/* Ports that a flag or an agent opens, and that no Dockerfile tells of. */
static bool is_side_port(pf_str name)
{
	static const char *const words[] = {"metric", "prom", "debug", "admin", "jmx", "pprof",
		"profil", "health", "monitor", "inspect", "jdwp", "delve", "dlv", NULL};

	for (size_t i = 0; words[i]; i++) {
		if (pf_str_contains(name, pf_str_from(words[i])))
			return true;
	}
	return false;
}

static bool same_protocol(const struct pf_container_port *port, pf_str protocol)
{
	return pf_str_eq_nocase(pf_port_protocol(port), protocol);
}

/* The exposed port to point at: of the same number, else the first. */
static const struct pf_image_port *nearest(const struct pf_image_ports *ports, int64_t number)
{
	for (size_t i = 0; i < ports->len; i++) {
		if (ports->ptr[i].number == number)
			return &ports->ptr[i];
	}
	return &ports->ptr[0];
}

static bool is_exposed(const struct pf_image_ports *ports, const struct pf_container_port *port)
{
	for (size_t i = 0; i < ports->len; i++) {
		if (ports->ptr[i].number == port->container_port.is &&
			same_protocol(port, ports->ptr[i].protocol))
			return true;
	}
	return false;
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_container_port *port)
{
	const struct pf_image_ports *exposed = &c->facts->ports;
	const struct pf_image_port *near = nearest(exposed, port->container_port.is);
	pf_str title = pf_container_title(ctx, c), protocol = pf_port_protocol(port);
	bool other = near->number != port->container_port.is;
	struct pf_finding *f;

	if (other)
		f = pf_report(ctx, port->container_port.node,
			"%.*s declares port %lld, which its image does not expose: probably nobody "
			"listens there",
			PF_STR_ARG(title), (long long)port->container_port.is);
	else
		f = pf_report(ctx, port->container_port.node,
			"%.*s declares port %u for %.*s, which its image exposes for %.*s only",
			PF_STR_ARG(title), near->number, PF_STR_ARG(protocol),
			PF_STR_ARG(near->protocol));
	pf_relate_image(ctx, f, c, &near->from, "the image exposes %u/%.*s", near->number,
		PF_STR_ARG(near->protocol));
	if (other)
		pf_help(ctx, f,
			"write `containerPort: %u`, or add port %lld to the Dockerfile's EXPOSE if "
			"the program listens there",
			near->number, (long long)port->container_port.is);
	else
		pf_help(ctx, f, "declare the protocol that the program speaks, on both sides");
	if (other && exposed->len == 1 && c->spec->ports.len == 1)
		pf_fix_replace(ctx, f, false, port->container_port.node,
			pf_arena_fmt(pf_scratch(ctx), "%u", near->number));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	/* EXPOSE speaks of the program that the image starts. */
	if (!c->facts || !pf_knows_exposed_ports(pf_scratch(ctx), c->facts) || c->spec->command.len)
		return;
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		if (port->container_port.set && !is_side_port(port->name.is) &&
			!is_exposed(&c->facts->ports, port) &&
			!pf_mentions_port(c, port->container_port.is))
			report(ctx, c, port);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports",
	"https://docs.docker.com/reference/dockerfile/#expose",
	NULL,
};

PF_RULE(unexposed_port) = {
	.name = "unexposed-port",
	.title = "Declared port is not exposed by the image",
	.why = "Neither `EXPOSE` nor `containerPort` opens a port: both only tell where the program "
	       "listens. Where they disagree one is out of date, and whoever trusts it, a Service, "
	       "a probe or a NetworkPolicy, waits for an answer on a port that is closed.",
	.help = "Find out where the program listens, and write that port on both sides.",
	.ignore = "When a configuration file of the container sets the port.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

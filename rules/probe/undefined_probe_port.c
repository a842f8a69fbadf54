/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"
#include "runtime/fragments.h"
#include "runtime/health/probes.h"
#include "text/nearest.h"

#define NEIGHBOURS_MAX 16 /* that are asked, so that a huge Pod stays cheap */

/* What the kubelet makes of a port that it cannot find. */
static const char *outcome(const struct pf_handler *h)
{
	if (strcmp(h->name, "livenessProbe") == 0)
		return "the check never runs and never restarts it";
	if (strcmp(h->name, "postStart") == 0)
		return "the hook fails and the container is killed each time it starts";
	if (strcmp(h->name, "preStop") == 0)
		return "the hook fails and the container is stopped without it";
	return "the check never runs and the Pod never becomes ready";
}

static bool has_open_ports(const struct pf_pod_container *c)
{
	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		if (pf_is_placeholder(port->name.is))
			return true;
	}
	return false;
}

/* The containers of a Pod share an address: any of their ports can be asked by number. */
static bool advise_neighbour(struct pf_ctx *ctx, struct pf_finding *f,
	const struct pf_pod_container *c, pf_str name)
{
	for (size_t i = 0; i < c->pod->containers.len && i < NEIGHBOURS_MAX; i++) {
		const struct pf_pod_container *other = &c->pod->containers.ptr[i];
		const struct pf_container_port *port = pf_container_port_named(other, name);

		if (other == c || !port || !pf_is_tcp(port->protocol) || !port->container_port.set)
			continue;
		pf_relate(ctx, f, pf_object_in(ctx)->document, port->name.node,
			"declared by another container, %.*s",
			PF_STR_ARG(pf_container_title(ctx, other)));
		pf_help(ctx, f,
			"move the check to that container, or write the port's number, `port: %lld`",
			(long long)port->container_port.is);
		return true;
	}
	return false;
}

static void advise(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_node *node, pf_str name)
{
	const struct pf_container_port *only = c->spec->ports.len == 1 ? c->spec->ports.ptr : NULL;
	struct pf_nearest near = pf_nearest_start(name);

	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		if (port->name.is.len && pf_is_tcp(port->protocol))
			pf_nearest_offer(&near, port->name.is);
	}
	if (near.best.len) {
		pf_label(ctx, f, "did you mean `%.*s`?", PF_STR_ARG(near.best));
		pf_help(ctx, f, "write `port: %.*s`", PF_STR_ARG(near.best));
		pf_fix_replace(ctx, f, false, node, near.best);
	} else if (advise_neighbour(ctx, f, c, name)) {
		return;
	} else if (only && pf_is_tcp(only->protocol) && only->container_port.set &&
		only->name.is.len) {
		pf_help(ctx, f, "write `port: %.*s`, the port that the container declares",
			PF_STR_ARG(only->name.is));
	} else if (only && pf_is_tcp(only->protocol) && only->container_port.set) {
		pf_help(ctx, f, "add `name: %.*s` to containerPort %lld, or write `port: %lld`",
			PF_STR_ARG(name), (long long)only->container_port.is,
			(long long)only->container_port.is);
	} else {
		pf_help(ctx, f,
			"declare it under `ports` of the same container (`name: %.*s` and its "
			"`containerPort`), or write the number",
			PF_STR_ARG(name));
	}
}

static void check_port(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h, const pf_int_or_string_field *port)
{
	pf_str title = pf_container_title(ctx, c);
	const struct pf_container_port *declared = pf_container_port_named(c, port->text);
	struct pf_finding *f;

	if (!port->is_string || port->text.len == 0 ||
		pf_name_fault(PF_FORMAT_PORT_NAME, port->text, pf_release(ctx)))
		return;
	if (declared && !pf_is_tcp(declared->protocol)) {
		f = pf_report(ctx, port->node,
			"%s of %.*s names port `%.*s`, which is declared for %.*s: the kubelet "
			"connects by TCP",
			h->name, PF_STR_ARG(title), PF_STR_ARG(port->text),
			PF_STR_ARG(declared->protocol.is));
		pf_relate(ctx, f, pf_object_in(ctx)->document, declared->protocol.node,
			"declared here");
	} else if (!declared && !pf_container_is_fragment(c) && !has_open_ports(c)) {
		f = pf_report(ctx, port->node,
			"%s of %.*s names port `%.*s`, which the container does not declare: %s",
			h->name, PF_STR_ARG(title), PF_STR_ARG(port->text), outcome(h));
		advise(ctx, f, c, port->node, port->text);
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_container_is_long_lived(c) ? pf_handlers_of(c, handlers) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct pf_handler *h = &handlers[i];

		if (h->http_get)
			check_port(ctx, c, h, &h->http_get->port);
		if (h->tcp_socket && h->probe)
			check_port(ctx, c, h, &h->tcp_socket->port);
	}
}

static const char *const aliases[] = {
	"kube-linter/liveness-port",
	"kube-linter/readiness-port",
	"kube-linter/startup-port",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
	NULL,
};

PF_RULE(undefined_probe_port) = {
	.name = "undefined-probe-port",
	.title = "Probe names a port that the container does not declare",
	.why = "The kubelet looks the name up among the ports of the same container, nowhere else. "
	       "When it is not there the check is dropped in silence: readiness and startup never "
	       "succeed, liveness never acts. The API server does not notice.",
	.help = "Write the name of a port under `ports` of the same container, or the port's number.",
	.refs = refs,
	.aliases = aliases,
	.refers = true,
	.since = "0.1.0",
	.category = PF_PROBE,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

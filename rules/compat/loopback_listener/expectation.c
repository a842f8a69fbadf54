/* SPDX-License-Identifier: Apache-2.0 */

#include "expectation.h"

#include "rule/rule.h"
#include "runtime/health/probes.h"
#include "world/services.h"

/* `wanted` 0: any. */
static bool fits(int64_t wanted, int64_t found)
{
	return found > 0 && (!wanted || wanted == found);
}

static int64_t number_of(const struct pf_pod_container *c, const pf_int_or_string_field *port)
{
	const struct pf_container_port *named;

	if (!port->is_string)
		return port->number;
	named = pf_container_port_named(c, port->text);
	return named ? named->container_port.is : 0;
}

/* The port that the handler asks at the Pod's address, or 0. */
static int64_t asked_port(const struct pf_pod_container *c, const struct pf_handler *handler)
{
	if (!handler->probe)
		return 0;
	if (handler->http_get && !handler->http_get->host.set)
		return number_of(c, &handler->http_get->port);
	if (handler->tcp_socket && !handler->tcp_socket->host.set)
		return number_of(c, &handler->tcp_socket->port);
	return handler->grpc ? handler->grpc->port.is : 0;
}

static bool probe_expects(struct pf_ctx *ctx, const struct pf_pod_container *c, int64_t port,
	struct pf_expectation *out)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_handlers_of(c, handlers);

	for (size_t i = 0; i < n; i++) {
		int64_t asked = asked_port(c, &handlers[i]);

		if (!fits(port, asked))
			continue;
		*out = (struct pf_expectation){asked,
			pf_arena_fmt(pf_scratch(ctx), "its %s asks for", handlers[i].name),
			c->pod->object->document, handlers[i].node};
		return true;
	}
	return false;
}

static bool service_expects(struct pf_ctx *ctx, const struct pf_pod_container *c, int64_t port,
	struct pf_expectation *out)
{
	const struct pf_world_service *service = pf_world_service_to(pf_world_of(ctx), c);

	if (!service || !service->service->spec)
		return false;
	PF_EACH(struct pf_service_port, p, service->service->spec->ports) {
		int64_t target = p->target_port.node ? number_of(c, &p->target_port) : p->port.is;

		if (!fits(port, target))
			continue;
		*out = (struct pf_expectation){target,
			pf_arena_fmt(pf_scratch(ctx), "Service `%.*s` sends traffic to",
				PF_STR_ARG(service->object->name)),
			service->object->document, p->node};
		return true;
	}
	return false;
}

static bool declaration_expects(const struct pf_pod_container *c, int64_t port,
	struct pf_expectation *out)
{
	PF_EACH(struct pf_container_port, p, c->spec->ports) {
		if (!fits(port, p->container_port.is))
			continue;
		*out = (struct pf_expectation){p->container_port.is, PF_STR("it declares"),
			c->pod->object->document, p->container_port.node};
		return true;
	}
	return false;
}

/* On the node's network loopback is the node's, which is mostly meant. */
bool pf_is_expected(struct pf_ctx *ctx, const struct pf_pod_container *c, int64_t port,
	struct pf_expectation *out)
{
	if (probe_expects(ctx, c, port, out))
		return true;
	if (c->pod->spec->host_network.is == PF_TRUE)
		return false;
	return service_expects(ctx, c, port, out) ||
		(c->pod->containers.len == 1 && declaration_expects(c, port, out));
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

/* Who expects to be answered from outside the container. */
struct expectation {
	int64_t port;
	pf_str what;                        /* "readinessProbe asks for" */
	const struct pf_document *document; /* of `node` */
	const struct pf_node *node;
};

static bool fits(int64_t wanted, int64_t port)
{
	return port > 0 && (!wanted || wanted == port);
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

/* `port` 0: any. */
static bool probe_expects(struct pf_ctx *ctx, const struct pf_pod_container *c, int64_t port,
	struct expectation *out)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_handlers_of(c, handlers);

	for (size_t i = 0; i < n; i++) {
		int64_t asked = asked_port(c, &handlers[i]);

		if (!fits(port, asked))
			continue;
		*out = (struct expectation){asked,
			pf_arena_fmt(pf_scratch(ctx), "its %s asks for", handlers[i].name),
			c->pod->object->document, handlers[i].node};
		return true;
	}
	return false;
}

static bool service_expects(struct pf_ctx *ctx, const struct pf_pod_container *c, int64_t port,
	struct expectation *out)
{
	const struct pf_world_service *service = pf_world_service_to(pf_world_of(ctx), c);

	if (!service || !service->service->spec)
		return false;
	PF_EACH(struct pf_service_port, p, service->service->spec->ports) {
		int64_t target = p->target_port.node ? number_of(c, &p->target_port) : p->port.is;

		if (!fits(port, target))
			continue;
		*out = (struct expectation){target,
			pf_arena_fmt(pf_scratch(ctx), "Service `%.*s` sends traffic to",
				PF_STR_ARG(service->object->name)),
			service->object->document, p->node};
		return true;
	}
	return false;
}

static bool declaration_expects(const struct pf_pod_container *c, int64_t port,
	struct expectation *out)
{
	PF_EACH(struct pf_container_port, p, c->spec->ports) {
		if (!fits(port, p->container_port.is))
			continue;
		*out = (struct expectation){p->container_port.is, PF_STR("it declares"),
			c->pod->object->document, p->container_port.node};
		return true;
	}
	return false;
}

/* On the node's network loopback is the node's, which is mostly meant. */
static bool is_expected(struct pf_ctx *ctx, const struct pf_pod_container *c, int64_t port,
	struct expectation *out)
{
	if (probe_expects(ctx, c, port, out))
		return true;
	if (c->pod->spec->host_network.is == PF_TRUE)
		return false;
	return service_expects(ctx, c, port, out) ||
		(c->pod->containers.len == 1 && declaration_expects(c, port, out));
}

/* Does another setting open the port, or, where none is known, any to the outside? */
static bool is_open(struct pf_ctx *ctx, const struct pf_listen *all, size_t n, int64_t port)
{
	for (size_t i = 0; i < n; i++) {
		const struct pf_listen *item = &all[i];

		if (item->host.len && !pf_is_loopback_address(item->host) &&
			(!port || pf_listen_port(pf_scratch(ctx), all, n, item) == port))
			return true;
		if (!port && !item->host.len && item->port)
			return true;
	}
	return false;
}

static void offer_fix(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_listen *item)
{
	bool v6 = pf_str_find_char(item->host, ':') < item->host.len;
	pf_str all = v6 ? PF_STR("::") : PF_STR("0.0.0.0"), text;
	size_t at;

	if (!item->node || item->node->kind != PF_SCALAR)
		return;
	text = pf_node_text(item->node);
	at = pf_str_find(text, item->host);
	if (at == text.len)
		return;
	pf_fix_string(ctx, f, false, item->node,
		pf_arena_fmt(pf_scratch(ctx), "%.*s%.*s%.*s", PF_STR_ARG(pf_str_sub(text, 0, at)),
			PF_STR_ARG(all),
			PF_STR_ARG(pf_str_from_offset(text, at + item->host.len))));
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_listen *item, const struct expectation *by)
{
	struct pf_finding *f = pf_report(ctx, item->node ? item->node : c->spec->node,
		"%.*s listens on `%.*s` only, by `%.*s`: port %lld, which %.*s, is not reached "
		"from outside the Pod",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(item->host),
		PF_STR_ARG(item->name), (long long)by->port, PF_STR_ARG(by->what));

	if (!item->node)
		pf_relate_image(ctx, f, c, item->from, "the image says it");
	if (!item->sure)
		pf_confide(f, PF_MEDIUM);
	pf_subject(f, item->name);
	pf_relate(ctx, f, by->document, by->node, "port %lld is expected here",
		(long long)by->port);
	pf_help(ctx, f, "let it listen on all addresses, `0.0.0.0` or `::`, instead of `%.*s`",
		PF_STR_ARG(item->host));
	offer_fix(ctx, f, item);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_listen listens[PF_LISTENS_MAX];
	size_t n;

	if (c->pod->patch || !pf_container_is_long_lived(c))
		return;
	n = pf_all_listens_of(pf_scratch(ctx), c, listens);
	for (size_t i = 0; i < n; i++) {
		const struct pf_listen *item = &listens[i];
		int64_t port = pf_listen_port(pf_scratch(ctx), listens, n, item);
		struct expectation by;

		if (!pf_is_loopback_address(item->host) || (!port && !item->sure) ||
			is_open(ctx, listens, n, port) || !is_expected(ctx, c, port, &by))
			continue;
		report(ctx, c, item, &by);
		return;
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/cluster-administration/networking/",
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/",
	NULL,
};

PF_RULE(loopback_listener) = {
	.name = "loopback-listener",
	.title = "Program listens on loopback",
	.why = "Who listens on 127.0.0.1 is heard by the containers of the same Pod and by nobody "
	       "else: probes and Services come to the Pod's own address and are refused. On a "
	       "laptop, and for a HEALTHCHECK inside the container, the same setting works.",
	.help = "Let the program listen on all addresses, `0.0.0.0` or `::`.",
	.ignore = "Another container of the Pod passes the traffic on.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

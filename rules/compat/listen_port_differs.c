/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/fragments.h"
#include "runtime/health/probes.h"
#include "runtime/health/target.h"
#include "runtime/network/injection.h"
#include "runtime/network/listen.h"
#include "world/services.h"

#define KNOWN_MOST 64U

/* Ports that the manifest takes the container to listen on. */
struct known {
	struct {
		int64_t port;
		const struct pf_node *node;
		const struct pf_document *document;
	} at[KNOWN_MOST];
	size_t n;
	bool open; /* and others that are not known */
};

static void add(struct known *known, int64_t port, const struct pf_node *node,
	const struct pf_object *object)
{
	known->open = known->open || known->n == KNOWN_MOST;
	if (known->open)
		return;
	known->at[known->n].port = port;
	known->at[known->n].node = node;
	known->at[known->n++].document = object->document;
}

static void add_probes(struct pf_ctx *ctx, struct known *known, const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_handlers_of(c, handlers);

	for (size_t i = 0; i < n; i++) {
		struct pf_health_target t;

		if (!handlers[i].probe)
			continue;
		t = pf_health_target_of_probe(pf_scratch(ctx), c, &handlers[i]);
		if (t.kind != PF_HEALTH_EXEC && t.kind != PF_HEALTH_NOTHING)
			add(known, t.port, handlers[i].node, c->pod->object);
	}
}

static void add_service(struct pf_ctx *ctx, struct known *known, const struct pf_pod_container *c)
{
	const struct pf_world_service *s = pf_world_service_to(pf_world_of(ctx), c);

	if (!s)
		return;
	PF_EACH(struct pf_service_port, port, s->service->spec->ports) {
		pf_int_or_string_field target = port->target_port;
		int64_t number = target.set ? target.number : port->port.is;

		/* A named port is one of the container's, which are known already. */
		if (!target.is_string)
			add(known, number, target.set ? target.node : port->port.node, s->object);
	}
}

static void find_known(struct pf_ctx *ctx, const struct pf_pod_container *c, struct known *known)
{
	const struct pf_node *ports = c->spec->ports.node;

	PF_EACH(struct pf_container_port, port, c->spec->ports) {
		known->open = known->open || !port->container_port.set;
		add(known, port->container_port.is, port->container_port.node, c->pod->object);
	}
	known->open = known->open ||
		(ports && (ports->kind != PF_SEQ || ports->len != c->spec->ports.len));
	add_probes(ctx, known, c);
	add_service(ctx, known, c);
}

static bool is_known(const struct known *known, uint32_t port)
{
	for (size_t i = 0; i < known->n; i++) {
		if (known->at[i].port == port)
			return true;
	}
	return false;
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_listen *listen, const struct known *known)
{
	pf_str title = pf_container_title(ctx, c);
	long long port = known->at[0].port;
	struct pf_finding *f;

	f = pf_report(ctx, listen->node ? listen->node : c->spec->node,
		"`%.*s` tells %.*s to listen on port %u, but the manifest names port %lld: nobody "
		"answers there",
		PF_STR_ARG(listen->name), PF_STR_ARG(title), listen->port, port);
	if (!listen->node)
		pf_relate_image(ctx, f, c, listen->from, "the image sets it here");
	pf_relate(ctx, f, known->at[0].document, known->at[0].node, "port %lld stands here", port);
	pf_help(ctx, f, "write %lld where it is told to listen, or %u in the manifest", port,
		listen->port);
	pf_rests_on(f, PF_EVIDENCE);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_listen listens[PF_LISTENS_MAX];
	const struct pf_listen *first = NULL;
	struct known known = {.n = 0};
	size_t n;

	if (!pf_container_is_long_lived(c) || pf_container_is_fragment(c) ||
		pf_pod_is_injected(pf_world_of(ctx), c->pod))
		return;
	n = pf_listens_of(pf_scratch(ctx), c, listens);
	if (n)
		find_known(ctx, c, &known);
	if (known.n == 0 || known.open)
		return;
	/* A program may listen on several; one that fits shows that they are the others. */
	for (size_t i = 0; i < n; i++) {
		if (listens[i].port && is_known(&known, listens[i].port))
			return;
		if (!first && listens[i].port)
			first = &listens[i];
	}
	if (first)
		report(ctx, c, first, &known);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service",
	NULL,
};

PF_RULE(listen_port_differs) = {
	.name = "listen-port-differs",
	.title = "Program listens on another port than the manifest names",
	.why = "`containerPort` opens nothing: the program decides where it listens. Where its "
	       "arguments or its environment tell it one port, and probes, Services and "
	       "`containerPort` name another, connections are refused although everything looks "
	       "declared.",
	.help = "Name the same port where the program is told to listen, in `ports`, in the probes "
		"and as the Service's `targetPort`. A port with a name needs its number once only.",
	.ignore =
		"When the program does not read that variable, or listens elsewhere, too. Pods that a "
		"mesh or runtime adds its sidecar to (Dapr, Istio, Linkerd and their like) are left "
		"out: the port that others use may be the sidecar's.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

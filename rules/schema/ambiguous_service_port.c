/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include <stdlib.h>

#include "world/members.h"
#include "yaml/scalar.h"

#define PORT_MAX 65535 /* what lies outside is another rule's */

/* What must be there once; `index` keeps the order of the text. */
struct entry {
	pf_str text;
	int64_t number;
	size_t index;
	const struct pf_node *node;
};

static int by_value(const void *a, const void *b)
{
	const struct entry *l = a, *r = b;
	int order = pf_str_cmp(l->text, r->text);

	if (order == 0 && l->number != r->number)
		order = l->number < r->number ? -1 : 1;
	if (order == 0)
		order = l->index < r->index ? -1 : 1;
	return order;
}

static bool is_repeated(const struct entry *entry, size_t i)
{
	return i > 0 && entry[-1].number == entry->number && pf_str_eq(entry[-1].text, entry->text);
}

/* Not written, null or empty; what has a wrong type is another rule's. */
static bool is_unnamed(const struct pf_service_port *port)
{
	return port->name.set ? port->name.is.len == 0
			      : !port->name.node || pf_node_is_null(port->name.node);
}

static void check_unnamed(struct pf_ctx *ctx, const struct pf_service_port_list *ports)
{
	struct pf_finding *f = NULL;

	PF_EACH(struct pf_service_port, port, *ports) {
		if (!is_unnamed(port))
			continue;
		if (f) {
			pf_relate(ctx, f, pf_object_in(ctx)->document, port->node,
				"nor has this one");
			continue;
		}
		f = pf_report(ctx, port->node,
			"port %lld has no name, which every port of a Service with several needs; the "
			"API server refuses the Service",
			(long long)port->port.is);
		pf_help(ctx, f, "give each port a `name` of its own, such as `http`");
	}
}

static void check_names(struct pf_ctx *ctx, const struct pf_service_port_list *ports)
{
	struct entry *entries = PF_NEWN(pf_scratch(ctx), struct entry, ports->len);
	const struct pf_document *document = pf_object_in(ctx)->document;
	size_t n = 0;

	PF_EACH(struct pf_service_port, port, *ports) {
		size_t index = (size_t)(port - ports->ptr);

		if (port->name.is.len && !pf_is_placeholder(port->name.is))
			entries[n++] = (struct entry){port->name.is, 0, index, port->name.node};
	}
	qsort(entries, n, sizeof(*entries), by_value);
	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f;

		if (!is_repeated(&entries[i], i))
			continue;
		f = pf_report(ctx, entries[i].node,
			"two ports of the Service are named `%.*s`; the API server refuses it",
			PF_STR_ARG(entries[i].text));
		pf_relate(ctx, f, document, entries[i - 1].node, "the other port of that name");
	}
}

static void check_numbers(struct pf_ctx *ctx, const struct pf_service_port_list *ports)
{
	struct entry *entries = PF_NEWN(pf_scratch(ctx), struct entry, ports->len);
	const struct pf_document *document = pf_object_in(ctx)->document;
	size_t n = 0;

	PF_EACH(struct pf_service_port, port, *ports) {
		size_t index = (size_t)(port - ports->ptr);
		pf_str protocol = port->protocol.is.len ? port->protocol.is : PF_STR("TCP");

		if (port->port.is > 0 && port->port.is <= PORT_MAX && !pf_is_placeholder(protocol))
			entries[n++] =
				(struct entry){protocol, port->port.is, index, port->port.node};
	}
	qsort(entries, n, sizeof(*entries), by_value);
	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f;

		if (!is_repeated(&entries[i], i))
			continue;
		f = pf_report(ctx, entries[i].node,
			"the Service has port %lld of %.*s twice; the API server refuses it",
			(long long)entries[i].number, PF_STR_ARG(entries[i].text));
		pf_relate(ctx, f, document, entries[i - 1].node, "the same port");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_object *object)
{
	const struct pf_service *service = PF_TYPED(ctx, pf_service);

	if (!service || !service->spec || service->spec->ports.len < 2 ||
		pf_world_is_patch(pf_world_of(ctx), object))
		return;
	check_unnamed(ctx, &service->spec->ports);
	check_names(ctx, &service->spec->ports);
	check_numbers(ctx, &service->spec->ports);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services",
	NULL,
};

PF_RULE(ambiguous_service_port) = {
	.name = "ambiguous-service-port",
	.title = "Ports of a Service cannot be told apart",
	.why = "Ingresses, probes and DNS records find a Service's port by its name, so as soon as "
	       "there are two of them each needs one of its own, and no two may share a number and "
	       "protocol. The API server refuses the Service otherwise.",
	.help = "Give each port a `name` of its own, and each pair of `port` and `protocol` once.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_OBJECT,
	.sets = PF_DEFAULT,
	.on_object = check,
};

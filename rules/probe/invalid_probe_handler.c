/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/probes.h"
#include "runtime/fragments.h"
#include "runtime/health/probes.h"
#include "yaml/scalar.h"

/* The handlers of a probe or hook, as its mapping has them. */
struct written {
	const struct pf_node *first; /* keys */
	const struct pf_node *second;
	const struct pf_node *null; /* one that is written without a value */
	bool unknown;               /* there is a mapping under a name that is no handler's */
};

/* Those of both; one that is not for this one is an unknown field. */
static bool is_handler(pf_str name)
{
	return pf_str_eq(name, PF_STR("exec")) || pf_str_eq(name, PF_STR("httpGet")) ||
		pf_str_eq(name, PF_STR("tcpSocket")) || pf_str_eq(name, PF_STR("grpc")) ||
		pf_str_eq(name, PF_STR("sleep"));
}

static struct written look(const struct pf_node *node)
{
	struct pf_kids kids = pf_kids(node);
	struct written w = {0};

	while (pf_kids_next(&kids)) {
		if (!is_handler(pf_node_text(kids.key)))
			w.unknown = w.unknown || kids.value->kind == PF_MAP;
		else if (pf_node_is_null(kids.value))
			w.null = kids.key;
		else if (!w.first)
			w.first = kids.key;
		else if (!w.second && !pf_str_eq(pf_node_text(w.first), pf_node_text(kids.key)))
			w.second = kids.key;
	}
	return w;
}

static void report_none(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h, const struct written *w)
{
	struct pf_finding *f = pf_report(ctx, h->node,
		"%s of %.*s does not say what to do: it has no handler, and the API server refuses "
		"the Pod",
		h->name, PF_STR_ARG(pf_container_title(ctx, c)));

	if (w->null) {
		pf_help(ctx, f, "indent what belongs to `%.*s` below it",
			PF_STR_ARG(pf_node_text(w->null)));
	} else if (h->probe) {
		pf_label(ctx, f, "no exec, httpGet, tcpSocket or grpc");
		pf_help_probe(ctx, f, c, h->name);
	}
}

static void check_members(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h)
{
	struct written w = look(h->node);
	struct pf_finding *f;

	if (w.second) {
		f = pf_report(ctx, w.second,
			"%s of %.*s has both `%.*s` and `%.*s`; the API server takes only one",
			h->name, PF_STR_ARG(pf_container_title(ctx, c)),
			PF_STR_ARG(pf_node_text(w.first)), PF_STR_ARG(pf_node_text(w.second)));
		pf_relate(ctx, f, pf_object_in(ctx)->document, w.first, "the other one");
	} else if (!w.first && !w.unknown && !pf_container_is_fragment(c)) {
		report_none(ctx, c, h, &w);
	}
}

static void check_part(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h, const struct pf_node *action, const char *part)
{
	const struct pf_node *value = pf_node_get(action, pf_str_from(part));
	bool absent = !value || pf_node_is_null(value);
	bool command = strcmp(part, "command") == 0;
	struct pf_finding *f;

	/* `command: []` is as good as none; a list of ports is another mistake. */
	if (absent ? pf_container_is_fragment(c) : !command || value->kind != PF_SEQ || value->len)
		return;
	f = pf_report(ctx, value ? value : action,
		"%s of %.*s has no `%s`; the API server refuses the Pod", h->name,
		PF_STR_ARG(pf_container_title(ctx, c)), part);
	if (command)
		pf_help(ctx, f, "add `command:` with the program and its arguments as a list");
	else if (c->spec->ports.len && c->spec->ports.ptr->container_port.set)
		pf_help(ctx, f, "add `port: %lld`, or where else the program answers",
			(long long)c->spec->ports.ptr->container_port.is);
	else
		pf_help(ctx, f, "add `port:` with the port where the program answers");
}

static void check_handler(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h)
{
	struct pf_finding *f;

	check_members(ctx, c, h);
	if (h->exec)
		check_part(ctx, c, h, h->exec->node, "command");
	if (h->http_get)
		check_part(ctx, c, h, h->http_get->node, "port");
	if (h->grpc)
		check_part(ctx, c, h, h->grpc->node, "port");
	if (h->tcp_socket && h->probe) {
		check_part(ctx, c, h, h->tcp_socket->node, "port");
	} else if (h->tcp_socket) {
		f = pf_report(ctx, h->tcp_socket->node,
			"%s of %.*s uses `tcpSocket`, which hooks cannot: the hook always fails",
			h->name, PF_STR_ARG(pf_container_title(ctx, c)));
		pf_help(ctx, f, "use `exec`, `httpGet` or `sleep`");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	bool wanted = pf_container_is_long_lived(c) && !pf_pod_has_own_probes(c->pod);
	size_t n = wanted ? pf_handlers_of(c, handlers) : 0;

	for (size_t i = 0; i < n; i++)
		check_handler(ctx, c, &handlers[i]);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#probe-check-methods",
	"https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/",
	NULL,
};

PF_RULE(invalid_probe_handler) = {
	.name = "invalid-probe-handler",
	.title = "Probe or hook has no usable handler",
	.why = "A probe or lifecycle hook does exactly one thing: run a command, ask an HTTP path, open "
	       "a TCP port, ask a gRPC service, or (hooks only) sleep. With none or several of them, "
	       "or one that lacks its command or port, the API server refuses the Pod. A `tcpSocket` "
	       "in a hook is accepted, but fails whenever it runs.",
	.help = "Write one handler with its command or port. Mind the indentation: `path` and `port` "
		"belong below `httpGet`.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_PROBE,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};

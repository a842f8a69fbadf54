/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "kube/names.h"
#include "runtime/health/probes.h"

static bool is_readiness(const struct pf_handler *h)
{
	return strcmp(h->name, "readinessProbe") == 0;
}

static void check_success(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h)
{
	const pf_int_field *success = &h->probe->success_threshold;
	struct pf_finding *f;

	/* 0 means the default, which is 1; negative numbers are out of range anyway. */
	if (is_readiness(h) || success->is <= 1)
		return;
	f = pf_report(ctx, success->node,
		"%s of %.*s asks for %lld successes; only 1 is allowed there, and the API server "
		"refuses the Pod",
		h->name, PF_STR_ARG(pf_container_title(ctx, c)), (long long)success->is);
	pf_help(ctx, f, "write `successThreshold: 1` or leave it out");
	pf_fix_replace(ctx, f, true, success->node, PF_STR("1"));
}

static void check_grace(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h)
{
	const pf_int_field *grace = &h->probe->termination_grace_period_seconds;
	struct pf_finding *f;

	if (!grace->set || (!is_readiness(h) && grace->is > 0))
		return;
	if (is_readiness(h)) {
		f = pf_report(ctx, grace->node,
			"readinessProbe of %.*s has a `terminationGracePeriodSeconds`, but readiness "
			"never ends a container; the API server refuses the Pod",
			PF_STR_ARG(pf_container_title(ctx, c)));
		pf_help(ctx, f, "leave it out, or move it to the livenessProbe");
	} else {
		f = pf_report(ctx, grace->node,
			"%s of %.*s has a `terminationGracePeriodSeconds` of %lld, which must be above "
			"0; the API server refuses the Pod",
			h->name, PF_STR_ARG(pf_container_title(ctx, c)), (long long)grace->is);
		pf_help(ctx, f, "write 1 or more, or leave it out to use the Pod's");
	}
}

static void check_grpc_port(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h)
{
	const pf_int_field *port = &h->grpc->port;
	const struct pf_container_port *declared;
	struct pf_finding *f;
	pf_str name;

	if (port->set || !port->node || port->node->kind != PF_SCALAR)
		return;
	name = pf_node_text(port->node);
	if (pf_name_fault(PF_FORMAT_PORT_NAME, name, pf_release(ctx)))
		return;
	f = pf_report(ctx, port->node,
		"%s of %.*s gives its grpc port as the name `%.*s`; the API server takes only a "
		"number there",
		h->name, PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(name));
	declared = pf_container_port_named(c, name);
	if (declared && declared->container_port.set) {
		pf_str number = pf_arena_fmt(pf_scratch(ctx), "%lld",
			(long long)declared->container_port.is);

		pf_relate(ctx, f, pf_object_in(ctx)->document, declared->container_port.node,
			"the port of that name");
		pf_help(ctx, f, "write `port: %.*s`", PF_STR_ARG(number));
		pf_fix_replace(ctx, f, true, port->node, number);
	} else {
		pf_help(ctx, f, "write the number of the port");
	}
}

/* As net/http and the API server have it: letters, digits and hyphens. */
static bool is_header_name(pf_str name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!pf_is_alnum(name.ptr[i]) && name.ptr[i] != '-')
			return false;
	}
	return name.len > 0;
}

static void check_headers(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h)
{
	PF_EACH(struct pf_http_header, header, h->http_get->http_headers) {
		pf_str name = header->name.is;
		struct pf_finding *f;

		if (!name.len || is_header_name(name) || pf_is_placeholder(name))
			continue;
		f = pf_report(ctx, header->name.node,
			"%s of %.*s sends a header called `%.*s`; the API server refuses the Pod",
			h->name, PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(name));
		pf_label(ctx, f, "may hold only letters, digits and `-`");
		pf_help(ctx, f, "write it like `X-Custom-Header`, without a colon");
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_container_is_long_lived(c) ? pf_handlers_of(c, handlers) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct pf_handler *h = &handlers[i];

		if (h->probe) {
			check_success(ctx, c, h);
			check_grace(ctx, c, h);
		}
		if (h->grpc)
			check_grpc_port(ctx, c, h);
		if (h->http_get)
			check_headers(ctx, c, h);
	}
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/#configure-probes",
	NULL,
};

PF_RULE(invalid_probe_setting) = {
	.name = "invalid-probe-setting",
	.title = "Probe setting is refused",
	.why = "Some settings mean nothing on some probes, and the API server refuses the Pod for them: "
	       "after one success liveness and startup are content, so that "
	       "`successThreshold` is 1; readiness never ends a container, so that it has no grace "
	       "period; a grpc port has no name; and an HTTP header is called by letters, digits and "
	       "hyphens.",
	.help = "Correct the setting or leave it out.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_PROBE,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_SAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

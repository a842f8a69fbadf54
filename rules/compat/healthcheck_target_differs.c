/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/health.h"
#include "runtime/health/as_probe.h"
#include "runtime/health/healthcheck.h"
#include "runtime/health/probes.h"
#include "runtime/health/target.h"
#include "runtime/network/listen.h"

static bool is_network(const struct pf_health_target *t)
{
	return t->kind == PF_HEALTH_HTTP || t->kind == PF_HEALTH_TCP;
}

/* One that only connects asks less, and not something else. */
static bool agrees(const struct pf_health_target *a, const struct pf_health_target *b)
{
	if (a->port != b->port)
		return false;
	return a->kind != b->kind || pf_health_target_is_same(a, b);
}

static const struct pf_node *or_else(const struct pf_node *node, const struct pf_node *fallback)
{
	return node ? node : fallback;
}

static const struct pf_node *port_of(const struct pf_handler *h)
{
	if (h->http_get)
		return or_else(h->http_get->port.node, h->node);
	return h->tcp_socket ? or_else(h->tcp_socket->port.node, h->node) : h->node;
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h, const struct pf_health_target *asked,
	const struct pf_health *health)
{
	const struct pf_health_target *own = &health->target;
	const struct pf_http_get_action *http = h->http_get;
	pf_str title = pf_container_title(ctx, c),
	       other = pf_health_title(pf_scratch(ctx), c, health);
	struct pf_finding *f;

	if (asked->port != own->port)
		return pf_report(ctx, port_of(h),
			"%s of %.*s asks port %u, the %.*s port %u: one of them does not ask the "
			"program",
			h->name, PF_STR_ARG(title), asked->port, PF_STR_ARG(other), own->port);
	if (asked->tls != own->tls)
		return pf_report(ctx, or_else(http ? http->scheme.node : NULL, h->node),
			"%s of %.*s speaks %s to port %u, the %.*s %s: one of them gets no answer",
			h->name, PF_STR_ARG(title), asked->tls ? "HTTPS" : "HTTP", asked->port,
			PF_STR_ARG(other), own->tls ? "HTTPS" : "HTTP");
	f = pf_report(ctx, or_else(http ? http->path.node : NULL, h->node),
		"%s of %.*s asks for `%.*s`, the %.*s for `%.*s`: they may not tell the same",
		h->name, PF_STR_ARG(title), PF_STR_ARG(asked->path), PF_STR_ARG(other),
		PF_STR_ARG(own->path));
	pf_grade(f, PF_INFO);
	return f;
}

/* Of the probes that ask something else, the one that decides over traffic comes first. */
static int rank(const struct pf_handler *h)
{
	return strcmp(h->name, "readinessProbe") == 0 ? 2 : strcmp(h->name, "livenessProbe") == 0;
}

/* Of a check that is taken over the time it has is taken over as well. */
static void help(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_handler *h, const struct pf_health *health)
{
	int64_t timeout = pf_health_seconds(health->healthcheck.timeout);
	const char *time = "";

	if (!h->probe->timeout_seconds.node && timeout > 1)
		time = pf_arena_cstr(pf_scratch(ctx),
			pf_arena_fmt(pf_scratch(ctx), " with `timeoutSeconds: %lld`",
				(long long)timeout));
	pf_help(ctx, f, "ask `%.*s`%s if the health check is right, else mend the health check",
		PF_STR_ARG(pf_health_handler(pf_scratch(ctx), c, &health->target)), time);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX], worst = {0};
	struct pf_health_target asked = {0};
	struct pf_health health;
	size_t n = pf_handlers_of(c, handlers);
	struct pf_finding *f;

	if (n == 0 || !pf_health_of(pf_scratch(ctx), c, &health) || !is_network(&health.target))
		return;
	for (size_t i = 0; i < n; i++) {
		struct pf_health_target t;

		if (!handlers[i].probe)
			continue;
		t = pf_health_target_of_probe(pf_scratch(ctx), c, &handlers[i]);
		if (!is_network(&t))
			continue;
		/* What the Pod sets itself is where the program listens there. */
		if (agrees(&t, &health.target) ||
			(t.port != health.target.port && pf_mentions_port(c, t.port)))
			return;
		if (worst.name && rank(&worst) > rank(&handlers[i]))
			continue;
		worst = handlers[i];
		asked = t;
	}
	if (!worst.name)
		return;
	f = report(ctx, c, &worst, &asked, &health);
	pf_relate_health(ctx, f, c, &health, "this is what Docker asks");
	help(ctx, f, c, &worst, &health);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/",
	NULL,
};

PF_RULE(healthcheck_target_differs) = {
	.name = "healthcheck-target-differs",
	.title = "Probe and HEALTHCHECK ask different things",
	.why = "Whoever wrote the image knew where its program answers. A probe that asks another "
	       "port or speaks another scheme either fails, so that the Pod never becomes ready or "
	       "is restarted for ever, or asks something else than the program, so that it hangs "
	       "unnoticed. Such pairs mostly come from a port that was changed on one side only.",
	.help = "Make both ask the same, or change the side that is out of date.",
	.ignore = "When both answer, and the probe asks something else on purpose.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

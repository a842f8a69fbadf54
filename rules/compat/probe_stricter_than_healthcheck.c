/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/health.h"
#include "runtime/health/as_probe.h"
#include "runtime/health/healthcheck.h"
#include "runtime/health/probes.h"
#include "runtime/health/target.h"

#define SECOND 1000000000

/* Probes that wait for one second only, because nothing else is written. */
struct hasty {
	const struct pf_handler *ptr[PF_HANDLERS_MAX];
	size_t len;
};

/* "startupProbe, readinessProbe and livenessProbe" */
static pf_str names_of(struct pf_arena *arena, const struct hasty *hasty)
{
	pf_str names[PF_HANDLERS_MAX];

	for (size_t i = 0; i < hasty->len; i++)
		names[i] = pf_str_from(hasty->ptr[i]->name);
	return pf_arena_list(arena, names, hasty->len, "and");
}

/* One finding for the container, at the first of them. */
static void check_timeouts(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct hasty *hasty, const struct pf_health *health)
{
	long long timeout = pf_health_seconds(health->healthcheck.timeout);
	pf_str title = pf_container_title(ctx, c),
	       other = pf_health_title(pf_scratch(ctx), c, health);
	pf_str entry = pf_arena_fmt(pf_scratch(ctx), "timeoutSeconds: %lld\n", timeout);
	pf_str names = names_of(pf_scratch(ctx), hasty);
	struct pf_finding *f;

	f = pf_report(ctx, hasty->ptr[0]->node,
		"%.*s of %.*s fail%s after 1 second, the %.*s after %lld", PF_STR_ARG(names),
		PF_STR_ARG(title), hasty->len > 1 ? "" : "s", PF_STR_ARG(other), timeout);
	pf_subject(f, PF_STR("timeout"));
	pf_label(ctx, f, "no `timeoutSeconds`, which means 1");
	for (size_t i = 1; i < hasty->len; i++)
		pf_relate(ctx, f, pf_object_in(ctx)->document, hasty->ptr[i]->node, "nor here");
	pf_relate_health(ctx, f, c, health, "the same check, with more time");
	pf_help(ctx, f, "write `timeoutSeconds: %lld`, or as long as an answer may take", timeout);
	for (size_t i = 0; i < hasty->len; i++)
		pf_fix_add(ctx, f, false,
			pf_arena_cstr(pf_scratch(ctx),
				pf_arena_fmt(pf_scratch(ctx),
					"give the %s the time that the HEALTHCHECK has",
					hasty->ptr[i]->name)),
			hasty->ptr[i]->node, entry);
}

static void fix_start(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_handler *h, const struct pf_health *health)
{
	int64_t start = pf_health_seconds(health->healthcheck.start_period);
	int64_t period = pf_probe_period(h->probe);
	long long failures = (start + period - 1) / period;
	const struct pf_node *written = h->probe->failure_threshold.node;

	if (h->probe != c->spec->startup_probe) {
		pf_help(ctx, f, "add a `startupProbe`, which holds this probe off until it passes");
		pf_fix_add(ctx, f, false, "add a startupProbe for the start period", c->spec->node,
			pf_health_startup_probe(pf_scratch(ctx), c, health));
		return;
	}
	pf_help(ctx, f, "write `failureThreshold: %lld`", failures);
	if (!written)
		pf_fix_add(ctx, f, false, "let the program start for as long as the HEALTHCHECK",
			h->node,
			pf_arena_fmt(pf_scratch(ctx), "failureThreshold: %lld\n", failures));
	else
		pf_fix_replace(ctx, f, false, written,
			pf_arena_fmt(pf_scratch(ctx), "%lld", failures));
}

/* A readiness probe that fails while the program starts does no harm. */
static void check_start(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *h, const struct pf_health *health)
{
	const struct pf_container *spec = c->spec;
	pf_str title = pf_container_title(ctx, c),
	       other = pf_health_title(pf_scratch(ctx), c, health);
	int64_t budget = pf_probe_budget(h->probe);
	struct pf_finding *f;

	if (h->probe != spec->startup_probe &&
		(h->probe != spec->liveness_probe ||
			pf_has_probe(pf_world_of(ctx), c, PF_STR("startupProbe"))))
		return;
	if (health->healthcheck.start_period / SECOND <= budget)
		return;
	f = pf_report(ctx, h->node,
		"%s of %.*s restarts it after %lld seconds, the %.*s lets it start for %lld",
		h->name, PF_STR_ARG(title), (long long)budget, PF_STR_ARG(other),
		(long long)pf_health_seconds(health->healthcheck.start_period));
	pf_subject(f, PF_STR("start"));
	pf_relate_health(ctx, f, c, health, "the start period stands here");
	fix_start(ctx, f, c, h, health);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	struct hasty hasty = {.len = 0};
	struct pf_health health;
	size_t n = pf_handlers_of(c, handlers);

	if (n == 0 || !pf_wants_probes(c) || !pf_health_of(pf_scratch(ctx), c, &health))
		return;
	for (size_t i = 0; i < n; i++) {
		struct pf_health_target t;

		if (!handlers[i].probe)
			continue;
		t = pf_health_target_of_probe(pf_scratch(ctx), c, &handlers[i]);
		if (!pf_health_target_is_same(&t, &health.target))
			continue;
		if (!handlers[i].probe->timeout_seconds.node && health.healthcheck.timeout > SECOND)
			hasty.ptr[hasty.len++] = &handlers[i];
		check_start(ctx, c, &handlers[i], &health);
	}
	if (hasty.len)
		check_timeouts(ctx, c, &hasty, &health);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/#configure-probes",
	NULL,
};

PF_RULE(probe_stricter_than_healthcheck) = {
	.name = "probe-stricter-than-healthcheck",
	.title = "Probe gives less time than the HEALTHCHECK",
	.why = "The probe is a copy of the image's `HEALTHCHECK`, its times are not. Unless told "
	       "otherwise Docker waits 30 seconds for an answer, Kubernetes 1; and a start period, "
	       "in which Docker counts no failure, is to Kubernetes nothing. A program that passed "
	       "under Docker is then taken out of service or restarted under load, or killed before "
	       "it has started.",
	.help = "Write `timeoutSeconds` as the `HEALTHCHECK` has it, and turn its start period into "
		"a `startupProbe` whose `periodSeconds` times `failureThreshold` is as long.",
	.ignore = "When the shorter times are meant and have been measured; write `timeoutSeconds: "
		  "1` then, which says so.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

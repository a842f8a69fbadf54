/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "rule/advice/health.h"
#include "runtime/health/as_probe.h"
#include "runtime/health/healthcheck.h"
#include "runtime/health/probes.h"
#include "runtime/health/target.h"
#include "runtime/process/programs.h"

/* In what the kubelet's request differs, where that may matter; or "". */
static const char *caveat(const struct pf_health *health)
{
	const struct pf_health_target *t = &health->target;

	if (health->loopback)
		return "; the program listens on a loopback address, where the kubelet cannot "
		       "reach it";
	if (t->kind != PF_HEALTH_HTTP)
		return "";
	if (t->head)
		return "; the kubelet sends GET where the HEALTHCHECK sends HEAD";
	if (t->lenient)
		return "; an answer of 400 or more then fails, which passes without curl's `-f`";
	if (t->verified)
		return "; the kubelet does not look at the certificate";
	return "";
}

static bool has_any_probe(const struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	return pf_has_probe(pf_world_of(ctx), c, PF_STR("livenessProbe")) ||
		pf_has_probe(pf_world_of(ctx), c, PF_STR("readinessProbe")) ||
		pf_has_probe(pf_world_of(ctx), c, PF_STR("startupProbe"));
}

static void help(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	pf_str handler = pf_health_handler(pf_scratch(ctx), c, &health->target);
	const char *startup = health->healthcheck.start_period > 0
		? ", and a `startupProbe` that asks the same for as long as the start period"
		: "";
	long long period = pf_health_seconds(health->healthcheck.interval);
	long long timeout = pf_health_seconds(health->healthcheck.timeout);

	if (handler.len)
		pf_help(ctx, f,
			"add `readinessProbe: {%.*s, periodSeconds: %lld, timeoutSeconds: %lld}`%s%s",
			PF_STR_ARG(handler), period, timeout, startup, caveat(health));
	else
		pf_help(ctx, f,
			"add a readinessProbe that runs the same command with `exec`, "
			"`periodSeconds: %lld` and `timeoutSeconds: %lld`%s%s",
			period, timeout, startup, caveat(health));
}

static void offer(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c,
	const struct pf_health *health)
{
	help(ctx, f, c, health);
	pf_fix_add(ctx, f, false,
		health->healthcheck.start_period > 0
			? "add a readinessProbe and a startupProbe that check the same"
			: "add a readinessProbe that checks the same",
		c->spec->node, pf_health_probes(pf_scratch(ctx), c, health));
}

/* A probe that starts what the image lacks never succeeds: there is nothing to carry over. */
static pf_str missing_program(const struct pf_pod_container *c, const struct pf_health *health)
{
	if (health->target.kind != PF_HEALTH_EXEC)
		return PF_STR_EMPTY;
	return pf_find_missing_program(c, health->target.argv).name;
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_health health;
	struct pf_finding *f;
	pf_str title, source, missing, mount;

	if (!pf_wants_probes(c) || has_any_probe(ctx, c) ||
		!pf_health_of(pf_scratch(ctx), c, &health) ||
		health.target.kind == PF_HEALTH_NOTHING)
		return;
	title = pf_container_title(ctx, c);
	source = pf_health_title(pf_scratch(ctx), c, &health);
	f = pf_report(ctx, c->spec->node, "%.*s is ignored by Kubernetes, and %.*s has no probes",
		PF_STR_ARG(source), PF_STR_ARG(title));
	pf_label(ctx, f, "no livenessProbe, readinessProbe or startupProbe");
	pf_relate_health(ctx, f, c, &health, "only Docker runs this");
	missing = missing_program(c, &health);
	mount = pf_health_needs_mount(pf_scratch(ctx), c, &health);
	if (mount.len)
		pf_help(ctx, f,
			"add a readinessProbe of another kind, or one that runs the test where the "
			"image or a ConfigMap brings the file it needs: compose mounts it from the "
			"host, and nothing does so in the Pod");
	else if (missing.len)
		pf_help(ctx, f,
			"add a readinessProbe of another kind, or install what the test needs: it "
			"starts `%.*s`, which the image does not have%s",
			PF_STR_ARG(missing), caveat(&health));
	else
		offer(ctx, f, c, &health);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
	"https://kubernetes.io/docs/tasks/configure-pod-container/"
	"configure-liveness-readiness-startup-probes/",
	NULL,
};

PF_RULE(healthcheck_ignored) = {
	.name = "healthcheck-ignored",
	.title = "HEALTHCHECK has no effect in Kubernetes",
	.why = "The kubelet never looks at an image's `HEALTHCHECK`, and container runtimes do not "
	       "run it for Kubernetes. Somebody wrote down how to tell whether the program can do "
	       "its work; without a probe nobody asks. The Pod takes traffic as soon as its process "
	       "has started, and stays in service when it hangs.",
	.help = "Translate the check into a `readinessProbe`, and a start period into a "
		"`startupProbe`. Write `timeoutSeconds` and `periodSeconds` too: Kubernetes gives a "
		"probe 1 second, Docker a check 30. Docker does not restart an unhealthy container "
		"either, so a `livenessProbe` is a decision of its own.",
	.ignore =
		"When the program ends by itself as soon as something is wrong and nobody sends it "
		"traffic.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

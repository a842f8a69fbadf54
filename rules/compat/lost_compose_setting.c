/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "project/compose/service.h"
#include "runtime/compose/losses.h"
#include "runtime/compose/service.h"

/* Those that the user asks for; the number of what is left. */
static size_t select_losses(struct pf_ctx *ctx, struct pf_compose_loss *losses, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++) {
		if (pf_option_has(ctx, "settings", losses[i].setting))
			losses[left++] = losses[i];
	}
	return left;
}

/* "`tmpfs` (/run), `init` (true)" */
static pf_str list_losses(struct pf_ctx *ctx, const struct pf_compose_loss *losses, size_t n)
{
	pf_str text = PF_STR_EMPTY;

	for (size_t i = 0; i < n; i++) {
		text = pf_arena_fmt(pf_scratch(ctx), "%.*s%s`%.*s`", PF_STR_ARG(text),
			i ? ", " : "", PF_STR_ARG(losses[i].setting));
		if (losses[i].value.len)
			text = pf_arena_fmt(pf_scratch(ctx), "%.*s (%.*s)", PF_STR_ARG(text),
				PF_STR_ARG(losses[i].value));
	}
	return text;
}

/* What no Pod can say. */
static const char *without_counterpart(const struct pf_compose_service *s)
{
	if (s->resources.ulimits && s->logging)
		return "; `ulimits` and `logging` have no counterpart in a Pod";
	if (s->resources.ulimits)
		return "; `ulimits` has no counterpart in a Pod";
	return s->logging ? "; `logging` has no counterpart in a Pod" : "";
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_compose_service *s = pf_service_of(c);
	struct pf_compose_loss losses[PF_COMPOSE_LOSSES];
	struct pf_finding *f;
	pf_str help = PF_STR_EMPTY;
	size_t n = s ? pf_compose_losses(pf_scratch(ctx), pf_world_of(ctx), c, s, losses) : 0;

	n = select_losses(ctx, losses, n);
	if (n == 0)
		return;
	f = pf_report(ctx, c->spec->node, "%.*s runs without what %.*s sets: %.*s%s",
		PF_STR_ARG(pf_container_title(ctx, c)),
		PF_STR_ARG(pf_service_title(pf_scratch(ctx), s)),
		PF_STR_ARG(list_losses(ctx, losses, n)), without_counterpart(s));
	pf_label(ctx, f, "%s of the compose file got lost", n > 1 ? "settings" : "a setting");
	for (size_t i = 0; i < n; i++) {
		pf_relate_compose(ctx, f, c, losses[i].node, "`%.*s` is set here",
			PF_STR_ARG(losses[i].setting));
		help = pf_arena_fmt(pf_scratch(ctx), "%.*s%sfor `%.*s` use %s", PF_STR_ARG(help),
			i ? "; " : "", PF_STR_ARG(losses[i].setting), losses[i].remedy);
	}
	pf_help(ctx, f, "%.*s", PF_STR_ARG(help));
}

static const struct pf_option options[] = {
	{"settings", PF_OPTION_STRINGS,
		"shm_size,tmpfs,gpus,devices,extra_hosts,sysctls,init,stop_grace_period,"
		"network_mode,depends_on",
		"settings of compose to look for in the Pod"},
	{NULL, PF_OPTION_BOOL, NULL, NULL},
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
	"https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/",
	"https://kubernetes.io/docs/concepts/workloads/pods/init-containers/",
	NULL,
};

PF_RULE(lost_compose_setting) = {
	.name = "lost-compose-setting",
	.title = "Setting of the compose file got lost",
	.why = "Images are built and tried with what their compose file gives them: a larger "
	       "/dev/shm, a tmpfs, an init process that reaps, time to stop. None of it is part of "
	       "the image, so a Pod that does not say it again runs without, and fails in ways "
	       "that nobody saw before.",
	.help = "Say the same in the Pod, or drop the setting from the compose file where nothing "
		"needs it.",
	.ignore = "The setting is for a developer's machine alone; `settings` says which ones are "
		  "looked for.",
	.refs = refs,
	.options = options,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

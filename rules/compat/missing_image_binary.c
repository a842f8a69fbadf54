/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/facts/tables.h"
#include "runtime/health/probes.h"
#include "runtime/process/argv.h"
#include "runtime/process/bases.h"
#include "runtime/process/programs.h"

static const char *reason(const struct pf_pod_container *c)
{
	switch (pf_base_family_of(c->facts)) {
	case PF_BASE_SCRATCH:
		return "it holds what is copied into it, and no system";
	case PF_BASE_DISTROLESS:
		return "it holds no shell and no tools";
	case PF_BASE_ALPINE:
	case PF_BASE_DEBIAN:
	case PF_BASE_UNKNOWN:
		break;
	}
	return "it comes without, and no step installs it";
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_node *node, const struct pf_missing_program *miss, const char *field,
	const char *outcome)
{
	struct pf_finding *f = pf_report(ctx, node,
		"`%s` of %.*s starts `%.*s`, which its image does not have: %s", field,
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(miss->name), outcome);

	if (miss->lack == PF_LACK_LIKELY)
		pf_rests_on(f, PF_GUESS);
	pf_label(ctx, f, "not in the image");
	pf_relate_image(ctx, f, c, &c->facts->build->base_at, "%s", reason(c));
	return f;
}

/* What the kubelet makes of it: a program that a shell misses is a failure like any other. */
static const char *outcome_of(const struct pf_handler *handler, bool in_shell)
{
	char first = handler->name[0];

	if (!handler->probe)
		return handler->name[1] == 'r' ? "the hook fails at once, and nothing is waited for"
					       : "the hook fails and the container is killed";
	if (first == 'r')
		return "the container never becomes ready";
	if (in_shell)
		return "each try fails, and the container is restarted over and over";
	return first == 's'
		? "the kubelet gets no answer, and the container never counts as started"
		: "the kubelet discards the error, and the probe never fails";
}

static void help_hook(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_handler *handler)
{
	if (!handler->probe && pf_release(ctx) >= 30)
		pf_help(ctx, f,
			"to wait, write `sleep: {seconds: 5}` instead of `exec`, which needs no "
			"program; else copy one into the image");
}

static void check_handler(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_handler *handler)
{
	const struct pf_str_list *command = &handler->exec->command;
	pf_str *words;
	struct pf_missing_program miss;

	if (!pf_list_is_sound(command))
		return;
	words = PF_NEWN(pf_scratch(ctx), pf_str, command->len);
	for (size_t i = 0; i < command->len; i++)
		words[i] = command->ptr[i].is;
	miss = pf_find_missing_program(c, (struct pf_words){words, command->len});
	if (miss.name.len)
		help_hook(ctx,
			report(ctx, c, command->ptr[miss.word].node, &miss, handler->name,
				outcome_of(handler, miss.in_shell)),
			handler);
}

static void check_command(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_argv argv = pf_argv_of(pf_scratch(ctx), c);
	struct pf_missing_program miss;
	struct pf_finding *f;

	if (!argv.known || argv.from)
		return;
	miss = pf_find_missing_program(c, argv.words);
	if (!miss.name.len)
		return;
	f = report(ctx, c, argv.nodes[miss.word], &miss, "command",
		miss.in_shell ? "the shell does not find it" : "the container cannot start");
	pf_help(ctx, f,
		"start a program that the image has, or install `%.*s` in the "
		"Dockerfile's last stage",
		PF_STR_ARG(miss.name));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_handler handlers[PF_HANDLERS_MAX];
	size_t n = pf_handlers_of(c, handlers);

	if (!c->facts || !c->facts->build)
		return;
	for (size_t i = 0; i < n; i++) {
		if (handlers[i].exec)
			check_handler(ctx, c, &handlers[i]);
	}
	if (c->spec->command.len)
		check_command(ctx, c);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
	"https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/",
	NULL,
};

PF_RULE(missing_image_binary) = {
	.name = "missing-image-binary",
	.title = "Program that the image does not have",
	.why = "Probes, hooks and `command` run inside the container, with what its image holds. "
	       "Images from `scratch` and distroless ones have no shell, Alpine has no curl, Debian "
	       "and Ubuntu have neither curl nor wget. A liveness probe whose program cannot be "
	       "started never fails, since the kubelet discards such errors; a readiness or startup "
	       "probe never succeeds; a preStop hook ends without waiting. An image that is itself "
	       "one of the well-known bases counts as one that is built on it.",
	.help = "Use `httpGet`, `tcpSocket`, `grpc` or `sleep`, which need no program in the image, "
		"or install the program in the Dockerfile's last stage.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

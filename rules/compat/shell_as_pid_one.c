/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/facts/tables.h"
#include "runtime/process/argv.h"
#include "runtime/process/bases.h"
#include "runtime/shell/script.h"
#include "runtime/shell/words.h"

/* Are there others who stop the program: process 1 of the Pod or node, or a hook? */
static bool is_stopped_otherwise(const struct pf_pod_container *c)
{
	const struct pf_lifecycle *lifecycle = c->spec->lifecycle;

	return c->pod->spec->share_process_namespace.is == PF_TRUE ||
		c->pod->spec->host_pid.is == PF_TRUE ||
		(lifecycle && lifecycle->pre_stop &&
			(lifecycle->pre_stop->exec || lifecycle->pre_stop->http_get));
}

/* Of the shells, dash starts even the last command of a line as a process of its own. */
static bool is_dash(const struct pf_pod_container *c, pf_str shell)
{
	pf_str name = pf_program_name(shell);

	return pf_str_eq(name, PF_STR("dash")) ||
		(pf_str_eq(name, PF_STR("sh")) && pf_base_family_of(c->facts) == PF_BASE_DEBIAN);
}

static void help_exec(struct pf_ctx *ctx, struct pf_finding *f,
	const struct pf_shell_outcome *outcome, const struct pf_node *node, pf_str script)
{
	const struct pf_shell_command *last = &outcome->last;

	if (last->text.len <= 60 && pf_str_find_char(last->text, '\n') == last->text.len)
		pf_help(ctx, f, "make the program take the shell's place: `exec %.*s`",
			PF_STR_ARG(last->text));
	else
		pf_help(ctx, f,
			"write `exec` before the last command, so that it takes the "
			"shell's place");
	if (node && pf_str_find_char(script, '\n') == script.len)
		pf_fix_string(ctx, f, false, node,
			pf_arena_fmt(pf_scratch(ctx), "%.*sexec %.*s",
				PF_STR_ARG(pf_str_sub(script, 0, last->start)),
				PF_STR_ARG(pf_str_from_offset(script, last->start))));
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c, const struct pf_argv *argv,
	const struct pf_shell_outcome *outcome)
{
	size_t at = pf_shell_text_at(argv->words);
	const struct pf_node *node = argv->nodes[at];
	pf_str why = outcome->end == PF_SHELL_STAYS
		? pf_arena_fmt(pf_scratch(ctx), "because of %s", outcome->how)
		: pf_arena_fmt(pf_scratch(ctx), "in front of `%.*s`",
			  PF_STR_ARG(outcome->last.program));
	struct pf_finding *f = pf_report(ctx, node ? node : c->spec->node,
		"`%.*s` stays process 1 of %.*s %.*s: SIGTERM ends there, and the program is killed "
		"when the grace period is over",
		PF_STR_ARG(argv->words.ptr[0]), PF_STR_ARG(pf_container_title(ctx, c)),
		PF_STR_ARG(why));

	if (argv->supposed)
		pf_rests_on(f, PF_EVIDENCE);
	if (argv->from && !node)
		pf_common_cause(f, argv->from);
	if (argv->from)
		pf_relate_image(ctx, f, c, argv->from, "a shell runs this line");
	else if (outcome->end == PF_SHELL_DEPENDS)
		pf_relate_image(ctx, f, c, &c->facts->build->base_at,
			"its `/bin/sh` is dash, which starts even the last command as a process "
			"of its own");
	if (outcome->end == PF_SHELL_DEPENDS)
		help_exec(ctx, f, outcome, node, argv->words.ptr[at]);
	else if (outcome->last.loops)
		pf_help(ctx, f,
			"write `trap 'exit 0' TERM` before the loop, and wait in it for programs in "
			"the background, as in `sleep 60 & wait $!`: only then is the trap run at "
			"once");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_shell_outcome outcome;
	struct pf_argv argv;
	size_t at;

	if (!pf_container_is_long_lived(c) || c->pod->windows ||
		pf_pod_runs_to_completion(c->pod) || is_stopped_otherwise(c))
		return;
	argv = pf_argv_supposed(pf_scratch(ctx), c);
	at = pf_shell_text_at(argv.words);
	if (!at)
		return;
	outcome = pf_shell_outcome_of(argv.words.ptr[at]);
	if (outcome.end == PF_SHELL_STAYS ||
		(outcome.end == PF_SHELL_DEPENDS && is_dash(c, argv.words.ptr[0])))
		report(ctx, c, &argv, &outcome);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
	"https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/",
	"https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example",
	NULL,
};

static const char *const aliases[] = {"hadolint/DL3025", NULL};

PF_RULE(shell_as_pid_one) = {
	.name = "shell-as-pid-one",
	.title = "Shell as process 1",
	.why = "The kubelet sends SIGTERM to process 1 of a container. A shell that waits for its "
	       "commands does not pass the signal on, and as process 1 it does not die of it "
	       "either: the program notices nothing, and all of the container is killed at the end "
	       "of the grace period, in the midst of requests. Shells differ: BusyBox and bash "
	       "become the last command of a plain line, dash, the `/bin/sh` of Debian and Ubuntu, "
	       "does not. In front of a loop, a pipe or several commands every shell stays, "
	       "whatever the image is.",
	.help = "Start the program without a shell (exec form, `command` with one word per item), "
		"or write `exec` before the last command. Where several programs have to run, "
		"put an init program such as `tini -g` in front, or set "
		"`shareProcessNamespace: true`.",
	.ignore = "The program can be killed at any time and loses nothing.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

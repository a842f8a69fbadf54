/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/process/argv.h"
#include "runtime/process/programs.h"
#include "runtime/shell/script.h"
#include "runtime/shell/words.h"

/* Is the program started again: as a word of its own, or by a shell's line? */
static bool is_named(const struct pf_argv *argv, pf_str program)
{
	size_t script = pf_shell_text_at(argv->words);
	pf_str name = pf_program_name(program);

	for (size_t i = 0; i < argv->words.len; i++) {
		if (pf_str_eq(pf_program_name(argv->words.ptr[i]), name))
			return true;
	}
	return script && pf_shell_starts(argv->words.ptr[script], name);
}

static bool runs_on(const struct pf_pod_container *c)
{
	return pf_container_is_long_lived(c) && !pf_pod_runs_to_completion(c->pod);
}

/* An ENTRYPOINT that does more than start the program: the part of a sentence, or NULL. */
static const char *entrypoint_loss(const struct pf_pod_container *c, const struct pf_argv *argv)
{
	pf_str program = c->facts->entrypoint.value.ptr[0];

	/* What soon ends has nothing to reap. */
	if (runs_on(c) && pf_is_init_program(program) && !pf_is_init_program(argv->words.ptr[0]) &&
		!is_named(argv, program))
		return "starts without its image's init program";
	if (pf_is_entrypoint_script(program) && !is_named(argv, program))
		return "starts without its image's entrypoint script";
	return NULL;
}

/* Are arguments of the image's program gone, and it not started by that name again? */
static bool loses_cmd(const struct pf_pod_container *c, const struct pf_argv *argv)
{
	const struct pf_image_facts *facts = c->facts;

	return runs_on(c) && !c->spec->args.len && facts->entrypoint.is == PF_KNOWN &&
		facts->entrypoint.value.len > 0 && facts->cmd.is == PF_KNOWN &&
		!pf_fact_is_empty(&facts->cmd) && !is_named(argv, facts->entrypoint.value.ptr[0]) &&
		!is_named(argv, facts->cmd.value.ptr[0]);
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_argv argv;
	const char *loss;
	struct pf_finding *f;
	pf_str title;

	if (!c->facts || !c->spec->command.len || c->facts->entrypoint.is != PF_KNOWN ||
		pf_fact_is_empty(&c->facts->entrypoint))
		return;
	argv = pf_argv_of(pf_scratch(ctx), c);
	if (!argv.known || pf_is_placeholder(argv.words.ptr[0]))
		return;
	loss = entrypoint_loss(c, &argv);
	if (!loss && loses_cmd(c, &argv))
		loss = "runs another program than its image's";
	if (!loss)
		return;
	title = pf_words_title(pf_scratch(ctx), c->facts->entrypoint.value);
	f = pf_report(ctx, c->spec->command.node,
		"%.*s %s%s%.*s%s: `command` replaces the ENTRYPOINT%s",
		PF_STR_ARG(pf_container_title(ctx, c)), loss, title.len ? ", `" : "",
		PF_STR_ARG(title), title.len ? "`" : "",
		c->facts->cmd.is == PF_KNOWN && !pf_fact_is_empty(&c->facts->cmd)
			? " and drops the CMD"
			: "");
	pf_label(ctx, f, "in place of the ENTRYPOINT");
	pf_relate_image(ctx, f, c, &c->facts->entrypoint.from, "what would run without `command`");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
	NULL,
};

PF_RULE(replaced_entrypoint) = {
	.name = "replaced-entrypoint",
	.title = "Image's ENTRYPOINT replaced",
	.why = "`command` of a container is Docker's ENTRYPOINT, not its CMD: it replaces both. An "
	       "entrypoint script that prepares configuration or drops privileges does not run, an "
	       "init program that forwards signals and reaps zombies is not there, and the default "
	       "arguments are gone. In a compose file `command` only replaces the CMD.",
	.help = "Write the words in `args` instead of `command` to keep the ENTRYPOINT, or name it "
		"first in `command`.",
	.ignore = "The container is meant to run something else than the image was built for.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_INFO,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

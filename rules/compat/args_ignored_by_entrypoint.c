/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/process/argv.h"
#include "runtime/shell/script.h"
#include "runtime/shell/walk.h"

/* The line without what a shell adds to it: `["npm", "start"]` of a plain "npm start". */
static pf_str as_items(struct pf_ctx *ctx, pf_str text)
{
	struct pf_shell_walk script = {.text = text};
	struct pf_shell_command command;
	pf_str words[8];
	size_t n = 0;

	if (!pf_shell_next(&script, &command) || command.after != PF_JOINT_NONE)
		return PF_STR_EMPTY;
	text = command.text;
	if (pf_str_starts_with(text, PF_STR("exec ")))
		text = pf_str_from_offset(text, strlen("exec "));
	for (size_t i = 0; i < text.len; i++) {
		if (!pf_is_alnum(text.ptr[i]) && !strchr(" _./-=:@+,", text.ptr[i]))
			return PF_STR_EMPTY;
	}
	while (n < 8 && pf_str_split(&text, ' ', &words[n]))
		n += words[n].len > 0;
	if (n == 8)
		return PF_STR_EMPTY;
	return pf_words_title(pf_scratch(ctx), (struct pf_words){words, n});
}

static void report(struct pf_ctx *ctx, const struct pf_pod_container *c, pf_str text)
{
	const pf_words_fact *entrypoint = &c->facts->entrypoint;
	pf_str items = as_items(ctx, text);
	struct pf_finding *f = pf_report(ctx, c->spec->args.node,
		"`args` of %.*s have no effect: the image's ENTRYPOINT is a line for `%.*s`, which "
		"uses no arguments",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(entrypoint->value.ptr[0]));

	pf_label(ctx, f, "nobody reads them");
	pf_relate_image(ctx, f, c, &entrypoint->from, "the shell runs this line, and only this");
	if (items.len)
		pf_help(ctx, f,
			"write the ENTRYPOINT in exec form, `ENTRYPOINT %.*s`, or set `command: "
			"%.*s` here",
			PF_STR_ARG(items), PF_STR_ARG(items));
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_words *words;
	struct pf_argv argv;
	size_t at;

	if (!c->facts || c->facts->entrypoint.is != PF_KNOWN || !c->spec->args.len ||
		c->spec->command.node)
		return;
	words = &c->facts->entrypoint.value;
	at = pf_shell_text_at(*words);
	if (!at || pf_shell_uses_arguments(words->ptr[at]))
		return;
	argv = pf_argv_of(pf_scratch(ctx), c);
	if (argv.known)
		report(ctx, c, words->ptr[at]);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
	"https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example",
	NULL,
};

PF_RULE(args_ignored_by_entrypoint) = {
	.name = "args-ignored-by-entrypoint",
	.title = "Arguments that the image's ENTRYPOINT ignores",
	.why = "An ENTRYPOINT in shell form becomes `sh -c` with one line of text. What stands in "
	       "`args` is handed to that shell, behind the line, as `$0`, `$1` and so on; a line "
	       "that uses none of these starts the program as if there were no arguments.",
	.help = "Write the ENTRYPOINT in exec form, so that `args` are added to it, or set "
		"`command` to the program.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

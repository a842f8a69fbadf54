/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/facts/programs.h"
#include "image/facts/tables.h"
#include "runtime/fragments.h"
#include "runtime/process/argv.h"
#include "runtime/process/bases.h"
#include "runtime/process/programs.h"
#include "runtime/shell/words.h"

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

/* What nobody calls a program, but many a part of one. */
static const pf_str subcommands[] = {PF_STR_INIT("agent"), PF_STR_INIT("api"),
	PF_STR_INIT("daemon"), PF_STR_INIT("migrate"), PF_STR_INIT("run"), PF_STR_INIT("server"),
	PF_STR_INIT("start"), PF_STR_INIT("version"), PF_STR_INIT("web"), PF_STR_INIT("worker")};

static bool is_plain_argument(const struct pf_words *cmd, pf_str word)
{
	if (cmd->len == 0 || pf_shell_text_at(*cmd) || pf_is_init_program(cmd->ptr[0]) ||
		pf_known_program_has(pf_program_name(cmd->ptr[0]), PF_PROGRAM_RUNNER))
		return false;
	for (size_t i = 1; i < cmd->len; i++) {
		if (pf_str_eq(cmd->ptr[i], word))
			return true;
	}
	return false;
}

/* "port=80", "http://db", "8080", "app.py": found in no PATH. */
static bool looks_like_operand(pf_str word)
{
	static const pf_str endings[] = {PF_STR_INIT(".jar"), PF_STR_INIT(".js"),
		PF_STR_INIT(".json"), PF_STR_INIT(".py"), PF_STR_INIT(".rb"), PF_STR_INIT(".yaml"),
		PF_STR_INIT(".yml")};
	bool path = pf_str_find_char(word, '/') < word.len;
	size_t digits = 0;

	while (digits < word.len && pf_is_digit(word.ptr[digits]))
		digits++;
	for (size_t i = 0; !path && i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (pf_str_ends_with(word, endings[i]))
			return true;
	}
	return digits == word.len || pf_str_contains(word, PF_STR("://")) ||
		(!path && pf_str_find_char(word, '=') < word.len);
}

/* Is the word surely, or very likely, no program of the image? */
static bool is_no_program(const struct pf_pod_container *c, pf_str word, enum pf_basis *basis)
{
	const struct pf_words *cmd = &c->facts->cmd.value;

	*basis = PF_CERTAIN;
	if (word.ptr[0] == '-')
		return true;
	if (c->facts->cmd.is == PF_KNOWN && cmd->len > 0 &&
		pf_str_eq(pf_program_name(cmd->ptr[0]), pf_program_name(word)))
		return false;
	if (looks_like_operand(word) ||
		(c->facts->cmd.is == PF_KNOWN && is_plain_argument(cmd, word))) {
		*basis = PF_EVIDENCE;
		return true;
	}
	if (c->facts->cmd.is == PF_KNOWN && cmd->len > 0 && IS_IN(word, subcommands)) {
		*basis = PF_GUESS;
		return true;
	}
	return pf_container_lacks(c, word) == PF_LACK_CERTAIN;
}

static void help(struct pf_ctx *ctx, struct pf_finding *f, const struct pf_pod_container *c)
{
	const pf_words_fact *cmd = &c->facts->cmd;

	if (cmd->is == PF_KNOWN && cmd->value.len > 0 && !pf_shell_text_at(cmd->value)) {
		pf_str program =
			pf_words_title(pf_scratch(ctx), (struct pf_words){cmd->value.ptr, 1});

		if (program.len) {
			pf_help(ctx, f,
				"set `command: %.*s`, the program of the image's CMD, which `args` "
				"replace; or make it the image's ENTRYPOINT",
				PF_STR_ARG(program));
			return;
		}
	}
	pf_help(ctx, f, "set `command` to the program, or make it the image's ENTRYPOINT");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_str_list *args = &c->spec->args;
	enum pf_basis basis;
	const struct pf_origin *from;
	struct pf_finding *f;
	pf_str word;

	if (c->class == PF_EPHEMERAL || !c->facts || !pf_list_is_sound(args) ||
		c->spec->command.node || pf_container_is_fragment(c) ||
		!pf_fact_is_empty(&c->facts->entrypoint))
		return;
	word = args->ptr[0].is;
	if (!word.len || pf_is_placeholder(word) || pf_str_contains(word, PF_STR("$(")) ||
		!is_no_program(c, word, &basis))
		return;
	f = pf_report(ctx, args->ptr[0].node,
		"%.*s starts `%.*s` as its program: the image has no ENTRYPOINT for `args` to be "
		"added to, and they replace its CMD",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(word));
	pf_rests_on(f, basis);
	pf_label(ctx, f, "no program");
	from = c->facts->cmd.from.source ? &c->facts->cmd.from : &c->facts->entrypoint.from;
	if (!from->source)
		from = pf_base_origin(c->facts);
	pf_relate_image(ctx, f, c, from,
		c->facts->cmd.from.source ? "`args` replace this whole" : "no ENTRYPOINT here");
	help(ctx, f, c);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
	NULL,
};

PF_RULE(args_without_entrypoint) = {
	.name = "args-without-entrypoint",
	.title = "Arguments for an image without ENTRYPOINT",
	.why = "`args` are added to the image's ENTRYPOINT and replace its CMD. Where the image has "
	       "no ENTRYPOINT the first of them is what the runtime starts, so that a container "
	       "with `args: [\"--port=80\"]` looks for a program called `--port=80` and stays in "
	       "CrashLoopBackOff.",
	.help = "Set `command` to the program, or make it the image's ENTRYPOINT and its defaults "
		"the CMD.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

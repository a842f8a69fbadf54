/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/process/argv.h"
#include "runtime/shell/words.h"

#define MAX_EXAMPLE 60

static void report_operator(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const pf_str_field *word, bool known)
{
	struct pf_finding *f = pf_report(ctx, word->node,
		"`%.*s` is handed to the program of %.*s as an argument: no shell is there to act on "
		"it",
		PF_STR_ARG(word->is), PF_STR_ARG(pf_container_title(ctx, c)));

	pf_rests_on(f, known ? PF_CERTAIN : PF_EVIDENCE);
	if (pf_is_only_redirected(word->is))
		pf_grade(f, PF_WARNING);
	pf_label(ctx, f, "plain text without a shell");
	pf_help(ctx, f,
		"start a shell, with the whole line as one word, and let it become the last program: "
		"`command: [\"sh\", \"-c\"]` and `args: [\"first && exec second\"]`");
}

/* The first operator of `words`; true when one was reported. */
static bool check_words(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_str_list *words, struct pf_command_line *line)
{
	PF_EACH(pf_str_field, word, *words) {
		if (pf_command_line_next(line, word->is)) {
			report_operator(ctx, c, word, line->known && !line->shell);
			return true;
		}
	}
	return false;
}

/* `"npm", "run", "start"` for a line that holds nothing but words; else empty. */
static pf_str as_items(struct pf_arena *arena, pf_str text)
{
	pf_str rest = pf_str_trim(text);
	pf_str items = PF_STR_EMPTY;
	pf_str word;

	if (rest.len > MAX_EXAMPLE)
		return items;
	for (size_t i = 0; i < rest.len; i++) {
		char ch = rest.ptr[i];

		if (!pf_is_alnum(ch) && !strchr(" _./-=:@+", ch))
			return PF_STR_EMPTY;
	}
	while (pf_str_split(&rest, ' ', &word)) {
		if (word.len)
			items = pf_arena_fmt(arena, "%.*s%s\"%.*s\"", PF_STR_ARG(items),
				items.len ? ", " : "", PF_STR_ARG(word));
	}
	return items;
}

static void report_line(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const pf_str_field *word)
{
	bool alone = c->spec->command.len == 1;
	pf_str items = alone ? as_items(pf_scratch(ctx), word->is) : PF_STR_EMPTY;
	struct pf_finding *f = pf_report(ctx, word->node,
		"`command` of %.*s begins with a whole command line, which is taken for the name of "
		"one program: the container cannot start",
		PF_STR_ARG(pf_container_title(ctx, c)));

	pf_label(ctx, f, "one word, blanks included");
	if (items.len)
		pf_help(ctx, f, "make each word an item of its own: `%.*s`", PF_STR_ARG(items));
	else
		pf_help(ctx, f,
			"make each word an item of its own, or let a shell read the line: "
			"`command: [\"sh\", \"-c\"]` with the line as the first of `args`, and `exec` "
			"before its last program");
}

static void report_flag(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const pf_str_field *word)
{
	struct pf_finding *f = pf_report(ctx, word->node,
		"`command` of %.*s begins with the flag `%.*s`: `command` takes the place of the "
		"image's ENTRYPOINT, and no program is called so: the container cannot start",
		PF_STR_ARG(pf_container_title(ctx, c)), PF_STR_ARG(word->is));

	pf_label(ctx, f, "no program");
	if (c->facts && pf_fact_is_empty(&c->facts->entrypoint))
		pf_help(ctx, f,
			"put the program in front of the flag: the image has no ENTRYPOINT that it "
			"could be added to");
	else if (c->spec->args.node)
		pf_help(ctx, f,
			"put the words of `command` in front of those of `args`, which the image's "
			"ENTRYPOINT gets, and drop `command`");
	else
		pf_help(ctx, f,
			"write `args` in place of `command`: the image's ENTRYPOINT then gets the "
			"words");
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	const struct pf_str_list *command = &c->spec->command;
	struct pf_command_line line = {.known = command->len > 0};

	if (line.known && pf_str_starts_with(command->ptr[0].is, PF_STR("-")))
		report_flag(ctx, c, &command->ptr[0]);
	else if (line.known && pf_is_command_line(command->ptr[0].is))
		report_line(ctx, c, &command->ptr[0]);
	else if (!check_words(ctx, c, command, &line))
		(void)check_words(ctx, c, &c->spec->args, &line);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
	NULL,
};

PF_RULE(command_shell_syntax) = {
	.name = "command-shell-syntax",
	.title = "Shell syntax without a shell",
	.why = "Kubernetes starts the first word of `command` as a program and hands it the others "
	       "as they are; nobody splits at blanks and nobody acts on `&&`, pipes or "
	       "redirections. A whole line in one word ends in \"no such file or directory\", an "
	       "operator becomes an argument that the program does not expect, and a flag that comes "
	       "first is taken for the program. Dockerfiles in shell "
	       "form and compose files with `command: npm start` do split.",
	.help = "Make each word an item of the list, or start a shell: `command: [\"sh\", \"-c\"]` "
		"with the whole line as the only item of `args`.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_CONTAINER,
	.sets = PF_DEFAULT,
	.on_container = check,
};

/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/shell/words.h"

/* Dollar signs looked at in one container: enough for people, a bound for machines. */
#define MAX_USES 100

static const pf_str well_known[] = {
	PF_STR_INIT("HOME"), PF_STR_INIT("HOSTNAME"), PF_STR_INIT("PORT")};

#define IS_IN(word, list) pf_is_one_of((word), (list), sizeof(list) / sizeof((list)[0]))

static const struct pf_env_var *own_variable(const struct pf_pod_container *c, pf_str name)
{
	PF_EACH(struct pf_env_var, var, c->spec->env) {
		if (pf_str_eq(var->name.is, name))
			return var;
	}
	return NULL;
}

/* The word with its `$NAME` as `$(NAME)`, quoted as it was; empty where escapes forbid that. */
static pf_str rewritten(struct pf_ctx *ctx, const struct pf_node *node,
	const struct pf_shell_use *use)
{
	pf_str text = pf_node_text(node);
	const char *quote = "";

	if (!(node->flags & PF_NODE_VERBATIM) || node->style == PF_LITERAL ||
		node->style == PF_FOLDED)
		return PF_STR_EMPTY;
	if (node->style == PF_DOUBLE_QUOTED)
		quote = "\"";
	else if (node->style == PF_SINGLE_QUOTED)
		quote = "'";
	return pf_arena_fmt(pf_scratch(ctx), "%s%.*s$(%.*s)%.*s%s", quote,
		PF_STR_ARG(pf_str_sub(text, 0, use->start)), PF_STR_ARG(use->name),
		PF_STR_ARG(pf_str_from_offset(text, use->end)), quote);
}

static struct pf_finding *report(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_node *node, pf_str what, pf_str subject)
{
	struct pf_finding *f = pf_report(ctx, node,
		"%.*s reaches the program of %.*s as it stands: no shell is there to expand it",
		PF_STR_ARG(what), PF_STR_ARG(pf_container_title(ctx, c)));

	pf_subject(f, subject);
	pf_label(ctx, f, "not a value, but this text");
	return f;
}

/* "--spring.port=${PORT}", "-Da.b=${C}": properties, which Java programs expand on their own. */
static bool is_property(pf_str word)
{
	pf_str name = pf_str_sub(word, 0, pf_str_find_char(word, '='));

	return pf_str_starts_with(word, PF_STR("-D")) || pf_str_find_char(name, '.') < name.len;
}

/* True when it was reported. */
static bool judge(struct pf_ctx *ctx, const struct pf_pod_container *c, const struct pf_node *node,
	const struct pf_shell_use *use)
{
	const struct pf_env_var *own = own_variable(c, use->name);
	pf_str what = pf_arena_fmt(pf_scratch(ctx), use->braces ? "`${%.*s}`" : "`$%.*s`",
		PF_STR_ARG(use->name));
	bool known = c->spec->command.len > 0;
	struct pf_finding *f;
	pf_str text;

	/* A value that is itself written so is filled in before Kubernetes sees it. */
	if (own ? pf_str_contains(own->value.is, PF_STR("${")) : !IS_IN(use->name, well_known))
		return false;
	if (!known && (!own || (use->braces && is_property(pf_node_text(node)))))
		return false;
	f = report(ctx, c, node, what, use->name);
	if (!own) {
		pf_rests_on(f, use->braces ? PF_GUESS : PF_EVIDENCE);
		pf_help(ctx, f,
			"write the value itself, or start the program through a shell: `command: "
			"[\"sh\", \"-c\"]`");
		return true;
	}
	pf_rests_on(f, known && !use->braces ? PF_CERTAIN : PF_EVIDENCE);
	pf_relate(ctx, f, pf_object_in(ctx)->document, own->name.node, "`%.*s` is set here",
		PF_STR_ARG(use->name));
	pf_help(ctx, f, "write `$(%.*s)`, which Kubernetes expands", PF_STR_ARG(use->name));
	text = rewritten(ctx, node, use);
	if (text.len)
		pf_fix_replace(ctx, f, false, node, text);
	return true;
}

static void report_backticks(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_node *node)
{
	struct pf_finding *f =
		report(ctx, c, node, PF_STR("the command in backticks"), PF_STR("`"));

	pf_help(ctx, f,
		"start a shell: `command: [\"sh\", \"-c\"]` with the whole line as the first of "
		"`args`");
}

static void check_words(struct pf_ctx *ctx, const struct pf_pod_container *c,
	const struct pf_str_list *words, size_t *uses)
{
	PF_EACH(pf_str_field, word, *words) {
		struct pf_shell_use use = {0};
		bool told = false;

		if (c->spec->command.len > 0 && pf_has_backtick_command(word->is))
			report_backticks(ctx, c, word->node);
		while (!told && *uses < MAX_USES && pf_shell_use_next(word->is, &use)) {
			told = judge(ctx, c, word->node, &use);
			++*uses;
		}
	}
}

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	size_t uses = 0;

	if (pf_may_expand_variables(c))
		return;
	check_words(ctx, c, &c->spec->command, &uses);
	check_words(ctx, c, &c->spec->args, &uses);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
	NULL,
};

PF_RULE(unexpanded_shell_variable) = {
	.name = "unexpanded-shell-variable",
	.title = "Shell variable without a shell",
	.why = "Kubernetes expands `$(NAME)` in `command` and `args`, and nothing else: `$NAME`, "
	       "`${NAME}` and backticks are a shell's. A program that is started without a shell "
	       "gets the dollar sign and the name, and looks for a host or a file called so.",
	.help = "Write `$(NAME)` for a variable of the container's `env`, or start a shell "
		"(`command: [\"sh\", \"-c\"]`) that expands the line.",
	.ignore = "The program expands variables in its arguments on its own, or the image's "
		  "entrypoint hands them to a shell.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_CONTAINER,
	.fix = PF_FIX_UNSAFE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

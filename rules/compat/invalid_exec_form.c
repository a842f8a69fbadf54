/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

static bool is_command(enum pf_instruction_kind kind)
{
	return kind == PF_CMD || kind == PF_ENTRYPOINT || kind == PF_HEALTHCHECK;
}

/*
 * `[ -f /tmp/healthy ]` is a command of the shell, which wants a blank after the
 * bracket and knows no commas; all else that begins with one is meant as a list.
 */
static bool is_meant_as_list(pf_str text)
{
	bool blank = text.len > 1 && pf_is_blank(text.ptr[1]);

	return !blank ||
		(pf_str_find_char(text, ',') < text.len && pf_str_ends_with(text, PF_STR("]")));
}

static bool is_plain(char c)
{
	return pf_is_alnum(c) || strchr(" _./-=:@+%,'[]", c);
}

/* The list with the quotes of JSON, where nothing else is wrong with it; or empty. */
static pf_str mended(struct pf_arena *arena, pf_str text)
{
	char *out = PF_NEWN(arena, char, text.len + 1);
	bool quoted = false;
	size_t n = 0;

	if (!pf_str_ends_with(text, PF_STR("]")))
		return PF_STR_EMPTY;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!is_plain(c) || (!quoted && !strchr(" ,'[]", c)))
			return PF_STR_EMPTY;
		quoted ^= c == '\'';
		if (c == ']' && !quoted) {
			while (n > 0 && (out[n - 1] == ' ' || out[n - 1] == ','))
				n--;
		}
		out[n++] = c == '\'' ? '"' : c;
	}
	return quoted ? PF_STR_EMPTY : (pf_str){out, n};
}

static void report(struct pf_ctx *ctx, const struct pf_instruction *in)
{
	struct pf_piece range = in->nwords ? in->words[0].range : in->keyword;
	const char *name =
		in->kind == PF_HEALTHCHECK ? "HEALTHCHECK CMD" : pf_instruction_name(in->kind);
	pf_str list = mended(pf_scratch(ctx), in->text);
	struct pf_finding *f = pf_report_range(ctx, range,
		"%s is no JSON array, so that a shell gets the brackets and quotes as a command",
		name);

	pf_label(ctx, f, "not JSON: run by a shell");
	if (list.len > 0)
		pf_help(ctx, f, "write `%s %.*s`", name, PF_STR_ARG(list));
}

static void check(struct pf_ctx *ctx, const struct pf_build *build)
{
	struct pf_build_walk walk = {0};
	const struct pf_instruction *in;

	while ((in = pf_build_next(build, &walk))) {
		if (in->kind == PF_ONBUILD && in->trigger)
			in = in->trigger;
		if (is_command(in->kind) && in->form == PF_ARGS_BROKEN_JSON &&
			is_meant_as_list(in->text))
			report(ctx, in);
	}
}

static const char *const refs[] = {
	"https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
	NULL,
};

PF_RULE(invalid_exec_form) = {
	.name = "invalid-exec-form",
	.title = "Command list is no JSON",
	.why = "A list in brackets that is not strictly JSON, by single quotes or a comma too many, "
	       "is not refused: the builder takes it for a line of the shell. The shell then looks "
	       "for a program called `[node,` and the container ends as soon as it starts; where it "
	       "does start, it runs below a shell that hands no signals on.",
	.help = "Put every word in double quotes, with a comma between two and none after the last, "
		"and double each backslash.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_build = check,
};

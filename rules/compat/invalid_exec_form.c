/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/build/build.h"

#define MAX_LIST 200 /* bytes of one that is shown mended */

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

/* Take an item off the front of a list, with or without quotes; false where that is not clear. */
static bool take_item(pf_str *rest, pf_str *item)
{
	char quote = rest->ptr[0];
	size_t end = 0;

	if (quote == '\'' || quote == '"') {
		*rest = pf_str_from_offset(*rest, 1);
		end = pf_str_find_char(*rest, quote);
		if (end == rest->len)
			return false;
		*item = pf_str_sub(*rest, 0, end);
		*rest = pf_str_from_offset(*rest, end + 1);
	} else {
		while (end < rest->len && rest->ptr[end] != ',' && rest->ptr[end] != ']')
			end++;
		*item = pf_str_trim(pf_str_sub(*rest, 0, end));
		*rest = pf_str_from_offset(*rest, end);
	}
	for (size_t i = 0; i < item->len; i++) {
		if (!pf_is_alnum(item->ptr[i]) && !strchr(" _./-=:@+%,;$", item->ptr[i]))
			return false;
	}
	return item->len > 0;
}

/* The list as JSON, where it is clear what its items are; or empty. */
static pf_str mended(struct pf_arena *arena, pf_str text)
{
	pf_str rest = pf_str_from_offset(text, 1), item, out = PF_STR("[");

	if (pf_str_ends_with(rest, PF_STR("]")))
		rest.len--;
	if (rest.len > MAX_LIST)
		return PF_STR_EMPTY;
	for (;;) {
		while (rest.len > 0 && (pf_is_blank(rest.ptr[0]) || rest.ptr[0] == ','))
			rest = pf_str_from_offset(rest, 1);
		if (rest.len == 0)
			break;
		if (rest.ptr[0] == ']' || !take_item(&rest, &item))
			return PF_STR_EMPTY;
		out = pf_arena_fmt(arena, "%.*s%s\"%.*s\"", PF_STR_ARG(out),
			out.len > 1 ? ", " : "", PF_STR_ARG(item));
	}
	return out.len > 1 ? pf_arena_fmt(arena, "%.*s]", PF_STR_ARG(out)) : PF_STR_EMPTY;
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

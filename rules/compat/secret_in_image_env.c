/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/build/build.h"
#include "text/secrets.h"

/* A value in one pair of quotes, which are none of it. */
static pf_str unquoted(pf_str value)
{
	if (value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\'') &&
		value.ptr[value.len - 1] == value.ptr[0])
		return pf_str_sub(value, 1, value.len - 1);
	return value;
}

static void report(struct pf_ctx *ctx, const struct pf_instruction *in, pf_str name, pf_str value,
	struct pf_piece range)
{
	const char *what = pf_literal_secret(unquoted(name), unquoted(value));
	struct pf_finding *f;

	if (!what)
		return;
	if (in->kind == PF_ENV)
		f = pf_report_range(ctx, range,
			"ENV `%.*s` holds %s: everybody who can pull the image can read it",
			PF_STR_ARG(unquoted(name)), what);
	else
		f = pf_report_range(ctx, range,
			"ARG `%.*s` has %s for a default, which stays in the image's history",
			PF_STR_ARG(unquoted(name)), what);
	pf_subject(f, unquoted(name));
	pf_label(ctx, f, "a secret in the image");
	if (in->kind == PF_ENV)
		pf_help(ctx, f,
			"take it out of the Dockerfile, change the secret, and give it to the "
			"container from a Secret (`secretKeyRef`)");
	else
		pf_help(ctx, f,
			"take it out of the Dockerfile, change the secret, and hand it to the "
			"instruction that needs it by `RUN --mount=type=secret,id=...`");
}

static void check_instruction(struct pf_ctx *ctx, const struct pf_instruction *in)
{
	if (in->kind == PF_ENV && in->pair) {
		if (in->nwords == 2)
			report(ctx, in, in->words[0].text, in->words[1].text,
				(struct pf_piece){
					in->words[0].range.start, in->words[1].range.end});
		return;
	}
	for (size_t i = 0; i < in->nwords; i++) {
		pf_str word = in->words[i].text;
		size_t at = pf_str_find_char(word, '=');

		if (at < word.len)
			report(ctx, in, pf_str_sub(word, 0, at), pf_str_from_offset(word, at + 1),
				in->words[i].range);
	}
}

/* Only of stages that the image is made of: the others are not published. */
static void check(struct pf_ctx *ctx, const struct pf_build *build)
{
	struct pf_build_walk walk = {0};
	const struct pf_instruction *in;

	while ((in = pf_build_next(build, &walk))) {
		if (in->kind == PF_ONBUILD && in->trigger)
			in = in->trigger;
		if (in->kind == PF_ENV || in->kind == PF_ARG)
			check_instruction(ctx, in);
	}
}

static const char *const aliases[] = {
	"hadolint/DL3064",
	NULL,
};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/configuration/secret/",
	"https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
	NULL,
};

PF_RULE(secret_in_image_env) = {
	.name = "secret-in-image-env",
	.title = "Image holds a secret as a variable",
	.why = "Variables are part of the image's configuration, and defaults of arguments of its "
	       "history. Both are readable without running it, by everybody who may pull it, on every "
	       "node that has it and in every copy of the registry; and removing the line does not "
	       "remove it from images that are built.",
	.help = "Keep secrets out of the Dockerfile: mount them while building "
		"(`RUN --mount=type=secret`), and give them to the container from a Secret.",
	.ignore = "The value is a well-known default that every installation replaces.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_WARNING,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_build = check,
};

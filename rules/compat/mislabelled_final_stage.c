/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/build/build.h"
#include "image/reference.h"

/* `$TARGETPLATFORM` and what else names the target is what --platform defaults to. */
static bool names_target(pf_str platform)
{
	return pf_str_contains(platform, PF_STR("TARGET"));
}

/* Other variables are whoever builds it to choose. */
static bool names_builder(pf_str platform)
{
	return pf_str_contains(platform, PF_STR("$BUILD")) ||
		pf_str_contains(platform, PF_STR("${BUILD"));
}

static bool is_fixed(pf_str platform)
{
	return pf_str_find_char(platform, '$') == platform.len;
}

/* Images of Windows are built on other systems by naming their platform, and only for it. */
static bool is_for_windows(pf_str platform)
{
	return pf_str_starts_with(platform, PF_STR("windows"));
}

/*
 * Nothing that could be run lies in the base: scratch, and images of certificates
 * and time zones alone.  Whatever is of a platform was copied in.
 */
static bool holds_no_program(struct pf_ctx *ctx, pf_str base)
{
	struct pf_image_reference ref;

	if (pf_str_eq(base, PF_STR("scratch")))
		return true;
	ref = pf_image_reference_parse(pf_scratch(ctx), base);
	return (pf_str_starts_with(ref.path, PF_STR("distroless/static")) ||
		       pf_str_starts_with(ref.path, PF_STR("chainguard/static"))) &&
		!pf_str_contains(ref.tag, PF_STR("debug")) &&
		!pf_str_contains(ref.tag, PF_STR("dev"));
}

/* A stage for tests and tools mostly says nothing of what to run. */
static enum pf_basis basis_of(const struct pf_image_facts *facts)
{
	return facts->entrypoint.is == PF_KNOWN || facts->cmd.is == PF_KNOWN ? PF_CERTAIN
									     : PF_EVIDENCE;
}

static void check(struct pf_ctx *ctx, const struct pf_build *build)
{
	const struct pf_image_build *made = build->facts.build;
	const struct pf_dockerfile_flag *flag;
	struct pf_finding *f;

	/* Of a stage that is built on another the builder takes that one's platform. */
	if (!made || holds_no_program(ctx, made->base))
		return;
	flag = pf_instruction_flag(build->dockerfile->stages[made->chain[0]].from,
		PF_STR("platform"));
	if (!flag || names_target(flag->value) || is_for_windows(flag->value))
		return;
	if (names_builder(flag->value)) {
		f = pf_report_range(ctx, flag->range,
			"the image is of the builder's platform, but is labelled with the platform "
			"that it is built for");
		pf_rests_on(f, basis_of(&build->facts));
		pf_label(ctx, f, "the builder's, not the target's");
		pf_help(ctx, f,
			"leave `--platform` out here; only stages whose results are copied should "
			"run on the builder's platform");
	} else if (is_fixed(flag->value)) {
		f = pf_report_range(ctx, flag->range,
			"the image is always of `%.*s`, whatever platform it is built for and "
			"labelled with",
			PF_STR_ARG(flag->value));
		pf_label(ctx, f, "fixed");
		pf_rests_on(f, PF_EVIDENCE);
		pf_help(ctx, f,
			"leave `--platform` out, and build with `docker build --platform %.*s` where "
			"only that is wanted",
			PF_STR_ARG(flag->value));
	}
}

static const char *const aliases[] = {
	"hadolint/DL3029",
	NULL,
};

static const char *const refs[] = {
	"https://docs.docker.com/build/building/multi-platform/#cross-compilation",
	"https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/",
	NULL,
};

PF_RULE(mislabelled_final_stage) = {
	.name = "mislabelled-final-stage",
	.title = "Image holds another platform's programs than it says",
	.why = "The builder writes the platform that it is asked for into the image, also where the "
	       "final stage is set on an image of another one. A node chooses by that label, pulls "
	       "the image, and each container ends with `exec format error`.",
	.help = "Leave `--platform` out of the FROM that the final stage is built on: the base then "
		"has the platform that the image is built for.",
	.ignore = "The image is only ever built for the one platform that is written there.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_build = check,
};

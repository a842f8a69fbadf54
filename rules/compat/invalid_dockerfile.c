/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "image/build/build.h"

static void report(struct pf_ctx *ctx, const struct pf_dockerfile_fault *faults, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct pf_finding *f = pf_report_range(ctx, faults[i].range,
			"the Dockerfile cannot be built: %.*s", PF_STR_ARG(faults[i].message));

		if (faults[i].help.len > 0)
			pf_help(ctx, f, "%.*s", PF_STR_ARG(faults[i].help));
	}
}

static void check(struct pf_ctx *ctx, const struct pf_build *build)
{
	report(ctx, build->dockerfile->faults, build->dockerfile->nfaults);
	report(ctx, build->faults, build->nfaults);
}

static const char *const aliases[] = {
	"hadolint/DL3061",
	NULL,
};

static const char *const refs[] = {
	"https://docs.docker.com/reference/dockerfile/",
	NULL,
};

PF_RULE(invalid_dockerfile) = {
	.name = "invalid-dockerfile",
	.title = "Dockerfile cannot be built",
	.why = "The builder stops at this instruction, so that there is no image of this state of "
	       "the source, and whatever runs in the cluster was built from another. What the "
	       "Dockerfile says of the image cannot be compared with the manifests either.",
	.help = "Write what the message asks for; it says what the builder does not take.",
	.refs = refs,
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_FILE,
	.sets = PF_DEFAULT,
	.on_build = check,
};

/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "runtime/process/argv.h"
#include "runtime/process/bases.h"

static void check(struct pf_ctx *ctx, const struct pf_pod_container *c)
{
	struct pf_argv argv = pf_argv_of(pf_scratch(ctx), c);
	const struct pf_origin *from;
	struct pf_finding *f;

	if (!argv.known || argv.words.len > 0)
		return;
	f = pf_report(ctx, c->spec->node,
		"%.*s has nothing to start: neither `command` and `args` nor the image's ENTRYPOINT "
		"and CMD say what, and the container is not created",
		PF_STR_ARG(pf_container_title(ctx, c)));
	from = &c->facts->cmd.from;
	if (!from->source)
		from = &c->facts->entrypoint.from;
	if (!from->source)
		from = pf_base_origin(c->facts);
	pf_relate_image(ctx, f, c, from, "no ENTRYPOINT and no CMD come of this");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/",
	NULL,
};

PF_RULE(missing_command) = {
	.name = "missing-command",
	.title = "No command in image and manifest",
	.why = "A container runs its `command` and `args`, and where these are not set the image's "
	       "ENTRYPOINT and CMD. With all four empty the runtime answers \"no command "
	       "specified\" and the Pod waits in CreateContainerError.",
	.help = "Write an ENTRYPOINT or CMD in the Dockerfile's last stage, or set `command`. A "
		"stage that is built on `scratch` starts with neither, and COPY --from brings "
		"only files.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_COMPAT,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_IMAGE,
	.sets = PF_DEFAULT,
	.on_container = check,
};

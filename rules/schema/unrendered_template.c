/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

static void check(struct pf_ctx *ctx, const struct pf_file *file)
{
	const struct pf_yaml_fault *fault = file->template;
	struct pf_piece place;
	struct pf_finding *f;

	if (!fault)
		return;
	place = (struct pf_piece){fault->start, fault->end};
	if (file->ntemplates == 1)
		f = pf_report_range(ctx, place,
			"this file is a template and no manifest yet, so it was not checked");
	else
		f = pf_report_range(ctx, place,
			"this file and %zu more beside it are templates and no manifests yet, so "
			"they were not checked",
			file->ntemplates - 1);
	pf_label(ctx, f, "filled in by a template engine");
	pf_help(ctx, f,
		"check what comes out: `helm template . | podfit check --stdin-filename chart.yaml -`");
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/manage-kubernetes-objects/",
	NULL,
};

PF_RULE(unrendered_template) = {
	.name = "unrendered-template",
	.title = "Template was not rendered and not checked",
	.why = "What stands between `{{` and `}}` becomes YAML only when Helm or another engine fills "
	       "it in. Nobody can say of the template whether the manifest will be sound, so the "
	       "file was left out, and everything in it is unchecked.",
	.help = "Render the chart and check the result: `helm template . | podfit check "
		"--stdin-filename chart.yaml -`.",
	.ignore =
		"Ignore it, or exclude the chart's folder, where the rendered manifests are checked "
		"in another step.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_INFO,
	.scope = PF_SCOPE_FILE,
	.sets = PF_DEFAULT,
	.on_file = check,
};

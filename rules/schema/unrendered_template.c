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
	if (file->ntemplates > 1)
		f = pf_report_range(ctx, place,
			"this file and %zu more beside it %s templates and no manifests yet, so "
			"%s not checked",
			file->ntemplates - 1, file->partly ? "hold" : "are",
			file->partly ? "these documents were" : "they were");
	else
		f = pf_report_range(ctx, place,
			"%s is a template and no manifest yet, so it was not checked",
			file->partly ? "a document of this file" : "this file");
	pf_label(ctx, f, "to be filled in before this is a manifest");
	if (file->chart.len)
		pf_help(ctx, f, "check what comes out: `helm template %.*s | podfit -`",
			PF_STR_ARG(file->chart));
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/tasks/manage-kubernetes-objects/",
	NULL,
};

PF_RULE(unrendered_template) = {
	.name = "unrendered-template",
	.title = "Template was not rendered and not checked",
	.why = "`{{ … }}`, `{% … %}`, `<% … %>`, `@NAME@` and the like become YAML only when Helm, "
	       "Jinja, sed or another program fills them in. Nobody can say of the template "
	       "whether the manifest will be sound, so its document was left out and is "
	       "unchecked. Documents of the file that can be read as they are were checked.",
	.help = "Fill the template in, with the program that it is written for, and check what "
		"comes out.",
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

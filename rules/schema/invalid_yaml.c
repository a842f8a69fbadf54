/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "yaml/separator.h"

static const char *help_for(enum pf_yaml_fault_kind kind)
{
	switch (kind) {
	case PF_YAML_TAB:
		return "indent with spaces; most editors have a setting for it";
	case PF_YAML_ENCODING:
		return "save the file as UTF-8";
	case PF_YAML_ANCHOR:
		return "define the anchor (`&name`) in this document, above its first use (`*name`)";
	case PF_YAML_JSON:
		return "kubectl reads this file as JSON, but most other tools read it as YAML";
	case PF_YAML_LIMIT:
		return "write the values out, or make the document smaller";
	case PF_YAML_SYNTAX:
	case PF_YAML_TEMPLATE:
		break;
	}
	return NULL;
}

static struct pf_piece first_char(const struct pf_document *document, uint32_t at)
{
	return (struct pf_piece){at, at < document->source->text.len ? at + 1 : at};
}

static void check(struct pf_ctx *ctx, const struct pf_document *document)
{
	const struct pf_yaml_fault *fault = document->fault;
	struct pf_piece place;
	const char *help;
	struct pf_finding *f;
	bool as_json;

	if (!fault || pf_file_of(document)->templated)
		return;
	as_json = fault->kind == PF_YAML_JSON && document->index == 0;
	/* What a broken separator does to the lines below is said where it stands. */
	if (!pf_separator_is_near(document->source->text, fault->start, &place))
		place = (struct pf_piece){fault->start, fault->end};
	f = pf_report_range(ctx, place, "%.*s; nothing in this document %s",
		PF_STR_ARG(fault->message), as_json ? "was checked" : "can be read");
	if (as_json) /* kubectl tries JSON first, at the beginning of a file */
		pf_grade(f, PF_INFO);
	help = help_for(fault->kind);
	if (fault->help.len)
		pf_help(ctx, f, "%.*s", PF_STR_ARG(fault->help));
	else if (help)
		pf_help(ctx, f, "%s", help);
	if (fault->has_context)
		pf_relate_range(ctx, f, first_char(document, fault->context), "%.*s",
			PF_STR_ARG(fault->context_message));
}

static const char *const yields_to[] = {"glued-separator", NULL};

static const char *const aliases[] = {"kubeconform/invalid-yaml", NULL};

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/overview/working-with-objects/",
	NULL,
};

PF_RULE(invalid_yaml) = {
	.name = "invalid-yaml",
	.title = "File is not readable as YAML or JSON",
	.why = "kubectl, Helm and every GitOps tool stop at the first document they cannot read, and "
	       "with it all that follows in the file stays behind. Podfit goes on with the other "
	       "documents as far as it can tell them apart.",
	.help = "Look at the marked place and the line above it, which YAML reads together: their "
		"indentation, the blank after a colon, and quotes and brackets that are left open.",
	.refs = refs,
	.aliases = aliases,
	.yields_to = yields_to,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_FILE,
	.sets = PF_DEFAULT,
	.on_document = check,
};

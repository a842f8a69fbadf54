/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

#include "yaml/separator.h"

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static void report_glued(struct pf_ctx *ctx, struct pf_piece line, pf_str rest)
{
	struct pf_finding *f;

	f = pf_report_range(ctx, line,
		"text follows `---` without a line break, so that it separates no documents; "
		"kubectl refuses the file, other tools lose what stands here");
	pf_label(ctx, f, "no separator");
	if (pf_str_starts_with(rest, PF_STR("--BEGIN ")))
		pf_help(ctx, f, "indent the lines of the key or certificate below its field");
	else if (rest.ptr[0] == '-')
		pf_help(ctx, f, "write `---`, or begin the line with `#` if it is decoration");
	else if (rest.ptr[0] == '#')
		pf_help(ctx, f, "write a blank before the comment: `--- %.*s`", PF_STR_ARG(rest));
	else
		pf_help(ctx, f, "write `---` on a line of its own, above this text");
}

static void report_content(struct pf_ctx *ctx, struct pf_piece line)
{
	struct pf_finding *f = pf_report_range(ctx, line,
		"a document begins on the line of its `---`; kubectl refuses the file or drops "
		"what stands here");

	pf_label(ctx, f, "beside the separator");
	pf_help(ctx, f, "write `---` on a line of its own, above this text");
}

static void check_line(struct pf_ctx *ctx, pf_str text, size_t start)
{
	size_t end;
	enum pf_separator found = pf_separator_of(text, start, &end);
	struct pf_piece line = {(uint32_t)start, (uint32_t)end};

	if (found == PF_SEPARATOR_GLUED)
		report_glued(ctx, line, pf_str_sub(text, start + 3, end));
	else if (found == PF_SEPARATOR_SHARED)
		report_content(ctx, line);
}

static void check_lines(struct pf_ctx *ctx, const struct pf_document *document)
{
	pf_str text = pf_str_sub(document->source->text, 0, document->end);
	size_t at = document->start;

	while (at < text.len) {
		at += pf_str_find(pf_str_from_offset(text, at), PF_STR("---"));
		if (at < text.len && (at == 0 || is_break(text.ptr[at - 1])))
			check_line(ctx, text, at);
		while (at < text.len && !is_break(text.ptr[at]))
			at++;
	}
}

/* The dashes behind a value are a part of it. */
static void check_values(struct pf_ctx *ctx, const struct pf_document *document)
{
	struct pf_finding *f;
	struct pf_piece line;

	if (!pf_document_is_glued(document, &line) || line.start == line.end)
		return;
	f = pf_report_range(ctx, line,
		"`---` at the end of a line separates no documents: the object above and the one "
		"below are read as one, and keys of the first are lost");
	pf_label(ctx, f, "no separator");
	pf_help(ctx, f, "write `---` on a line of its own, below this text");
}

static void check(struct pf_ctx *ctx, const struct pf_document *document)
{
	if (pf_file_of(document)->templated)
		return;
	check_lines(ctx, document);
	check_values(ctx, document);
}

static const char *const refs[] = {
	"https://kubernetes.io/docs/concepts/workloads/management/#organizing-resource-configurations",
	NULL,
};

PF_RULE(glued_separator) = {
	.name = "glued-separator",
	.title = "Document separator shares its line with text",
	.why = "Documents are parted by a line that holds `---` and nothing else. Where text follows "
	       "the dashes, or stands before them, YAML may see one document instead of two and let the second one's keys "
	       "replace the first's, while kubectl cuts there and refuses or drops the line.",
	.help = "Write `---` on a line of its own; only a comment after a blank may follow it.",
	.refs = refs,
	.since = "0.1.0",
	.category = PF_SCHEMA,
	.severity = PF_ERROR,
	.scope = PF_SCOPE_FILE,
	.sets = PF_DEFAULT,
	.on_document = check,
};

/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "report/counts.h"
#include "report/json/parts.h"
#include "report/text/headline.h"
#include "report/text/snippet.h"
#include "rule/controls.h"
#include "text/escape.h"
#include "text/width.h"

struct text {
	struct pf_canvas canvas;
	const struct pf_report *report;
	struct pf_counts counts;
	struct pf_arena scratch;
};

static size_t line_number(const struct pf_place *at)
{
	return pf_place_pos(at, at->start, PF_BYTES).line;
}

static size_t gutter_of(const struct pf_finding *finding)
{
	size_t most = line_number(&finding->at);

	for (const struct pf_related *related = finding->related; related;
		related = related->next) {
		size_t number = line_number(&related->at);

		most = number > most ? number : most;
	}
	return pf_snippet_gutter(most);
}

/* "   = help: …", broken under its own text. */
static void add_note(struct text *text, const char *head, pf_str body)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf echoed = PF_BUF_INIT;
	struct pf_buf *out = text->canvas.out;
	size_t indent = text->canvas.gutter + 1 + 2 + strlen(head);
	struct pf_margin margin = {PF_STR_EMPTY, indent, text->canvas.width};

	pf_echo(&echoed, body);
	pf_buf_repeat(out, ' ', text->canvas.gutter + 1);
	pf_buf_addf(out, "= %s", head);
	if (text->canvas.wrap)
		pf_wrap(out, pf_buf_str(&echoed), indent, &margin);
	else
		pf_buf_add(out, pf_buf_str(&echoed));
	pf_buf_addc(out, '\n');
}

/* "comment, deploy/web.yaml:12, needs port 80" */
static void add_suppression(struct text *text, const struct pf_suppression *suppression)
{
	pf_str words = pf_arena_fmt(&text->scratch, "%s, %.*s:%u%s%.*s",
		pf_suppressor_name(suppression->by), PF_STR_ARG(suppression->path),
		(unsigned)suppression->line, suppression->reason.len ? ", " : "",
		PF_STR_ARG(suppression->reason));

	add_note(text, "silenced by: ", words);
}

static void add_notes(struct text *text, const struct pf_finding *finding)
{
	struct pf_rule_count *entry = pf_counts_find(&text->counts, finding->rule);
	pf_str help = pf_finding_help(finding);

	if (finding->object)
		add_note(text, "in:   ", pf_finding_object_title(&text->scratch, finding));
	if (finding->suppression)
		add_suppression(text, finding->suppression);
	else if (help.len)
		add_note(text, "help: ", help);
	if (!entry->seen)
		add_note(text, "docs: ",
			pf_arena_fmt(&text->scratch, "podfit explain %s", finding->rule->name));
	entry->seen = true;
	pf_arena_clear(&text->scratch);
}

static void add_finding(struct text *text, const struct pf_finding *finding)
{
	pf_report_headline(text->canvas.out, finding, text->report->columns, text->canvas.color);
	text->canvas.gutter = gutter_of(finding);
	pf_snippet(&text->canvas, &finding->at, finding->label,
		pf_severity_color(finding->severity));
	for (const struct pf_related *related = finding->related; related; related = related->next)
		pf_snippet_related(&text->canvas, &related->at, related->message);
	add_notes(text, finding);
}

/* Closing lines. */

static void add_count(struct pf_buf *out, size_t n, const char *one, const char *many)
{
	pf_buf_addf(out, "%zu %s", n, n == 1 ? one : many);
}

static void add_severities(struct pf_buf *out, const struct pf_result *result)
{
	static const struct {
		enum pf_severity severity;
		const char *one, *many;
	} names[] = {
		{PF_ERROR, "error", "errors"},
		{PF_WARNING, "warning", "warnings"},
		{PF_INFO, "info", "info"},
	};
	const char *before = ": ";

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = result->count[names[i].severity];

		if (!n)
			continue;
		pf_buf_addf(out, "%s", before);
		add_count(out, n, names[i].one, names[i].many);
		before = ", ";
	}
}

static size_t count_findings(const struct pf_result *result)
{
	return result->count[PF_ERROR] + result->count[PF_WARNING] + result->count[PF_INFO];
}

static void add_totals(struct pf_buf *out, const struct pf_result *result)
{
	add_count(out, count_findings(result), "finding", "findings");
	add_severities(out, result);
	pf_buf_addf(out, " in %zu of ", result->files_with_findings);
	add_count(out, result->files_checked, "file", "files");
	pf_buf_add_lit(out, " (");
	add_count(out, result->objects, "object", "objects");
	pf_buf_add_lit(out, ")\n");
}

static void add_all_clear(struct pf_buf *out, const struct pf_result *result, bool color)
{
	if (result->nerrors)
		;
	else if (color)
		pf_buf_add_lit(out, PF_SGR_OK "ok:" PF_SGR_RESET " ");
	else
		pf_buf_add_lit(out, "ok: ");
	add_count(out, result->files_checked, "file", "files");
	pf_buf_add_lit(out, ", ");
	add_count(out, result->objects, "object", "objects");
	pf_buf_add_lit(out, ", no findings\n");
}

/* "3 suppressed, 9 in baseline; 2 references not judged (partial input)" */
static void add_rest(struct pf_buf *out, const struct pf_result *result)
{
	size_t suppressed = result->suppressed[PF_BY_COMMENT] +
		result->suppressed[PF_BY_ANNOTATION] + result->suppressed[PF_BY_CONFIG];
	size_t known = result->suppressed[PF_BY_BASELINE];

	if (suppressed)
		pf_buf_addf(out, "%zu suppressed", suppressed);
	if (known)
		pf_buf_addf(out, "%s%zu in baseline", suppressed ? ", " : "", known);
	if (result->unjudged) {
		pf_buf_add(out, suppressed || known ? PF_STR("; ") : PF_STR_EMPTY);
		add_count(out, result->unjudged, "reference", "references");
		pf_buf_add_lit(out, " not judged (partial input)");
	}
	if (suppressed || known || result->unjudged)
		pf_buf_addc(out, '\n');
}

static void add_summary(struct pf_buf *out, const struct pf_result *result, bool color)
{
	if (count_findings(result))
		add_totals(out, result);
	else if (result->files_checked)
		add_all_clear(out, result, color);
	add_rest(out, result);
	for (size_t i = 0; i < result->npartial; i++) {
		pf_partial_set_say(out, &result->partial[i]);
		pf_buf_addc(out, '\n');
	}
	if (result->nerrors) {
		add_count(out, result->nerrors, "error", "errors");
		pf_buf_add_lit(out, " kept the run from finishing: results are incomplete\n");
	}
}

void pf_report_text(struct pf_buf *out, const struct pf_report *report,
	const struct pf_text_options *options)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_masker_release) struct pf_masker masker = PF_MASKER_INIT;
	size_t shown = pf_report_shown(report->result, options->max_findings);
	struct text text = {
		.canvas = {.out = out,
			.masker = &masker,
			.width = options->width,
			.color = options->color,
			.wrap = options->wrap},
		.report = report,
		.counts = pf_counts_of(&arena, report->result, &masker),
	};

	for (size_t i = 0; i < shown; i++) {
		if (i)
			pf_buf_addc(out, '\n');
		add_finding(&text, report->result->findings[i]);
	}
	if (shown && (options->summary || shown < report->result->nfindings))
		pf_buf_addc(out, '\n');
	pf_report_cut(out, report->result, options->max_findings);
	if (options->summary)
		add_summary(out, report->result, options->color);
	pf_arena_release(&text.scratch);
}

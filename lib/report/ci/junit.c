/* SPDX-License-Identifier: Apache-2.0 */

/*
 * JUnit's XML: a suite for each file with findings, a case for each finding.
 * What does not fail the run, or is silenced, is skipped, what kept it from finishing is an
 * error, and a run without either has one case that passes, because an empty
 * report is taken for a broken one.
 */

#include "report/report.h"

#include <stdlib.h>

#include "report/json/parts.h"
#include "text/escape.h"

struct junit {
	struct pf_buf *out;
	const struct pf_report *report;
	struct pf_arena scratch; /* cleared after each suite */
};

static bool fails(const struct pf_report *report, const struct pf_finding *finding)
{
	return !report->never_fail && !finding->suppression && finding->severity >= report->fail_on;
}

/* Of findings from `first` up to, not including, `end`. */
static size_t count_failures(const struct pf_report *report, size_t first, size_t end)
{
	size_t n = 0;

	for (size_t i = first; i < end; i++)
		n += fails(report, report->result->findings[i]);
	return n;
}

static void add_attribute(struct pf_buf *out, const char *name, pf_str value)
{
	pf_buf_addf(out, " %s=\"", name);
	pf_escape_xml(out, value);
	pf_buf_addc(out, '"');
}

static void add_path(struct pf_buf *out, const char *name, pf_str path)
{
	pf_buf_addf(out, " %s=\"", name);
	pf_escape_xml_path(out, path);
	pf_buf_addc(out, '"');
}

/* "deploy/web.yaml:15:18: Deployment shop/web", and what to do. */
static void add_body(struct junit *junit, const struct pf_finding *finding, pf_pos pos)
{
	pf_str help = pf_finding_help(finding);
	struct pf_buf *out = junit->out;

	pf_escape_xml(out, finding->at.file->source.path);
	pf_buf_addf(out, ":%u:%u", (unsigned)pos.line, (unsigned)pos.column);
	if (finding->object) {
		pf_buf_add_lit(out, ": ");
		pf_escape_xml(out, pf_finding_object_title(&junit->scratch, finding));
	}
	if (help.len) {
		pf_buf_add_lit(out, "\nhelp: ");
		pf_escape_xml(out, help);
	}
}

/*
 * What a case is called: what the finding is about, without lines, because who compares runs
 * takes a test by another name for another test.
 */
struct name {
	pf_str text;
	size_t index;   /* of the finding */
	size_t ordinal; /* from 1, among those of one text */
};

static pf_str text_of(struct pf_arena *arena, const struct pf_finding *finding)
{
	const char *rule = finding->rule->name;
	pf_str words;

	/* Its arguments may hold a secret. */
	if (finding->instruction)
		return pf_arena_fmt(arena, "%s: %s", rule, pf_finding_instruction_name(finding));
	if (!finding->object)
		return pf_arena_fmt(arena, "%s", rule);
	words = pf_finding_object_title(arena, finding);
	return pf_arena_fmt(arena, "%s: %.*s %.*s", rule, PF_STR_ARG(words),
		PF_STR_ARG(finding->node && finding->pointer.ptr ? finding->pointer
								 : PF_STR_EMPTY));
}

static int by_text(const void *a, const void *b)
{
	const struct name *l = a, *r = b;
	int order = pf_str_cmp(l->text, r->text);

	return order ? order : l->index < r->index ? -1 : l->index > r->index;
}

static int by_index(const void *a, const void *b)
{
	const struct name *l = a, *r = b;

	return l->index < r->index ? -1 : l->index > r->index;
}

/* Of `n` findings, in their order. */
static struct name *name_all(struct pf_arena *arena, struct pf_finding *const *findings, size_t n)
{
	struct name *names = PF_NEWN(arena, struct name, n);

	for (size_t i = 0; i < n; i++)
		names[i] = (struct name){pf_str_trim(text_of(arena, findings[i])), i, 1};
	qsort(names, n, sizeof(*names), by_text);
	for (size_t i = 1; i < n; i++) {
		if (pf_str_eq(names[i].text, names[i - 1].text))
			names[i].ordinal = names[i - 1].ordinal + 1;
	}
	qsort(names, n, sizeof(*names), by_index);
	return names;
}

static void add_case(struct junit *junit, const struct pf_finding *finding, const struct name *name)
{
	pf_pos pos = pf_place_pos(&finding->at, finding->at.start, PF_CODEPOINTS);
	struct pf_buf *out = junit->out;
	pf_str path = finding->at.file->source.path;

	pf_buf_add_lit(out, "<testcase");
	add_path(out, "classname", path);
	pf_buf_add_lit(out, " name=\"");
	pf_escape_xml(out, name->text);
	if (name->ordinal > 1)
		pf_buf_addf(out, " (%zu)", name->ordinal);
	pf_buf_addc(out, '"');
	add_path(out, "file", path);
	pf_buf_addf(out, " line=\"%u\" time=\"0\">\n", (unsigned)pos.line);
	if (fails(junit->report, finding)) {
		pf_buf_addf(out, "<failure type=\"%s\"", pf_severity_name(finding->severity));
		add_attribute(out, "message", finding->message);
		pf_buf_addc(out, '>');
		add_body(junit, finding, pos);
		pf_buf_add_lit(out, "</failure>\n");
	} else {
		pf_buf_add_lit(out, "<skipped message=\"");
		pf_escape_xml(out, finding->message);
		if (finding->suppression)
			pf_buf_addf(out, " (silenced by %s)",
				pf_suppressor_name(finding->suppression->by));
		pf_buf_add_lit(out, "\"/>\n");
	}
	pf_buf_add_lit(out, "</testcase>\n");
}

/* The suite of the file of finding `first`; returns the index after its last. */
static size_t add_suite(struct junit *junit, size_t first)
{
	const struct pf_result *result = junit->report->result;
	const struct pf_file *file = result->findings[first]->at.file;
	size_t end = first, failures;
	const struct name *names;

	while (end < result->nfindings && result->findings[end]->at.file == file)
		end++;
	failures = count_failures(junit->report, first, end);
	pf_buf_add_lit(junit->out, "<testsuite");
	add_path(junit->out, "name", file->source.path);
	pf_buf_addf(junit->out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n",
		end - first, failures, end - first - failures);
	names = name_all(&junit->scratch, result->findings + first, end - first);
	for (size_t i = first; i < end; i++)
		add_case(junit, result->findings[i], &names[i - first]);
	pf_arena_clear(&junit->scratch);
	pf_buf_add_lit(junit->out, "</testsuite>\n");
	return end;
}

/* Errors of one path may have one message, so that only a number tells them apart. */
static void add_errors(struct pf_buf *out, const struct pf_result *result)
{
	pf_buf_addf(out,
		"<testsuite name=\"podfit\" tests=\"%zu\" failures=\"0\" errors=\"%zu\""
		" skipped=\"0\">\n",
		result->nerrors, result->nerrors);
	for (size_t i = 0; i < result->nerrors; i++) {
		const struct pf_run_error *error = &result->errors[i];

		pf_buf_add_lit(out, "<testcase");
		add_path(out, "classname", error->path.len ? error->path : PF_STR("podfit"));
		pf_buf_addf(out, " name=\"error %zu\" time=\"0\">\n<error type=\"error\"", i + 1);
		add_attribute(out, "message", error->message);
		pf_buf_add_lit(out, "/>\n</testcase>\n");
	}
	pf_buf_add_lit(out, "</testsuite>\n");
}

static void add_all_clear(struct pf_buf *out)
{
	pf_buf_add_lit(out,
		"<testsuite name=\"podfit\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
		"<testcase classname=\"podfit\" name=\"no findings\" time=\"0\"/>\n"
		"</testsuite>\n");
}

void pf_report_junit(struct pf_buf *out, const struct pf_report *report)
{
	struct junit junit = {.out = out, .report = report};
	const struct pf_result *result = report->result;
	size_t tests = result->nfindings + result->nerrors, i = 0;

	pf_buf_addf(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"podfit\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\""
		" time=\"0\">\n",
		tests ? tests : 1, count_failures(report, 0, result->nfindings), result->nerrors);
	while (i < result->nfindings)
		i = add_suite(&junit, i);
	if (result->nerrors)
		add_errors(out, result);
	else if (!tests)
		add_all_clear(out);
	pf_buf_add_lit(out, "</testsuites>\n");
	pf_arena_release(&junit.scratch);
}

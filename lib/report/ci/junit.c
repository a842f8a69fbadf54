/* SPDX-License-Identifier: Apache-2.0 */

/*
 * JUnit's XML: a suite for each file with findings, a case for each finding.
 * What does not fail the run, or is silenced, is skipped, what kept it from finishing is an
 * error, and a run without either has one case that passes, because an empty
 * report is taken for a broken one.
 */

#include "report/report.h"

#include "report/json/parts.h"
#include "text/escape.h"

struct junit {
	struct pf_buf *out;
	const struct pf_report *report;
	struct pf_arena scratch;
	size_t same; /* cases before, of the same name */
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
		pf_arena_clear(&junit->scratch);
	}
	if (help.len) {
		pf_buf_add_lit(out, "\nhelp: ");
		pf_escape_xml(out, help);
	}
}

static bool is_same_case(const struct pf_finding *a, const struct pf_finding *b)
{
	return a->rule == b->rule && a->at.file == b->at.file && a->at.start == b->at.start;
}

static void add_case(struct junit *junit, const struct pf_finding *finding)
{
	pf_pos pos = pf_place_pos(&finding->at, finding->at.start, PF_CODEPOINTS);
	struct pf_buf *out = junit->out;
	pf_str path = finding->at.file->source.path;

	pf_buf_add_lit(out, "<testcase");
	add_path(out, "classname", path);
	pf_buf_addf(out, " name=\"%s at %u:%u", finding->rule->name, (unsigned)pos.line,
		(unsigned)pos.column);
	if (junit->same)
		pf_buf_addf(out, " (%zu)", junit->same + 1);
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

	while (end < result->nfindings && result->findings[end]->at.file == file)
		end++;
	failures = count_failures(junit->report, first, end);
	pf_buf_add_lit(junit->out, "<testsuite");
	add_path(junit->out, "name", file->source.path);
	pf_buf_addf(junit->out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n",
		end - first, failures, end - first - failures);
	for (size_t i = first; i < end; i++) {
		bool same = i > first && is_same_case(result->findings[i - 1], result->findings[i]);

		junit->same = same ? junit->same + 1 : 0;
		add_case(junit, result->findings[i]);
	}
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

/* SPDX-License-Identifier: Apache-2.0 */

/* What holds of every run, whatever it was given. */

#include "run_checks.h"

#include <cjson/cJSON.h>

#include "harness.h"
#include "report/report.h"
#include "text/escape.h"
#include "text/utf8.h"

struct pf_settings fuzz_settings(void)
{
	struct pf_settings settings = harness_settings("all");

	settings.input.complete = true;
	settings.images.list_bindings = true;
	settings.suppress.compat = ~0U;
	return settings;
}

static void check_range(size_t start, size_t end, pf_str text)
{
	pf_assert(start <= end && end <= text.len);
}

/* Findings. */

static void check_place(const struct pf_place *at)
{
	check_range(at->start, at->end, at->file->source.text);
	pf_assert(at->file->lines.n > 0);
}

/* The step without its escapes. */
static pf_str unescape(struct pf_arena *arena, pf_str step)
{
	char *out = pf_arena_alloc(arena, step.len + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < step.len; i++) {
		if (step.ptr[i] != '~') {
			out[n++] = step.ptr[i];
			continue;
		}
		i++;
		pf_assert(i < step.len && (step.ptr[i] == '0' || step.ptr[i] == '1'));
		out[n++] = step.ptr[i] == '0' ? '~' : '/';
	}
	return (pf_str){out, n};
}

/* The last entry of that key as written, or the item of that index. */
static const struct pf_node *take_step(const struct pf_node *tree, pf_str step)
{
	const struct pf_node *kid = tree + 1, *found = NULL;
	int64_t wanted = -1;

	if (tree->kind == PF_SEQ)
		pf_assert(pf_str_to_int(step, &wanted));
	for (int64_t i = 0; kid < tree + tree->span; i++) {
		const struct pf_node *value = kid->flags & PF_NODE_IS_KEY ? kid + 1 : kid;

		if (i == wanted || (value != kid && pf_str_eq(pf_node_text(kid), step)))
			found = value;
		kid = value + value->span;
	}
	return found;
}

static void check_pointer(const struct pf_finding *f)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	const struct pf_node *at = f->document->root;
	pf_str rest = f->pointer, step;

	if (f->document->nduplicates) /* a pointer cannot tell these apart */
		return;
	(void)pf_str_split(&rest, '/', &step);
	pf_assert(step.len == 0);
	while (pf_str_split(&rest, '/', &step)) {
		at = take_step(at, unescape(&arena, step));
		pf_assert(at);
	}
	pf_assert(at == f->node || (f->node->flags & PF_NODE_IS_KEY && at == f->node + 1));
}

static void check_finding(const struct pf_finding *f)
{
	check_place(&f->at);
	pf_assert(f->message.len > 0 && strlen(f->id) == 32);
	pf_assert(!f->pointer.ptr || f->node);
	if (f->pointer.ptr)
		check_pointer(f);
	for (const struct pf_related *related = f->related; related; related = related->next)
		check_place(&related->at);
	for (const struct pf_fix *fix = f->fixes; fix; fix = fix->next) {
		for (const struct pf_edit *edit = fix->edits; edit; edit = edit->next)
			check_place(&edit->at);
	}
}

/* Reports. */

static size_t check_safe(pf_str out)
{
	size_t lines = 0, len;

	for (size_t at = 0; at < out.len; at += len) {
		uint32_t c = pf_utf8_first(pf_str_from_offset(out, at), &len);

		pf_assert(c != PF_UTF8_BAD && (c == '\n' || !pf_is_unsafe(c)));
		lines += c == '\n';
	}
	return lines;
}

static void check_json(pf_str text)
{
	cJSON *json = cJSON_ParseWithLength(text.ptr, text.len);

	pf_assert(json);
	cJSON_Delete(json);
}

/* Each line is a document of its own; returns how many there are. */
static size_t check_json_lines(pf_str out)
{
	size_t lines = check_safe(out);
	pf_str line;

	while (pf_str_split(&out, '\n', &line)) {
		if (line.len)
			check_json(line);
	}
	return lines;
}

/* The end of an attribute's value or of text, which hold no markup of their own. */
static size_t check_xml_text(pf_str xml, size_t at, const char *ends)
{
	static const pf_str references[] = {PF_STR_INIT("amp;"), PF_STR_INIT("lt;"),
		PF_STR_INIT("gt;"), PF_STR_INIT("quot;"), PF_STR_INIT("apos;"), PF_STR_INIT("#9;"),
		PF_STR_INIT("#10;"), PF_STR_INIT("#13;")};

	for (; at < xml.len && !strchr(ends, xml.ptr[at]); at++) {
		pf_str rest = pf_str_from_offset(xml, at + 1);
		bool known = false;

		pf_assert(xml.ptr[at] != '<' && xml.ptr[at] != '>');
		if (xml.ptr[at] != '&')
			continue;
		for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++)
			known |= pf_str_starts_with(rest, references[i]);
		pf_assert(known);
	}
	return at;
}

/* The offset after the tag at `at`; `depth` is of elements that are open. */
static size_t check_xml_tag(pf_str xml, size_t at, size_t *depth)
{
	bool closes = xml.ptr[at + 1] == '/';

	for (at++; at < xml.len && xml.ptr[at] != '>'; at++) {
		pf_assert(xml.ptr[at] != '<' && xml.ptr[at] != '&');
		if (xml.ptr[at] == '"')
			at = check_xml_text(xml, at + 1, "\"");
	}
	pf_assert(at < xml.len && (!closes || *depth > 0));
	if (closes)
		--*depth;
	else if (xml.ptr[at - 1] != '/' && xml.ptr[at - 1] != '?')
		++*depth;
	return at + 1;
}

static void check_xml(pf_str xml)
{
	size_t at = 0, depth = 0;

	(void)check_safe(xml);
	while (at < xml.len) {
		at = check_xml_text(xml, at, "<");
		if (at < xml.len)
			at = check_xml_tag(xml, at, &depth);
	}
	pf_assert(depth == 0);
}

/* A line that is no annotation is no command either. */
static size_t check_workflow_line(pf_str line)
{
	pf_assert(!pf_str_contains(line, PF_STR("##[")) || pf_str_starts_with(line, PF_STR("::")));
	if (pf_str_starts_with(line, PF_STR("::error ")) ||
		pf_str_starts_with(line, PF_STR("::warning ")) ||
		pf_str_starts_with(line, PF_STR("::notice ")))
		return 1;
	pf_assert(!pf_str_starts_with(pf_str_trim(line), PF_STR("::")));
	return 0;
}

static void check_workflow(pf_str out, size_t n)
{
	size_t lines = check_safe(out), annotations = 0;
	pf_str line;

	while (pf_str_split(&out, '\n', &line))
		annotations += check_workflow_line(line);
	pf_assert(annotations <= 30 && lines == n + (annotations < n));
}

static void check_reports(const struct pf_report *report)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf out = PF_BUF_INIT;
	struct pf_text_options options = {.wrap = true, .width = 80, .summary = true};
	size_t n = report->result->nfindings, nerrors = report->result->nerrors;

	pf_report_text(&out, report, &options);
	(void)check_safe(pf_buf_str(&out));
	pf_buf_reset(&out);
	pf_report_concise(&out, report, 0);
	pf_assert(check_safe(pf_buf_str(&out)) == n);
	pf_buf_reset(&out);
	pf_report_json(&out, report);
	pf_assert(check_json_lines(pf_buf_str(&out)) == 1);
	pf_buf_reset(&out);
	pf_report_jsonl(&out, report);
	pf_assert(check_json_lines(pf_buf_str(&out)) == n + nerrors + 1);
	pf_buf_reset(&out);
	pf_report_sarif(&out, report);
	pf_assert(check_json_lines(pf_buf_str(&out)) == 1);
	pf_buf_reset(&out);
	pf_report_github(&out, report);
	check_workflow(pf_buf_str(&out), n + nerrors);
	pf_buf_reset(&out);
	pf_report_gitlab(&out, report);
	pf_assert(check_json_lines(pf_buf_str(&out)) == 1);
	pf_buf_reset(&out);
	pf_report_junit(&out, report);
	check_xml(pf_buf_str(&out));
	pf_buf_reset(&out);
	pf_report_checkstyle(&out, report);
	check_xml(pf_buf_str(&out));
	pf_buf_reset(&out);
	pf_report_rdjsonl(&out, report);
	pf_assert(check_json_lines(pf_buf_str(&out)) == n);
}

void fuzz_check_run(const struct pf_settings *settings, const struct pf_run *run)
{
	struct pf_report report = {.release = settings->target.release,
		.show_suppressed = settings->suppress.show,
		.result = pf_run_result(run)};

	for (size_t i = 0; i < report.result->nfindings; i++)
		check_finding(report.result->findings[i]);
	for (size_t i = 0; i < report.result->nbindings; i++)
		check_place(&report.result->bindings[i].at);
	check_reports(&report);
}

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Reviewdog's diagnostics, one a line.  Columns count bytes.  There is no way
 * to say of one that it is silenced, so these are left out.
 */

#include "report/report.h"

#include "report/json/parts.h"
#include "rule/tool.h"
#include "text/json/write.h"

static void add_position(struct pf_buf *out, const char *key, const struct pf_place *at,
	uint32_t offset)
{
	pf_pos pos = pf_place_pos(at, offset, PF_BYTES);

	pf_json_key(out, key);
	pf_json_open(out, '{');
	pf_json_number(out, "line", pos.line);
	pf_json_number(out, "column", pos.column);
	pf_json_close(out, '}');
}

static void add_range(struct pf_buf *out, const struct pf_place *at)
{
	pf_json_key(out, "range");
	pf_json_open(out, '{');
	add_position(out, "start", at, at->start);
	add_position(out, "end", at, at->end);
	pf_json_close(out, '}');
}

/* What belongs to a finding may be a folder or an archive, which have no lines. */
static void add_location(struct pf_buf *out, const struct pf_place *at)
{
	pf_json_key(out, "location");
	pf_json_open(out, '{');
	pf_json_member(out, "path", at->file->source.path);
	if (at->file->source.text.len)
		add_range(out, at);
	pf_json_close(out, '}');
}

static pf_str severity_of(enum pf_severity severity)
{
	switch (severity) {
	case PF_INFO:
		return PF_STR("INFO");
	case PF_WARNING:
		return PF_STR("WARNING");
	case PF_ERROR:
		break;
	}
	return PF_STR("ERROR");
}

/*
 * Review tools apply one suggestion, which is one range of the diagnostic's
 * own file: the first fix that is no more than that, a safe one if there is.
 */
static const struct pf_edit *find_suggestion(const struct pf_finding *finding,
	struct pf_masker *masker)
{
	const struct pf_edit *found = NULL;

	for (const struct pf_fix *fix = finding->fixes; fix; fix = fix->next) {
		const struct pf_edit *edit = fix->edits;

		if (!edit || edit->next || edit->at.file != finding->at.file ||
			pf_mask_hides_fix(masker, fix))
			continue;
		if (fix->safe)
			return edit;
		found = found ? found : edit;
	}
	return found;
}

static void add_suggestion(struct pf_buf *out, const struct pf_edit *edit)
{
	if (!edit)
		return;
	pf_json_key(out, "suggestions");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	add_range(out, &edit->at);
	pf_json_member(out, "text", edit->text);
	pf_json_close(out, '}');
	pf_json_close(out, ']');
}

static void add_related(struct pf_buf *out, const struct pf_finding *finding)
{
	if (!finding->related)
		return;
	pf_json_key(out, "related_locations");
	pf_json_open(out, '[');
	for (const struct pf_related *related = finding->related; related;
		related = related->next) {
		pf_json_open(out, '{');
		pf_json_member_shown(out, "message", related->message);
		add_location(out, &related->at);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

/* "MESSAGE\nhelp: HELP" */
static void add_message(struct pf_buf *out, const struct pf_finding *finding)
{
	pf_str help = pf_finding_help(finding);

	pf_json_key(out, "message");
	pf_buf_addc(out, '"');
	pf_json_shown(out, finding->message);
	if (help.len) {
		pf_buf_add_lit(out, "\\nhelp: ");
		pf_json_shown(out, help);
	}
	pf_buf_addc(out, '"');
}

static void add_finding(struct pf_buf *out, const struct pf_finding *finding,
	struct pf_masker *masker)
{
	pf_json_open(out, '{');
	add_message(out, finding);
	add_location(out, &finding->at);
	pf_json_member(out, "severity", severity_of(finding->severity));
	pf_json_key(out, "source");
	pf_json_open(out, '{');
	pf_json_member(out, "name", PF_STR("podfit"));
	pf_json_member(out, "url", pf_str_from(pf_url));
	pf_json_close(out, '}');
	pf_json_key(out, "code");
	pf_json_open(out, '{');
	pf_json_member(out, "value", pf_str_from(finding->rule->name));
	pf_json_rule_url(out, finding->rule);
	pf_json_close(out, '}');
	add_suggestion(out, find_suggestion(finding, masker));
	add_related(out, finding);
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
}

void pf_report_rdjsonl(struct pf_buf *out, const struct pf_report *report)
{
	PF_CLEANUP(pf_masker_release) struct pf_masker masker = PF_MASKER_INIT;

	for (size_t i = 0; i < report->result->nfindings; i++) {
		if (!report->result->findings[i]->suppression)
			add_finding(out, report->result->findings[i], &masker);
	}
}

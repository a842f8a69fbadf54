/* SPDX-License-Identifier: Apache-2.0 */

/*
 * GitLab Code Quality: one list, each entry with a fingerprint of its own,
 * for which ids of findings serve.  Silenced findings have no place in it.
 */

#include "report/report.h"

#include "report/json/parts.h"
#include "source/path.h"
#include "text/json/write.h"

static pf_str severity_of(enum pf_severity severity)
{
	switch (severity) {
	case PF_INFO:
		return PF_STR("info");
	case PF_WARNING:
		return PF_STR("major");
	case PF_ERROR:
		break;
	}
	return PF_STR("critical");
}

/* `path` as seen from the top of the project, if it is in there. */
static pf_str path_in_project(struct pf_arena *scratch, const struct pf_report *report, pf_str path)
{
	pf_str whole;

	if (!report->project.len || !path.len)
		return path;
	whole = pf_path_join(scratch, report->folder, path);
	if (!pf_str_starts_with(whole, report->project))
		return path;
	whole = pf_str_from_offset(whole, report->project.len);
	return whole.len > 1 && whole.ptr[0] == '/' ? pf_str_from_offset(whole, 1) : path;
}

static void add_location(struct pf_buf *out, const struct pf_finding *finding, pf_str path)
{
	pf_json_key(out, "location");
	pf_json_open(out, '{');
	pf_json_member(out, "path", path);
	pf_json_key(out, "lines");
	pf_json_open(out, '{');
	pf_json_number(out, "begin",
		pf_place_pos(&finding->at, finding->at.start, PF_CODEPOINTS).line);
	pf_json_number(out, "end", pf_place_pos(&finding->at, finding->at.end, PF_CODEPOINTS).line);
	pf_json_close(out, '}');
	pf_json_close(out, '}');
}

/* The name of the check is shown nowhere, so the description begins with it. */
static void add_finding(struct pf_buf *out, const struct pf_finding *finding, pf_str path)
{
	pf_json_open(out, '{');
	pf_json_key(out, "description");
	pf_buf_addf(out, "\"%s: ", finding->rule->name);
	pf_json_shown(out, finding->message);
	pf_buf_addc(out, '"');
	pf_json_member(out, "check_name", pf_str_from(finding->rule->name));
	pf_json_member(out, "fingerprint", pf_str_from(finding->id));
	pf_json_member(out, "severity", severity_of(finding->severity));
	add_location(out, finding, path);
	pf_json_close(out, '}');
}

void pf_report_gitlab(struct pf_buf *out, const struct pf_report *report)
{
	struct pf_arena scratch = PF_ARENA_INIT;

	pf_json_open(out, '[');
	for (size_t i = 0; i < report->result->nfindings; i++) {
		const struct pf_finding *finding = report->result->findings[i];

		if (finding->suppression)
			continue;
		add_finding(out, finding,
			path_in_project(&scratch, report, finding->at.file->source.path));
		pf_arena_clear(&scratch);
	}
	pf_json_close(out, ']');
	pf_buf_addc(out, '\n');
	pf_arena_release(&scratch);
}

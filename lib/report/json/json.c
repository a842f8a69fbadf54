/* SPDX-License-Identifier: Apache-2.0 */

#include "report/report.h"

#include "report/json/parts.h"
#include "rule/ruleset.h"
#include "rule/tool.h"
#include "text/json/write.h"

static void add_tool(struct pf_buf *out, const struct pf_report *report)
{
	pf_json_key(out, "tool");
	pf_json_open(out, '{');
	pf_json_member(out, "name", PF_STR("podfit"));
	pf_json_member(out, "version", pf_str_from(pf_version));
	pf_json_member(out, "url", pf_str_from(pf_url));
	pf_json_close(out, '}');
	pf_json_key(out, "target");
	pf_buf_addf(out, "{\"kubernetes\":\"1.%u\",\"edition\":\"" PF_EDITION "\"}",
		(unsigned)report->release);
}

static void add_finding(struct pf_buf *out, const struct pf_finding *finding,
	const struct pf_json_style *style)
{
	pf_json_open(out, '{');
	pf_json_member(out, "id", pf_str_from(finding->id));
	pf_json_member(out, "rule", pf_str_from(finding->rule->name));
	pf_json_member(out, "severity", pf_str_from(pf_severity_name(finding->severity)));
	pf_json_member(out, "message", finding->message);
	pf_json_help(out, finding);
	pf_json_member(out, "path", finding->at.file->source.path);
	pf_json_range(out, &finding->at, style);
	pf_json_object(out, finding);
	pf_json_pointer(out, finding);
	pf_json_instruction(out, finding);
	pf_json_related(out, finding, style);
	pf_json_fixes(out, finding, style);
	pf_json_member(out, "confidence", pf_str_from(pf_confidence_name(finding->confidence)));
	pf_json_suppressed(out, finding);
	pf_json_close(out, '}');
}

static void add_findings(struct pf_buf *out, const struct pf_result *result,
	struct pf_masker *masker)
{
	struct pf_json_style style = {PF_CODEPOINTS, masker};

	pf_json_key(out, "findings");
	pf_json_open(out, '[');
	for (size_t i = 0; i < result->nfindings; i++)
		add_finding(out, result->findings[i], &style);
	pf_json_close(out, ']');
}

static void add_skipped(struct pf_buf *out, const struct pf_report *report)
{
	pf_json_key(out, "skipped");
	pf_json_open(out, '[');
	for (size_t i = 0; i < report->result->nskipped; i++) {
		const struct pf_skipped *skipped = &report->result->skipped[i];

		if (skipped->reason == PF_SKIP_GITIGNORED && !report->verbose)
			continue;
		pf_json_open(out, '{');
		pf_json_member(out, "path", skipped->path);
		pf_json_member(out, "reason", pf_str_from(pf_skip_reason_name(skipped->reason)));
		if (skipped->detail.len)
			pf_json_member(out, "detail", skipped->detail);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_errors(struct pf_buf *out, const struct pf_result *result)
{
	pf_json_key(out, "errors");
	pf_json_open(out, '[');
	for (size_t i = 0; i < result->nerrors; i++)
		pf_json_error(out, &result->errors[i]);
	pf_json_close(out, ']');
}

static void add_rule(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_json_key(out, rule->name);
	pf_json_open(out, '{');
	pf_json_member(out, "title", pf_str_from(rule->title));
	pf_json_member(out, "severity", pf_str_from(pf_severity_name(rule->severity)));
	pf_json_member(out, "category", pf_str_from(pf_category_name(rule->category)));
	pf_json_rule_url(out, rule);
	pf_json_member(out, "fix", pf_str_from(pf_fix_kind_name(rule->fix)));
	pf_json_key(out, "aliases");
	pf_json_open(out, '[');
	for (const char *const *alias = rule->aliases; alias && *alias; alias++)
		pf_json_element(out, pf_str_from(*alias));
	pf_json_close(out, ']');
	pf_json_key(out, "tags");
	pf_json_open(out, '[');
	for (size_t i = 0; i < pf_ntags; i++) {
		if (rule->sets & pf_tags[i].bit)
			pf_json_element(out, pf_str_from(pf_tags[i].name));
	}
	pf_json_close(out, ']');
	if (rule->security_severity)
		pf_json_member(out, "security_severity", pf_str_from(rule->security_severity));
	pf_json_close(out, '}');
}

void pf_report_json(struct pf_buf *out, const struct pf_report *report)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	PF_CLEANUP(pf_masker_release) struct pf_masker masker = PF_MASKER_INIT;
	struct pf_counts counts = pf_counts_of(&arena, report->result, &masker);

	pf_json_open(out, '{');
	pf_json_number(out, "schema", 1);
	add_tool(out, report);
	pf_json_member(out, "root", PF_STR("."));
	pf_json_number(out, "exit_code", (uint64_t)report->exit_code);
	pf_json_summary(out, report->result, &counts);
	add_findings(out, report->result, &masker);
	add_skipped(out, report);
	add_errors(out, report->result);
	pf_json_key(out, "rules");
	pf_json_open(out, '{');
	for (size_t i = 0; i < counts.len; i++)
		add_rule(out, counts.ptr[i].rule);
	pf_json_close(out, '}');
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
}

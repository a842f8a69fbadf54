/* SPDX-License-Identifier: Apache-2.0 */

/*
 * SARIF 2.1.0, as GitHub code scanning reads it: one run, columns in UTF-16
 * units, fingerprints that it can follow.  The run has no automationDetails:
 * the category that a user gives to an upload only holds where there are none.
 */

#include "report/report.h"

#include "report/ci/line_hash.h"
#include "report/json/parts.h"
#include "report/sarif/sarif.h"
#include "rule/controls.h"
#include "rule/tool.h"
#include "text/escape.h"
#include "text/json/write.h"
#include "text/utf8.h"

struct sarif {
	struct pf_buf *out;
	const struct pf_report *report;
	struct pf_counts counts; /* the rules of the run: their places are the indices */
	struct pf_masker masker;
	struct pf_line_hasher hasher;
	struct pf_arena scratch;
};

/* Places. */

/* A path that leads out of the folder of the run has no base. */
static void add_artifact(struct pf_buf *out, pf_str path)
{
	bool absolute = pf_str_starts_with(path, PF_STR("/"));

	pf_json_key(out, "artifactLocation");
	pf_json_open(out, '{');
	pf_json_key(out, "uri");
	pf_buf_add(out, absolute ? PF_STR("\"file://") : PF_STR("\""));
	pf_escape_uri(out, path);
	pf_buf_addc(out, '"');
	if (!absolute)
		pf_json_member(out, "uriBaseId", PF_STR("%SRCROOT%"));
	pf_json_close(out, '}');
}

static void add_region(struct pf_buf *out, const char *key, const struct pf_place *at)
{
	pf_pos start = pf_place_pos(at, at->start, PF_UTF16_UNITS);
	pf_pos end = pf_place_pos(at, at->end, PF_UTF16_UNITS);

	pf_json_key(out, key);
	pf_json_open(out, '{');
	pf_json_number(out, "startLine", start.line);
	pf_json_number(out, "startColumn", start.column);
	pf_json_number(out, "endLine", end.line);
	pf_json_number(out, "endColumn", end.column);
	pf_json_close(out, '}');
}

/* What is missing at one point is shown at the character there, if there is one. */
static struct pf_place widen(struct pf_place at)
{
	pf_str rest = pf_str_from_offset(at.file->source.text, at.start);
	size_t len;

	if (at.end > at.start || !rest.len || rest.ptr[0] == '\n' || rest.ptr[0] == '\r')
		return at;
	(void)pf_utf8_first(rest, &len);
	at.end += (uint32_t)len;
	return at;
}

/* What belongs to a finding may be a folder or an archive, which have no lines. */
static void add_physical(struct pf_buf *out, struct pf_place at, bool has_lines)
{
	struct pf_place shown = widen(at);

	pf_json_key(out, "physicalLocation");
	pf_json_open(out, '{');
	add_artifact(out, at.file->source.path);
	if (has_lines)
		add_region(out, "region", &shown);
	pf_json_close(out, '}');
}

/* "apps/v1/Deployment/shop/web#/spec/replicas" */
static void add_object_name(struct pf_buf *out, const struct pf_finding *finding)
{
	const struct pf_object *object = finding->object;
	const pf_str steps[] = {object->kind, object->namespace, object->name};

	pf_json_shown(out, object->api_version);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (!steps[i].len)
			continue;
		pf_buf_addc(out, '/');
		pf_json_shown(out, steps[i]);
	}
	if (!finding->node || !finding->pointer.ptr)
		return;
	pf_buf_addc(out, '#');
	pf_json_shown(out, finding->pointer);
}

/* "prod/HEALTHCHECK" of a stage with a name, "HEALTHCHECK" of one without. */
static void add_instruction_name(struct pf_buf *out, const struct pf_finding *finding)
{
	if (finding->stage && finding->stage->name.len) {
		pf_json_shown(out, finding->stage->name);
		pf_buf_addc(out, '/');
	}
	pf_buf_add(out, pf_str_from(pf_finding_instruction_name(finding)));
}

static void add_logical(struct pf_buf *out, const struct pf_finding *finding)
{
	if (!finding->object && !finding->instruction)
		return;
	pf_json_key(out, "logicalLocations");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	pf_json_key(out, "fullyQualifiedName");
	pf_buf_addc(out, '"');
	if (finding->object)
		add_object_name(out, finding);
	else
		add_instruction_name(out, finding);
	pf_buf_addc(out, '"');
	pf_json_member(out, "kind", finding->object ? PF_STR("object") : PF_STR("declaration"));
	pf_json_close(out, '}');
	pf_json_close(out, ']');
}

static void add_locations(struct pf_buf *out, const struct pf_finding *finding)
{
	pf_json_key(out, "locations");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	add_physical(out, finding->at, true);
	add_logical(out, finding);
	pf_json_close(out, '}');
	pf_json_close(out, ']');
}

static void add_related(struct pf_buf *out, const struct pf_finding *finding)
{
	uint64_t id = 0;

	if (!finding->related)
		return;
	pf_json_key(out, "relatedLocations");
	pf_json_open(out, '[');
	for (const struct pf_related *related = finding->related; related;
		related = related->next) {
		pf_json_open(out, '{');
		pf_json_number(out, "id", ++id);
		add_physical(out, related->at, related->at.file->source.text.len > 0);
		pf_json_key(out, "message");
		pf_json_open(out, '{');
		pf_json_member_shown(out, "text", related->message);
		pf_json_close(out, '}');
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

/* Messages. */

/* Viewers turn `[text](target)` into a link: the input must not make one. */
static void add_unlinked(struct pf_buf *out, pf_str text)
{
	size_t done = 0;

	for (size_t at = 1; at < text.len; at++) {
		if (text.ptr[at - 1] != ']' || text.ptr[at] != '(')
			continue;
		pf_json_shown(out, pf_str_sub(text, done, at));
		pf_buf_addc(out, ' ');
		done = at;
	}
	pf_json_shown(out, pf_str_from_offset(text, done));
}

static void add_link_text(struct pf_buf *out, pf_str text)
{
	size_t done = 0;

	for (size_t at = 0; at < text.len; at++) {
		if (text.ptr[at] != '[' && text.ptr[at] != ']')
			continue;
		pf_json_shown(out, pf_str_sub(text, done, at));
		pf_buf_addc(out, text.ptr[at] == '[' ? '(' : ')');
		done = at + 1;
	}
	pf_json_shown(out, pf_str_from_offset(text, done));
}

/* "MESSAGE (Deployment shop/web). See [RELATED](1), [RELATED](2). Help: HELP" */
static void add_message(struct sarif *sarif, const struct pf_finding *finding)
{
	struct pf_buf *out = sarif->out;
	unsigned id = 0;

	pf_json_key(out, "message");
	pf_json_open(out, '{');
	pf_json_key(out, "text");
	pf_buf_addc(out, '"');
	add_unlinked(out, finding->message);
	if (finding->object) {
		pf_buf_add_lit(out, " (");
		add_unlinked(out, pf_finding_object_title(&sarif->scratch, finding));
		pf_buf_add_lit(out, ")");
		pf_arena_clear(&sarif->scratch);
	}
	for (const struct pf_related *related = finding->related; related;
		related = related->next) {
		pf_buf_add(out, id ? PF_STR(", [") : PF_STR(". See ["));
		add_link_text(out, related->message);
		pf_buf_addf(out, "](%u)", ++id);
	}
	/* What the rule says for all of its findings stands with the rule. */
	if (finding->help.len) {
		pf_buf_add_lit(out, ". Help: ");
		add_unlinked(out, finding->help);
	}
	pf_buf_add_lit(out, "\"");
	pf_json_close(out, '}');
}

/* Fixes. */

static void add_edits(struct pf_buf *out, const struct pf_edit **next)
{
	const struct pf_file *file = (*next)->at.file;

	pf_json_open(out, '{');
	add_artifact(out, file->source.path);
	pf_json_key(out, "replacements");
	pf_json_open(out, '[');
	for (; *next && (*next)->at.file == file; *next = (*next)->next) {
		pf_json_open(out, '{');
		add_region(out, "deletedRegion", &(*next)->at);
		pf_json_key(out, "insertedContent");
		pf_json_open(out, '{');
		pf_json_member(out, "text", (*next)->text);
		pf_json_close(out, '}');
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
	pf_json_close(out, '}');
}

static void add_fix(struct pf_buf *out, const struct pf_fix *fix)
{
	const struct pf_edit *edit = fix->edits;

	pf_json_open(out, '{');
	pf_json_key(out, "description");
	pf_json_open(out, '{');
	pf_json_member_shown(out, "text", fix->title);
	pf_json_close(out, '}');
	pf_json_key(out, "artifactChanges");
	pf_json_open(out, '[');
	while (edit)
		add_edits(out, &edit);
	pf_json_close(out, ']');
	pf_json_key(out, "properties");
	pf_json_open(out, '{');
	pf_json_member(out, "safety", fix->safe ? PF_STR("safe") : PF_STR("unsafe"));
	pf_json_close(out, '}');
	pf_json_close(out, '}');
}

static void add_fixes(struct sarif *sarif, const struct pf_finding *finding)
{
	bool any = false;

	for (const struct pf_fix *fix = finding->fixes; fix; fix = fix->next) {
		if (!fix->edits || pf_mask_hides_fix(&sarif->masker, fix))
			continue;
		if (!any) {
			pf_json_key(sarif->out, "fixes");
			pf_json_open(sarif->out, '[');
			any = true;
		}
		add_fix(sarif->out, fix);
	}
	if (any)
		pf_json_close(sarif->out, ']');
}

/* Results. */

static void add_fingerprints(struct sarif *sarif, const struct pf_finding *finding)
{
	uint32_t line = pf_place_pos(&finding->at, finding->at.start, PF_BYTES).line;
	struct pf_line_hash hash;

	pf_json_key(sarif->out, "partialFingerprints");
	pf_json_open(sarif->out, '{');
	if (pf_line_hash_of(&sarif->hasher, &finding->at.file->source, line, &hash))
		pf_json_member(sarif->out, "primaryLocationLineHash", pf_str_from(hash.text));
	pf_json_member(sarif->out, "podfitFinding/v1", pf_str_from(finding->id));
	pf_json_close(sarif->out, '}');
}

/* Of all results or of none: where silenced ones were asked for, an empty list says "is not". */
static void add_suppressions(struct sarif *sarif, const struct pf_finding *finding)
{
	const struct pf_suppression *suppression = finding->suppression;
	struct pf_buf *out = sarif->out;

	if (!sarif->report->show_suppressed)
		return;
	pf_json_key(out, "suppressions");
	pf_json_open(out, '[');
	if (suppression) {
		bool in_source =
			suppression->by == PF_BY_COMMENT || suppression->by == PF_BY_ANNOTATION;

		pf_json_open(out, '{');
		pf_json_member(out, "kind", in_source ? PF_STR("inSource") : PF_STR("external"));
		pf_json_member(out, "status", PF_STR("accepted"));
		if (suppression->reason.len)
			pf_json_member_shown(out, "justification", suppression->reason);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_result(struct sarif *sarif, const struct pf_finding *finding)
{
	struct pf_buf *out = sarif->out;
	const struct pf_rule_count *entry = pf_counts_find(&sarif->counts, finding->rule);

	pf_json_open(out, '{');
	pf_json_member(out, "ruleId", pf_str_from(finding->rule->name));
	pf_json_number(out, "ruleIndex", (uint64_t)(entry - sarif->counts.ptr));
	pf_json_member(out, "level", pf_str_from(pf_sarif_level(finding->severity)));
	add_message(sarif, finding);
	add_locations(out, finding);
	add_fingerprints(sarif, finding);
	add_related(out, finding);
	add_fixes(sarif, finding);
	add_suppressions(sarif, finding);
	pf_json_key(out, "properties");
	pf_json_open(out, '{');
	pf_json_member(out, "confidence", pf_str_from(pf_confidence_name(finding->confidence)));
	pf_json_close(out, '}');
	pf_json_close(out, '}');
}

static void add_results(struct sarif *sarif)
{
	const struct pf_result *result = sarif->report->result;

	pf_json_key(sarif->out, "results");
	pf_json_open(sarif->out, '[');
	for (size_t i = 0; i < result->nfindings; i++)
		add_result(sarif, result->findings[i]);
	pf_json_close(sarif->out, ']');
}

/* The run. */

/* Without a column: that of an error is in code points. */
static void add_error_location(struct pf_buf *out, const struct pf_run_error *error)
{
	pf_json_key(out, "locations");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	pf_json_key(out, "physicalLocation");
	pf_json_open(out, '{');
	add_artifact(out, error->path);
	if (error->line) {
		pf_json_key(out, "region");
		pf_buf_addf(out, "{\"startLine\":%u}", (unsigned)error->line);
	}
	pf_json_close(out, '}');
	pf_json_close(out, '}');
	pf_json_close(out, ']');
}

static void add_notification(struct pf_buf *out, const struct pf_run_error *error)
{
	pf_json_open(out, '{');
	pf_json_member(out, "level", PF_STR("error"));
	pf_json_key(out, "message");
	pf_json_open(out, '{');
	pf_json_member_shown(out, "text", error->message);
	pf_json_close(out, '}');
	if (error->path.len)
		add_error_location(out, error);
	pf_json_close(out, '}');
}

static void add_partial(struct pf_buf *out, const struct pf_partial_set *set)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_partial_set_say(&text, set);
	pf_json_open(out, '{');
	pf_json_member(out, "level", PF_STR("warning"));
	pf_json_key(out, "message");
	pf_json_open(out, '{');
	pf_json_member(out, "text", pf_buf_str(&text));
	pf_json_close(out, '}');
	pf_json_close(out, '}');
}

static bool is_of_configuration(const struct pf_run_error *error)
{
	return error->kind == PF_RUN_ERROR_CONFIG || error->kind == PF_RUN_ERROR_USAGE;
}

static void add_notifications(struct pf_buf *out, const char *key, const struct pf_result *result,
	bool of_configuration)
{
	pf_json_key(out, key);
	pf_json_open(out, '[');
	for (size_t i = 0; i < result->nerrors; i++) {
		if (is_of_configuration(&result->errors[i]) == of_configuration)
			add_notification(out, &result->errors[i]);
	}
	for (size_t i = 0; of_configuration && i < result->npartial; i++)
		add_partial(out, &result->partial[i]);
	pf_json_close(out, ']');
}

static void add_invocation(struct pf_buf *out, const struct pf_report *report)
{
	pf_json_key(out, "invocations");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	pf_json_key(out, "executionSuccessful");
	pf_buf_add(out, report->exit_code < 2 ? PF_STR("true") : PF_STR("false"));
	pf_json_number(out, "exitCode", (uint64_t)report->exit_code);
	add_notifications(out, "toolExecutionNotifications", report->result, false);
	add_notifications(out, "toolConfigurationNotifications", report->result, true);
	pf_json_close(out, '}');
	pf_json_close(out, ']');
}

static void add_tool(struct sarif *sarif)
{
	struct pf_buf *out = sarif->out;

	pf_json_key(out, "tool");
	pf_json_open(out, '{');
	pf_json_key(out, "driver");
	pf_json_open(out, '{');
	pf_json_member(out, "name", PF_STR("podfit"));
	pf_json_member(out, "semanticVersion", pf_str_from(pf_version));
	pf_json_member(out, "informationUri", pf_str_from(pf_url));
	pf_sarif_rules(out, sarif->report->result, &sarif->counts);
	pf_json_close(out, '}');
	pf_json_close(out, '}');
}

void pf_report_sarif(struct pf_buf *out, const struct pf_report *report)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	struct sarif sarif = {.out = out, .report = report};

	sarif.counts = pf_counts_of(&arena, report->result, &sarif.masker);
	pf_json_open(out, '{');
	pf_json_member(out, "$schema", PF_STR("https://json.schemastore.org/sarif-2.1.0.json"));
	pf_json_member(out, "version", PF_STR("2.1.0"));
	pf_json_key(out, "runs");
	pf_json_open(out, '[');
	pf_json_open(out, '{');
	add_tool(&sarif);
	add_invocation(out, report);
	pf_json_key(out, "originalUriBaseIds");
	pf_buf_add_lit(out,
		"{\"%SRCROOT%\":{\"description\":{"
		"\"text\":\"the directory that podfit ran in\"}}}");
	pf_json_member(out, "columnKind", PF_STR("utf16CodeUnits"));
	add_results(&sarif);
	pf_json_close(out, '}');
	pf_json_close(out, ']');
	pf_json_close(out, '}');
	pf_buf_addc(out, '\n');
	pf_masker_release(&sarif.masker);
	pf_line_hasher_release(&sarif.hasher);
	pf_arena_release(&sarif.scratch);
}

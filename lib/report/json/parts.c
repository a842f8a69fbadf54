/* SPDX-License-Identifier: Apache-2.0 */

#include "report/json/parts.h"

#include <stdio.h>

#include "rule/controls.h"
#include "rule/tool.h"
#include "text/json/write.h"

pf_str pf_finding_help(const struct pf_finding *finding)
{
	return finding->help.len ? finding->help : pf_str_from(finding->rule->help);
}

pf_pos pf_place_pos(const struct pf_place *at, size_t offset, enum pf_column_unit columns)
{
	return pf_source_pos(&at->file->source, &at->file->lines, offset, columns);
}

static void add_pos(struct pf_buf *out, const char *key, pf_pos pos)
{
	pf_json_key(out, key);
	pf_buf_addf(out, "{\"line\":%u,\"column\":%u,\"offset\":%u}", (unsigned)pos.line,
		(unsigned)pos.column, (unsigned)pos.offset);
}

void pf_json_range(struct pf_buf *out, const struct pf_place *at, const struct pf_json_style *style)
{
	pf_json_key(out, "range");
	pf_json_open(out, '{');
	add_pos(out, "start", pf_place_pos(at, at->start, style->columns));
	add_pos(out, "end", pf_place_pos(at, at->end, style->columns));
	pf_json_close(out, '}');
}

static void add_counts(struct pf_buf *out, const struct pf_result *result)
{
	pf_json_key(out, "files");
	pf_json_open(out, '{');
	pf_json_number(out, "checked", result->files_checked);
	pf_json_number(out, "skipped", result->files_skipped);
	pf_json_number(out, "failed", result->files_failed);
	pf_json_close(out, '}');
	pf_json_number(out, "objects", result->objects);
	pf_json_key(out, "findings");
	pf_json_open(out, '{');
	pf_json_number(out, "error", result->count[PF_ERROR]);
	pf_json_number(out, "warning", result->count[PF_WARNING]);
	pf_json_number(out, "info", result->count[PF_INFO]);
	pf_json_close(out, '}');
}

/* Sets that were selected and say less than their names promise. */
static void add_partial(struct pf_buf *out, const struct pf_result *result)
{
	pf_json_key(out, "partial");
	pf_json_open(out, '[');
	for (size_t i = 0; i < result->npartial; i++) {
		pf_json_open(out, '{');
		pf_json_member(out, "set", result->partial[i].name);
		pf_json_number(out, "built", result->partial[i].built);
		pf_json_number(out, "of", result->partial[i].of);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

void pf_json_summary(struct pf_buf *out, const struct pf_result *result,
	const struct pf_counts *counts)
{
	pf_json_key(out, "summary");
	pf_json_open(out, '{');
	add_counts(out, result);
	pf_json_key(out, "suppressed");
	pf_json_open(out, '{');
	for (size_t i = 0; i < PF_SUPPRESSORS; i++)
		pf_json_number(out, pf_suppressor_name((enum pf_suppressor)i),
			result->suppressed[i]);
	pf_json_close(out, '}');
	pf_json_key(out, "fixable");
	pf_json_open(out, '{');
	pf_json_number(out, "safe", counts->safe);
	pf_json_number(out, "unsafe", counts->unsafe);
	pf_json_close(out, '}');
	pf_json_number(out, "unjudged", result->unjudged);
	if (result->npartial)
		add_partial(out, result);
	pf_json_close(out, '}');
}

void pf_json_object(struct pf_buf *out, const struct pf_finding *finding)
{
	const struct pf_object *object = finding->object;

	if (!object) {
		pf_json_null(out, "object");
		return;
	}
	pf_json_key(out, "object");
	pf_json_open(out, '{');
	pf_json_member(out, "api_version", object->api_version);
	pf_json_member(out, "kind", object->kind);
	pf_json_member_or_null(out, "namespace", object->namespace);
	pf_json_member_or_null(out, "name", object->name);
	pf_json_number(out, "document", object->document->index);
	pf_json_close(out, '}');
}

/* A stage without a name goes by its number. */
void pf_json_instruction(struct pf_buf *out, const struct pf_finding *finding)
{
	const struct pf_instruction *i = finding->instruction;
	char number[16];

	if (!i) {
		pf_json_null(out, "instruction");
		return;
	}
	pf_json_key(out, "instruction");
	pf_json_open(out, '{');
	pf_json_member(out, "name", pf_str_from(pf_finding_instruction_name(finding)));
	pf_json_number(out, "index", i->index);
	(void)snprintf(number, sizeof(number), "%u", (unsigned)i->stage);
	if (!finding->stage)
		pf_json_null(out, "stage");
	else
		pf_json_member(out, "stage",
			finding->stage->name.len ? finding->stage->name : pf_str_from(number));
	pf_json_close(out, '}');
}

/* The pointer to a whole document is the empty string, so `node` decides. */
void pf_json_pointer(struct pf_buf *out, const struct pf_finding *finding)
{
	if (finding->node && finding->pointer.ptr)
		pf_json_member(out, "pointer", finding->pointer);
	else
		pf_json_null(out, "pointer");
}

void pf_json_help(struct pf_buf *out, const struct pf_finding *finding)
{
	pf_str help = pf_finding_help(finding);

	if (help.len)
		pf_json_member(out, "help", help);
}

void pf_json_related(struct pf_buf *out, const struct pf_finding *finding,
	const struct pf_json_style *style)
{
	pf_json_key(out, "related");
	pf_json_open(out, '[');
	for (const struct pf_related *related = finding->related; related;
		related = related->next) {
		pf_json_open(out, '{');
		pf_json_member(out, "path", related->at.file->source.path);
		pf_json_range(out, &related->at, style);
		pf_json_member(out, "message", related->message);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
}

static void add_fix(struct pf_buf *out, const struct pf_fix *fix, const struct pf_json_style *style)
{
	pf_json_open(out, '{');
	pf_json_member(out, "title", fix->title);
	pf_json_member(out, "safety", fix->safe ? PF_STR("safe") : PF_STR("unsafe"));
	pf_json_key(out, "edits");
	pf_json_open(out, '[');
	for (const struct pf_edit *edit = fix->edits; edit; edit = edit->next) {
		pf_json_open(out, '{');
		pf_json_member(out, "path", edit->at.file->source.path);
		pf_json_range(out, &edit->at, style);
		pf_json_member(out, "text", edit->text);
		pf_json_close(out, '}');
	}
	pf_json_close(out, ']');
	pf_json_close(out, '}');
}

void pf_json_fixes(struct pf_buf *out, const struct pf_finding *finding,
	const struct pf_json_style *style)
{
	pf_json_key(out, "fixes");
	pf_json_open(out, '[');
	for (const struct pf_fix *fix = finding->fixes; fix; fix = fix->next) {
		if (!pf_mask_hides_fix(style->masker, fix))
			add_fix(out, fix, style);
	}
	pf_json_close(out, ']');
}

void pf_json_suppressed(struct pf_buf *out, const struct pf_finding *finding)
{
	const struct pf_suppression *suppression = finding->suppression;

	if (!suppression)
		return;
	pf_json_key(out, "suppressed");
	pf_json_open(out, '{');
	pf_json_member(out, "by", pf_str_from(pf_suppressor_name(suppression->by)));
	pf_json_member_or_null(out, "reason", suppression->reason);
	pf_json_member(out, "path", suppression->path);
	pf_json_number(out, "line", suppression->line);
	pf_json_close(out, '}');
}

void pf_json_rule_url(struct pf_buf *out, const struct pf_rule *rule)
{
	pf_json_key(out, "url");
	pf_buf_addf(out, "\"%s/r/%s\"", pf_url, rule->name);
}

void pf_json_error(struct pf_buf *out, const struct pf_run_error *error)
{
	static const pf_str kinds[] = {
		[PF_RUN_ERROR_IO] = PF_STR_INIT("io"),
		[PF_RUN_ERROR_CONFIG] = PF_STR_INIT("config"),
		[PF_RUN_ERROR_USAGE] = PF_STR_INIT("usage"),
		[PF_RUN_ERROR_LIMIT] = PF_STR_INIT("limit"),
		[PF_RUN_ERROR_INTERNAL] = PF_STR_INIT("internal"),
	};

	pf_json_open(out, '{');
	pf_json_member(out, "kind", kinds[error->kind]);
	if (error->path.len)
		pf_json_member(out, "path", error->path);
	if (error->line) {
		pf_json_number(out, "line", error->line);
		pf_json_number(out, "column", error->column);
	}
	pf_json_member(out, "message", error->message);
	pf_json_close(out, '}');
}

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * For the tests of this folder: one parsed file, findings at words of it, and
 * a table of two rules.  Include it once in a program.
 */

#ifndef PF_REPORT_REPORT_TEST_H
#define PF_REPORT_REPORT_TEST_H

#include "base/buf.h"
#include "report/report.h"
#include "rule/rule.h"
#include "unit.h"
#include "yaml/load.h"

static const char *const aliases[] = {"peer/check", NULL};

static const struct pf_rule rule_a = {
	.name = "a-rule",
	.title = "Something is \"off\"",
	.why = "It hurts.",
	.help = "Do the right thing.",
	.aliases = aliases,
	.since = "0.1.0",
	.category = PF_IMAGE,
	.severity = PF_WARNING,
	.sets = PF_DEFAULT | PF_PSS_BASELINE,
	.fix = PF_FIX_UNSAFE,
};

static const struct pf_rule rule_b = {
	.name = "b-rule",
	.title = "Another",
	.why = "It may.",
	.help = "",
	.security_severity = "7.5",
	.since = "0.1.0",
	.category = PF_SECURITY,
	.severity = PF_ERROR,
};

struct bench {
	struct pf_arena arena;
	struct pf_file file;
	struct pf_documents documents;
	struct pf_objects objects;
	struct pf_finding *findings[64];
	struct pf_result result;
	bool show_suppressed;
	struct pf_buf out;
};

static inline void load(struct bench *b, const char *path, const char *text)
{
	pf_str bytes = pf_str_from(text);

	*b = (struct bench){0};
	pf_source_decode(&b->arena, bytes, pf_str_from(path), &b->file.source);
	bytes = b->file.source.text;
	b->file.lines = pf_lines_of(&b->arena, bytes);
	pf_yaml_load(&b->arena, &b->file.source, (struct pf_piece){0, (uint32_t)bytes.len},
		&b->documents);
	b->file.parts = &b->documents;
	b->file.nparts = 1;
	for (size_t i = 0; i < b->documents.len; i++) {
		if (pf_document_is_kubernetes(&b->documents.ptr[i]))
			pf_objects_of(&b->arena, &b->documents.ptr[i], &b->objects);
	}
	b->result.findings = b->findings;
	b->result.files_checked = 1;
	b->result.objects = b->objects.len;
}

static inline void drop(struct bench *b)
{
	pf_arena_release(&b->arena);
	pf_buf_release(&b->out);
}

/* The first `word` of the file. */
static inline struct pf_place place(const struct bench *b, const char *word)
{
	pf_str text = b->file.source.text;
	size_t at = pf_str_find(text, pf_str_from(word));

	ck_assert_uint_lt(at, text.len);
	return (struct pf_place){&b->file, (uint32_t)at, (uint32_t)(at + strlen(word))};
}

/* A finding at the first `word` of the file, about its first object. */
static inline struct pf_finding *find(struct bench *b, const struct pf_rule *rule, const char *word)
{
	struct pf_finding *finding = PF_NEW(&b->arena, struct pf_finding);

	*finding = (struct pf_finding){
		.rule = rule,
		.severity = rule->severity,
		.at = place(b, word),
		.object = b->objects.len ? b->objects.ptr : NULL,
		.message = PF_STR("`it` is wrong"),
		.label = PF_STR_EMPTY,
		.help = PF_STR_EMPTY,
		.subject = PF_STR_EMPTY,
		.pointer = PF_STR_EMPTY,
		.id = "0123456789abcdef0123456789abcdef",
	};
	b->findings[b->result.nfindings++] = finding;
	b->result.count[rule->severity]++;
	b->result.files_with_findings = 1;
	return finding;
}

static inline void relate(struct bench *b, struct pf_finding *finding, const char *word,
	const char *message)
{
	finding->related = PF_NEW(&b->arena, struct pf_related);
	finding->related->at = place(b, word);
	finding->related->message = pf_str_from(message);
}

static inline void fix(struct bench *b, struct pf_finding *finding, const char *word,
	const char *text)
{
	struct pf_edit *edit = PF_NEW(&b->arena, struct pf_edit);

	*edit = (struct pf_edit){.at = place(b, word), .text = pf_str_from(text)};
	finding->fixes = PF_NEW(&b->arena, struct pf_fix);
	*finding->fixes = (struct pf_fix){.title = PF_STR("mend it"), .edits = edit};
}

/* A comment of line 12 silences it. */
static inline void silence(struct bench *b, struct pf_finding *finding, const char *reason)
{
	struct pf_suppression *suppression = PF_NEW(&b->arena, struct pf_suppression);

	*suppression = (struct pf_suppression){.by = PF_BY_COMMENT,
		.reason = pf_str_from(reason),
		.path = PF_STR("web.yaml"),
		.line = 12};
	finding->suppression = suppression;
	b->show_suppressed = true;
	b->result.suppressed[PF_BY_COMMENT]++;
	b->result.count[finding->severity]--;
}

static inline struct pf_report report_of(struct bench *b, int exit_code)
{
	return (struct pf_report){.result = &b->result,
		.release = 31,
		.show_suppressed = b->show_suppressed,
		.exit_code = exit_code};
}

/* What one of the writers says of a run that found something. */
static inline const char *written(struct bench *b,
	void (*write)(struct pf_buf *out, const struct pf_report *report))
{
	struct pf_report report = report_of(b, 1);

	pf_buf_reset(&b->out);
	write(&b->out, &report);
	return b->out.len ? b->out.ptr : "";
}

/* The emoji begins at code point and UTF-16 unit 45, byte 46; `"` is at 46, 47, 50. */
#define EMOJI_LINE "            - {name: GREETING, value: \"caf\xc3\xa9 \xf0\x9f\x98\x80\"}\n"
#define EMOJI "\xf0\x9f\x98\x80"

static inline const char *text_of(struct bench *b, const struct pf_text_options *options)
{
	struct pf_report report = report_of(b, 1);

	pf_buf_reset(&b->out);
	pf_report_text(&b->out, &report, options);
	return b->out.len ? b->out.ptr : "";
}

#endif

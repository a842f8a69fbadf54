/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/baseline.h"

#include <stdlib.h>

#include "base/search.h"
#include "source/path.h"
#include "text/decode.h"
#include "text/json/read.h"
#include "text/json/scan.h"

#define SCHEMA 1
#define ID_LEN 32U

/* Fill in `lines` where up to `most` entries begin.  The text is sound JSON. */
static void find_lines(pf_str text, uint32_t *lines, size_t most)
{
	struct pf_json_scan scan = {.text = text};
	enum pf_json_piece piece;
	uint32_t line = 1;
	size_t n = 0, counted = 0;
	bool listing = false;

	while ((piece = pf_json_scan_next(&scan)) != PF_JSON_END && piece != PF_JSON_BROKEN) {
		bool is_list = scan.piece.ptr[0] == '[';

		if (piece != PF_JSON_OPEN)
			continue;
		if (scan.depth == 2)
			listing = is_list && pf_str_eq(scan.key, PF_STR("\"entries\""));
		if (scan.depth != 3 || is_list || !listing || n == most)
			continue;
		for (; counted < scan.at; counted++)
			line += text.ptr[counted] == '\n';
		lines[n++] = line;
	}
}

/* Reading. */

struct reader {
	struct pf_arena *arena;
	struct pf_baseline *out;
	uint32_t line;
	struct pf_error *err;
};

/* The string below `key`; empty where there is none. */
static bool read_string(struct reader *reader, const struct pf_json *object, const char *key,
	bool needed, pf_str *out)
{
	const struct pf_json *value = pf_json_get(object, key);
	enum pf_json_kind kind = pf_json_kind(value);

	if (kind != PF_JSON_STRING && (needed || kind != PF_JSON_NULL))
		return pf_fail(reader->err, PF_E_SYNTAX, "the entry at line %u %s `%s`",
			(unsigned)reader->line,
			kind == PF_JSON_NULL ? "has no" : "has something else than a string for",
			key);
	*out = pf_arena_dup(reader->arena, pf_json_text(value));
	if (needed && !out->len)
		return pf_fail(reader->err, PF_E_SYNTAX, "the entry at line %u has an empty `%s`",
			(unsigned)reader->line, key);
	return true;
}

static bool is_id(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!pf_is_digit(text.ptr[i]) && !(text.ptr[i] >= 'a' && text.ptr[i] <= 'f'))
			return false;
	}
	return text.len == ID_LEN;
}

static bool read_entry(struct reader *reader, const struct pf_json *value,
	struct pf_baseline_entry *entry)
{
	if (pf_json_kind(value) != PF_JSON_OBJECT)
		return pf_fail(reader->err, PF_E_SYNTAX, "an item of `entries` is no object");
	if (!read_string(reader, value, "id", true, &entry->id) ||
		!read_string(reader, value, "rule", true, &entry->rule) ||
		!read_string(reader, value, "path", true, &entry->path) ||
		!read_string(reader, value, "object", false, &entry->object))
		return false;
	if (!is_id(entry->id))
		return pf_fail(reader->err, PF_E_SYNTAX,
			"the `id` of the entry at line %u is not 32 lower-case hexadecimal digits",
			(unsigned)reader->line);
	entry->shown = pf_str_eq(entry->path, PF_STR("<stdin>"))
		? entry->path
		: pf_path_from(reader->arena, reader->out->folder, entry->path);
	entry->what = (struct pf_suppression){.by = PF_BY_BASELINE,
		.reason = PF_STR_EMPTY,
		.path = reader->out->path,
		.line = reader->line,
		.pattern = entry->rule};
	return true;
}

static bool read_entries(struct reader *reader, pf_str text, const struct pf_json *list)
{
	size_t n = pf_json_count(list), i = 0;
	uint32_t *lines = PF_NEWN(reader->arena, uint32_t, n);
	struct pf_text_decoded decoded;

	pf_text_decode(reader->arena, text, &decoded);
	find_lines(decoded.text, lines, n);
	reader->out->entries = PF_NEWN(reader->arena, struct pf_baseline_entry, n);
	for (const struct pf_json *v = pf_json_first(list); v; v = pf_json_next(v), i++) {
		reader->line = lines[i] ? lines[i] : 1;
		if (!read_entry(reader, v, &reader->out->entries[i]))
			return false;
	}
	reader->out->n = n;
	return true;
}

static bool read_paths(struct reader *reader, const struct pf_json *list)
{
	pf_str *paths = PF_NEWN(reader->arena, pf_str, pf_json_count(list) + 1);
	size_t n = 0;

	for (const struct pf_json *v = pf_json_first(list); v; v = pf_json_next(v)) {
		paths[n] = pf_arena_dup(reader->arena, pf_json_text(v));
		if (!paths[n++].len)
			return pf_fail(reader->err, PF_E_SYNTAX, "an item of `paths` is no path");
	}
	if (!n)
		paths[n++] = PF_STR(".");
	reader->out->paths = paths;
	reader->out->npaths = n;
	return true;
}

static bool read_document(struct reader *reader, pf_str text, const struct pf_json *root)
{
	const struct pf_json *entries = pf_json_get(root, "entries");
	int64_t schema;

	if (!pf_json_integer(pf_json_get(root, "schema"), &schema) || schema < 1)
		return pf_fail(reader->err, PF_E_SYNTAX,
			"no baseline of podfit: it has no `schema` number");
	if (schema > SCHEMA)
		return pf_fail(reader->err, PF_E_SYNTAX,
			"schema %lld is of a later version of podfit; this one reads schema %d",
			(long long)schema, SCHEMA);
	if (pf_json_kind(entries) != PF_JSON_LIST)
		return pf_fail(reader->err, PF_E_SYNTAX,
			"no baseline of podfit: it has no list `entries`");
	return read_paths(reader, pf_json_get(root, "paths")) &&
		read_entries(reader, text, entries);
}

/* Looking up. */

static int by_id(const void *a, const void *b)
{
	const struct pf_baseline_entry *const *l = a, *const *r = b;
	int order = pf_str_cmp((*l)->id, (*r)->id);

	/* As in the file, so that the first of several is always the same. */
	return order ? order : *l < *r ? -1 : *l > *r;
}

static void index_entries(struct pf_arena *arena, struct pf_baseline *baseline)
{
	baseline->by_id = PF_NEWN(arena, const struct pf_baseline_entry *, baseline->n);
	for (size_t i = 0; i < baseline->n; i++)
		baseline->by_id[i] = &baseline->entries[i];
	if (baseline->n)
		qsort(baseline->by_id, baseline->n, sizeof(*baseline->by_id), by_id);
}

static bool is_id_before(const void *item, const void *id)
{
	const struct pf_baseline_entry *const *entry = item;

	return pf_str_cmp((*entry)->id, *(const pf_str *)id) < 0;
}

const struct pf_baseline_entry *const *pf_baseline_find(const struct pf_baseline *baseline,
	pf_str id, size_t *n)
{
	const struct pf_baseline_entry *const *first;
	size_t at = pf_search(baseline->by_id, baseline->n, sizeof(*baseline->by_id), &id,
		is_id_before);

	*n = 0;
	if (at == baseline->n)
		return NULL;
	for (first = baseline->by_id + at; at + *n < baseline->n && pf_str_eq(first[*n]->id, id);)
		++*n;
	return *n ? first : NULL;
}

int pf_baseline_compare(const struct pf_baseline_entry *a, const struct pf_baseline_entry *b)
{
	int order = pf_str_cmp(a->path, b->path);

	if (!order)
		order = pf_str_cmp(a->rule, b->rule);
	if (!order)
		order = pf_str_cmp(a->object, b->object);
	return order ? order : pf_str_cmp(a->id, b->id);
}

/* A merge that was left half done is the likeliest reason. */
static bool fail_conflict(pf_str text, struct pf_error *err)
{
	unsigned line = 0;
	pf_str part;

	while (pf_str_split(&text, '\n', &part)) {
		line++;
		if (pf_str_starts_with(part, PF_STR("<<<<<<< ")))
			return pf_fail(err, PF_E_SYNTAX,
				"a merge conflict is left at line %u: resolve it, or delete the "
				"file and run 'podfit baseline write'",
				line);
	}
	return false;
}

bool pf_baseline_parse(struct pf_arena *arena, pf_str text, pf_str path, struct pf_baseline *out,
	struct pf_error *err)
{
	PF_CLEANUP(pf_json_release) struct pf_json *root = NULL;
	struct pf_baseline baseline = {.path = path, .folder = pf_path_directory(path)};
	struct reader reader = {.arena = arena, .out = &baseline, .err = err};

	if (!pf_json_parse_most(arena, text, PF_BASELINE_MAX, PF_STR_EMPTY, &root, err)) {
		(void)fail_conflict(text, err);
		return false;
	}
	if (!read_document(&reader, text, root))
		return false;
	index_entries(arena, &baseline);
	*out = baseline;
	return true;
}

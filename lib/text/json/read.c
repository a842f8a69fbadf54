/* SPDX-License-Identifier: Apache-2.0 */

/* The only file that names cJSON: struct pf_json is a cJSON by another name. */

#include "text/json/read.h"

#include <cjson/cJSON.h>

#include "text/decode.h"
#include "text/json/scan.h"

#define EXACT_MAX 9007199254740992.0 /* 2^53 */

static const cJSON *node_of(const struct pf_json *value)
{
	return (const cJSON *)(const void *)value;
}

static const struct pf_json *value_of(const cJSON *node)
{
	return (const struct pf_json *)(const void *)node;
}

static bool fail_at(struct pf_error *err, enum pf_errc code, pf_str part, const char *what)
{
	return pf_fail(err, code, "%.*s%s%s", PF_STR_ARG(part), part.len ? ": " : "", what);
}

static bool fail_syntax(struct pf_error *err, pf_str part, pf_str before)
{
	size_t line = 1;

	for (size_t i = 0; i < before.len; i++)
		line += before.ptr[i] == '\n';
	return pf_fail(err, PF_E_SYNTAX, "%.*s%snot valid JSON at line %zu", PF_STR_ARG(part),
		part.len ? ": " : "", line);
}

/* cJSON lets pass what Go refuses, and descends by recursion. */
static bool check(pf_str text, pf_str part, struct pf_error *err)
{
	struct pf_json_scan scan = {.text = text};
	enum pf_json_piece piece;

	do {
		piece = pf_json_scan_next(&scan);
		if (piece == PF_JSON_BROKEN)
			return fail_syntax(err, part, pf_str_sub(text, 0, scan.at));
		if (scan.depth > PF_JSON_MAX_DEPTH)
			return fail_at(err, PF_E_LIMIT, part, "nested too deeply");
	} while (piece != PF_JSON_END);
	return true;
}

bool pf_json_parse_most(struct pf_arena *arena, pf_str bytes, size_t most, pf_str part,
	struct pf_json **out, struct pf_error *err)
{
	struct pf_text_decoded source;
	const char *end = NULL;
	cJSON *root;

	if (bytes.len > most)
		return pf_fail(err, PF_E_LIMIT, "%.*s%slarger than %zu MiB", PF_STR_ARG(part),
			part.len ? ": " : "", most / 1024 / 1024);
	pf_text_decode(arena, bytes, &source);
	if (source.encoding == PF_BINARY || source.encoding == PF_BAD_UTF8)
		return fail_at(err, PF_E_SYNTAX, part, "not text in UTF-8");
	if (!check(source.text, part, err))
		return false;
	/* It takes no half of a surrogate pair. */
	root = cJSON_ParseWithLengthOpts(source.text.ptr, source.text.len, &end, 0);
	if (!root)
		return fail_syntax(err, part,
			pf_str_sub(source.text, 0, end ? (size_t)(end - source.text.ptr) : 0));
	*out = (struct pf_json *)(void *)root;
	return true;
}

bool pf_json_parse(struct pf_arena *arena, pf_str bytes, pf_str part, struct pf_json **out,
	struct pf_error *err)
{
	return pf_json_parse_most(arena, bytes, PF_JSON_MAX, part, out, err);
}

void pf_json_release(struct pf_json **doc)
{
	cJSON_Delete((cJSON *)(void *)*doc);
	*doc = NULL;
}

enum pf_json_kind pf_json_kind(const struct pf_json *value)
{
	const cJSON *node = node_of(value);

	if (cJSON_IsBool(node))
		return PF_JSON_BOOL;
	if (cJSON_IsNumber(node))
		return PF_JSON_NUMBER;
	if (cJSON_IsString(node))
		return PF_JSON_STRING;
	if (cJSON_IsArray(node))
		return PF_JSON_LIST;
	if (cJSON_IsObject(node))
		return PF_JSON_OBJECT;
	return PF_JSON_NULL;
}

const struct pf_json *pf_json_get(const struct pf_json *object, const char *key)
{
	const struct pf_json *found = NULL;
	pf_str want = pf_str_from(key);

	if (!cJSON_IsObject(node_of(object)))
		return NULL;
	for (const cJSON *node = node_of(object)->child; node; node = node->next) {
		if (pf_str_eq_nocase(pf_str_from(node->string), want))
			found = value_of(node);
	}
	return found;
}

bool pf_json_has(const struct pf_json *object, const char *key)
{
	return cJSON_IsObject(node_of(object)) &&
		cJSON_GetObjectItemCaseSensitive(node_of(object), key);
}

const struct pf_json *pf_json_first(const struct pf_json *collection)
{
	const cJSON *node = node_of(collection);

	return cJSON_IsArray(node) || cJSON_IsObject(node) ? value_of(node->child) : NULL;
}

const struct pf_json *pf_json_next(const struct pf_json *value)
{
	return value_of(node_of(value)->next);
}

size_t pf_json_count(const struct pf_json *collection)
{
	size_t n = 0;

	for (const struct pf_json *v = pf_json_first(collection); v; v = pf_json_next(v))
		n++;
	return n;
}

pf_str pf_json_name(const struct pf_json *value)
{
	const cJSON *node = node_of(value);

	return node && node->string ? pf_str_from(node->string) : PF_STR_EMPTY;
}

pf_str pf_json_text(const struct pf_json *value)
{
	const cJSON *node = node_of(value);

	return cJSON_IsString(node) ? pf_str_from(node->valuestring) : PF_STR_EMPTY;
}

bool pf_json_integer(const struct pf_json *value, int64_t *out)
{
	const cJSON *node = node_of(value);
	double number;

	if (!cJSON_IsNumber(node))
		return false;
	number = node->valuedouble;
	if (!(number >= -EXACT_MAX && number <= EXACT_MAX) || number != (double)(int64_t)number)
		return false;
	*out = (int64_t)number;
	return true;
}

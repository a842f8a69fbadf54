/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/part.h"

static const char *name_of_kind(enum pf_json_kind kind)
{
	switch (kind) {
	case PF_JSON_NULL:
		return "null";
	case PF_JSON_BOOL:
		return "a boolean";
	case PF_JSON_NUMBER:
		return "a whole number";
	case PF_JSON_STRING:
		return "a string";
	case PF_JSON_LIST:
		return "a list";
	case PF_JSON_OBJECT:
		return "an object";
	}
	return "";
}

static bool fail_key(const struct pf_store_part *part, const char *key, const char *want,
	struct pf_error *err)
{
	return pf_fail(err, PF_E_SYNTAX, "%.*s%s`%s` is not %s", PF_STR_ARG(part->name),
		part->name.len ? ": " : "", key, want);
}

bool pf_store_member(const struct pf_store_part *part, const struct pf_json *object,
	const char *key, enum pf_json_kind kind, const struct pf_json **out, struct pf_error *err)
{
	const struct pf_json *value = pf_json_get(object, key);
	enum pf_json_kind is = pf_json_kind(value);

	if (is != PF_JSON_NULL && is != kind)
		return fail_key(part, key, name_of_kind(kind), err);
	*out = is == PF_JSON_NULL ? NULL : value;
	return true;
}

bool pf_store_text(const struct pf_store_part *part, const struct pf_json *object, const char *key,
	pf_str *out, struct pf_error *err)
{
	const struct pf_json *value = NULL;

	if (!pf_store_member(part, object, key, PF_JSON_STRING, &value, err))
		return false;
	*out = value ? pf_arena_dup(part->store->arena, pf_json_text(value)) : PF_STR_EMPTY;
	return true;
}

bool pf_store_words(const struct pf_store_part *part, const struct pf_json *object, const char *key,
	struct pf_words *out, struct pf_error *err)
{
	const struct pf_json *list = NULL;
	size_t n = 0;
	pf_str *words;

	if (!pf_store_member(part, object, key, PF_JSON_LIST, &list, err))
		return false;
	words = PF_NEWN(part->store->arena, pf_str, pf_json_count(list));
	for (const struct pf_json *v = pf_json_first(list); v; v = pf_json_next(v)) {
		enum pf_json_kind kind = pf_json_kind(v);

		if (kind != PF_JSON_STRING && kind != PF_JSON_NULL)
			return fail_key(part, key, "a list of strings", err);
		words[n++] = pf_arena_dup(part->store->arena, pf_json_text(v));
	}
	*out = (struct pf_words){words, n};
	return true;
}

struct pf_origin pf_store_origin(const struct pf_store *store)
{
	return (struct pf_origin){.source = store->source};
}

bool pf_store_number(const struct pf_store_part *part, const struct pf_json *object,
	const char *key, int64_t *out, struct pf_error *err)
{
	const struct pf_json *value = NULL;
	int64_t number = 0;

	if (!pf_store_member(part, object, key, PF_JSON_NUMBER, &value, err))
		return false;
	if (value && !pf_json_integer(value, &number))
		return fail_key(part, key, name_of_kind(PF_JSON_NUMBER), err);
	/* The engine refuses to run one below zero; it says nothing in any case. */
	*out = number > 0 ? number : 0;
	return true;
}

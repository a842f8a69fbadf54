/* SPDX-License-Identifier: Apache-2.0 */

/* Faults, mappings by table, and plain values. */

#include "config/config_internal.h"

#include <stdarg.h>

#include "text/nearest.h"
#include "yaml/place.h"
#include "yaml/scalar.h"

/* Faults. */

struct pf_place pf_config_place(const struct pf_config_reader *reader, const struct pf_node *node)
{
	struct pf_piece piece = pf_yaml_place(reader->document, node);

	return (struct pf_place){reader->file, piece.start, piece.end};
}

pf_str pf_config_at(const struct pf_config_reader *reader, const struct pf_node *node)
{
	const struct pf_file *file = reader->file;
	pf_pos pos = pf_source_pos(&file->source, &file->lines, node->start, PF_BYTES);

	return pf_arena_fmt(reader->arena, "%.*s:%u", PF_STR_ARG(file->source.path),
		(unsigned)pos.line);
}

bool pf_config_fail(struct pf_config_reader *reader, const struct pf_node *node, pf_str label,
	const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	*reader->fault = (struct pf_config_fault){
		.path = reader->file->source.path,
		.message = pf_arena_vfmt(reader->arena, fmt, ap),
		.label = label,
		.at = pf_config_place(reader, node),
	};
	va_end(ap);
	return false;
}

bool pf_config_fail_twice(struct pf_config_reader *reader, const struct pf_node *first,
	const struct pf_node *again, const char *what)
{
	(void)pf_config_fail(reader, again, PF_STR_EMPTY, "%s", what);
	reader->fault->first = pf_config_place(reader, first);
	reader->fault->first_label = PF_STR("the first");
	return false;
}

bool pf_config_fail_type(struct pf_config_reader *reader, const struct pf_node *node,
	const char *wanted)
{
	const struct pf_node *key = pf_node_key(node);

	if (key)
		return pf_config_fail(reader, node, PF_STR_EMPTY, "`%.*s` takes %s, but this is %s",
			PF_STR_ARG(pf_node_text(key)), wanted, pf_node_type_name(node));
	return pf_config_fail(reader, node, PF_STR_EMPTY, "%s is wanted here, but this is %s",
		wanted, pf_node_type_name(node));
}

pf_str pf_config_meant(struct pf_config_reader *reader, pf_str nearest)
{
	if (!nearest.len)
		return PF_STR_EMPTY;
	return pf_arena_fmt(reader->arena, "did you mean `%.*s`?", PF_STR_ARG(nearest));
}

/* Mappings by table. */

static bool fail_unknown(struct pf_config_reader *reader, const struct pf_node *node,
	const struct pf_config_key *keys)
{
	pf_str name = pf_node_text(node);
	struct pf_nearest near = pf_nearest_start(name);

	for (; keys->name; keys++)
		pf_nearest_offer(&near, pf_str_from(keys->name));
	return pf_config_fail(reader, node, pf_config_meant(reader, near.best),
		"unknown key `%.*s`", PF_STR_ARG(name));
}

static void mark(struct pf_config_reader *reader, const struct pf_node *node, const char *key)
{
	struct pf_config *config = reader->config;
	struct pf_config_mark one = {reader->part, key, pf_config_at(reader, node)};

	config->marks = pf_config_append(reader->arena, config->marks, config->nmarks, &one, 1,
		sizeof(one));
	config->nmarks++;
}

static bool read_entry(struct pf_config_reader *reader, const struct pf_kids *entry,
	const struct pf_config_key *keys, void *out)
{
	pf_str name = pf_node_text(entry->key);
	const struct pf_config_key *key = keys;
	const char *part = reader->part;
	bool ok;

	while (key->name && !pf_str_eq(name, pf_str_from(key->name)))
		key++;
	if (!key->name)
		return fail_unknown(reader, entry->key, keys);
	if (part)
		mark(reader, entry->key, key->name);
	reader->part = part && !*part && key->shape == PF_CONFIG_MAP ? key->name : NULL;
	ok = key->read(reader, key, entry->value, out);
	reader->part = part;
	return ok;
}

bool pf_config_map(struct pf_config_reader *reader, const struct pf_node *map,
	const struct pf_config_key *keys, void *out)
{
	struct pf_kids kids = pf_kids(map);

	if (map->kind != PF_MAP)
		return pf_config_fail_type(reader, map, "a mapping");
	while (pf_kids_next(&kids)) {
		if (!read_entry(reader, &kids, keys, out))
			return false;
	}
	return true;
}

bool pf_config_list(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_kids *out)
{
	if (value->kind != PF_SEQ)
		return pf_config_fail_type(reader, value, "a list");
	*out = pf_kids(value);
	return true;
}

/* Values. */

bool pf_config_text(struct pf_config_reader *reader, const struct pf_node *value, pf_str *out)
{
	if (value->kind != PF_SCALAR || pf_scalar_resolve(value).type != PF_SCALAR_STR) {
		(void)pf_config_fail_type(reader, value, "a string");
		if (value->kind == PF_SCALAR && !pf_node_is_null(value))
			reader->fault->label = pf_arena_fmt(reader->arena, "%s unless it is quoted",
				pf_node_type_name(value));
		return false;
	}
	*out = pf_node_text(value);
	if (!out->len)
		return pf_config_fail(reader, value, PF_STR_EMPTY, "nothing stands in this string");
	return true;
}

bool pf_config_scalar(struct pf_config_reader *reader, const struct pf_node *value, pf_str *out)
{
	if (value->kind != PF_SCALAR || pf_node_is_null(value))
		return pf_config_fail_type(reader, value, "a string");
	*out = pf_node_text(value);
	return true;
}

bool pf_config_bool(struct pf_config_reader *reader, const struct pf_node *value, bool *out)
{
	pf_scalar scalar;

	if (value->kind != PF_SCALAR)
		return pf_config_fail_type(reader, value, "a boolean");
	scalar = pf_scalar_resolve(value);
	if (scalar.type != PF_SCALAR_BOOL)
		return pf_config_fail_type(reader, value, "a boolean");
	*out = scalar.truth;
	return true;
}

bool pf_config_count(struct pf_config_reader *reader, const struct pf_node *value, size_t n)
{
	reader->load->nwords += n;
	if (reader->load->nwords <= PF_CONFIG_WORDS_MAX)
		return true;
	return pf_config_fail(reader, value, PF_STR_EMPTY,
		"the lists of the configuration have more than %u items", PF_CONFIG_WORDS_MAX);
}

bool pf_config_strings(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_config_strings *out)
{
	struct pf_kids kids = pf_kids(value);
	const struct pf_node **nodes;
	pf_str *items;

	if (value->kind != PF_SEQ)
		return pf_config_fail_type(reader, value, "a list of strings");
	if (!pf_config_count(reader, value, value->len))
		return false;
	items = PF_NEWN(reader->arena, pf_str, value->len);
	nodes = PF_NEWN(reader->arena, const struct pf_node *, value->len);
	while (pf_kids_next(&kids)) {
		nodes[kids.i] = kids.value;
		if (!pf_config_text(reader, kids.value, &items[kids.i]))
			return false;
	}
	*out = (struct pf_config_strings){items, nodes, value->len};
	return true;
}

bool pf_config_one_or_more(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_config_strings *out)
{
	const struct pf_node **node;
	pf_str *item;

	if (value->kind == PF_SEQ)
		return pf_config_strings(reader, value, out);
	if (value->kind == PF_MAP)
		return pf_config_fail_type(reader, value, "a string or a list of strings");
	item = PF_NEW(reader->arena, pf_str);
	node = PF_NEW(reader->arena, const struct pf_node *);
	*node = value;
	if (!pf_config_count(reader, value, 1) || !pf_config_text(reader, value, item))
		return false;
	*out = (struct pf_config_strings){item, node, 1};
	return true;
}

/* "error, warning, info or off" */
static pf_str listed(struct pf_arena *arena, const struct pf_config_word *words)
{
	pf_str *names;
	size_t n = 0;

	while (words[n].name)
		n++;
	names = PF_NEWN(arena, pf_str, n);
	for (size_t i = 0; i < n; i++)
		names[i] = pf_str_from(words[i].name);
	return pf_arena_list(arena, names, n, "or");
}

bool pf_config_word(struct pf_config_reader *reader, const struct pf_node *value, pf_str text,
	const struct pf_config_word *words, const char *what, unsigned *out)
{
	struct pf_nearest near = pf_nearest_start(text);
	pf_str label;

	for (size_t i = 0; words[i].name; i++) {
		pf_nearest_offer(&near, pf_str_from(words[i].name));
		if (!pf_str_eq(text, pf_str_from(words[i].name)))
			continue;
		*out = words[i].value;
		return true;
	}
	label = pf_config_meant(reader, near.best);
	if (!label.len)
		label = pf_arena_fmt(reader->arena, "there is %.*s",
			PF_STR_ARG(listed(reader->arena, words)));
	return pf_config_fail(reader, value, label, "unknown %s `%.*s`", what, PF_STR_ARG(text));
}

const struct pf_config_word pf_config_levels[] = {
	{"error", PF_ERROR},
	{"warning", PF_WARNING},
	{"info", PF_INFO},
	{"off", PF_LEVEL_OFF},
	{0},
};

bool pf_config_level(struct pf_config_reader *reader, const struct pf_node *value, unsigned *out)
{
	pf_scalar scalar;
	pf_str text;

	if (value->kind == PF_SCALAR) {
		scalar = pf_scalar_resolve(value);
		if (scalar.type == PF_SCALAR_BOOL && !scalar.truth) {
			*out = PF_LEVEL_OFF;
			return true;
		}
	}
	return pf_config_text(reader, value, &text) &&
		pf_config_word(reader, value, text, pf_config_levels, "severity", out);
}

void *pf_config_append(struct pf_arena *arena, const void *first, size_t nfirst, const void *second,
	size_t nsecond, size_t size)
{
	char *all = pf_arena_alloc(arena, nfirst + nsecond, size);

	if (nfirst)
		memcpy(all, first, nfirst * size);
	if (nsecond)
		memcpy(all + nfirst * size, second, nsecond * size);
	return all;
}

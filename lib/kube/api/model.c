/* SPDX-License-Identifier: Apache-2.0 */

#include "model.h"

#include <stdio.h>
#include <stdlib.h>

#include "kube/schema.h"

/* Columns of types.tsv. */
enum { TYPE, FIELD, VALUE, REQUIRED, SINCE, UNTIL, ENUM };

unsigned release_of(const struct table *table, const struct row *row, pf_str text)
{
	int64_t minor;

	if (text.len == 0)
		return 0;
	if (!pf_str_starts_with(text, PF_STR("1.")) ||
		!pf_str_to_int(pf_str_from_offset(text, 2), &minor) || minor < 0 || minor > 99)
		row_fail(table, row, "not a release such as 1.31");
	return (unsigned)minor;
}

static int by_name(const void *a, const void *b)
{
	const struct type *const *left = a, *const *right = b;

	return pf_str_cmp((*left)->name, (*right)->name);
}

static int compare_name(const void *name, const void *item)
{
	const struct type *const *type = item;

	return pf_str_cmp(*(const pf_str *)name, (*type)->name);
}

struct type *model_type(const struct model *model, pf_str name)
{
	struct type *const *found = model->ntypes
		? bsearch(&name, model->sorted, model->ntypes, sizeof(struct type *), compare_name)
		: NULL;

	return found ? *found : NULL;
}

static struct field *type_field(const struct type *type, pf_str name)
{
	for (struct field *f = type->fields; f; f = f->next) {
		if (pf_str_eq(f->name, name))
			return f;
	}
	return NULL;
}

/* "[x]", "{x}", "{[x]}" or "x". */
static void read_value(struct field *field, pf_str text)
{
	field->shape = '1';
	if (text.len > 2 && text.ptr[0] == '[') {
		field->shape = 'l';
		text = pf_str_sub(text, 1, text.len - 1);
	} else if (text.len > 2 && text.ptr[0] == '{') {
		field->shape = 'm';
		text = pf_str_sub(text, 1, text.len - 1);
		if (text.len > 2 && text.ptr[0] == '[') {
			field->shape = 'M';
			text = pf_str_sub(text, 1, text.len - 1);
		}
	}
	field->value = text;
}

/* Insert by hash, the order that look-ups rely on. */
static void add_field(struct type *type, struct field *field)
{
	struct field **at = &type->fields;

	while (*at && pf_str_hash((*at)->name) < pf_str_hash(field->name))
		at = &(*at)->next;
	field->next = *at;
	*at = field;
	type->nfields++;
}

static void read_types(struct pf_arena *arena, const char *path, struct model *model)
{
	struct table table = table_read(arena, path);
	struct type **tail = &model->types, *type = NULL;
	size_t n = 0;

	for (const struct row *row = table.rows; row; row = row->next) {
		struct field *field = PF_NEW(arena, struct field);

		if (!type || !pf_str_eq(type->name, row->column[TYPE])) {
			*tail = type = PF_NEW(arena, struct type);
			tail = &type->next;
			*type = (struct type){.name = row->column[TYPE],
				.struct_name = PF_STR_EMPTY,
				.name_format = PF_STR_EMPTY};
			type->shares = type;
			model->ntypes++;
		}
		*field = (struct field){.name = row->column[FIELD],
			.required = row->column[REQUIRED].len > 0,
			.since = release_of(&table, row, row->column[SINCE]),
			.until = release_of(&table, row, row->column[UNTIL]),
			.values = row->column[ENUM],
			.format = PF_STR_EMPTY,
			.key_format = PF_STR_EMPTY};
		read_value(field, row->column[VALUE]);
		add_field(type, field);
	}
	model->sorted = PF_NEWN(arena, struct type *, model->ntypes);
	for (struct type *t = model->types; t; t = t->next)
		model->sorted[n++] = t;
	qsort(model->sorted, n, sizeof(*model->sorted), by_name);
	for (size_t i = 0; i < n; i++)
		model->sorted[i]->index = i;
}

static bool is_scalar(pf_str value)
{
	static const char *const scalars[] = {"string", "bool", "int32", "int64", "double",
		"quantity", "int-or-string", "bytes", "time", "any"};

	for (size_t i = 0; i < sizeof(scalars) / sizeof(scalars[0]); i++) {
		if (pf_str_eq(value, pf_str_from(scalars[i])))
			return true;
	}
	return false;
}

/* Types without fields are free form. */
static void link_objects(const struct model *model)
{
	for (struct type *t = model->types; t; t = t->next) {
		for (struct field *f = t->fields; f; f = f->next) {
			if (is_scalar(f->value))
				continue;
			f->object = model_type(model, f->value);
			if (!f->object)
				f->value = PF_STR("any");
		}
	}
}

static int64_t bound_of(const struct table *table, const struct row *row)
{
	int64_t bound;

	if (!pf_str_to_int(row->column[3], &bound))
		row_fail(table, row, "not a whole number");
	return bound;
}

static void add_group(struct pf_arena *arena, struct type *type, const struct row *row)
{
	struct group *group = PF_NEW(arena, struct group);

	group->fields = row->column[3];
	group->needs_one = pf_str_eq(row->column[2], PF_STR("exactly-one"));
	group->next = type->groups;
	type->groups = group;
}

static void override_type(struct pf_arena *arena, const struct model *model,
	const struct table *table, const struct row *row, struct type *type)
{
	pf_str attribute = row->column[2], rest = row->column[3], part;

	if (pf_str_eq(attribute, PF_STR("struct"))) {
		type->shares = model_type(model, row->column[3]);
		if (!type->shares)
			row_fail(table, row, "no such type to share a struct with");
		return;
	}
	if (!pf_str_eq(attribute, PF_STR("exactly-one")) &&
		!pf_str_eq(attribute, PF_STR("at-most-one")))
		row_fail(table, row, "unknown attribute of a type");
	while (pf_str_split(&rest, ',', &part)) {
		if (!type_field(type, part))
			row_fail(table, row, "a member is no field of the type");
	}
	add_group(arena, type, row);
}

static void override_field(const struct table *table, const struct row *row, struct field *field)
{
	pf_str attribute = row->column[2], value = row->column[3];

	if (pf_str_eq(attribute, PF_STR("required"))) {
		field->required = true;
	} else if (pf_str_eq(attribute, PF_STR("optional"))) {
		field->required = false;
	} else if (pf_str_eq(attribute, PF_STR("nonempty"))) {
		field->nonempty = true;
	} else if (pf_str_eq(attribute, PF_STR("min"))) {
		field->has_min = true;
		field->min = bound_of(table, row);
	} else if (pf_str_eq(attribute, PF_STR("max"))) {
		field->has_max = true;
		field->max = bound_of(table, row);
	} else if (pf_str_eq(attribute, PF_STR("enum"))) {
		field->values = value;
	} else if (pf_str_eq(attribute, PF_STR("format"))) {
		field->format = value;
	} else if (pf_str_eq(attribute, PF_STR("key-format"))) {
		field->key_format = value;
	} else if (pf_str_eq(attribute, PF_STR("since"))) {
		field->since = release_of(table, row, value);
	} else if (pf_str_eq(attribute, PF_STR("until"))) {
		field->until = release_of(table, row, value);
	} else if (pf_str_eq(attribute, PF_STR("free"))) {
		field->value = PF_STR("any");
		field->shape = '1';
	} else {
		row_fail(table, row, "unknown attribute of a field");
	}
}

static void read_overrides(struct pf_arena *arena, const char *path, const struct model *model)
{
	struct table table = table_read(arena, path);

	for (const struct row *row = table.rows; row; row = row->next) {
		struct type *type = model_type(model, row->column[0]);
		struct field *field;

		if (!type)
			row_fail(&table, row, "no such type");
		if (row->column[4].len == 0)
			row_fail(&table, row, "a row needs its source");
		if (pf_str_eq(row->column[1], PF_STR("-"))) {
			override_type(arena, model, &table, row, type);
		} else if (pf_str_eq(row->column[1], PF_STR("metadata.name"))) {
			type->name_format = row->column[3];
		} else {
			field = type_field(type, row->column[1]);
			if (!field)
				row_fail(&table, row, "no such field");
			override_field(&table, row, field);
		}
	}
}

static bool upper_or_digit(char c)
{
	return pf_is_upper(c) || pf_is_digit(c);
}

/* Does a word begin at `i`?  "podIPs" has two, "HTTPGetAction" three. */
static bool word_begins(pf_str s, size_t i)
{
	char before, after;

	if (i == 0 || !pf_is_upper(s.ptr[i]))
		return false;
	before = s.ptr[i - 1];
	after = i + 1 < s.len ? s.ptr[i + 1] : '\0';
	if (!pf_is_upper(before))
		return true;
	return pf_is_lower(after) &&
		!(after == 's' && (i + 2 == s.len || upper_or_digit(s.ptr[i + 2])));
}

pf_str snake_case(struct pf_arena *arena, pf_str name)
{
	static const char *const reserved[] = {
		"default", "enum", "continue", "int", "node", "static", "bool", "string"};
	char *out = pf_arena_alloc(arena, name.len * 2 + 2, 1);
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if (word_begins(name, i))
			out[len++] = '_';
		out[len++] = pf_is_alnum(c) ? pf_to_lower(c) : '_';
	}
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
		if (pf_str_eq((pf_str){out, len}, pf_str_from(reserved[i]))) {
			out[len++] = '_';
			break;
		}
	}
	return (pf_str){out, len};
}

static void mark_typed(struct pf_arena *arena, struct type *type, pf_str name)
{
	pf_str last = pf_str_from_offset(type->name, pf_str_rfind_char(type->name, '.') + 1);

	if (type->typed)
		return;
	type->typed = true;
	if (type->shares != type) {
		mark_typed(arena, type->shares, PF_STR_EMPTY);
		type->struct_name = type->shares->struct_name;
	} else {
		type->struct_name = pf_arena_fmt(arena, "pf_%.*s",
			PF_STR_ARG(name.len ? name : snake_case(arena, last)));
	}
	for (const struct field *f = type->fields; f; f = f->next) {
		if (f->object && f->shape != 'M')
			mark_typed(arena, f->object, PF_STR_EMPTY);
	}
}

static void read_typed(struct pf_arena *arena, const char *path, const struct model *model)
{
	struct table table = table_read(arena, path);

	for (const struct row *row = table.rows; row; row = row->next) {
		struct type *type = model_type(model, row->column[0]);

		if (!type)
			row_fail(&table, row, "no such type");
		mark_typed(arena, type, row->column[1]);
	}
	for (const struct type *a = model->types; a; a = a->next) {
		for (const struct type *b = a->next; a->typed && b; b = b->next) {
			if (b->typed && a->shares == a && b->shares == b &&
				pf_str_eq(a->struct_name, b->struct_name)) {
				(void)fprintf(stderr, "%s: %.*s and %.*s want one struct name\n",
					path, PF_STR_ARG(a->name), PF_STR_ARG(b->name));
				exit(EXIT_FAILURE);
			}
		}
	}
}

struct model model_read(struct pf_arena *arena, char *const paths[5])
{
	struct model model = {0};

	read_types(arena, paths[0], &model);
	read_overrides(arena, paths[1], &model);
	link_objects(&model);
	read_typed(arena, paths[2], &model);
	model.kinds = table_read(arena, paths[3]);
	model.lifecycle = table_read(arena, paths[4]);
	return model;
}

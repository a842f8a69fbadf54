/* SPDX-License-Identifier: Apache-2.0 */

/* Writes kube/tables.c: the constant tables of kube/schema.h. */

#include <stdio.h>
#include <stdlib.h>

#include "kube/schema.h"
#include "model.h"

#define SET_MAX 64 /* bits of the decoder's sets: required fields, members of a union */

/* "dns-label" to PF_FORMAT_DNS_LABEL: the compiler knows whether there is one. */
static pf_str constant_of(struct pf_arena *arena, const char *prefix, pf_str name)
{
	char *out = pf_arena_alloc(arena, name.len + 1, 1);

	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		out[i] = pf_is_lower(c) ? (char)(c - 'a' + 'A') : c == '-' ? '_' : c;
	}
	return pf_arena_fmt(arena, "%s%.*s", prefix, (int)name.len, out);
}

static void emit_string(pf_str s)
{
	printf("PF_STR_INIT(\"%.*s\")", PF_STR_ARG(s));
}

/* "A|B@1.33|C@1.30-1.34" */
static size_t emit_enum(const struct table *where, size_t number, pf_str values)
{
	const struct row row = {.line = 0};
	pf_str rest = values, part;
	size_t n = 0;

	printf("static const struct pf_enum_value enum_%zu[] = {\n", number);
	while (pf_str_split(&rest, '|', &part)) {
		size_t at = pf_str_rfind_char(part, '@');
		pf_str span = at < part.len ? pf_str_from_offset(part, at + 1) : PF_STR_EMPTY;
		size_t dash = pf_str_find_char(span, '-');

		printf("\t{");
		emit_string(pf_str_sub(part, 0, at));
		printf(", %u, %u},\n", release_of(where, &row, pf_str_sub(span, 0, dash)),
			dash < span.len
				? release_of(where, &row, pf_str_from_offset(span, dash + 1))
				: 0U);
		n++;
	}
	printf("};\nstatic const struct pf_enum enum_of_%zu = {enum_%zu, %zu};\n", number, number,
		n);
	return n;
}

static void emit_enums(const struct model *model)
{
	size_t number = 0;

	for (size_t i = 0; i < model->ntypes; i++) {
		for (const struct field *f = model->sorted[i]->fields; f; f = f->next) {
			number++;
			if (f->values.len)
				(void)emit_enum(&model->kinds, number, f->values);
		}
	}
}

static const char *shape_name(char shape)
{
	switch (shape) {
	case 'l':
		return "PF_SHAPE_LIST";
	case 'm':
		return "PF_SHAPE_MAP";
	case 'M':
		return "PF_SHAPE_MAP_OF_LISTS";
	default:
		return "PF_SHAPE_ONE";
	}
}

/* Where and as what the value is kept. */
static void emit_kept(struct pf_arena *arena, const struct type *type, const struct field *f)
{
	printf(", .shape = %s, .value = %.*s", shape_name(f->shape),
		PF_STR_ARG(f->object ? PF_STR("PF_V_OBJECT")
				     : constant_of(arena, "PF_V_", f->value)));
	if (f->object)
		printf(", .type = %zu", f->object->index);
	if (type->typed) {
		pf_str name = snake_case(arena, f->name);

		printf(", .offset = offsetof(struct %.*s, %.*s)", PF_STR_ARG(type->struct_name),
			PF_STR_ARG(name));
		printf(", .kept = sizeof(((struct %.*s *)0)->%.*s)", PF_STR_ARG(type->struct_name),
			PF_STR_ARG(name));
	}
}

static void emit_formats(struct pf_arena *arena, const struct field *f)
{
	if (f->format.len)
		printf(", .format = %.*s", PF_STR_ARG(constant_of(arena, "PF_FORMAT_", f->format)));
	if (f->key_format.len)
		printf(", .key_format = %.*s",
			PF_STR_ARG(constant_of(arena, "PF_FORMAT_", f->key_format)));
}

static void emit_bounds(const struct field *f)
{
	if (!f->has_min && !f->has_max)
		return;
	printf(", .bounded = true");
	if (f->has_min)
		printf(", .min = %lld", (long long)f->min);
	else
		printf(", .min = INT64_MIN");
	if (f->has_max)
		printf(", .max = %lld", (long long)f->max);
	else
		printf(", .max = INT64_MAX");
}

static void emit_field(struct pf_arena *arena, const struct type *type, const struct field *f,
	size_t number, unsigned *bit)
{
	printf("\t{.name = ");
	emit_string(f->name);
	printf(", .hash = 0x%08xU", pf_str_hash(f->name));
	emit_kept(arena, type, f);
	if (f->since || f->until)
		printf(", .since = %u, .until = %u", f->since, f->until);
	emit_formats(arena, f);
	if (f->required)
		printf(", .required = true, .bit = %u", (*bit)++);
	if (f->nonempty)
		printf(", .nonempty = true");
	emit_bounds(f);
	if (f->values.len)
		printf(", .values = &enum_of_%zu", number);
	printf("},\n");
}

static void emit_unions(const struct type *type)
{
	size_t n = 0;

	for (const struct group *g = type->groups; g; g = g->next) {
		pf_str rest = g->fields, part;
		size_t members = 0;

		printf("static const pf_str members_%zu_%zu[] = {", type->index, n++);
		while (pf_str_split(&rest, ',', &part)) {
			emit_string(part);
			printf(", ");
			members++;
		}
		pf_assert(members <= SET_MAX);
		printf("};\n");
	}
	if (!n)
		return;
	n = 0;
	printf("static const struct pf_union unions_%zu[] = {\n", type->index);
	for (const struct group *g = type->groups; g; g = g->next) {
		printf("\t{members_%zu_%zu, sizeof(members_%zu_%zu) / sizeof(pf_str), %s},\n",
			type->index, n, type->index, n, g->needs_one ? "true" : "false");
		n++;
	}
	printf("};\n");
}

static size_t count_groups(const struct type *type)
{
	size_t n = 0;

	for (const struct group *g = type->groups; g; g = g->next)
		n++;
	return n;
}

static void emit_types(struct pf_arena *arena, const struct model *model)
{
	unsigned *required = PF_NEWN(arena, unsigned, model->ntypes);
	size_t number = 0;

	for (size_t i = 0; i < model->ntypes; i++) {
		const struct type *t = model->sorted[i];

		emit_unions(t);
		printf("static const struct pf_field fields_%zu[] = { /* %.*s */\n", i,
			PF_STR_ARG(t->name));
		for (const struct field *f = t->fields; f; f = f->next)
			emit_field(arena, t, f, ++number, &required[i]);
		printf("};\n");
		pf_assert(required[i] <= SET_MAX);
	}
	printf("\nconst struct pf_type pf_types[] = {\n");
	for (size_t i = 0; i < model->ntypes; i++) {
		const struct type *t = model->sorted[i];
		size_t ngroups = count_groups(t);

		printf("\t{.name = ");
		emit_string(t->name);
		printf(", .fields = fields_%zu, .nfields = %zu, .index = %zu, .nrequired = %u", i,
			t->nfields, i, required[i]);
		printf(", .name_format = %.*s",
			PF_STR_ARG(t->name_format.len
					? constant_of(arena, "PF_FORMAT_", t->name_format)
					: PF_STR("PF_FORMAT_DNS_SUBDOMAIN")));
		if (t->typed)
			printf(", .size = sizeof(struct %.*s), .struct_of = %zu",
				PF_STR_ARG(t->struct_name), t->shares->index);
		if (ngroups)
			printf(", .unions = unions_%zu, .nunions = %zu", i, ngroups);
		printf("},\n");
	}
	printf("};\n\nconst size_t pf_ntypes = sizeof(pf_types) / sizeof(pf_types[0]);\n");
}

/* Both tables are looked up by kind, then apiVersion. */
static int by_kind(const void *a, const void *b)
{
	const struct row *const *left = a, *const *right = b;
	int order = pf_str_cmp((*left)->column[1], (*right)->column[1]);

	return order ? order : pf_str_cmp((*left)->column[0], (*right)->column[0]);
}

static struct row **sorted_rows(struct pf_arena *arena, const struct table *table, size_t *n)
{
	struct row **rows;

	*n = 0;
	for (struct row *row = table->rows; row; row = row->next)
		(*n)++;
	rows = PF_NEWN(arena, struct row *, *n);
	*n = 0;
	for (struct row *row = table->rows; row; row = row->next)
		rows[(*n)++] = row;
	qsort(rows, *n, sizeof(*rows), by_kind);
	return rows;
}

static void emit_kinds(struct pf_arena *arena, const struct model *model)
{
	const struct table *table = &model->kinds;
	size_t n;
	struct row **rows = sorted_rows(arena, table, &n);

	printf("\nconst struct pf_kind pf_kinds[] = {\n");
	for (size_t i = 0; i < n; i++) {
		const pf_str *c = rows[i]->column;
		const struct type *type = model_type(model, c[2]);

		printf("\t{");
		for (size_t k = 0; k < 2; k++) {
			emit_string(c[k]);
			printf(", ");
		}
		emit_string(c[5]);
		printf(", ");
		emit_string(c[7]);
		printf(", ");
		emit_string(c[8]);
		if (type)
			printf(", &pf_types[%zu]", type->index);
		else
			printf(", NULL");
		printf(", %u, %u, %s},\n", release_of(table, rows[i], c[3]),
			release_of(table, rows[i], c[4]),
			pf_str_eq(c[6], PF_STR("namespaced")) ? "PF_NAMESPACED"
				: c[6].len                    ? "PF_CLUSTER"
							      : "PF_NO_RESOURCE");
	}
	printf("};\n\nconst size_t pf_nkinds = sizeof(pf_kinds) / sizeof(pf_kinds[0]);\n");
}

static void emit_lifecycle(struct pf_arena *arena, const struct model *model)
{
	const struct table *table = &model->lifecycle;
	size_t n;
	struct row **rows = sorted_rows(arena, table, &n);

	printf("\nconst struct pf_api_life pf_api_lives[] = {\n");
	for (size_t i = 0; i < n; i++) {
		const pf_str *c = rows[i]->column;

		printf("\t{");
		emit_string(c[0]);
		printf(", ");
		emit_string(c[1]);
		printf(", %u, %u, %u, ", release_of(table, rows[i], c[2]),
			release_of(table, rows[i], c[3]), release_of(table, rows[i], c[4]));
		emit_string(c[5]);
		printf(", ");
		emit_string(c[6]);
		printf("},\n");
	}
	printf("};\n\nconst size_t pf_napi_lives = sizeof(pf_api_lives) / sizeof(pf_api_lives[0]);\n");
}

void emit_tables(struct pf_arena *arena, const struct model *model)
{
	printf("/* Generated by lib/kube/api/generate.c from the tables beside it. */\n\n"
	       "#include <stddef.h>\n\n#include \"kube/schema.h\"\n#include \"kube/types.h\"\n\n");
	emit_enums(model);
	emit_types(arena, model);
	emit_kinds(arena, model);
	emit_lifecycle(arena, model);
}

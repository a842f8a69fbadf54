/* SPDX-License-Identifier: Apache-2.0 */

#include "emit.h"

#include <stdio.h>

/* What is at hand, for messages. */
struct at {
	const struct description *of;
	const struct table *table;
	const struct row *row;
};

static size_t count_columns(const struct description *of)
{
	size_t n = 0;

	while (of->columns[n].member)
		n++;
	return n;
}

PF_NORETURN static void fail(struct pf_arena *arena, const struct at *at, size_t column,
	const char *what)
{
	row_fail(at->table, at->row,
		pf_arena_fmt(arena, "%s: %s", at->of->columns[column].member, what).ptr);
}

static void check_text(struct pf_arena *arena, const struct at *at, size_t column)
{
	pf_str text = at->row->column[column];
	pf_str trimmed = pf_str_trim(text);

	if (trimmed.len != text.len)
		fail(arena, at, column, "a blank stands at its end");
	for (size_t i = 0; i < text.len; i++) {
		if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == '"' || text.ptr[i] == '\\')
			fail(arena, at, column,
				"holds a quote, a backslash or a control character");
	}
	if (!text.len &&
		(at->of->columns[column].required || at->of->columns[column].kind == COLUMN_SOURCE))
		fail(arena, at, column, "must not be blank");
}

static void check_word(struct pf_arena *arena, const struct at *at, size_t column, pf_str word)
{
	for (const char *const *known = at->of->columns[column].words; *known; known++) {
		if (pf_str_eq(pf_str_from(*known), word))
			return;
	}
	fail(arena, at, column, "holds a word that is not known");
}

static void check_words(struct pf_arena *arena, const struct at *at, size_t column)
{
	pf_str rest = at->row->column[column], word, before = PF_STR_EMPTY;

	while (rest.len && pf_str_split(&rest, ',', &word)) {
		check_word(arena, at, column, word);
		if (before.len && pf_str_cmp(before, word) >= 0)
			fail(arena, at, column, "its words are not sorted");
		before = word;
	}
}

static void check_list(struct pf_arena *arena, const struct at *at, size_t column)
{
	pf_str rest = at->row->column[column], item;

	while (rest.ptr && at->row->column[column].len && pf_str_split(&rest, ',', &item)) {
		if (!item.len)
			fail(arena, at, column, "an item is blank");
	}
}

static void check_value(struct pf_arena *arena, const struct at *at, size_t column)
{
	pf_str text = at->row->column[column];
	int64_t number;

	check_text(arena, at, column);
	switch (at->of->columns[column].kind) {
	case COLUMN_LIST:
		check_list(arena, at, column);
		break;
	case COLUMN_NUMBER:
		if (text.len && (!pf_str_to_int(text, &number) || number < 0))
			fail(arena, at, column, "not a whole number");
		break;
	case COLUMN_WORD:
		if (text.len)
			check_word(arena, at, column, text);
		break;
	case COLUMN_WORDS:
		check_words(arena, at, column);
		break;
	case COLUMN_TEXT:
	case COLUMN_SOURCE:
		break;
	}
}

/* Do the keys of `row` come after those of the row before it? */
static bool is_after(const struct description *of, const struct row *before, const struct row *row)
{
	int order = 0;

	for (size_t i = 0; i < of->nkeys && order == 0; i++)
		order = pf_str_cmp(before->column[i], row->column[i]);
	return order < 0;
}

static void check(struct pf_arena *arena, const struct description *of, const struct table *table)
{
	const struct row *before = NULL;
	size_t n = count_columns(of);

	for (const struct row *row = table->rows; row; row = row->next) {
		struct at at = {of, table, row};

		if (row->len != n)
			row_fail(table, row,
				pf_arena_fmt(arena, "has %zu columns, not %zu", row->len, n).ptr);
		if (before && !is_after(of, before, row))
			row_fail(table, row, "not sorted, or said twice");
		for (size_t i = 0; i < n; i++)
			check_value(arena, &at, i);
		before = row;
	}
}

static void emit_items(pf_str text)
{
	pf_str item;

	while (pf_str_split(&text, ',', &item))
		printf("PF_STR_INIT(\"%.*s\"), ", PF_STR_ARG(item));
}

/* The arrays that lists of the rows point at. */
static void emit_lists(const struct description *of, const struct table *table)
{
	for (const struct row *row = table->rows; row; row = row->next) {
		for (size_t i = 0; of->columns[i].member; i++) {
			if (of->columns[i].kind != COLUMN_LIST || !row->column[i].len)
				continue;
			printf("static const pf_str %s_%zu_%s[] = {", of->array, row->line,
				of->columns[i].member);
			emit_items(row->column[i]);
			printf("};\n");
		}
	}
}

/* "hands-over" as PF_IMAGE_HANDS_OVER. */
static void emit_constant(const char *prefix, pf_str word)
{
	printf("%s", prefix);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		putchar(c == '-' ? '_' : pf_is_lower(c) ? c - 'a' + 'A' : c);
	}
}

static void emit_words(const char *prefix, pf_str words)
{
	const char *between = "";
	pf_str word;

	while (pf_str_split(&words, ',', &word)) {
		printf("%s", between);
		emit_constant(prefix, word);
		between = " | ";
	}
}

static void emit_value(const struct description *of, const struct row *row, size_t i)
{
	const struct column *column = &of->columns[i];
	pf_str text = row->column[i];
	size_t n = 1;

	if (!text.len || column->kind == COLUMN_SOURCE)
		return;
	printf(".%s = ", column->member);
	switch (column->kind) {
	case COLUMN_TEXT:
		printf("PF_STR_INIT(\"%.*s\")", PF_STR_ARG(text));
		break;
	case COLUMN_LIST:
		for (size_t k = 0; k < text.len; k++)
			n += text.ptr[k] == ',';
		printf("{%s_%zu_%s, %zu}", of->array, row->line, column->member, n);
		break;
	case COLUMN_NUMBER:
		printf("%.*s", PF_STR_ARG(text));
		break;
	case COLUMN_WORD:
	case COLUMN_WORDS:
		emit_words(column->prefix, text);
		break;
	case COLUMN_SOURCE:
		break;
	}
	printf(", ");
}

void emit_table(struct pf_arena *arena, const struct description *of, const struct table *table)
{
	check(arena, of, table);
	printf("\n");
	emit_lists(of, table);
	printf("const struct %s pf_%s[] = {\n", of->type, of->array);
	for (const struct row *row = table->rows; row; row = row->next) {
		printf("\t{");
		for (size_t i = 0; of->columns[i].member; i++)
			emit_value(of, row, i);
		printf("},\n");
	}
	printf("};\nconst size_t pf_n%s = sizeof(pf_%s) / sizeof(pf_%s[0]);\n", of->array,
		of->array, of->array);
}

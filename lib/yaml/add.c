/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/add.h"

#include "base/buf.h"
#include "yaml/load.h"
#include "yaml/quote.h"
#include "yaml/scalar.h"
#include "yaml/text.h"

static bool is_shared(struct pf_lineage *lineage, const struct pf_node *root,
	const struct pf_node *mapping)
{
	struct pf_way way;

	if ((root->flags | mapping->flags) & PF_NODE_ANCHORED)
		return true;
	if (mapping == root)
		return false;
	if (!pf_lineage_find(lineage, root, mapping, &way))
		return true;
	for (size_t i = 0; i < way.len; i++) {
		if (way.nodes[i]->flags & PF_NODE_ANCHORED)
			return true;
	}
	return false;
}

/* Blanks, then at most a comment, to the end of the line. */
static bool is_line_over(pf_str text, size_t at)
{
	size_t eol = pf_text_line_end(text, at);
	size_t next = pf_text_skip_blanks(text, at, eol);

	return next == eol || (next > at && text.ptr[next] == '#');
}

/* The raw value that follows `key`; an entry spans both. */
static const struct pf_node *entry_after(const struct pf_node *value)
{
	return value + value->span;
}

/*
 * End of the last entry after which a line may follow; 0 where there is none.
 * What a block scalar holds depends on the lines behind it.
 */
static size_t find_sure_end(pf_str text, const struct pf_node *mapping)
{
	const struct pf_node *key = mapping + 1, *end = mapping + mapping->span;
	size_t sure = 0;

	while (key < end) {
		const struct pf_node *value = key + key->span;
		const struct pf_node *last = value + value->span - 1;

		if (last->style != PF_LITERAL && last->style != PF_FOLDED &&
			is_line_over(text, value->end))
			sure = value->end;
		key = entry_after(value);
	}
	return sure;
}

/* Column of the mapping's keys, where nothing but `-` stands before the first. */
static bool find_column(pf_str text, const struct pf_node *key, size_t *column)
{
	size_t start = pf_text_line_start(text, key->start);

	for (size_t i = start; i < key->start; i++) {
		if (text.ptr[i] != ' ' && text.ptr[i] != '-')
			return false;
	}
	*column = key->start - start;
	return true;
}

/* How the line that holds `at` is ended, or at the end of the text the one before. */
static pf_str line_break_at(pf_str text, size_t at)
{
	size_t eol = pf_text_line_end(text, at);
	size_t start = pf_text_line_start(text, at);

	if (eol == text.len && start > 0)
		eol = start - (start > 1 && text.ptr[start - 2] == '\r' ? 2 : 1);
	if (eol + 1 < text.len && text.ptr[eol] == '\r')
		return text.ptr[eol + 1] == '\n' ? PF_STR("\r\n") : PF_STR("\r");
	return PF_STR("\n");
}

static bool add_block(struct pf_arena *arena, pf_str text, const struct pf_node *mapping,
	pf_str entries, struct pf_addition *out)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf buf = PF_BUF_INIT;
	size_t end = find_sure_end(text, mapping), column;
	pf_str line_break, line;

	if (end == 0 || !find_column(text, mapping + 1, &column))
		return false;
	line_break = line_break_at(text, end);
	while (entries.len && pf_str_split(&entries, '\n', &line)) {
		pf_buf_add(&buf, line_break);
		if (line.len)
			pf_buf_repeat(&buf, ' ', column);
		pf_buf_add(&buf, line);
	}
	out->at = (uint32_t)pf_text_line_end(text, end);
	out->text = pf_arena_dup(arena, pf_buf_str(&buf));
	return true;
}

/* Entries in flow style, as they are written. */
struct flow {
	struct pf_arena *arena;
	struct pf_buf buf;
	bool json;
};

static void render_scalar(struct flow *flow, const struct pf_node *node)
{
	pf_str text = pf_node_text(node);

	if (pf_node_is_null(node))
		pf_buf_add_lit(&flow->buf, "null");
	else if (pf_scalar_resolve(node).type != PF_SCALAR_STR)
		pf_buf_add(&flow->buf, text);
	else if (flow->json)
		pf_buf_add(&flow->buf, pf_yaml_quoted(flow->arena, text));
	else
		pf_buf_add(&flow->buf, pf_yaml_string(flow->arena, text));
}

static void render(struct flow *flow, const struct pf_node *node, pf_str separator)
{
	struct pf_kids kids = pf_kids(node);

	if (node->kind == PF_SCALAR) {
		render_scalar(flow, node);
		return;
	}
	while (pf_kids_next(&kids)) {
		bool open = kids.value->kind != PF_SCALAR;
		bool map = kids.value->kind == PF_MAP;

		if (kids.i > 0)
			pf_buf_add(&flow->buf, separator);
		if (kids.key) {
			render_scalar(flow, kids.key);
			pf_buf_add_lit(&flow->buf, ": ");
		}
		if (open)
			pf_buf_addc(&flow->buf, map ? '{' : '[');
		render(flow, kids.value, PF_STR(", "));
		if (open)
			pf_buf_addc(&flow->buf, map ? '}' : ']');
	}
}

/* Between the mapping's entries: where each has a line, a line break and the first one's indent. */
static pf_str separator_of(struct pf_arena *arena, pf_str text, const struct pf_node *mapping)
{
	size_t key, start;

	if (mapping->len == 0)
		return PF_STR(", ");
	key = mapping[1].start;
	start = pf_text_line_start(text, key);
	if (start <= mapping->start || pf_text_skip_blanks(text, start, key) != key)
		return PF_STR(", ");
	return pf_arena_fmt(arena, ",%.*s%.*s", PF_STR_ARG(line_break_at(text, key)),
		PF_STR_ARG(pf_str_sub(text, start, key)));
}

/* Directly after the last entry, or after the brace of an empty mapping. */
static size_t find_flow_end(pf_str text, const struct pf_node *mapping)
{
	const struct pf_node *value = NULL, *key = mapping + 1, *end = mapping + mapping->span;

	if (mapping->len == 0)
		return text.ptr[mapping->start] == '{' ? mapping->start + 1 : 0;
	while (key < end) {
		value = key + key->span;
		key = entry_after(value);
	}
	return value && value->end > value->start ? value->end : 0;
}

static bool is_json(const struct pf_document *document)
{
	const struct pf_node *root = document->root;

	if (root->style != PF_FLOW || root->len == 0)
		return root->style == PF_FLOW;
	while (root->kind == PF_SEQ && root->span > 1)
		root++;
	return root->kind == PF_MAP && root->style == PF_FLOW &&
		(root->len == 0 || root[1].style == PF_DOUBLE_QUOTED);
}

static bool add_flow(struct pf_arena *arena, const struct pf_document *document,
	const struct pf_node *mapping, const struct pf_node *entries, struct pf_addition *out)
{
	struct flow flow = {arena, PF_BUF_INIT, is_json(document)};
	pf_str text = document->source->text;
	size_t at = find_flow_end(text, mapping);
	pf_str separator;

	if (at == 0)
		return false;
	separator = separator_of(arena, text, mapping);
	if (mapping->len)
		pf_buf_add(&flow.buf, separator);
	render(&flow, entries, separator);
	out->at = (uint32_t)at;
	out->text = pf_arena_dup(arena, pf_buf_str(&flow.buf));
	pf_buf_release(&flow.buf);
	return true;
}

static const struct pf_node *load_entries(struct pf_arena *arena, pf_str entries)
{
	struct pf_source *source = PF_NEW(arena, struct pf_source);
	struct pf_documents docs = {0};

	*source = (struct pf_source){.path = PF_STR_EMPTY, .text = entries, .encoding = PF_UTF8};
	source->text = pf_arena_dup(arena, entries);
	pf_yaml_load(arena, source, (struct pf_piece){0, (uint32_t)entries.len}, &docs);
	return docs.len == 1 && docs.ptr->root && docs.ptr->root->kind == PF_MAP ? docs.ptr->root
										 : NULL;
}

bool pf_yaml_add(struct pf_arena *arena, struct pf_lineage *lineage,
	const struct pf_document *document, const struct pf_node *mapping, pf_str entries,
	struct pf_addition *out)
{
	const struct pf_node *loaded = load_entries(arena, entries);

	if (!loaded || loaded->len == 0 || mapping->kind != PF_MAP || mapping->tag != PF_TAG_NONE ||
		is_shared(lineage, document->root, mapping))
		return false;
	if (mapping->style == PF_FLOW)
		return add_flow(arena, document, mapping, loaded, out);
	if (pf_str_ends_with(entries, PF_STR("\n")))
		entries.len--;
	return add_block(arena, document->source->text, mapping, entries, out);
}

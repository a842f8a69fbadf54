/* SPDX-License-Identifier: Apache-2.0 */

#include "suppress/removals.h"

#include <stdlib.h>

#include "base/search.h"
#include "base/vec.h"
#include "yaml/lineage.h"

void pf_change_pieces_add(struct pf_arena *arena, struct pf_change_pieces *pieces, uint32_t start,
	uint32_t end)
{
	PF_VEC_ADD(arena, pieces) = (struct pf_piece){start, end};
}

/* What lines say. */

enum entry_kind {
	ENTRY_KEY,
	ENTRY_ITEM,  /* of a list: a mapping */
	ENTRY_PLAIN, /* of a list: something without keys */
	ENTRY_TEXT,  /* neither: an item in brackets, or the rest of a longer value */
};

struct entry {
	uint32_t column; /* from 0 */
	enum entry_kind kind;
	pf_str key;
};

/* Lines of one block: those that are gone, those that came. */
struct entries {
	struct entry *ptr;
	size_t n;
};

static size_t count_blanks(pf_str text)
{
	size_t n = 0;

	while (n < text.len && text.ptr[n] == ' ')
		n++;
	return n;
}

/* Length of the key that `text` begins with, without its colon; 0: none. */
static size_t key_len(pf_str text)
{
	char quote = text.ptr[0];
	size_t at = 0;

	if (quote == '"' || quote == '\'') {
		for (at = 1; at < text.len && text.ptr[at] != quote; at++)
			at += text.ptr[at] == '\\' && quote == '"';
		return at + 1 < text.len && text.ptr[at + 1] == ':' ? at + 1 : 0;
	}
	for (; at < text.len; at++) {
		if (text.ptr[at] == ':' &&
			(at + 1 == text.len || text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\t'))
			return at;
	}
	return 0;
}

static bool is_dash(pf_str text)
{
	return text.len && text.ptr[0] == '-' && (text.len == 1 || text.ptr[1] == ' ');
}

static bool is_nothing(pf_str text)
{
	return !text.len || text.ptr[0] == '#' || text.ptr[0] == '}' || text.ptr[0] == ']';
}

static void add_entry(struct entries *entries, size_t column, enum entry_kind kind, pf_str key)
{
	entries->ptr[entries->n++] = (struct entry){(uint32_t)column, kind, key};
}

static enum entry_kind kind_of_item(pf_str text)
{
	if (!text.len || is_dash(text) || text.ptr[0] == '{' || text.ptr[0] == '[' || key_len(text))
		return ENTRY_ITEM;
	return ENTRY_PLAIN;
}

/* Of the dashes before it only the first is looked at: an item in an item goes with it. */
static void read_line(pf_str line, struct entries *out)
{
	size_t column = count_blanks(line), len;
	pf_str text = pf_str_trim(line);
	enum entry_kind kind = ENTRY_KEY;

	if (is_nothing(text))
		return;
	if (is_dash(text)) {
		pf_str rest = pf_str_from_offset(text, 1);
		size_t blanks = count_blanks(rest);

		rest = pf_str_from_offset(rest, blanks);
		kind = kind_of_item(rest);
		add_entry(out, column, kind, kind == ENTRY_PLAIN ? rest : PF_STR_EMPTY);
		column += 1 + blanks;
		text = rest;
		if (kind == ENTRY_PLAIN || is_nothing(text) || is_dash(text))
			return;
	}
	if (text.ptr[0] == '{' || text.ptr[0] == '[') {
		if (kind == ENTRY_KEY)
			add_entry(out, column, ENTRY_ITEM, PF_STR_EMPTY);
		return;
	}
	len = key_len(text);
	add_entry(out, column, len ? ENTRY_KEY : ENTRY_TEXT, len ? pf_str_sub(text, 0, len) : text);
}

static int by_column_and_key(const void *a, const void *b)
{
	const struct entry *l = a, *r = b;

	if (l->column != r->column)
		return l->column < r->column ? -1 : 1;
	if (l->kind != r->kind)
		return (int)l->kind - (int)r->kind;
	return pf_str_cmp(l->key, r->key);
}

/* False when a separator of documents is gone: what is above and below it is unknown. */
static bool read_block(struct pf_arena *arena, pf_str text, struct entries *gone,
	struct entries *came)
{
	size_t most = 2;
	pf_str line;

	for (size_t i = 0; i < text.len; i++)
		most += text.ptr[i] == '\n' ? 2 : 0;
	gone->ptr = PF_NEWN(arena, struct entry, most);
	came->ptr = PF_NEWN(arena, struct entry, most);
	while (pf_str_split(&text, '\n', &line)) {
		char mark = line.len ? line.ptr[0] : ' ';

		if (mark != '-' && mark != '+')
			continue;
		line = pf_str_from_offset(line, 1);
		if (mark == '-' && pf_str_starts_with(line, PF_STR("---")))
			return false;
		read_line(line, mark == '-' ? gone : came);
	}
	if (came->n)
		qsort(came->ptr, came->n, sizeof(*came->ptr), by_column_and_key);
	return true;
}

/*
 * Did the entry come again?  Items that are mappings have no name: if any came
 * at that column, they are taken for the ones that are gone, with other keys.
 */
static bool came_again(const struct entries *came, const struct entry *entry)
{
	return came->n &&
		bsearch(entry, came->ptr, came->n, sizeof(*entry), by_column_and_key) != NULL;
}

/* What they stood in. */

struct finder {
	struct pf_arena *arena;
	const struct pf_file *file;
	struct pf_removals *out;
	struct pf_lineage lineage;
};

/* Where what introduces a node begins: its key, or itself. */
static uint32_t introduced_at(const struct pf_node *node)
{
	const struct pf_node *key = pf_node_key(node);

	return key ? key->start : node->start;
}

static bool is_document_before(const void *item, const void *limit)
{
	return ((const struct pf_document *)item)->start < *(const uint32_t *)limit;
}

/* The last document that begins before `limit`, or the first. */
static const struct pf_document *document_before(struct finder *finder, uint32_t limit)
{
	const struct pf_file *file = finder->file;
	const struct pf_document *found = NULL;

	for (size_t i = 0; i < file->nparts; i++) {
		const struct pf_documents *part = &file->parts[i];
		size_t n = pf_search(part->ptr, part->len, sizeof(*part->ptr), &limit,
			is_document_before);

		if (n)
			found = &part->ptr[n - 1];
		else if (!found && part->len)
			found = &part->ptr[0];
		if (n < part->len)
			break;
	}
	return found;
}

static bool is_introduced_before(const void *item, const void *limit)
{
	return introduced_at(item) < *(const uint32_t *)limit;
}

/* The last node of the document that something before `limit` introduces; the root if none. */
static const struct pf_node *node_before(const struct pf_document *document, uint32_t limit)
{
	const struct pf_node *root = document->root;

	return root +
		pf_search(root + 1, root->span - 1U, sizeof(*root), &limit, is_introduced_before);
}

/* Is the first entry of a block collection at `column` or left of it? */
static bool is_at_column(const struct pf_file *file, const struct pf_node *node, uint32_t column)
{
	for (uint32_t back = 0; back <= column; back++) {
		uint32_t at = node->start - back;

		if (at == 0 || file->source.text.ptr[at - 1] == '\n' ||
			file->source.text.ptr[at - 1] == '\r')
			return true;
	}
	return false;
}

/* Can the entry have stood in the collection, in the gap at `gap`? */
static bool may_hold(const struct pf_file *file, const struct pf_node *node, uint32_t gap,
	const struct entry *entry)
{
	bool has_dash = entry->kind == ENTRY_ITEM || entry->kind == ENTRY_PLAIN;

	if (node->kind != PF_MAP && node->kind != PF_SEQ)
		return false;
	if (node->style == PF_FLOW)
		return node->end > gap;
	return (node->kind == PF_MAP || has_dash) && is_at_column(file, node, entry->column);
}

static bool is_thing(const struct pf_node *node)
{
	static const pf_str names[] = {PF_STR_INIT("spec"), PF_STR_INIT("template"),
		PF_STR_INIT("metadata"), PF_STR_INIT("jobTemplate")};
	const struct pf_node *key = pf_node_key(node);

	return !key ||
		(node->kind == PF_MAP &&
			pf_is_one_of(pf_node_text(key), names, sizeof(names) / sizeof(*names)));
}

/* `way[i]` is the innermost collection that holds the gap; way[0] the root. */
static void add_owner(struct finder *finder, const struct pf_node *const *way, size_t i,
	enum entry_kind kind)
{
	const struct pf_node *owner = way[i];

	if (owner->kind == PF_SEQ && (kind == ENTRY_ITEM || kind == ENTRY_KEY)) {
		pf_change_pieces_add(finder->arena, &finder->out->exact, owner->start, owner->end);
		return;
	}
	if (kind == ENTRY_TEXT && (owner->kind != PF_SEQ || owner->style != PF_FLOW))
		return;
	while (i > 0 && !is_thing(way[i]))
		i--;
	pf_change_pieces_add(finder->arena, &finder->out->around, way[i]->start, way[i]->end);
}

/* A place in the new file where lines are gone, and the nodes around it. */
struct gap {
	uint32_t at;
	const struct pf_node *way[PF_YAML_MAX_DEPTH + 2]; /* from the root to the node before it */
	size_t len;
};

/* False where there is no tree, or nothing to look for. */
static bool look_at(struct finder *finder, uint32_t at, struct gap *gap)
{
	const struct pf_document *document = document_before(finder, at);
	const struct pf_node *node;
	struct pf_way way;

	gap->at = at;
	gap->len = 0;
	if (!document)
		return false;
	if (document->fault)
		pf_change_pieces_add(finder->arena, &finder->out->whole, document->start,
			document->end + 1);
	if (!document->root)
		return false;
	node = node_before(document, at);
	gap->way[gap->len++] = document->root;
	if (node == document->root)
		return true;
	if (!pf_lineage_find(&finder->lineage, document->root, node, &way))
		return false;
	for (size_t i = 0; i < way.len; i++)
		gap->way[gap->len++] = way.nodes[i];
	return true;
}

static bool is_within_scalar(const struct gap *gap)
{
	const struct pf_node *last = gap->len ? gap->way[gap->len - 1] : NULL;

	return last && last->kind == PF_SCALAR && last->start < gap->at && last->end > gap->at;
}

static size_t innermost(const struct finder *finder, const struct gap *gap,
	const struct entry *entry)
{
	size_t i = gap->len;

	while (i > 0 && !may_hold(finder->file, gap->way[i - 1], gap->at, entry))
		i--;
	return i;
}

/*
 * The gap is before what came or behind it.  Where one of the two owners is
 * in the other, it is the right one; else both are.
 */
static void find_owners(struct finder *finder, const struct gap *before, const struct gap *behind,
	const struct entry *entry)
{
	size_t i = innermost(finder, before, entry);
	size_t k = innermost(finder, behind, entry);
	const struct pf_node *a = i ? before->way[i - 1] : NULL;
	const struct pf_node *b = k ? behind->way[k - 1] : NULL;

	if (a && !(b && b > a && b < a + a->span))
		add_owner(finder, before->way, i - 1, entry->kind);
	if (b && b != a && !(a && a > b && a < b + b->span))
		add_owner(finder, behind->way, k - 1, entry->kind);
}

static uint32_t line_start(const struct pf_file *file, uint64_t line)
{
	return line < file->lines.n ? file->lines.start[line] : (uint32_t)file->source.text.len;
}

/*
 * What is below something that is gone went with it; what is below something
 * that came again is missed there.
 */
static void find_all(struct finder *finder, const struct gap *before, const struct gap *behind,
	const struct pf_diff_block *block)
{
	static const struct gap nowhere = {.len = 0};
	struct entries gone = {0}, came = {0};
	const struct entry *lost = NULL, *kept = NULL;

	if (!read_block(finder->arena, block->text, &gone, &came))
		return;
	for (size_t i = 0; i < gone.n; i++) {
		const struct entry *entry = &gone.ptr[i];

		if (lost && entry->column > lost->column)
			continue;
		if (kept && entry->column <= kept->column)
			kept = NULL;
		lost = came_again(&came, entry) ? NULL : entry;
		if (lost)
			find_owners(finder, kept ? &nowhere : before, behind, entry);
		else if (!kept)
			kept = entry;
	}
}

static void add_block(struct finder *finder, const struct pf_diff_block *block)
{
	struct gap before, behind = {.len = 0};
	const struct pf_node *last;

	if (block->after > finder->file->lines.n)
		return;
	if (!look_at(finder, line_start(finder->file, block->after), &before))
		return;
	if (is_within_scalar(&before)) {
		last = before.way[before.len - 1];
		pf_change_pieces_add(finder->arena, &finder->out->exact, last->start, last->end);
		return;
	}
	if (block->added)
		(void)look_at(finder,
			line_start(finder->file, (uint64_t)block->after + block->added), &behind);
	find_all(finder, &before, &behind, block);
}

/* Dockerfiles. */

static bool is_keyword_at(pf_str line, pf_str *keyword)
{
	size_t len = 0;

	line = pf_str_trim(line);
	while (len < line.len && !pf_is_blank(line.ptr[len]))
		len++;
	*keyword = pf_str_sub(line, 0, len);
	return len && line.ptr[0] != '#';
}

/* Is a line gone that is no comment, and whose instruction did not come again? */
static bool has_loss(pf_str text)
{
	pf_str kept[PF_INSTRUCTION_KINDS], rest = text, line, word;
	size_t n = 0;

	while (pf_str_split(&rest, '\n', &line)) {
		if (!pf_str_starts_with(line, PF_STR("+")) || n == PF_INSTRUCTION_KINDS ||
			!is_keyword_at(pf_str_from_offset(line, 1), &word))
			continue;
		if (!pf_is_one_of(word, kept, n))
			kept[n++] = word;
	}
	while (pf_str_split(&text, '\n', &line)) {
		if (pf_str_starts_with(line, PF_STR("-")) &&
			is_keyword_at(pf_str_from_offset(line, 1), &word) &&
			!pf_is_one_of(word, kept, n))
			return true;
	}
	return false;
}

static bool is_instruction_before(const void *item, const void *limit)
{
	return ((const struct pf_instruction *)item)->range.start < *(const uint32_t *)limit;
}

/* The last instruction that begins before `limit`, or NULL. */
static const struct pf_instruction *instruction_before(const struct pf_dockerfile *file,
	uint32_t limit)
{
	size_t n = pf_search(file->instructions, file->ninstructions, sizeof(*file->instructions),
		&limit, is_instruction_before);

	return n ? &file->instructions[n - 1] : NULL;
}

static void add_block_of_dockerfile(struct finder *finder, const struct pf_diff_block *block)
{
	const struct pf_dockerfile *dockerfile = finder->file->dockerfile;
	uint32_t gap = line_start(finder->file, (uint64_t)block->after + block->added);
	const struct pf_instruction *in = instruction_before(dockerfile, gap);
	struct pf_piece piece;

	if (!in || !has_loss(block->text))
		return;
	piece = in->range;
	if (in->range.end <= gap) {
		const struct pf_stage *stage;

		if (in->stage == PF_NO_STAGE)
			return;
		stage = &dockerfile->stages[in->stage];
		piece.start = stage->from->range.start;
		piece.end = dockerfile->instructions[stage->end - 1].range.end;
	}
	pf_change_pieces_add(finder->arena, &finder->out->whole, piece.start, piece.end);
}

void pf_removals_add(struct pf_arena *arena, const struct pf_file *file,
	const struct pf_diff_block *blocks, size_t nblocks, struct pf_removals *out)
{
	struct finder finder = {
		.arena = arena, .file = file, .out = out, .lineage = PF_LINEAGE_INIT};

	for (size_t i = 0; i < nblocks; i++) {
		if (file->dockerfile)
			add_block_of_dockerfile(&finder, &blocks[i]);
		else
			add_block(&finder, &blocks[i]);
	}
	pf_lineage_release(&finder.lineage);
}

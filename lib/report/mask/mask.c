/* SPDX-License-Identifier: Apache-2.0 */

#include "report/mask/mask.h"

#include <stdlib.h>

#include "base/search.h"
#include "report/mask/image_internal.h"
#include "rule/finding.h"
#include "text/nearest.h"

#define COPY_ANNOTATION "kubectl.kubernetes.io/last-applied-configuration"

struct pf_masked_file {
	const struct pf_file *file;
	struct pf_mask mask;
	struct pf_masked_file *next;
};

static int by_start(const void *a, const void *b)
{
	uint32_t x = ((const struct pf_piece *)a)->start, y = ((const struct pf_piece *)b)->start;

	return (x > y) - (x < y);
}

/* Anchors and merges give pieces out of order, and some twice. */
static struct pf_mask sorted(struct pf_mask_pieces *pieces)
{
	size_t n = 0;

	if (!pieces->len)
		return (struct pf_mask){0};
	qsort(pieces->ptr, pieces->len, sizeof(*pieces->ptr), by_start);
	for (size_t i = 1; i < pieces->len; i++) {
		struct pf_piece piece = pieces->ptr[i], *last = &pieces->ptr[n];

		if (piece.start > last->end)
			pieces->ptr[++n] = piece;
		else if (piece.end > last->end)
			last->end = piece.end;
	}
	return (struct pf_mask){pieces->ptr, n + 1};
}

/* Documents that could be read. */

static bool is_one_of(pf_str word, const char *const *words)
{
	for (; *words; words++) {
		if (pf_str_eq_nocase(word, pf_str_from(*words)))
			return true;
	}
	return false;
}

static bool is_scalar(const struct pf_node *node)
{
	return node && node->kind == PF_SCALAR;
}

/*
 * Hide every value scalar of the subtree, what its aliases stand for included.
 * Flat: an alias to a collection hides the whole range of that.
 */
static void hide_values(struct pf_mask_pieces *pieces, const struct pf_node *root)
{
	for (uint32_t i = 0; i < root->span; i++) {
		const struct pf_node *node = &root[i];

		if (node->kind == PF_ALIAS)
			node = pf_node_resolve(node);
		else if (node->kind != PF_SCALAR || node->flags & PF_NODE_IS_KEY)
			continue;
		pf_mask_hide(pieces, node->start, node->end);
	}
}

/* All but what is known to be harmless: `data` may be misspelt. */
static void hide_in_secret(struct pf_mask_pieces *pieces, const struct pf_node *secret)
{
	static const char *const harmless[] = {
		"apiVersion", "kind", "metadata", "type", "immutable", NULL};
	const struct pf_node *annotations =
		pf_node_get(pf_node_get(secret, PF_STR("metadata")), PF_STR("annotations"));
	const struct pf_node *copy = pf_node_get(annotations, PF_STR(COPY_ANNOTATION));
	struct pf_kids kids = pf_kids(secret);

	while (pf_kids_next(&kids)) {
		if (kids.key->kind != PF_SCALAR || !is_one_of(pf_node_text(kids.key), harmless))
			hide_values(pieces, kids.value);
	}
	if (copy)
		hide_values(pieces, copy);
}

static bool is_key(const struct pf_kids *kids, pf_str key)
{
	return kids->key->kind == PF_SCALAR && pf_str_eq(pf_node_text(kids->key), key);
}

/* A key that is written twice counts each time: what says so shows both lines. */
static bool has_secret_name(const struct pf_node *map)
{
	struct pf_kids kids = pf_kids(map);

	while (pf_kids_next(&kids)) {
		if (is_key(&kids, PF_STR("name")) && is_scalar(kids.value) &&
			pf_name_looks_secret(pf_node_text(kids.value)))
			return true;
	}
	return false;
}

static bool is_secret(const struct pf_node *map)
{
	struct pf_kids kids = pf_kids(map);

	while (pf_kids_next(&kids)) {
		if (is_key(&kids, PF_STR("kind")) && is_scalar(kids.value) &&
			pf_str_eq(pf_node_text(kids.value), PF_STR("Secret")))
			return true;
	}
	return false;
}

/* Of `value`, which may be misspelt too: `values`, `vlaue`. */
static void hide_in_env(struct pf_mask_pieces *pieces, const struct pf_node *env)
{
	struct pf_kids kids = pf_kids(env);

	while (pf_kids_next(&kids)) {
		if (kids.key->kind == PF_SCALAR &&
			pf_edit_distance(pf_node_text(kids.key), PF_STR("value"), 2) <= 2)
			hide_values(pieces, kids.value);
	}
}

static void hide_in_map(struct pf_mask_pieces *pieces, const struct pf_node *map)
{
	if (is_secret(map))
		hide_in_secret(pieces, map);
	if (has_secret_name(map))
		hide_in_env(pieces, map);
}

static void hide_in_tree(struct pf_mask_pieces *pieces, const struct pf_node *root)
{
	for (uint32_t i = 0; i < root->span; i++) {
		if (root[i].kind == PF_MAP)
			hide_in_map(pieces, &root[i]);
	}
}

/* Documents that could not. */

static bool next_line(pf_str text, size_t *at, pf_str *line)
{
	size_t end = *at;

	if (*at >= text.len)
		return false;
	while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
		end++;
	*line = pf_str_sub(text, *at, end);
	*at = end + 1;
	return true;
}

static size_t indent_of(pf_str line)
{
	size_t i = 0;

	while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t' || line.ptr[i] == '-'))
		i++;
	return i;
}

/* Does `kind`, with quotes, blanks and a colon after it, stand before `at`? */
static bool follows_kind(pf_str text, size_t at)
{
	size_t end = at;

	while (end && strchr(" \t\"':", text.ptr[end - 1]))
		end--;
	return end < at && pf_str_ends_with(pf_str_sub(text, 0, end), PF_STR("kind"));
}

/* `kind: Secret`, `"kind":"Secret"`: in whatever position. */
static bool names_secret_kind(pf_str text)
{
	static const pf_str word = PF_STR_INIT("Secret");
	size_t at = 0;

	for (;;) {
		at += pf_str_find(pf_str_from_offset(text, at), word);
		if (at == text.len)
			return false;
		if (follows_kind(text, at) &&
			(at + word.len == text.len || !pf_is_alnum(text.ptr[at + word.len])))
			return true;
		at += word.len;
	}
}

/* Hide what follows the first colon of `line`, or all of it where there is none. */
static void hide_after_colon(struct pf_mask_pieces *pieces, size_t start, pf_str line)
{
	size_t from = pf_str_find_char(line, ':');

	from = from == line.len ? indent_of(line) : from + 1;
	while (from < line.len && pf_is_blank(line.ptr[from]))
		from++;
	pf_mask_hide(pieces, start + from, start + line.len);
}

static bool is_harmless(pf_str line)
{
	static const char *const keys[] = {"apiVersion", "kind", "metadata", "name", "namespace",
		"type", "labels", "annotations", "data", "stringData", NULL};
	size_t from = indent_of(line), colon = pf_str_find_char(line, ':');

	if (from == line.len || line.ptr[from] == '#')
		return true;
	return colon < line.len && from < colon && is_one_of(pf_str_sub(line, from, colon), keys) &&
		pf_str_find_char(line, '{') == line.len;
}

static void hide_in_broken_secret(struct pf_mask_pieces *pieces, pf_str text, size_t at, size_t end)
{
	size_t start = at;
	pf_str line;

	text.len = end;
	for (; next_line(text, &at, &line); start = at) {
		if (!is_harmless(line))
			hide_after_colon(pieces, start, line);
	}
}

/* Length of the line up to and with the colon of a `value:` in it, or 0. */
static size_t after_value_key(pf_str line)
{
	size_t at = pf_str_find(line, PF_STR("value"));

	if (at == line.len)
		return 0;
	at += 5;
	while (at < line.len && strchr("\"' \t", line.ptr[at]))
		at++;
	return at < line.len && line.ptr[at] == ':' ? at + 1 : 0;
}

/* A `value:` is hidden with the block below it when a secret's name stands near. */
static void hide_in_broken_env(struct pf_mask_pieces *pieces, pf_str text, size_t at, size_t end)
{
	size_t start = at, block = SIZE_MAX, near = 0;
	pf_str line;

	text.len = end;
	for (; next_line(text, &at, &line); start = at) {
		size_t indent = indent_of(line), from = after_value_key(line), next = at;
		pf_str below;

		near = pf_has_secret_word(line) ? 3 : near - (near > 0);
		if (indent > block) {
			pf_mask_hide(pieces, start + indent, start + line.len);
			continue;
		}
		block = SIZE_MAX;
		if (!from)
			continue;
		if (near || (next_line(text, &next, &below) && pf_has_secret_word(below))) {
			pf_mask_hide(pieces, start + from, start + line.len);
			block = indent;
		}
	}
}

static void hide_in_broken(struct pf_mask_pieces *pieces, const struct pf_document *document)
{
	pf_str text = document->source->text;

	if (names_secret_kind(pf_str_sub(text, document->start, document->end)))
		hide_in_broken_secret(pieces, text, document->start, document->end);
	else
		hide_in_broken_env(pieces, text, document->start, document->end);
	pf_mask_broken_variables(pieces, text, document->start, document->end);
}

/* Files. */

static void hide_in_documents(struct pf_mask_pieces *pieces, const struct pf_documents *documents)
{
	for (size_t i = 0; i < documents->len; i++) {
		const struct pf_document *document = &documents->ptr[i];

		if (document->root) {
			hide_in_tree(pieces, document->root);
			pf_mask_compose(pieces, document->root);
		} else if (document->fault) {
			hide_in_broken(pieces, document);
		}
	}
}

static struct pf_mask make_mask(struct pf_arena *arena, const struct pf_file *file)
{
	struct pf_mask_pieces pieces = {.arena = arena};

	for (size_t i = 0; i < file->nparts; i++)
		hide_in_documents(&pieces, &file->parts[i]);
	if (file->dockerfile)
		pf_mask_dockerfile(&pieces, file->dockerfile);
	return sorted(&pieces);
}

const struct pf_mask *pf_mask_of(struct pf_masker *masker, const struct pf_file *file)
{
	struct pf_masked_file **at = &masker->files[((uintptr_t)file >> 4) % PF_MASK_BUCKETS];

	while (*at && (*at)->file != file)
		at = &(*at)->next;
	if (!*at) {
		*at = PF_NEW(&masker->arena, struct pf_masked_file);
		(*at)->file = file;
		(*at)->mask = make_mask(&masker->arena, file);
	}
	return &(*at)->mask;
}

static bool ends_up_to(const void *item, const void *offset)
{
	return ((const struct pf_piece *)item)->end <= *(const uint32_t *)offset;
}

const struct pf_piece *pf_mask_from(const struct pf_mask *mask, uint32_t offset)
{
	size_t i = pf_search(mask->ptr, mask->len, sizeof(*mask->ptr), &offset, ends_up_to);

	return i < mask->len ? &mask->ptr[i] : NULL;
}

bool pf_mask_hides_fix(struct pf_masker *masker, const struct pf_fix *fix)
{
	for (const struct pf_edit *edit = fix->edits; edit; edit = edit->next) {
		const struct pf_piece *piece =
			pf_mask_from(pf_mask_of(masker, edit->at.file), edit->at.start);

		if (piece && piece->start < edit->at.end)
			return true;
	}
	return false;
}

void pf_masker_release(struct pf_masker *masker)
{
	pf_arena_release(&masker->arena);
}

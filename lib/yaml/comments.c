/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/comments.h"

#include "base/search.h"
#include "yaml/text.h"

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static size_t skip_blanks_on_line(pf_str text, size_t at)
{
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	return at;
}

/* Nothing but a comment from `at` to the end of the line. */
static bool is_rest_empty(pf_str text, size_t at)
{
	at = skip_blanks_on_line(text, at);
	return at == text.len || is_break(text.ptr[at]) || text.ptr[at] == '#';
}

size_t pf_yaml_head_end(pf_str text)
{
	size_t at = 0;

	while (at < text.len) {
		bool separator = pf_text_is_marker(text, at, PF_STR("---"));

		if (text.ptr[at] != '%' && !is_rest_empty(text, separator ? at + 3 : at))
			return at;
		at = pf_text_next_line(text, at);
	}
	return at;
}

struct pf_comments pf_comments_of(pf_str text, const struct pf_documents *parts, size_t nparts)
{
	return (struct pf_comments){
		.text = text,
		.parts = parts,
		.nparts = nparts,
		.head_end = pf_yaml_head_end(text),
	};
}

/* The document at the cursor, or of the next part that has any; NULL at the end. */
static const struct pf_document *document_at(const struct pf_comments *c,
	struct pf_document_cursor *cursor)
{
	while (cursor->part < c->nparts && cursor->i >= c->parts[cursor->part].len) {
		cursor->part++;
		cursor->i = 0;
	}
	return cursor->part < c->nparts ? &c->parts[cursor->part].ptr[cursor->i] : NULL;
}

/* Move on to the document that holds `at`. */
static const struct pf_document *document_of(struct pf_comments *c, size_t at)
{
	const struct pf_document *document;

	while ((document = document_at(c, &c->here)) && document->end <= at)
		c->here.i++;
	return document;
}

static bool starts_before(const void *node, const void *at)
{
	return ((const struct pf_node *)node)->start < *(const size_t *)at;
}

/* Number of nodes of the document that start before `at`. */
static uint32_t nodes_before(const struct pf_document *document, size_t at)
{
	size_t n = document->root ? document->root->span : 0;

	return (uint32_t)pf_search(document->root, n, sizeof(struct pf_node), &at, starts_before);
}

/* Where to look on when the `#` at `at` is part of a node; else `at`. */
static size_t skip_node(const struct pf_comments *c, const struct pf_document *document, size_t at)
{
	uint32_t n = nodes_before(document, at + 1);
	const struct pf_node *node = n ? &document->root[n - 1] : NULL;

	if (!node || node->kind == PF_SEQ || node->kind == PF_MAP || at >= node->end)
		return at;
	/* Behind the header of a block scalar a comment may stand. */
	if ((node->style == PF_LITERAL || node->style == PF_FOLDED) &&
		at < pf_text_line_end(c->text, node->start))
		return at;
	return node->end;
}

/* Anchors and tags may hold a `#`, but none that a blank or bracket comes before. */
static bool begins_comment(pf_str text, size_t at)
{
	return at == 0 || pf_is_blank(text.ptr[at - 1]) || strchr("{}[],\"'", text.ptr[at - 1]);
}

static bool is_own_line(pf_str text, size_t at)
{
	while (at > 0 && strchr(" \t-", text.ptr[at - 1]))
		at--;
	return at == 0 || is_break(text.ptr[at - 1]);
}

bool pf_comments_next(struct pf_comments *c, struct pf_comment *out)
{
	while (c->at < c->text.len) {
		size_t at = c->at + pf_str_find_char(pf_str_from_offset(c->text, c->at), '#');
		const struct pf_document *document;
		size_t next;

		document = at < c->text.len ? document_of(c, at) : NULL;
		if (!document)
			break;
		next = document->fault && at >= c->head_end ? document->end
							    : skip_node(c, document, at);
		if (next == at && !begins_comment(c->text, at))
			next++;
		c->at = next;
		if (next != at)
			continue;
		c->at = pf_text_line_end(c->text, at);
		*out = (struct pf_comment){
			.start = (uint32_t)at,
			.end = (uint32_t)c->at,
			.own_line = is_own_line(c->text, at),
			.head = at < c->head_end,
		};
		return true;
	}
	c->at = c->text.len;
	return false;
}

/* From a node to the end of the entry, item or document that it begins. */
static struct pf_piece whole_of(const struct pf_document *document, const struct pf_node *node)
{
	const struct pf_node *last = node;

	if (node == document->root)
		return (struct pf_piece){node->start, document->end};
	/* The first key of a block mapping, the first item of a list. */
	if (node->flags & PF_NODE_IS_VALUE && node->style == PF_BLOCK && node->span > 1)
		last = ++node;
	if (node->flags & PF_NODE_IS_KEY)
		last = node + 1;
	return (struct pf_piece){
		node->start, last->end > node->start ? last->end : node->start + 1};
}

bool pf_comments_subject(struct pf_comments *c, const struct pf_comment *comment,
	struct pf_piece *out)
{
	const struct pf_document *document = document_of(c, comment->start);
	uint32_t n = document ? nodes_before(document, comment->end) : 0;

	if (!document)
		return false;
	if (document->root && n < document->root->span) {
		*out = whole_of(document, document->root + n);
		return true;
	}
	if (document->fault) {
		*out = (struct pf_piece){document->start, document->end};
		return true;
	}
	/* Comments come in order, so the cursor only ever moves on. */
	if (c->ahead.part < c->here.part ||
		(c->ahead.part == c->here.part && c->ahead.i <= c->here.i))
		c->ahead = (struct pf_document_cursor){c->here.part, c->here.i + 1};
	while ((document = document_at(c, &c->ahead)) && document->bare)
		c->ahead.i++;
	if (document)
		*out = (struct pf_piece){document->start, document->end};
	return document != NULL;
}

void pf_comments_begun(struct pf_comments *c, const struct pf_comment *comment,
	struct pf_piece *out)
{
	const struct pf_document *document = document_of(c, comment->start);
	size_t line = pf_text_line_start(c->text, comment->start);
	uint32_t n = document ? nodes_before(document, line) : 0;

	*out = (struct pf_piece){0, 0};
	if (document && document->root && n < document->root->span &&
		document->root[n].start < comment->start)
		*out = whole_of(document, document->root + n);
}

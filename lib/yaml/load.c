/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The only file that knows libyaml.
 *
 * A piece is read in runs, one libyaml parser each.  A run ends at the piece's
 * end or at a fault; after a fault, the next one begins where a document can.
 */

#include "yaml/load.h"

#include <stdlib.h>
#include <yaml.h>

#include "yaml/builder.h"
#include "yaml/colons.h"
#include "yaml/fault.h"
#include "yaml/mark.h"
#include "yaml/text.h"

#define CHUNK_FIRST 256 /* libyaml decodes all it is given: many runs must cost little */

struct input {
	const char *ptr;
	size_t left;
	size_t chunk;
};

struct loader {
	struct pf_arena *arena;
	const struct pf_source *source;
	struct pf_piece piece;
	struct pf_document *docs;
	size_t ndocs;
	size_t cap;
	size_t first;     /* of `docs` that is of the run */
	size_t at;        /* where the run begins; skipped blanks included */
	size_t base;      /* where libyaml begins */
	size_t until;     /* where the run ends */
	size_t doc_start; /* of the document that is being read, or comes next */
	size_t key_start; /* the last scalar */
	size_t key_end;
	struct pf_yaml_fault *fault;
	struct pf_marks marks;
	bool ascii;
	bool is_json;            /* the run begins with a brace or bracket */
	bool series;             /* JSON values follow one another */
	bool in_document;        /* between its start and its end */
	bool dots;               /* the last document ended in `...` */
	bool full;               /* too many documents */
	bool from_reader;        /* the fault is of the encoding */
	size_t colon;            /* that libyaml stumbled over, or the piece's end */
	struct pf_colons colons; /* of the piece */
	struct pf_tree_builder builder;
};

static void parser_release(yaml_parser_t *parser)
{
	yaml_parser_delete(parser);
}

static int read_chunk(void *data, unsigned char *buffer, size_t size, size_t *out)
{
	struct input *input = data;
	size_t n = input->left < size ? input->left : size;

	if (n > input->chunk)
		n = input->chunk;
	if (input->chunk < size)
		input->chunk *= 2;
	memcpy(buffer, input->ptr, n);
	input->ptr += n;
	input->left -= n;
	*out = n;
	return 1;
}

static uint32_t offset(struct loader *l, const yaml_mark_t *mark)
{
	return (uint32_t)(l->base + pf_marks_byte(&l->marks, mark->index));
}

static enum pf_node_tag tag_of(const yaml_char_t *uri)
{
	static const struct {
		const char *name;
		enum pf_node_tag tag;
	} tags[] = {
		{YAML_STR_TAG, PF_TAG_STR},
		{YAML_INT_TAG, PF_TAG_INT},
		{YAML_FLOAT_TAG, PF_TAG_FLOAT},
		{YAML_BOOL_TAG, PF_TAG_BOOL},
		{YAML_NULL_TAG, PF_TAG_NULL},
	};

	if (!uri)
		return PF_TAG_NONE;
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (strcmp((const char *)uri, tags[i].name) == 0)
			return tags[i].tag;
	}
	return PF_TAG_OTHER;
}

static enum pf_node_style style_of(yaml_scalar_style_t style)
{
	switch (style) {
	case YAML_SINGLE_QUOTED_SCALAR_STYLE:
		return PF_SINGLE_QUOTED;
	case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
		return PF_DOUBLE_QUOTED;
	case YAML_LITERAL_SCALAR_STYLE:
		return PF_LITERAL;
	case YAML_FOLDED_SCALAR_STYLE:
		return PF_FOLDED;
	case YAML_ANY_SCALAR_STYLE:
	case YAML_PLAIN_SCALAR_STYLE:
		break;
	}
	return PF_PLAIN;
}

static bool on_scalar(struct loader *l, const yaml_event_t *e)
{
	const yaml_char_t *tag = e->data.scalar.tag;
	struct pf_event event = {
		.start = offset(l, &e->start_mark),
		.end = offset(l, &e->end_mark),
		.text = {(const char *)e->data.scalar.value, e->data.scalar.length},
		.anchor = (const char *)e->data.scalar.anchor,
		.style = style_of(e->data.scalar.style),
		.tag = tag_of(tag),
	};

	pf_colons_restore(&l->colons, (char *)e->data.scalar.value, e->data.scalar.length);
	if (event.start < event.end) {
		event.start =
			(uint32_t)pf_text_skip_properties(l->source->text, event.start, event.end);
	}
	if (event.style == PF_LITERAL || event.style == PF_FOLDED)
		event.end = (uint32_t)pf_text_block_end(l->source->text, event.start, event.end);
	event.is_merge_tag = event.tag == PF_TAG_OTHER &&
		strcmp((const char *)tag, "tag:yaml.org,2002:merge") == 0;
	if (event.start < event.end) {
		l->key_start = event.start;
		l->key_end = event.end;
	}
	return pf_tree_builder_scalar(&l->builder, &event);
}

static bool on_alias(struct loader *l, const yaml_event_t *e)
{
	struct pf_event event = {
		.start = offset(l, &e->start_mark),
		.end = offset(l, &e->end_mark),
		.anchor = (const char *)e->data.alias.anchor,
	};

	return pf_tree_builder_alias(&l->builder, &event);
}

/*
 * A collection's event begins with its properties and ends with its first
 * token: an opening bracket, or nothing, or the `-` of a list that stands no
 * deeper than its key.
 */
static uint32_t collection_start(const struct loader *l, const struct pf_event *event)
{
	pf_str text = l->source->text;
	size_t at = event->end;

	if (!event->anchor && event->tag == PF_TAG_NONE)
		return event->start;
	if (event->style == PF_FLOW)
		return event->end - 1;
	if (at > event->start && text.ptr[at - 1] == '-' && !pf_text_is_item(text, at) &&
		pf_text_is_item(text, at - 1))
		return event->end - 1;
	return event->end;
}

static bool on_map(struct loader *l, const yaml_event_t *e)
{
	struct pf_event event = {
		.start = offset(l, &e->start_mark),
		.end = offset(l, &e->end_mark),
		.anchor = (const char *)e->data.mapping_start.anchor,
		.tag = tag_of(e->data.mapping_start.tag),
	};
	bool is_flow = e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;

	event.style = is_flow ? PF_FLOW : PF_BLOCK;
	event.start = collection_start(l, &event);
	return pf_tree_builder_open(&l->builder, &event, true);
}

static bool on_list(struct loader *l, const yaml_event_t *e)
{
	struct pf_event event = {
		.start = offset(l, &e->start_mark),
		.end = offset(l, &e->end_mark),
		.anchor = (const char *)e->data.sequence_start.anchor,
		.tag = tag_of(e->data.sequence_start.tag),
	};
	bool is_flow = e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;

	event.style = is_flow ? PF_FLOW : PF_BLOCK;
	event.start = collection_start(l, &event);
	return pf_tree_builder_open(&l->builder, &event, false);
}

/* Only a bracket has a width: a block ends with what it holds. */
static void on_close(struct loader *l, const yaml_event_t *e)
{
	bool bracket = e->end_mark.index > e->start_mark.index;

	pf_tree_builder_close(&l->builder, bracket ? offset(l, &e->end_mark) : 0);
}

static struct pf_document *add_document(struct loader *l)
{
	struct pf_document *doc;

	if (l->ndocs == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 4;
		l->docs = realloc(l->docs, l->cap * sizeof(*l->docs));
		if (!l->docs)
			pf_oom();
	}
	doc = &l->docs[l->ndocs];
	*doc = (struct pf_document){
		.source = l->source,
		.start = (uint32_t)l->doc_start,
		.index = (uint32_t)l->ndocs++,
	};
	return doc;
}

static struct pf_yaml_fault *too_many(struct pf_arena *arena, pf_str text, size_t at, size_t end)
{
	struct pf_piece place = {(uint32_t)at, (uint32_t)pf_text_word_end(text, at, end)};

	return pf_fault_new(arena, PF_YAML_LIMIT, place,
		pf_arena_fmt(arena, "more than %u documents", PF_YAML_MAX_DOCUMENTS));
}

static bool on_document_start(struct loader *l, const yaml_event_t *e)
{
	l->in_document = true;
	pf_tree_builder_reset(&l->builder);
	if (l->ndocs < PF_YAML_MAX_DOCUMENTS)
		return true;
	l->full = true;
	l->fault = too_many(l->arena, l->source->text, offset(l, &e->start_mark), l->piece.end);
	return false;
}

static void on_document_end(struct loader *l, const yaml_event_t *e)
{
	pf_tree_builder_finish(&l->builder, add_document(l));
	l->in_document = false;
	l->dots = !e->data.document_end.implicit;
	l->doc_start = offset(l, &e->end_mark);
}

static bool on_event(struct loader *l, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
		return true;
	case YAML_DOCUMENT_START_EVENT:
		return on_document_start(l, e);
	case YAML_DOCUMENT_END_EVENT:
		on_document_end(l, e);
		return true;
	case YAML_ALIAS_EVENT:
		return on_alias(l, e);
	case YAML_SCALAR_EVENT:
		return on_scalar(l, e);
	case YAML_SEQUENCE_START_EVENT:
		return on_list(l, e);
	case YAML_MAPPING_START_EVENT:
		return on_map(l, e);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		on_close(l, e);
		return true;
	}
	return true;
}

static void on_problem(struct loader *l, const yaml_parser_t *parser)
{
	struct pf_parse_problem problem = {
		.text = parser->problem ? parser->problem : "broken syntax",
		.context = parser->context,
		.value = parser->problem_value,
		.from_reader = parser->error == YAML_READER_ERROR,
		.is_json = l->is_json,
		.key_start = l->key_start,
		.key_end = l->key_end,
	};

	if (parser->error == YAML_MEMORY_ERROR)
		pf_oom();
	problem.at = problem.from_reader ? l->base + parser->problem_offset
					 : offset(l, &parser->problem_mark);
	if (problem.context)
		problem.context_at = offset(l, &parser->context_mark);
	l->from_reader = problem.from_reader;
	if (strcmp(problem.text, "found unexpected ':'") == 0)
		l->colon = problem.at;

	if (!l->in_document &&
		strcmp(problem.text, "did not find expected <document start>") == 0) {
		if (l->dots) { /* libyaml wants a `---` after `...`, YAML does not */
			l->until = problem.at;
			return;
		}
		/* What is not separated belongs to the document before it. */
		if (l->ndocs > l->first)
			l->doc_start = l->docs[--l->ndocs].start;
	}
	l->fault = pf_fault_of_problem(l->arena, l->source->text, l->piece, &problem);
}

static bool is_bracket(const struct loader *l, size_t at)
{
	const char *p = l->source->text.ptr + at;

	return at < l->piece.end && (*p == '{' || *p == '[');
}

/*
 * Files that were joined have a byte order mark after the separator.  Kubernetes'
 * reader skips it there, libyaml at the beginning only.
 */
static size_t skip_byte_order_mark(pf_str text, size_t at, size_t until)
{
	size_t next = pf_text_next_line(text, at);

	if (next >= until || !pf_text_is_marker(text, at, PF_STR("---")) ||
		pf_text_skip_blanks(text, at + 3, next) < next ||
		!pf_str_starts_with(pf_str_sub(text, next, until), PF_STR("\xef\xbb\xbf")))
		return at;
	return next + 3;
}

/* libyaml takes no tab around a top-level brace; blanks there mean nothing. */
static void set_bounds(struct loader *l, size_t at, size_t until)
{
	size_t first = pf_text_skip_blanks(l->source->text, at, until);
	size_t end = until;
	pf_str text;

	l->at = at;
	l->until = until;
	l->base = skip_byte_order_mark(l->source->text, at, until);
	l->is_json = is_bracket(l, first);
	if (l->is_json) {
		l->base = first;
		while (pf_is_blank(l->source->text.ptr[end - 1]))
			end--;
	}
	text = pf_str_sub(l->source->text, l->base, end);
	if (l->colons.copy)
		text.ptr = l->colons.copy + (l->base - l->piece.start);
	pf_marks_init(&l->marks, text, l->ascii);
}

/* Read from `at` to `until` or to a fault; `l->until` is where to go on. */
static void run_once(struct loader *l, size_t at, size_t until)
{
	PF_CLEANUP(parser_release) yaml_parser_t parser;
	yaml_event_t event; /* out here: hardened builds zero it where it is declared */
	struct input input;
	bool more = true;

	set_bounds(l, at, until);
	l->fault = NULL;
	l->first = l->ndocs;
	l->from_reader = false;
	l->colon = l->piece.end;
	l->in_document = false;
	l->dots = false;
	l->doc_start = at;
	l->key_start = l->key_end = at;
	input = (struct input){l->marks.text, l->marks.len, CHUNK_FIRST};
	if (!yaml_parser_initialize(&parser))
		pf_oom();
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&parser, read_chunk, &input);

	while (more) {
		if (!yaml_parser_parse(&parser, &event)) {
			on_problem(l, &parser);
			return;
		}
		more = event.type != YAML_STREAM_END_EVENT;
		if (!on_event(l, &event)) {
			if (!l->fault)
				l->fault = l->builder.fault;
			more = false;
		}
		yaml_event_delete(&event);
	}
}

/* The same, and once more where colons are all that libyaml minds. */
static void run(struct loader *l, size_t at, size_t until)
{
	pf_str text = pf_str_sub(l->source->text, l->piece.start, l->piece.end);
	size_t ndocs = l->ndocs;

	run_once(l, at, until);
	if (l->colon == l->piece.end || l->colons.copy ||
		!pf_colons_hide(l->arena, text, l->colon - l->piece.start, &l->colons))
		return;
	l->ndocs = ndocs;
	run_once(l, at, until);
}

/*
 * libyaml looks ahead: a fault may hide documents before it.  Where to end a
 * second attempt that is free of it, or the piece's end.
 */
static size_t retry_end(struct loader *l)
{
	pf_str text = l->source->text;
	size_t end = l->piece.end;
	size_t cut = end;

	if (l->is_json) {
		cut = pf_text_json_end(text, l->base, end);
		l->series = is_bracket(l, pf_text_skip_blanks(text, cut, end));
		return l->series ? cut : end;
	}
	if (!l->from_reader)
		return end;
	for (size_t dots = pf_text_document_end(text, l->at, l->fault->start);
		dots < l->fault->start; dots = pf_text_document_end(text, cut, l->fault->start))
		cut = pf_text_next_line(text, dots);
	return cut < l->fault->start ? cut : end;
}

/* The document of the fault; the next one can only come after a `...`. */
static void add_faulty(struct loader *l, size_t run_end)
{
	struct pf_document *doc = add_document(l);
	pf_str text = l->source->text;
	size_t from = l->fault->start > l->at ? l->fault->start : l->at;

	doc->fault = l->fault;
	l->until = run_end;
	if (l->series && run_end < l->piece.end)
		return;
	l->until = pf_text_document_end(text, from, run_end);
	l->until = pf_text_next_line(pf_str_sub(text, 0, run_end), l->until);
}

static void load_all(struct loader *l)
{
	pf_str text = l->source->text;
	size_t end = l->piece.end;
	size_t at = l->piece.start;

	while (at < end && !l->full) {
		size_t ndocs = l->ndocs;
		size_t until = end;
		size_t cut;

		if (l->series && is_bracket(l, pf_text_skip_blanks(text, at, end)))
			until = pf_text_json_end(text, pf_text_skip_blanks(text, at, end), end);
		run(l, at, until);
		cut = l->fault && until == end ? retry_end(l) : end;
		if (cut < end) {
			until = cut;
			l->ndocs = ndocs;
			run(l, at, until);
		}
		if (l->fault)
			add_faulty(l, until);
		at = pf_text_skip_blanks(text, l->until, end);
		at = at < end ? l->until : end;
	}
}

static void load_undecodable(struct loader *l)
{
	uint32_t bad = (uint32_t)l->source->bad;

	l->doc_start = l->piece.start;
	add_document(l)->fault = pf_fault_new(l->arena, PF_YAML_ENCODING,
		(struct pf_piece){bad, bad + 1}, PF_STR("not valid UTF-8"));
}

static void hand_over(struct loader *l, struct pf_documents *out)
{
	if (l->ndocs == 0) {
		l->doc_start = l->piece.start;
		add_document(l)->bare = true;
	}
	for (size_t i = 0; i < l->ndocs; i++)
		l->docs[i].end = i + 1 < l->ndocs ? l->docs[i + 1].start : l->piece.end;
	out->ptr = PF_NEWN(l->arena, struct pf_document, l->ndocs);
	memcpy(out->ptr, l->docs, l->ndocs * sizeof(*l->docs));
	out->len = l->ndocs;
	free(l->docs);
}

void pf_yaml_load(struct pf_arena *arena, const struct pf_source *source, struct pf_piece piece,
	struct pf_documents *out)
{
	pf_str text = pf_str_sub(source->text, piece.start, piece.end);
	struct loader l = {.arena = arena, .source = source, .piece = piece};

	if (source->encoding == PF_BAD_UTF8 && source->bad >= piece.start &&
		source->bad < piece.end) {
		load_undecodable(&l);
		hand_over(&l, out);
		return;
	}
	l.ascii = pf_text_is_ascii(text);
	pf_tree_builder_init(&l.builder, arena, source->text, text.len);
	load_all(&l);
	pf_tree_builder_release(&l.builder);
	hand_over(&l, out);
}

void pf_document_refuse(struct pf_arena *arena, struct pf_document *document)
{
	pf_str text = document->source->text;
	size_t at = pf_text_skip_blanks(text, document->start, text.len);

	*document = (struct pf_document){
		.source = document->source,
		.index = document->index,
		.start = document->start,
		.end = (uint32_t)text.len,
		.fault = too_many(arena, text, at, text.len),
	};
}

/* SPDX-License-Identifier: Apache-2.0 */

/* Comments and annotations that silence findings. */

#include <stdlib.h>

#include "rule/peers.h"
#include "suppress/compat_internal.h"
#include "suppress/directive.h"
#include "suppress/reader_internal.h"
#include "text/utf8.h"
#include "yaml/comments.h"
#include "yaml/text.h"

#define SUGGESTIONS_MOST 100U /* of one file */

static const pf_str ignore_key = PF_STR_INIT("podfit.dev/ignore");
static const pf_str reason_key = PF_STR_INIT("podfit.dev/ignore-reason");

static pf_str text_of(const struct pf_suppress_reader *r)
{
	return r->file->source.text;
}

static struct pf_piece piece_of(const struct pf_suppress_reader *r, pf_str part)
{
	size_t start = (size_t)(part.ptr - text_of(r).ptr);

	return (struct pf_piece){(uint32_t)start, (uint32_t)(start + part.len)};
}

/* What a comment or an annotation says. */
struct order {
	enum pf_suppressor by;
	pf_str names;
	pf_str reason;
	struct pf_piece at;    /* of all of it */
	struct pf_piece range; /* that it is about */
	struct pf_piece spare; /* to remove where nothing is left of it; or empty */
	bool line;
	bool whole; /* the range is the file */
};

static void suggest(struct pf_suppress_reader *r, struct pf_silencer *s, pf_str name)
{
	pf_str nearest;

	if (r->nsuggestions++ >= SUGGESTIONS_MOST)
		return;
	if (pf_is_rule_set(name)) {
		s->help = pf_arena_fmt(r->arena,
			"name the rules themselves; `podfit rules --select %.*s` lists them",
			PF_STR_ARG(name));
		s->why = PF_STR(", which is no rule but a group of rules");
		return;
	}
	if (pf_peer_find(name, &nearest)) {
		s->why = PF_STR(", a check of another linter that no rule answers to");
		return;
	}
	nearest = pf_rule_nearest(r->rules, name, false);
	if (nearest.len)
		s->why = pf_arena_fmt(r->arena, ", which is no rule; did you mean `%.*s`?",
			PF_STR_ARG(nearest));
}

static void find_rules(struct pf_suppress_reader *r, struct pf_silencer *s, const struct order *o,
	pf_str name)
{
	if (pf_str_eq(name, PF_STR("*"))) {
		s->star = o->whole;
		if (!o->whole)
			pf_silencer_fault(s, PF_SUPPRESSION_MALFORMED,
				PF_STR("`*` stands only in `ignore-file`"));
		return;
	}
	s->rules = pf_ruleset_find(r->rules, name);
	if (s->rules.len)
		return;
	pf_silencer_fault(s, PF_SUPPRESSION_UNKNOWN, PF_STR(", which is no rule"));
	s->help = PF_STR("`podfit rules` lists the rules");
	suggest(r, s, name);
}

/* What to remove with one name of a list: what parts it from the next, or from the last. */
static struct pf_piece spare_of(const struct pf_suppress_reader *r, const struct order *o,
	pf_str name)
{
	const char *list = o->names.ptr;
	size_t start = (size_t)(name.ptr - list), end = start + name.len, next = end, last = start;

	while (next < o->names.len && pf_parts_names(list[next]))
		next++;
	while (last > 0 && pf_parts_names(list[last - 1]))
		last--;
	if (next == o->names.len && last == 0)
		return o->spare;
	if (next == o->names.len)
		return piece_of(r, pf_str_sub(o->names, last, end));
	return piece_of(r, pf_str_sub(o->names, start, next));
}

/* A silencer for each name; parts of the text are shown where they stand. */
static void read_names(struct pf_suppress_reader *r, const struct order *o)
{
	bool in_text = o->by == PF_BY_COMMENT;
	pf_str names = o->names, name;

	while (pf_next_name(&names, &name)) {
		struct pf_silencer *s =
			pf_suppress_add(r, o->by, name, in_text ? piece_of(r, name) : o->at);

		if (!s)
			return;
		s->what.reason = o->reason;
		s->range = o->range;
		s->line = o->line;
		if (in_text)
			s->spare = spare_of(r, o, name);
		find_rules(r, s, o, name);
	}
}

static struct pf_silencer *add_fault(struct pf_suppress_reader *r, const struct order *o,
	enum pf_suppression_fault which, pf_str why)
{
	struct pf_silencer *s = pf_suppress_add(r, o->by, pf_str_trim(o->names), o->at);

	if (s)
		pf_silencer_fault(s, which, why);
	return s;
}

/* Comments. */

static void add_broken(struct pf_suppress_reader *r, const struct order *o,
	const struct pf_directive *d)
{
	struct pf_silencer *s = add_fault(r, o, PF_SUPPRESSION_MALFORMED, d->fault);
	pf_str rule = d->word;

	if (!pf_ruleset_find(r->rules, rule).len && rule.len &&
		r->nsuggestions++ < SUGGESTIONS_MOST)
		rule = pf_rule_nearest(r->rules, rule, false);
	if (!pf_ruleset_find(r->rules, rule).len)
		rule = PF_STR("rule");
	if (s)
		s->help = pf_arena_fmt(r->arena, "write `# podfit: ignore[%.*s] -- reason`",
			PF_STR_ARG(rule));
}

/* The whole comment, with its line where nothing else is on it; empty: it says more. */
static struct pf_piece spare_of_comment(const struct pf_suppress_reader *r, pf_str comment,
	const struct pf_directive *d)
{
	pf_str text = text_of(r);
	size_t start = (size_t)(comment.ptr - text.ptr), end = start + comment.len;
	size_t line = pf_text_line_start(text, start);

	for (const char *c = comment.ptr; c < d->text.ptr; c++) {
		if (*c != '#' && !pf_is_blank(*c))
			return (struct pf_piece){0, 0};
	}
	if (pf_str_contains(d->text, PF_STR("#")))
		return (struct pf_piece){0, 0};
	while (start > line && pf_is_blank(text.ptr[start - 1]))
		start--;
	if (start == line)
		end = pf_text_next_line(text, end);
	return (struct pf_piece){(uint32_t)start, (uint32_t)end};
}

static void read_directive(struct pf_suppress_reader *r, pf_str comment,
	const struct pf_directive *d, const struct pf_comment_stand *stand)
{
	struct order o = {.by = PF_BY_COMMENT,
		.names = d->names,
		.reason = d->reason,
		.at = piece_of(r, d->text),
		.range = stand->subject,
		.spare = spare_of_comment(r, comment, d),
		.line = stand->line,
		.whole = d->kind == PF_DIRECTIVE_IGNORE_FILE};
	struct pf_silencer *s;

	if (d->kind == PF_DIRECTIVE_BROKEN) {
		add_broken(r, &o, d);
		return;
	}
	if (o.whole && !stand->head) {
		s = add_fault(r, &o, PF_SUPPRESSION_MISPLACED,
			PF_STR("`ignore-file` counts only in the comments at the top of the file"));
		if (s)
			s->help = PF_STR("move it to the top, or write `ignore` for this part");
		return;
	}
	if (!o.whole && stand->nowhere.len) {
		s = add_fault(r, &o, PF_SUPPRESSION_MISPLACED, stand->nowhere);
		if (s)
			s->help = PF_STR("write it above what it is about, on a line of its own");
		return;
	}
	if (r->settings->require_reason && !o.reason.len) {
		(void)add_fault(r, &o, PF_SUPPRESSION_WITHOUT_REASON, PF_STR_EMPTY);
		return;
	}
	if (o.whole) {
		o.range = (struct pf_piece){0, UINT32_MAX};
		o.line = false;
	}
	read_names(r, &o);
}

static void read_comment(struct pf_suppress_reader *r, pf_str comment,
	const struct pf_comment_stand *stand)
{
	struct pf_directive d = pf_directive_parse(comment);

	if (d.kind != PF_DIRECTIVE_NONE)
		read_directive(r, comment, &d, stand);
	if (r->settings->compat)
		pf_suppress_compat_comment(r, comment, stand);
}

static void read_yaml_comments(struct pf_suppress_reader *r)
{
	const struct pf_file *file = r->file;
	pf_str text = file->source.text;
	struct pf_comments comments = pf_comments_of(text, file->parts, file->nparts);
	struct pf_comment comment;

	while (!r->full && pf_comments_next(&comments, &comment)) {
		struct pf_comment_stand stand = {.line = !comment.own_line, .head = comment.head};

		if (stand.line)
			stand.subject = (struct pf_piece){
				(uint32_t)pf_text_line_start(text, comment.start), comment.end};
		else if (!pf_comments_subject(&comments, &comment, &stand.subject))
			stand.nowhere = PF_STR("nothing that it could be about follows it");
		if (stand.line)
			pf_comments_begun(&comments, &comment, &stand.begun);
		read_comment(r, pf_str_sub(text, comment.start, comment.end), &stand);
	}
}

/* Dockerfiles. */

struct docker_walk {
	const struct pf_dockerfile *file;
	size_t next;    /* the first instruction that does not end before the comment */
	size_t heredoc; /* of that instruction */
};

/*
 * End of the heredoc that `at` is in, or `at`.  What a heredoc of RUN has are
 * comments of the same command.
 */
static size_t skip_heredoc(struct docker_walk *w, pf_str text, size_t at)
{
	const struct pf_instruction *i =
		w->next < w->file->ninstructions ? &w->file->instructions[w->next] : NULL;

	if (!i || i->kind == PF_RUN)
		return at;
	for (; w->heredoc < i->nheredocs; w->heredoc++) {
		pf_str body = i->heredocs[w->heredoc].body;
		size_t start = (size_t)(body.ptr - text.ptr);

		if (at < start)
			return at;
		if (at < start + body.len)
			return start + body.len;
	}
	return at;
}

static void advance(struct docker_walk *w, size_t at)
{
	while (w->next < w->file->ninstructions && w->file->instructions[w->next].range.end <= at) {
		w->next++;
		w->heredoc = 0;
	}
}

static void read_docker_comment(struct pf_suppress_reader *r, const struct docker_walk *w,
	size_t at, size_t end)
{
	pf_str text = text_of(r);
	pf_str before = pf_str_trim(pf_str_sub(text, pf_text_line_start(text, at), at));
	struct pf_comment_stand stand = {.head = w->next == 0};

	if (w->next < w->file->ninstructions) {
		stand.subject = w->file->instructions[w->next].range;
		stand.head = stand.head && at < stand.subject.start;
	} else {
		stand.nowhere = PF_STR("no instruction follows it");
	}
	if (before.len) {
		stand.nowhere = PF_STR("a Dockerfile has comments only on lines of their own");
		stand.head = false;
	}
	read_comment(r, pf_str_sub(text, at, end), &stand);
}

static void read_docker_comments(struct pf_suppress_reader *r)
{
	struct docker_walk w = {.file = r->file->dockerfile};
	pf_str text = text_of(r);
	size_t at = 0, next;

	while (!r->full && at < text.len) {
		at += pf_str_find_char(pf_str_from_offset(text, at), '#');
		if (at == text.len)
			return;
		advance(&w, at);
		next = skip_heredoc(&w, text, at);
		if (next == at && at > 0 && !pf_is_blank(text.ptr[at - 1]))
			next++;
		if (next == at) {
			next = pf_text_line_end(text, at);
			read_docker_comment(r, &w, at, next);
		}
		at = next;
	}
}

/* Annotations. */

struct keys {
	const struct pf_node **ptr; /* those that were read */
	size_t n;
};

static void read_annotation(struct pf_suppress_reader *r, struct keys *keys,
	const struct pf_node *owner)
{
	const struct pf_node *metadata = pf_node_get(owner, PF_STR("metadata")), *key = NULL;
	const struct pf_node *annotations = pf_node_get(metadata, PF_STR("annotations"));
	const struct pf_node *value = pf_node_get_entry(annotations, ignore_key, &key);
	struct order o = {.by = PF_BY_ANNOTATION, .names = ignore_key};
	pf_str names, name;

	if (!value)
		return;
	keys->ptr[keys->n++] = key;
	names = o.names = pf_node_get_text(annotations, ignore_key);
	o.reason = pf_node_get_text(annotations, reason_key);
	o.range = (struct pf_piece){owner->start, owner->end};
	o.at = value->start < value->end && value->kind == PF_SCALAR
		? (struct pf_piece){value->start, value->end}
		: (struct pf_piece){key->start, key->end};
	if (!pf_next_name(&names, &name)) {
		o.names = ignore_key;
		(void)add_fault(r, &o, PF_SUPPRESSION_MALFORMED,
			PF_STR("its value must be a string that names rules"));
	} else if (r->settings->require_reason && !o.reason.len) {
		(void)add_fault(r, &o, PF_SUPPRESSION_WITHOUT_REASON, PF_STR_EMPTY);
	} else {
		read_names(r, &o);
	}
}

static void read_object(struct pf_suppress_reader *r, struct keys *keys,
	const struct pf_object *object)
{
	const struct pf_node *template;

	read_annotation(r, keys, object->root);
	if (pf_carries_pod_template(object, &template) && template && template != object->root)
		read_annotation(r, keys, template);
}

static int by_address(const void *a, const void *b)
{
	const struct pf_node *const *l = a, *const *r = b;

	return *l < *r ? -1 : *l > *r;
}

/* Annotations that nobody reads would silently do nothing. */
static void report_stray(struct pf_suppress_reader *r, const struct keys *keys,
	const struct pf_node *key)
{
	pf_str text = pf_node_text(key);
	struct order o = {.by = PF_BY_ANNOTATION, .names = text, .at = {key->start, key->end}};

	if (!(key->flags & PF_NODE_IS_KEY) || !pf_str_starts_with(text, ignore_key) ||
		pf_str_eq(text, reason_key))
		return;
	if (!pf_str_eq(text, ignore_key))
		(void)add_fault(r, &o, PF_SUPPRESSION_MALFORMED,
			PF_STR("there are only `podfit.dev/ignore` and `podfit.dev/ignore-reason`"));
	else if (!bsearch(&key, keys->ptr, keys->n, sizeof(*keys->ptr), by_address))
		(void)add_fault(r, &o, PF_SUPPRESSION_MISPLACED,
			PF_STR("it counts only among the annotations of an object or of its pod "
			       "template"));
}

/* Of some documents and the objects in them. */
static void read_annotations(struct pf_suppress_reader *r, const struct pf_documents *documents,
	const struct pf_objects *objects)
{
	struct keys keys = {PF_NEWN(r->arena, const struct pf_node *, 2 * objects->len), 0};

	for (size_t i = 0; i < objects->len; i++) {
		read_object(r, &keys, &objects->ptr[i]);
		if (r->settings->compat)
			pf_suppress_compat_object(r, &objects->ptr[i]);
	}
	if (keys.n)
		qsort(keys.ptr, keys.n, sizeof(*keys.ptr), by_address);
	for (size_t i = 0; i < documents->len; i++) {
		const struct pf_node *root = documents->ptr[i].root;

		for (uint32_t k = 0; root && k < root->span; k++) {
			if (root[k].kind == PF_SCALAR)
				report_stray(r, &keys, &root[k]);
		}
	}
}

/* Files. */

/* "Podfit", "PODFIT", … also count. */
static bool has_words(pf_str text)
{
	return pf_str_contains(text, PF_STR("odfit")) || pf_str_contains(text, PF_STR("ODFIT")) ||
		pf_str_contains(text, PF_STR("odFit"));
}

void pf_suppress_read(struct pf_suppress_reader *r)
{
	const struct pf_file *file = r->file;

	if (!has_words(file->source.text) &&
		!pf_suppress_compat_has_words(file->source.text, r->settings->compat))
		return;
	r->lines = pf_lines_of(r->arena, file->source.text);
	if (file->dockerfile) {
		read_docker_comments(r);
		return;
	}
	read_yaml_comments(r);
	for (size_t i = 0; i < file->nparts; i++)
		read_annotations(r, &file->parts[i], &file->objects[i]);
}

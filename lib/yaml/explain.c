/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What people got wrong when libyaml is at a loss: by its words, and by the
 * line at fault and the one above it.
 */

#include "yaml/explain.h"

#include "yaml/text.h"

#define KEY_MAX 1024    /* characters of a key and its colon on one line */
#define LINES_ABOVE 200 /* a text of many faults must cost little */

struct site {
	struct pf_arena *arena;
	pf_str text;
	struct pf_yaml_fault *fault;
	size_t line;  /* start of the line at fault */
	size_t first; /* its first character that is no blank */
	size_t end;
};

static void say(struct site *s, const char *message, const char *help)
{
	s->fault->message = pf_str_from(message);
	s->fault->help = pf_str_from(help);
}

static void point(struct site *s, size_t at, const char *message)
{
	s->fault->has_context = true;
	s->fault->context = (uint32_t)at;
	s->fault->context_message = pf_str_from(message);
}

static void underline(struct site *s, size_t from, size_t to)
{
	s->fault->start = (uint32_t)from;
	s->fault->end = (uint32_t)to;
}

static bool is_colon(pf_str text, size_t at, size_t end)
{
	return text.ptr[at] == ':' && (at + 1 == end || pf_is_blank(text.ptr[at + 1]));
}

/* Offset of the first `: ` (or colon at the end) of a stretch within a line, or `to`. */
static size_t find_colon(pf_str text, size_t from, size_t to, size_t line_end)
{
	while (from < to && !is_colon(text, from, line_end))
		from++;
	return from;
}

/* Start of the line above that holds more than a comment; false when there is none. */
static bool line_above(const struct site *s, size_t *out)
{
	size_t line = s->line;

	while (line > 0) {
		size_t end;

		line = pf_text_line_start(s->text, line - 1);
		end = pf_text_line_end(s->text, line);
		*out = pf_text_skip_blanks(s->text, line, end);
		if (*out < end && s->text.ptr[*out] != '#')
			return true;
	}
	return false;
}

/* Is the first word from `at` on two that lack the blank after their colon: `key:value`? */
static bool lacks_blank(pf_str text, size_t at, size_t end)
{
	size_t from = at;

	while (at < end && text.ptr[at] != ':' && !pf_is_blank(text.ptr[at]))
		at++;
	return at > from && at + 1 < end && text.ptr[at] == ':' && text.ptr[at + 1] != '/' &&
		!pf_is_blank(text.ptr[at + 1]);
}

/* A key that cannot stand where it does because of the line above it. */
static void explain_line_above(struct site *s, size_t above)
{
	size_t end = pf_text_line_end(s->text, above);

	if (find_colon(s->text, above, end, end) < end) {
		say(s, "this key is indented as if it belonged to the value above it",
			"indent it like the key above, or take that one's value away");
		point(s, above, "this key has a value already");
	} else if (lacks_blank(s->text, above, end)) {
		underline(s, above, end);
		say(s, "the blank after the colon is missing, so that YAML sees no key here",
			"write a blank after the colon: `key: value`");
		s->fault->has_context = false;
	} else {
		say(s, "this `key: value` continues a line that is no key",
			"end the line above with a colon, or check the indentation");
		point(s, above, "there is no colon after this");
	}
}

/* `key: value` where none can be: in a value, or below one. */
static void explain_colon(struct site *s)
{
	size_t at = s->fault->start, above = 0;

	if (at - s->first > KEY_MAX && find_colon(s->text, s->first, at, s->end) == at) {
		underline(s, s->first, at);
		say(s, "the key is longer than the 1024 characters that YAML takes",
			"write `? ` before the key, and `: ` and the value on the next line");
		return;
	}
	if (find_colon(s->text, s->first, at, s->end) < at) {
		say(s, "the value of this key holds a `: `, which YAML takes for another key",
			"quote the text after the first colon");
	} else if (line_above(s, &above)) {
		underline(s, s->first, at);
		explain_line_above(s, above);
	}
}

static size_t column(pf_str text, size_t at)
{
	return at - pf_text_line_start(text, at);
}

/*
 * The line above whose column is the least of those deeper than the line at
 * fault, up to the first that is less deep: what it was meant to stand below or
 * beside.  Items only where `items`, else keys.  False when there is none.
 */
static bool deeper_line(const struct site *s, bool items, size_t *out)
{
	size_t here = column(s->text, s->first), best = SIZE_MAX;
	struct site walk = *s;
	size_t at = 0;

	for (size_t n = 0; n < LINES_ABOVE && line_above(&walk, &at); n++) {
		size_t there = column(s->text, at);

		walk.line = pf_text_line_start(s->text, at);
		if (there < here)
			break;
		if (there > here && there < best && pf_text_is_item(s->text, at) == items) {
			best = there;
			*out = at;
		}
	}
	return best != SIZE_MAX;
}

static const char *plural(size_t n)
{
	return n == 1 ? "space" : "spaces";
}

static void explain_stray_item(struct site *s)
{
	size_t item = 0, deep;

	say(s, "a `-` item stands where YAML expected a key of the mapping",
		"take the `-` away, or write it below the key whose list it belongs to");
	if (!deeper_line(s, true, &item))
		return;
	deep = column(s->text, item);
	s->fault->help = pf_arena_fmt(s->arena,
		"indent it by %zu %s, like the item above, if it is of the same list", deep,
		plural(deep));
	point(s, item, "the item above");
}

/* A line that starts at no column of the mappings that are open there. */
static void explain_indent(struct site *s)
{
	size_t outer = column(s->text, s->fault->context), key = 0, inner;

	if (s->fault->has_context)
		point(s, s->fault->context, "the mapping begins here");
	if (pf_text_is_item(s->text, s->fault->start)) {
		explain_stray_item(s);
		return;
	}
	say(s,
		"this line is indented differently from its neighbours: YAML expected a "
		"key of the mapping",
		"indent it like the other keys of its mapping");
	if (!s->fault->has_context)
		return;
	s->fault->help = pf_arena_fmt(s->arena,
		"indent it by %zu %s if it is a key of that mapping", outer, plural(outer));
	if (!deeper_line(s, false, &key))
		return;
	inner = column(s->text, key);
	s->fault->help = pf_arena_fmt(s->arena,
		"indent it by %zu %s if it is a key of that mapping, by %zu if it stands beside "
		"`%.*s`",
		outer, plural(outer), inner,
		(int)(pf_text_word_end(s->text, key, pf_text_line_end(s->text, key)) - key),
		s->text.ptr + key);
}

/* Something follows a value that is complete, on one line with it. */
static void explain_key(struct site *s)
{
	size_t at = s->fault->start;
	char before;

	if (at <= s->first) {
		explain_indent(s);
		return;
	}
	while (at > s->first && pf_is_blank(s->text.ptr[at - 1]))
		at--;
	before = s->text.ptr[at - 1];
	s->fault->end = (uint32_t)s->end;
	if (before == '}' || before == ']')
		say(s,
			before == '}'
				? "text follows the `}` that ends the value: YAML reads `{` as a mapping"
				: "text follows the `]` that ends the value: YAML reads `[` as a list",
			"quote the whole value if it is meant as text");
	else if (before == '"' || before == '\'')
		say(s, "text follows the closing quote of the value",
			"quote the whole value, and escape or double the quotes within");
	s->fault->has_context = false;
}

/* A line that should be `key: value`. */
static void explain_missing_colon(struct site *s)
{
	if (lacks_blank(s->text, s->fault->start, s->end))
		say(s, "the blank after the colon is missing: YAML expected a `:` after this key",
			"write a blank after the colon: `key: value`");
	else
		say(s, "this line is no `key: value`: YAML expected a `:` after this key",
			"write the colon, indent the line as part of the text above, or take it away");
}

static void explain_item(struct site *s)
{
	say(s, "this line stands in a list: YAML expected a `-` item",
		"indent it like the keys of the item above, or less if it is not of the list");
	if (s->fault->has_context)
		point(s, s->fault->context, "the list begins here");
}

static void explain_character(struct site *s)
{
	s->fault->help = PF_STR("put the value in quotes");
	s->fault->has_context = false;
}

static void explain_alias(struct site *s)
{
	say(s, "a `*` or `&` that begins a value is an alias or anchor, and this is no name of one",
		"quote the value if it is meant as text");
	s->fault->has_context = false;
}

static void explain_flow(struct site *s)
{
	if (s->fault->has_context)
		point(s, s->fault->context, "opened here");
	s->fault->help = PF_STR("close the bracket, or quote the value if it is meant as text");
}

static void explain_node(struct site *s)
{
	s->fault->help = PF_STR("quote the value if it is meant as text");
	s->fault->has_context = false;
}

static void explain_quote(struct site *s)
{
	s->fault->help = PF_STR("close the quote, or double it if it belongs to the text");
	s->fault->has_context = false;
}

static const struct {
	const char *problem; /* libyaml's */
	void (*explain)(struct site *site);
} explanations[] = {
	{"mapping values are not allowed in this context", explain_colon},
	{"did not find expected key", explain_key},
	{"could not find expected ':'", explain_missing_colon},
	{"did not find expected '-' indicator", explain_item},
	{"found character that cannot start any token", explain_character},
	{"did not find expected alphabetic or numeric character", explain_alias},
	{"did not find expected ',' or ']'", explain_flow},
	{"did not find expected ',' or '}'", explain_flow},
	{"did not find expected node content", explain_node},
	{"found unexpected end of stream", explain_quote},
	{"found unexpected document indicator", explain_quote},
};

void pf_fault_explain(struct pf_arena *arena, pf_str text, const char *problem,
	struct pf_yaml_fault *fault)
{
	struct site site = {.arena = arena, .text = text, .fault = fault};

	site.line = pf_text_line_start(text, fault->start);
	site.end = pf_text_line_end(text, fault->start);
	site.first = pf_text_skip_blanks(text, site.line, site.end);
	for (size_t i = 0; i < sizeof(explanations) / sizeof(explanations[0]); i++) {
		if (strcmp(explanations[i].problem, problem) == 0) {
			explanations[i].explain(&site);
			return;
		}
	}
	fault->has_context = false;
}

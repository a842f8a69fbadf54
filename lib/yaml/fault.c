/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/fault.h"

#include "yaml/explain.h"
#include "yaml/mold.h"
#include "yaml/text.h"

#define KEY_MAX 1024 /* libyaml's bound for a key and its colon, in characters */

struct wording {
	const char *problem; /* libyaml's */
	const char *message;
};

static const struct wording wordings[] = {
	{"mapping values are not allowed in this context",
		"a `key: value` is not allowed here: check the indentation, or quote the text"},
	{"did not find expected key", "expected a key of the mapping: check the indentation"},
	{"could not find expected ':'", "expected a `:` after this key"},
	{"did not find expected '-' indicator",
		"expected a `-` item of the list: check the indentation"},
	{"block sequence entries are not allowed in this context",
		"a `-` item is not allowed here: check the indentation"},
	{"mapping keys are not allowed in this context",
		"a key is not allowed here: check the indentation"},
	{"did not find expected <document start>",
		"the document ends before this text: check the indentation, or separate with `---`"},
	{"did not find expected node content", "expected a value"},
	{"did not find expected ',' or ']'", "expected `,` or `]`"},
	{"did not find expected ',' or '}'", "expected `,` or `}`"},
	{"found unexpected end of stream", "the closing quote is missing"},
	{"found unexpected document indicator", "the closing quote is missing"},
	{"found unknown escape character", "unknown escape in a double-quoted string"},
	{"did not find expected comment or line break",
		"nothing but a comment may follow the `|` or `>` of a block of text"},
	{"found undefined tag handle", "the tag's handle is not declared"},
};

static const char tab_message[] = "a tab is used for indentation; YAML allows only spaces";

struct pf_yaml_fault *pf_fault_new(struct pf_arena *arena, enum pf_yaml_fault_kind kind,
	struct pf_piece place, pf_str message)
{
	struct pf_yaml_fault *fault = PF_NEW(arena, struct pf_yaml_fault);

	fault->kind = kind;
	fault->start = place.start;
	fault->end = place.end;
	fault->message = message;
	fault->context_message = PF_STR_EMPTY;
	fault->help = PF_STR_EMPTY;
	return fault;
}

static struct pf_piece word_at(pf_str text, size_t at, size_t end)
{
	return (struct pf_piece){(uint32_t)at, (uint32_t)pf_text_word_end(text, at, end)};
}

static struct pf_yaml_fault *template_fault(struct pf_arena *arena, pf_str text,
	struct pf_piece mark)
{
	return pf_fault_new(arena, PF_YAML_TEMPLATE, mark,
		pf_arena_fmt(arena, "unrendered template: `%.*s` stands where YAML is expected",
			(int)(mark.end - mark.start), text.ptr + mark.start));
}

struct pf_yaml_fault *pf_fault_of_key(struct pf_arena *arena, pf_str text, size_t outer, size_t key)
{
	struct pf_piece mark;

	if (key == outer + 1 && text.ptr[outer] == '{' && text.ptr[key] == '{' &&
		pf_mold_in_line(text, outer, &mark))
		return template_fault(arena, text, mark);
	return pf_fault_new(arena, PF_YAML_SYNTAX, word_at(text, key, text.len),
		PF_STR("a mapping or list cannot be a key"));
}

static struct pf_yaml_fault *reader_fault(struct pf_arena *arena, pf_str text,
	struct pf_piece piece, const struct pf_parse_problem *problem)
{
	size_t end = problem->at < piece.end ? problem->at + 1 : piece.end;
	pf_str message = PF_STR("not valid UTF-8");

	if (strcmp(problem->text, "control characters are not allowed") == 0) {
		message = pf_arena_fmt(arena, "control character U+%04X is not allowed",
			(unsigned)problem->value);
		if (problem->at < piece.end)
			end = problem->at + pf_text_char_len(text.ptr[problem->at]);
	}
	return pf_fault_new(arena, PF_YAML_ENCODING,
		(struct pf_piece){(uint32_t)problem->at, (uint32_t)end}, message);
}

/* libyaml's mark is at the digits, after the `\u`. */
static struct pf_yaml_fault *escape_fault(struct pf_arena *arena, pf_str text,
	struct pf_piece piece, const struct pf_parse_problem *problem)
{
	enum pf_yaml_fault_kind kind = problem->is_json ? PF_YAML_JSON : PF_YAML_SYNTAX;
	struct pf_piece place = {(uint32_t)problem->at, (uint32_t)problem->at};
	pf_str digits = pf_str_sub(text, problem->at, piece.end);

	if (problem->at >= 2 && text.ptr[problem->at - 2] == '\\')
		place.start -= 2;
	if (digits.len < 4)
		return pf_fault_new(arena, kind, place, PF_STR("the escape is cut short"));
	place.end += 4;
	if (text.ptr[problem->at - 1] != 'u')
		return pf_fault_new(arena, PF_YAML_SYNTAX, place,
			PF_STR("the escape is no Unicode character"));
	return pf_fault_new(arena, kind, place,
		pf_arena_fmt(arena,
			"the YAML reader knows no surrogate escapes: write the character itself "
			"instead of `\\u%.4s`",
			digits.ptr));
}

/* A colon that libyaml could not join to the JSON key before it. */
static struct pf_yaml_fault *colon_fault(struct pf_arena *arena, pf_str text,
	const struct pf_parse_problem *problem)
{
	struct pf_piece place = {(uint32_t)problem->key_start, (uint32_t)problem->key_end};
	size_t line_end = pf_text_line_end(text, problem->key_start);

	if (line_end < problem->at) {
		return pf_fault_new(arena, PF_YAML_JSON, place,
			PF_STR("the YAML reader wants a key and its colon on one line"));
	}
	return pf_fault_new(arena, PF_YAML_JSON, place,
		pf_arena_fmt(arena,
			"the key is longer than the %d characters the YAML reader takes", KEY_MAX));
}

static bool is_json_colon(pf_str text, struct pf_piece piece,
	const struct pf_parse_problem *problem)
{
	if (!problem->is_json || problem->at >= piece.end || text.ptr[problem->at] != ':')
		return false;
	if (problem->key_end <= problem->key_start || problem->key_end > problem->at)
		return false;
	return pf_text_skip_blanks(text, problem->key_end, problem->at) == problem->at;
}

/* libyaml is far behind the key or quote that lacks its end by then. */
static bool is_noticed_late(const char *problem)
{
	return strcmp(problem, "could not find expected ':'") == 0 ||
		strcmp(problem, "found unexpected end of stream") == 0 ||
		strcmp(problem, "found unexpected document indicator") == 0;
}

/* Where to point when the end of the piece came too early. */
static size_t last_char(pf_str text, struct pf_piece piece)
{
	size_t at = piece.end;

	while (at > piece.start && pf_is_blank(text.ptr[at - 1]))
		at--;
	do
		at -= at > piece.start;
	while (at > piece.start && ((unsigned char)text.ptr[at] & 0xc0) == 0x80);
	return at;
}

static bool is_tab(pf_str text, struct pf_piece piece, const struct pf_parse_problem *problem)
{
	if (strstr(problem->text, "found a tab character"))
		return true;
	return strcmp(problem->text, "found character that cannot start any token") == 0 &&
		problem->at < piece.end && text.ptr[problem->at] == '\t';
}

static pf_str wording_of(struct pf_arena *arena, pf_str text, struct pf_piece place,
	const struct pf_parse_problem *problem)
{
	if (strcmp(problem->text, "found character that cannot start any token") == 0) {
		size_t len = place.end > place.start ? pf_text_char_len(text.ptr[place.start]) : 0;

		if (len && text.ptr[place.start] == '`')
			return PF_STR("a plain value cannot start with a backtick: quote it");
		return pf_arena_fmt(arena, "a plain value cannot start with `%.*s`: quote it",
			(int)len, text.ptr + place.start);
	}
	for (size_t i = 0; i < sizeof(wordings) / sizeof(wordings[0]); i++) {
		if (strcmp(wordings[i].problem, problem->text) == 0)
			return pf_str_from(wordings[i].message);
	}
	return pf_arena_dup(arena, pf_str_from(problem->text));
}

struct pf_yaml_fault *pf_fault_of_problem(struct pf_arena *arena, pf_str text,
	struct pf_piece piece, const struct pf_parse_problem *problem)
{
	struct pf_yaml_fault *fault;
	size_t at = problem->at;
	struct pf_piece place;

	if (problem->from_reader)
		return reader_fault(arena, text, piece, problem);
	if (problem->context && is_noticed_late(problem->text))
		at = problem->context_at;
	if (at >= piece.end && at > piece.start)
		at = last_char(text, piece);
	if (pf_mold_near(text, piece, at, &place))
		return template_fault(arena, text, place);
	if (strcmp(problem->text, "found invalid Unicode character escape code") == 0)
		return escape_fault(arena, text, piece, problem);
	if (is_json_colon(text, piece, problem))
		return colon_fault(arena, text, problem);

	place = word_at(text, at, piece.end);
	if (is_tab(text, piece, problem)) {
		fault = pf_fault_new(arena, PF_YAML_TAB, place, pf_str_from(tab_message));
	} else {
		fault = pf_fault_new(arena, PF_YAML_SYNTAX, place,
			wording_of(arena, text, place, problem));
	}
	if (problem->context && problem->context_at != at) {
		fault->has_context = true;
		fault->context = (uint32_t)problem->context_at;
		fault->context_message = pf_arena_dup(arena, pf_str_from(problem->context));
	}
	if (fault->kind == PF_YAML_SYNTAX)
		pf_fault_explain(arena, text, problem->text, fault);
	return fault;
}

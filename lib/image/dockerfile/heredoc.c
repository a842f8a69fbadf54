/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/heredoc.h"

#include "base/vec.h"
#include "image/dockerfile/blanks.h"
#include "image/dockerfile/dockerfile.h"

#define DEPTH_MAX 256 /* of ${…} and quotes within each other; deeper, the line has none */

struct lexer {
	pf_str text;
	size_t at;
	size_t depth;
	char stops[DEPTH_MAX]; /* what ends each: `}`, `/` or `"` */
};

static char peek(const struct lexer *l)
{
	return l->at < l->text.len ? l->text.ptr[l->at] : '\0';
}

static bool enter(struct lexer *l, char stop)
{
	if (l->depth == DEPTH_MAX)
		return false;
	l->stops[l->depth++] = stop;
	return true;
}

static void skip_name(struct lexer *l)
{
	size_t start = l->at;
	bool digits = pf_is_digit(peek(l));

	while (digits ? pf_is_digit(peek(l))
		      : pf_is_alnum(peek(l)) || peek(l) == '_' || (unsigned char)peek(l) >= 0x80)
		l->at++;
	if (l->at == start && peek(l) && strchr("@*#?-$!", peek(l)))
		l->at++;
}

/* Behind "${".  What the lexer knows as an operator begins a part of its own. */
static bool skip_brace(struct lexer *l)
{
	char c = peek(l);

	if (c == '{' || c == '}' || c == ':')
		return false;
	skip_name(l);
	c = peek(l);
	if (!c || !strchr("}:+-?#%/", c))
		return false;
	l->at++;
	if (c == '}')
		return true;
	if (c == '/') {
		l->at += peek(l) == '/';
		return enter(l, '/');
	}
	if (c == ':' && l->at < l->text.len)
		l->at++;
	return enter(l, '}');
}

static bool skip_dollar(struct lexer *l)
{
	l->at++;
	if (peek(l) != '{') {
		skip_name(l);
		return true;
	}
	l->at++;
	return skip_brace(l);
}

static bool skip_single_quotes(struct lexer *l)
{
	size_t len = pf_str_find_char(pf_str_from_offset(l->text, l->at + 1), '\'');

	l->at += len + 2;
	return l->at <= l->text.len;
}

/* The end of what was entered last, if it is here.  Behind a pattern comes its replacement. */
static bool skip_stop(struct lexer *l)
{
	char *stop;

	if (l->depth == 0)
		return false;
	stop = &l->stops[l->depth - 1];
	if (peek(l) != *stop)
		return false;
	l->at++;
	if (*stop == '/')
		*stop = '}';
	else
		l->depth--;
	return true;
}

/* The second `<` and the blanks behind it, which do not end a word. */
static void skip_operator(struct lexer *l)
{
	do {
		l->at++;
	} while (peek(l) == ' ' || peek(l) == '\t' || peek(l) == '\r');
}

/* One step; false when the lexer refuses the text. */
static bool step(struct lexer *l)
{
	char c = peek(l);
	bool quoted = l->depth && l->stops[l->depth - 1] == '"';

	if (skip_stop(l))
		return true;
	if (c == '$')
		return skip_dollar(l);
	if (c == '\\') {
		l->at += l->at + 1 < l->text.len ? 2 : 1;
		return true;
	}
	if (c == '\'' && !quoted)
		return skip_single_quotes(l);
	if (c == '"' && !quoted) {
		l->at++;
		return enter(l, '"');
	}
	l->at++;
	if (c == '<' && peek(l) == '<' && l->depth == 0)
		skip_operator(l);
	return true;
}

/*
 * The next word, from the first byte that is no blank.  Blanks in quotes do not
 * end one, those in ${…} do.  False at the end and where the lexer refuses the
 * text, which sets `*refused`.
 */
static bool next_word(struct lexer *l, pf_str *word, bool *refused)
{
	size_t start, space;

	while (l->at < l->text.len && (space = pf_dockerfile_space(l->text, l->at)) > 0)
		l->at += space;
	start = l->at;
	while (l->at < l->text.len) {
		bool kept = l->depth && l->stops[0] == '"';

		if (!kept && pf_dockerfile_space(l->text, l->at))
			break;
		if (!step(l)) {
			*refused = true;
			return false;
		}
	}
	*refused = l->at == l->text.len && l->depth;
	*word = pf_str_sub(l->text, start, l->at);
	return !*refused && word->len;
}

static bool is_refused(pf_str text)
{
	struct lexer l = {.text = text};
	bool refused = false, more = true;
	pf_str word;

	while (more)
		more = next_word(&l, &word, &refused);
	return refused;
}

/* Without quotes and backslashes. */
static pf_str unquote(struct pf_arena *arena, pf_str word)
{
	char *out = PF_NEWN(arena, char, word.len);
	char quote = '\0';
	size_t len = 0;

	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		char next = i + 1 < word.len ? word.ptr[i + 1] : '\0';

		if (c == '\\' &&
			(quote == '\0' || (quote == '"' && next && strchr("\"$\\", next)))) {
			if (next)
				out[len++] = word.ptr[++i];
		} else if (quote ? c == quote : c == '\'' || c == '"') {
			quote = quote ? '\0' : c;
		} else {
			out[len++] = c;
		}
	}
	return (pf_str){out, len};
}

static size_t count_quotes(pf_str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == '\'' || s.ptr[i] == '"';
	return n;
}

bool pf_dockerfile_heredoc_word(struct pf_arena *arena, pf_str word, struct pf_heredoc *out)
{
	struct pf_heredoc heredoc = {0};
	size_t at = 0;

	while (at < word.len && pf_is_digit(word.ptr[at]))
		at++;
	word = pf_str_from_offset(word, at);
	if (!pf_str_starts_with(word, PF_STR("<<")))
		return false;
	word = pf_str_from_offset(word, 2);
	heredoc.chomp = pf_str_starts_with(word, PF_STR("-"));
	word = pf_dockerfile_trim(pf_str_from_offset(word, heredoc.chomp));
	if (word.len == 0 || pf_str_find_char(word, '<') < word.len || is_refused(word))
		return false;
	heredoc.name = unquote(arena, word);
	heredoc.expand = count_quotes(heredoc.name) == count_quotes(word);
	*out = heredoc;
	return heredoc.name.len > 0;
}

void pf_dockerfile_find_heredocs(struct pf_dockerfile_heredocs *heredocs, pf_str text)
{
	struct lexer l = {.text = text};
	struct pf_announced_heredoc found;
	bool refused = false;

	if (!pf_str_contains(text, PF_STR("<<")))
		return;
	while (next_word(&l, &found.word, &refused)) {
		if (pf_dockerfile_heredoc_word(heredocs->arena, found.word, &found.heredoc))
			PF_VEC_ADD(heredocs->arena, heredocs) = found;
	}
	if (refused)
		heredocs->len = 0;
}

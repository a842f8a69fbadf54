/* SPDX-License-Identifier: Apache-2.0 */

#include "base/vec.h"
#include "project/builds/command.h"

struct lexer {
	struct pf_arena *arena;
	pf_str line;
	size_t at;
};

static bool is_operator(char c)
{
	return c == ';' || c == '&' || c == '|' || c == '(' || c == ')';
}

static char peek(const struct lexer *lexer)
{
	return lexer->at < lexer->line.len ? lexer->line.ptr[lexer->at] : '\0';
}

static bool is_at_end(const struct lexer *lexer)
{
	return lexer->at >= lexer->line.len;
}

static void skip_blanks(struct lexer *lexer)
{
	while (!is_at_end(lexer) && pf_is_blank(peek(lexer)))
		lexer->at++;
}

/* A byte of the word, which is only counted where `to` is NULL. */
static void take(char *to, size_t *n, char c)
{
	if (to)
		to[*n] = c;
	++*n;
}

/* What stands between quotes, which `lexer` is at, is added to the word. */
static void take_quoted(struct lexer *lexer, char *to, size_t *n)
{
	char quote = peek(lexer);

	for (lexer->at++; !is_at_end(lexer) && peek(lexer) != quote; lexer->at++) {
		if (quote == '"' && peek(lexer) == '\\' && lexer->at + 1 < lexer->line.len)
			lexer->at++;
		take(to, n, peek(lexer));
	}
	lexer->at += !is_at_end(lexer);
}

static size_t scan_word(struct lexer *lexer, char *to)
{
	size_t n = 0;

	while (!is_at_end(lexer) && !pf_is_blank(peek(lexer)) && !is_operator(peek(lexer))) {
		if (peek(lexer) == '"' || peek(lexer) == '\'') {
			take_quoted(lexer, to, &n);
			continue;
		}
		if (peek(lexer) == '\\' && lexer->at + 1 < lexer->line.len)
			lexer->at++;
		take(to, &n, peek(lexer));
		lexer->at++;
	}
	return n;
}

static pf_str take_word(struct lexer *lexer)
{
	struct lexer ahead = *lexer;
	char *to = pf_arena_alloc(lexer->arena, scan_word(&ahead, NULL) + 1, 1);

	return (pf_str){to, scan_word(lexer, to)};
}

/* `>file`, `2> file`, `<file` */
static bool is_redirection(pf_str word, bool *takes_next)
{
	size_t i = 0;

	while (i < word.len && pf_is_digit(word.ptr[i]))
		i++;
	if (i == word.len || (word.ptr[i] != '>' && word.ptr[i] != '<'))
		return false;
	while (i < word.len && (word.ptr[i] == '>' || word.ptr[i] == '<'))
		i++;
	*takes_next = i == word.len;
	return true;
}

bool pf_command_next(struct pf_arena *arena, pf_str line, size_t *at, struct pf_command *out)
{
	struct lexer lexer = {arena, line, *at};
	bool skip = false;

	out->n = 0;
	out->end = '\0';
	for (skip_blanks(&lexer); !is_at_end(&lexer); skip_blanks(&lexer)) {
		pf_str word;

		if (peek(&lexer) == '#') {
			lexer.at = line.len;
			break;
		}
		if (is_operator(peek(&lexer))) {
			out->end = line.ptr[lexer.at++];
			break;
		}
		word = take_word(&lexer);
		if (!skip && is_redirection(word, &skip))
			continue;
		if (!skip && out->n < PF_COMMAND_WORDS_MAX)
			out->words[out->n++] = word;
		skip = false;
	}
	*at = lexer.at;
	return out->n > 0 || out->end;
}

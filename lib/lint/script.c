/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/rule.h"

/* What stands before a program and does not change which one runs. */
static const pf_str prefixes[] = {
	PF_STR_INIT("!"),
	PF_STR_INIT("{"),
	PF_STR_INIT("command"),
	PF_STR_INIT("do"),
	PF_STR_INIT("elif"),
	PF_STR_INIT("else"),
	PF_STR_INIT("exec"),
	PF_STR_INIT("if"),
	PF_STR_INIT("then"),
	PF_STR_INIT("time"),
	PF_STR_INIT("until"),
	PF_STR_INIT("while"),
};

static bool ends_command(char c)
{
	return strchr(";&|()\n", c) != NULL;
}

static bool ends_word(char c)
{
	return pf_is_blank(c) || ends_command(c);
}

/* Length of the word at the front as written; an open quote runs to the end. */
static size_t word_len(pf_str s, bool *quoted)
{
	char quote = '\0';
	size_t i = 0;

	for (; i < s.len && (quote || !ends_word(s.ptr[i])); i++) {
		char c = s.ptr[i];

		if (c == '\\' && quote != '\'' && i + 1 < s.len)
			i++;
		else if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else
			continue;
		*quoted = true;
	}
	return i;
}

static pf_str unquote(struct pf_arena *arena, pf_str word)
{
	char *to = pf_arena_alloc(arena, word.len, 1);
	char quote = '\0';
	size_t len = 0;

	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];

		if (c == '\\' && quote != '\'' && i + 1 < word.len)
			to[len++] = word.ptr[++i];
		else if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? '\0' : c;
		else
			to[len++] = c;
	}
	return (pf_str){to, len};
}

static pf_str take_word(struct pf_arena *arena, pf_str *rest)
{
	bool quoted = false;
	size_t len = word_len(*rest, &quoted);
	pf_str word = pf_str_sub(*rest, 0, len);

	*rest = pf_str_from_offset(*rest, len);
	return quoted ? unquote(arena, word) : word;
}

/* "NAME=value" before a program. */
static bool is_assignment(pf_str word)
{
	size_t i = 0;

	while (i < word.len && (pf_is_alnum(word.ptr[i]) || word.ptr[i] == '_'))
		i++;
	return i > 0 && i < word.len && word.ptr[i] == '=' && !pf_is_digit(word.ptr[0]);
}

static bool is_prefix(pf_str word)
{
	return is_assignment(word) ||
		pf_is_one_of(word, prefixes, sizeof(prefixes) / sizeof(prefixes[0]));
}

static void skip_comment(pf_str *rest)
{
	*rest = pf_str_from_offset(*rest, pf_str_find_char(*rest, '\n'));
}

bool pf_script_next(struct pf_arena *arena, pf_str *rest, struct pf_script_command *out)
{
	out->n = 0;
	while (rest->len) {
		char c = rest->ptr[0];
		pf_str word;

		if (ends_command(c) && out->n)
			return true;
		if (ends_word(c)) {
			*rest = pf_str_from_offset(*rest, 1);
			continue;
		}
		if (c == '#') {
			skip_comment(rest);
			continue;
		}
		word = take_word(arena, rest);
		if (out->n < PF_SCRIPT_WORDS_MAX && (out->n || !is_prefix(word)))
			out->words[out->n++] = word;
	}
	return out->n > 0;
}

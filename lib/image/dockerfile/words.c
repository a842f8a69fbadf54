/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/dockerfile_internal.h"
#include "text/json/scan.h"
#include "text/utf8.h"

/* White space beyond ASCII, as Unicode and Go's unicode.IsSpace have it. */
static bool is_wide_space(uint32_t c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
		c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

size_t pf_dockerfile_space(pf_str s, size_t at)
{
	size_t len;

	if ((unsigned char)s.ptr[at] < 0x80)
		return pf_dockerfile_is_blank(s.ptr[at]) || s.ptr[at] == '\n';
	return is_wide_space(pf_utf8_first(pf_str_from_offset(s, at), &len)) ? len : 0;
}

pf_str pf_dockerfile_trim(pf_str s)
{
	size_t start = 0, end = s.len, len;

	while (start < end && (len = pf_dockerfile_space(s, start)) > 0)
		start += len;
	while (end > start) {
		size_t last = end - 1;

		while (last > start && pf_utf8_is_tail(s.ptr[last]))
			last--;
		if (pf_dockerfile_space(s, last) != end - last)
			break;
		end = last;
	}
	return pf_str_sub(s, start, end);
}

pf_str pf_dockerfile_first_word(pf_str *rest)
{
	size_t end = 0, next;
	pf_str word;

	while (end < rest->len && !pf_dockerfile_is_blank(rest->ptr[end]))
		end++;
	next = end;
	while (next < rest->len && pf_dockerfile_is_blank(rest->ptr[next]))
		next++;
	word = pf_str_sub(*rest, 0, end);
	*rest = pf_str_from_offset(*rest, next);
	return word;
}

static struct pf_dockerfile_word *add(struct pf_dockerfile_words *words)
{
	if (words->len == words->cap) {
		struct pf_dockerfile_word *grown;

		words->cap = words->cap ? words->cap * 2 : 16;
		grown = PF_NEWN(words->arena, struct pf_dockerfile_word, words->cap);
		if (words->len)
			memcpy(grown, words->ptr, words->len * sizeof(*grown));
		words->ptr = grown;
	}
	return &words->ptr[words->len++];
}

void pf_dockerfile_add_word(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str word)
{
	*add(words) = (struct pf_dockerfile_word){word, pf_dockerfile_place(line, word)};
}

void pf_dockerfile_split_blanks(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text)
{
	while (text.len)
		pf_dockerfile_add_word(words, line, pf_dockerfile_first_word(&text));
}

/* The end of the word that begins at `at`. */
static size_t quoted_end(pf_str text, size_t at, char escape)
{
	char quote = '\0';

	while (at < text.len && (quote || pf_dockerfile_space(text, at) == 0)) {
		char c = text.ptr[at];

		if (c == escape && quote != '\'') {
			if (at + 1 == text.len)
				break; /* one at the very end is dropped */
			at += pf_utf8_len(text, at + 1);
		} else if (quote ? c == quote : c == '\'' || c == '"') {
			quote = quote ? '\0' : c;
		}
		at++;
	}
	return at < text.len ? at : text.len;
}

void pf_dockerfile_split_quoted(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text, char escape)
{
	size_t at = 0;

	while (at < text.len) {
		size_t space = pf_dockerfile_space(text, at);
		size_t end;

		if (space) {
			at += space;
			continue;
		}
		end = quoted_end(text, at, escape);
		if (end > at)
			pf_dockerfile_add_word(words, line, pf_str_sub(text, at, end));
		if (end < text.len && pf_dockerfile_space(text, end) == 0)
			return; /* the escape character that is dropped */
		at = end;
	}
}

void pf_dockerfile_split_json(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str text)
{
	pf_str string;
	size_t at = 0;

	while (pf_json_next_string(text, &at, &string)) {
		pf_str word = pf_json_decode(words->arena, string);

		*add(words) = (struct pf_dockerfile_word){word, pf_dockerfile_place(line, string)};
	}
}

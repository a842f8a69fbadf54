/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/words.h"

#include "base/vec.h"
#include "image/dockerfile/blanks.h"
#include "text/json/scan.h"
#include "text/utf8.h"

void pf_dockerfile_add_word(struct pf_dockerfile_words *words,
	const struct pf_dockerfile_line *line, pf_str word)
{
	PF_VEC_ADD(words->arena, words) =
		(struct pf_dockerfile_word){word, pf_dockerfile_place(line, word)};
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
	struct pf_json_scan scan = {.text = text};
	enum pf_json_piece piece;

	while ((piece = pf_json_scan_next(&scan)) != PF_JSON_END && piece != PF_JSON_BROKEN) {
		if (piece == PF_JSON_SCALAR)
			PF_VEC_ADD(words->arena, words) = (struct pf_dockerfile_word){
				pf_json_decode(words->arena, scan.piece),
				pf_dockerfile_place(line, scan.piece)};
	}
}

void pf_dockerfile_keep_words(const struct pf_dockerfile_words *words, struct pf_instruction *out)
{
	struct pf_dockerfile_word *kept;

	if (words->len == 0)
		return;
	kept = PF_NEWN(words->arena, struct pf_dockerfile_word, words->len);
	memcpy(kept, words->ptr, words->len * sizeof(*kept));
	out->words = kept;
	out->nwords = words->len;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/split.h"

#include "yaml/document.h"
#include "yaml/text.h"

/* Only comments, blanks and directives: no document of its own. */
static bool is_preamble(pf_str text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t next = pf_text_next_line(text, at);
		pf_str line = pf_str_trim(pf_str_sub(text, at, next));

		if (line.len && line.ptr[0] != '#' && text.ptr[at] != '%')
			return false;
		at = next;
	}
	return true;
}

/* Where the directives above the separator at `at` begin, or `at`. */
static size_t directives_above(pf_str text, size_t from, size_t at)
{
	size_t cut = at;
	size_t line = at;

	while (line > from) {
		size_t above = pf_text_line_start(text, line - 1);
		pf_str trimmed;

		if (above < from)
			break;
		trimmed = pf_str_trim(pf_str_sub(text, above, line));
		if (text.ptr[above] == '%')
			cut = above;
		else if (trimmed.len && trimmed.ptr[0] != '#')
			break;
		line = above;
	}
	return cut;
}

/* Offset of the next separator line at or after `at`, or the text's length. */
static size_t next_separator(pf_str text, size_t at)
{
	while (at < text.len) {
		at += pf_str_find(pf_str_from_offset(text, at), PF_STR("---"));
		if (pf_text_is_marker(text, at, PF_STR("---")))
			return at;
		at = at < text.len ? at + 1 : at;
	}
	return text.len;
}

struct cuts {
	struct pf_piece *ptr; /* NULL while counting */
	size_t n;
};

static void add(struct cuts *cuts, size_t start, size_t end)
{
	if (cuts->ptr)
		cuts->ptr[cuts->n] = (struct pf_piece){(uint32_t)start, (uint32_t)end};
	cuts->n++;
}

/* After PF_YAML_MAX_DOCUMENTS pieces the rest is one: the loader's to refuse. */
static void cut_all(pf_str text, struct cuts *cuts)
{
	size_t start = 0;
	size_t at = next_separator(text, 0);
	bool preamble = true;

	while (at < text.len && cuts->n + 1 < PF_YAML_MAX_DOCUMENTS) {
		size_t here = directives_above(text, start, at);

		if (preamble)
			preamble = is_preamble(pf_str_sub(text, 0, here));
		if (!preamble && here > start) {
			add(cuts, start, here);
			start = here;
		}
		preamble = false;
		at = next_separator(text, at + 3);
	}
	add(cuts, start, text.len);
}

struct pf_pieces pf_yaml_split(struct pf_arena *arena, pf_str text)
{
	struct cuts cuts = {NULL, 0};

	cut_all(text, &cuts);
	cuts.ptr = PF_NEWN(arena, struct pf_piece, cuts.n);
	cuts.n = 0;
	cut_all(text, &cuts);
	return (struct pf_pieces){cuts.ptr, cuts.n};
}

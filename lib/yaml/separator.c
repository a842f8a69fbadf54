/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/separator.h"

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static size_t line_start(pf_str text, size_t at)
{
	while (at > 0 && !is_break(text.ptr[at - 1]))
		at--;
	return at;
}

static size_t line_end(pf_str text, size_t at)
{
	while (at < text.len && !is_break(text.ptr[at]))
		at++;
	return at;
}

/* Where what stands before `at` ends, blanks and line breaks left out. */
static size_t end_before(pf_str text, size_t at)
{
	while (at > 0 && (is_break(text.ptr[at - 1]) || pf_is_blank(text.ptr[at - 1])))
		at--;
	return at;
}

enum pf_separator pf_separator_of(pf_str text, size_t start, size_t *end)
{
	size_t to = line_end(text, start), behind = start + 3;

	if (to < behind || !pf_str_starts_with(pf_str_from_offset(text, start), PF_STR("---")))
		return PF_SEPARATOR_SOUND;
	while (to > behind && pf_is_blank(text.ptr[to - 1]))
		to--;
	*end = to;
	if (to == behind)
		return PF_SEPARATOR_SOUND;
	if (!pf_is_blank(text.ptr[behind]))
		return PF_SEPARATOR_GLUED;
	while (pf_is_blank(text.ptr[behind]))
		behind++;
	return text.ptr[behind] == '#' ? PF_SEPARATOR_SOUND : PF_SEPARATOR_SHARED;
}

bool pf_separator_is_near(pf_str text, size_t at, struct pf_piece *line)
{
	size_t start = line_start(text, at);

	for (int i = 0; i < 2; i++) {
		size_t end;

		if (pf_separator_of(text, start, &end) != PF_SEPARATOR_SOUND) {
			*line = (struct pf_piece){(uint32_t)start, (uint32_t)end};
			return true;
		}
		start = line_start(text, end_before(text, start));
	}
	return false;
}

/* `5---`, but not the end of a rule of dashes or of a certificate. */
static bool ends_in_dashes(pf_str text, size_t end)
{
	return end > 3 && text.ptr[end - 1] == '-' && text.ptr[end - 2] == '-' &&
		text.ptr[end - 3] == '-' && text.ptr[end - 4] != '-' &&
		!is_break(text.ptr[end - 4]);
}

/* The last line above `at` that is neither empty nor a comment: where its text begins. */
static size_t line_above(pf_str text, size_t at, size_t *end)
{
	size_t start;

	do {
		*end = end_before(text, at);
		at = start = line_start(text, *end);
		while (start < *end && pf_is_blank(text.ptr[start]))
			start++;
	} while (start < *end && text.ptr[start] == '#');
	return start;
}

/* Begins the key a line below one that is a broken separator, or ends as one? */
static bool is_behind_dashes(pf_str text, size_t key, struct pf_piece *line)
{
	size_t start, end, broken;

	*line = (struct pf_piece){0, 0};
	if (line_start(text, key) != key || key == 0)
		return false;
	start = line_above(text, key, &end);
	if (pf_separator_of(text, line_start(text, start), &broken) != PF_SEPARATOR_SOUND)
		return true;
	if (!ends_in_dashes(text, end))
		return false;
	*line = (struct pf_piece){(uint32_t)start, (uint32_t)end};
	return true;
}

bool pf_document_is_glued(const struct pf_document *document, struct pf_piece *line)
{
	struct pf_piece found;

	for (uint32_t i = 0; i < document->nduplicates; i++) {
		const struct pf_node *again = document->duplicates[i].again;

		if (!is_behind_dashes(document->source->text, again->start, &found))
			continue;
		if (line)
			*line = found;
		return true;
	}
	return false;
}

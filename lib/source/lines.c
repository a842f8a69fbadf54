/* SPDX-License-Identifier: Apache-2.0 */

#include "source/source.h"

#include "base/search.h"
#include "text/utf8.h"

#define TALLY_STEP ((size_t)4096)

/*
 * Characters and UTF-16 units before every TALLY_STEP-th byte, so that a place
 * in a file of one long line costs no walk over all of it.
 */
struct pf_tally {
	uint32_t chars;
	uint32_t units;
};

/* A character counts where it begins. */
static void count_on(struct pf_tally *tally, pf_str s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t ascii = pf_ascii_end(s, at);

		tally->chars += (uint32_t)(ascii - at);
		tally->units += (uint32_t)(ascii - at);
		for (at = ascii; at < s.len && (unsigned char)s.ptr[at] >= 0x80; at++) {
			if (pf_utf8_is_tail(s.ptr[at]))
				continue;
			tally->chars++;
			tally->units += (unsigned char)s.ptr[at] >= 0xF0 ? 2 : 1;
		}
	}
}

static struct pf_tally tally_at(pf_str text, const struct pf_lines *lines, size_t offset)
{
	struct pf_tally tally = lines->tally[offset / TALLY_STEP];

	count_on(&tally, pf_str_sub(text, offset - offset % TALLY_STEP, offset));
	return tally;
}

static const struct pf_tally *make_tally(struct pf_arena *arena, pf_str text)
{
	size_t n = text.len / TALLY_STEP + 1;
	struct pf_tally *tally = PF_NEWN(arena, struct pf_tally, n);

	for (size_t i = 1; i < n; i++) {
		tally[i] = tally[i - 1];
		count_on(&tally[i], pf_str_sub(text, (i - 1) * TALLY_STEP, i * TALLY_STEP));
	}
	return tally;
}

/* Bytes of the line break at `at`, or 0. */
static size_t break_len(pf_str text, size_t at)
{
	if (text.ptr[at] == '\n')
		return 1;
	if (text.ptr[at] != '\r')
		return 0;
	return at + 1 < text.len && text.ptr[at + 1] == '\n' ? 2 : 1;
}

static size_t count_breaks(pf_str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++) {
		size_t len = break_len(text, i);

		n += len > 0;
		i += len == 2;
	}
	return n;
}

static bool starts_by(const void *line, const void *offset)
{
	return *(const uint32_t *)line <= *(const size_t *)offset;
}

/* Index of the line that `offset` lies in: the last that starts at or before it. */
static size_t find_line(const struct pf_lines *lines, size_t offset)
{
	return pf_search(lines->start, lines->n, sizeof(*lines->start), &offset, starts_by) - 1;
}

/* First byte of the character that the byte at `offset` belongs to. */
static size_t char_start(pf_str text, size_t offset)
{
	size_t at = offset;

	while (at > 0 && offset - at < PF_UTF8_MAX && at < text.len &&
		pf_utf8_is_tail(text.ptr[at]))
		at--;
	if (at == offset || pf_utf8_len(text, at) <= offset - at)
		return offset;
	return at;
}

static size_t stored_offset(enum pf_encoding stored, size_t offset, size_t units)
{
	switch (stored) {
	case PF_UTF8_BOM:
		return offset + 3;
	case PF_UTF16LE:
	case PF_UTF16BE:
		return 2 + 2 * units;
	case PF_UTF8:
	case PF_BINARY:
	case PF_BAD_UTF8:
		break;
	}
	return offset;
}

static size_t distance(struct pf_tally from, struct pf_tally to, enum pf_column_unit unit)
{
	return unit == PF_CODEPOINTS ? to.chars - from.chars : to.units - from.units;
}

struct pf_lines pf_lines_of(struct pf_arena *arena, pf_str text)
{
	size_t n = count_breaks(text) + 1;
	uint32_t *start = PF_NEWN(arena, uint32_t, n);
	size_t line = 0;

	pf_assert(text.len <= UINT32_MAX);
	for (size_t i = 0; i < text.len; i++) {
		size_t len = break_len(text, i);

		if (len == 0)
			continue;
		i += len - 1;
		start[++line] = (uint32_t)(i + 1);
	}
	return (struct pf_lines){.start = start, .n = n, .tally = make_tally(arena, text)};
}

pf_pos pf_source_pos(const struct pf_source *source, const struct pf_lines *lines, size_t offset,
	enum pf_column_unit unit)
{
	pf_str text = source->text;
	struct pf_tally here;
	size_t at, line, column;

	pf_assert(offset <= text.len);
	at = char_start(text, offset);
	line = find_line(lines, at);
	here = tally_at(text, lines, at);
	if (unit == PF_BYTES)
		column = at - lines->start[line];
	else
		column = distance(tally_at(text, lines, lines->start[line]), here, unit);
	return (pf_pos){
		.line = (uint32_t)line + 1,
		.column = (uint32_t)column + 1,
		.offset = (uint32_t)stored_offset(source->stored, at, here.units),
	};
}

pf_str pf_source_line(const struct pf_source *source, const struct pf_lines *lines, size_t number)
{
	pf_str line;

	if (number == 0 || number > lines->n)
		return PF_STR_EMPTY;
	line = pf_str_sub(source->text, lines->start[number - 1],
		number < lines->n ? lines->start[number] : source->text.len);
	if (number == lines->n)
		return line;
	if (pf_str_ends_with(line, PF_STR("\r\n")))
		line.len--;
	line.len--;
	return line;
}

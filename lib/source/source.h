/* SPDX-License-Identifier: Apache-2.0 */

/*
 * One input, read whole.
 *
 * Everything after this layer sees UTF-8 without a byte order mark, and speaks
 * of places as byte offsets into that text.  Line and column are derived when
 * something is reported.  A line ends at LF, CRLF or CR and nowhere else.
 */

#ifndef PF_SOURCE_SOURCE_H
#define PF_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/error.h"
#include "text/decode.h"

#define PF_SOURCE_MAX ((size_t)256 * 1024 * 1024) /* bytes of one file */

/* Text is as pf_text_decode() leaves it. */
struct pf_source {
	pf_str path; /* as reported: see path.h */
	pf_str text; /* followed by a NUL that is not counted; holds none */
	size_t bad;
	enum pf_encoding encoding;
	enum pf_encoding stored; /* the mark it begins with, whatever `encoding` says */
};

/* Bytes of a source's text. */
struct pf_piece {
	uint32_t start; /* offsets, the end exclusive */
	uint32_t end;
};

enum pf_column_unit {
	PF_CODEPOINTS,
	PF_UTF16_UNITS,
	PF_BYTES,
};

typedef struct {
	uint32_t line;   /* from 1 */
	uint32_t column; /* from 1, in the unit asked for */
	uint32_t offset; /* from 0, in bytes of the file as stored */
} pf_pos;

/*
 * Read `fd` to its end (never maps: a file may shrink) and decode it.
 * Fails with PF_E_IO, also when a regular file changes its size meanwhile, or
 * with PF_E_LIMIT over PF_SOURCE_MAX bytes.  The message does not repeat the
 * path.  By name only regular files are read, and nothing blocks.
 */
PF_MUST_USE bool pf_source_read_fd(struct pf_arena *arena, int fd, pf_str path,
	struct pf_source *out, struct pf_error *err);
PF_MUST_USE bool pf_source_read_file(struct pf_arena *arena, const char *os_path, pf_str path,
	struct pf_source *out, struct pf_error *err);

/*
 * Decode bytes that are at hand, at most PF_SOURCE_MAX of them and with a NUL
 * behind the last; UTF-8 is borrowed, not copied.
 */
void pf_source_decode(struct pf_arena *arena, pf_str bytes, pf_str path, struct pf_source *out);

/*
 * Line starts of a text.  `start[i]` is the offset of line i + 1; the first is
 * 0.  A text that ends in a line break has an empty last line.
 */
struct pf_lines {
	const uint32_t *start;
	size_t n;
	const struct pf_tally *tally; /* characters so far, every few KiB */
};

struct pf_lines pf_lines_of(struct pf_arena *arena, pf_str text);

/*
 * Place of `offset` (at most the length of the text), or of the character it
 * lies within.  Takes the same time however long the line is.
 */
pf_pos pf_source_pos(const struct pf_source *source, const struct pf_lines *lines, size_t offset,
	enum pf_column_unit unit);

/* Text of line `number` (from 1) without its line break; empty past the end. */
pf_str pf_source_line(const struct pf_source *source, const struct pf_lines *lines, size_t number);

#endif

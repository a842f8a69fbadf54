/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/lines.h"

#include "base/search.h"
#include "image/dockerfile/blanks.h"

/* A line of the source, without its end. */
struct physical {
	size_t start;
	size_t end;
};

enum directive { SYNTAX, ESCAPE, CHECK, NONE };

static const pf_str directives[] = {
	[SYNTAX] = PF_STR_INIT("syntax"),
	[ESCAPE] = PF_STR_INIT("escape"),
	[CHECK] = PF_STR_INIT("check"),
};

static bool at_end(const struct pf_dockerfile_reader *reader)
{
	return reader->at >= reader->text.len;
}

static pf_str text_of(const struct pf_dockerfile_reader *reader, struct physical line)
{
	return pf_str_sub(reader->text, line.start, line.end);
}

/* Only LF ends a line; CRs before it belong to the end, others are blanks. */
static struct physical read_physical(struct pf_dockerfile_reader *reader)
{
	struct physical line = {reader->at, reader->text.len};
	const char *from = reader->text.ptr + reader->at;
	const char *lf = memchr(from, '\n', reader->text.len - reader->at);

	if (lf)
		line.end = reader->at + (size_t)(lf - from);
	reader->at = lf ? line.end + 1 : line.end;
	if (line.end - line.start > PF_DOCKERFILE_LINE_MAX) {
		pf_dockerfile_complain(reader->faults,
			(struct pf_piece){(uint32_t)(line.start + PF_DOCKERFILE_LINE_MAX),
				(uint32_t)line.end},
			"the line has %zu bytes, but a builder reads no more than %u",
			line.end - line.start, PF_DOCKERFILE_LINE_MAX)
			->help = PF_STR("break it with the escape character");
	}
	while (line.end > line.start && reader->text.ptr[line.end - 1] == '\r')
		line.end--;
	return line;
}

static size_t count_space(pf_str s)
{
	size_t at = 0, len;

	while (at < s.len && (len = pf_dockerfile_space(s, at)) > 0)
		at += len;
	return at;
}

/* Name and value of `# name = value`, or NONE. */
static enum directive parse_directive(pf_str line, pf_str *value)
{
	size_t equals = pf_str_find_char(line, '=');
	pf_str name;

	if (!pf_str_starts_with(line, PF_STR("#")) || equals == line.len)
		return NONE;
	name = pf_dockerfile_trim(pf_str_sub(line, 1, equals));
	*value = pf_dockerfile_trim(pf_str_from_offset(line, equals + 1));
	for (enum directive d = SYNTAX; d < NONE; d++) {
		if (value->len && pf_str_eq_nocase(name, directives[d]))
			return d;
	}
	return NONE;
}

static void set_escape(struct pf_dockerfile_reader *reader, pf_str value)
{
	size_t start = (size_t)(value.ptr - reader->text.ptr);
	pf_str shown = pf_dockerfile_quotable(value);

	if (value.len == 1 && (value.ptr[0] == '\\' || value.ptr[0] == '`')) {
		reader->escape = value.ptr[0];
		return;
	}
	pf_dockerfile_complain(reader->faults,
		(struct pf_piece){(uint32_t)start, (uint32_t)(start + value.len)},
		"`%.*s` cannot be the escape character", PF_STR_ARG(shown))
		->help = PF_STR("it is a backslash or a backtick");
}

/* Directives come first: whatever is none ends them. */
static void try_directive(struct pf_dockerfile_reader *reader, struct physical line)
{
	pf_str value;
	enum directive d;

	if (reader->past_directives)
		return;
	d = parse_directive(text_of(reader, line), &value);
	reader->past_directives = d == NONE;
	if (d == NONE)
		return;
	if (reader->seen & 1U << d) {
		pf_dockerfile_complain(reader->faults,
			(struct pf_piece){(uint32_t)line.start, (uint32_t)line.end},
			"directive `%.*s` is given twice", PF_STR_ARG(directives[d]));
		return;
	}
	reader->seen |= 1U << d;
	if (d == ESCAPE)
		set_escape(reader, value);
	else if (d == CHECK)
		reader->check = value;
}

/* Without the escape character at its end; false when there is none. */
static bool trim_continuation(const struct pf_dockerfile_reader *reader, struct physical *line)
{
	const char *text = reader->text.ptr;
	size_t end = line->end;

	while (end > line->start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
		end--;
	if (end == line->start || text[end - 1] != reader->escape)
		return false;
	end--;
	/* Of two the first escapes the second. */
	if (end > line->start && text[end - 1] == reader->escape)
		return false;
	line->end = end;
	return true;
}

static void add_seam(struct pf_dockerfile_reader *reader, struct pf_dockerfile_line *out,
	struct physical part)
{
	PF_VEC_ADD(reader->arena, &reader->seams) =
		(struct pf_dockerfile_seam){(uint32_t)out->text.len, (uint32_t)part.start};
	out->text.len += part.end - part.start;
}

/* The lines that continue one: comments and blank ones do not count. */
static void read_continuations(struct pf_dockerfile_reader *reader, struct pf_dockerfile_line *out)
{
	bool more = true;

	while (more && !at_end(reader)) {
		struct physical line = read_physical(reader);
		pf_str text = text_of(reader, line);
		size_t space = count_space(text);

		if (space == text.len || text.ptr[space] == '#') {
			out->has_empty_line |= space == text.len;
			continue;
		}
		out->range.end = (uint32_t)line.end;
		more = trim_continuation(reader, &line);
		add_seam(reader, out, line);
	}
}

static void join(struct pf_dockerfile_reader *reader, struct pf_dockerfile_line *out)
{
	char *text = PF_NEWN(reader->arena, char, out->text.len + 1);

	for (size_t i = 0; i < reader->seams.len; i++) {
		struct pf_dockerfile_seam seam = reader->seams.ptr[i];
		size_t end =
			i + 1 < reader->seams.len ? reader->seams.ptr[i + 1].at : out->text.len;

		memcpy(text + seam.at, reader->text.ptr + seam.from, end - seam.at);
	}
	out->text.ptr = text;
}

bool pf_dockerfile_next_line(struct pf_dockerfile_reader *reader, struct pf_dockerfile_line *out)
{
	while (!at_end(reader)) {
		struct physical line = read_physical(reader);
		bool continues;

		line.start += count_space(text_of(reader, line));
		try_directive(reader, line);
		if (line.start == line.end || reader->text.ptr[line.start] == '#')
			continue;
		*out = (struct pf_dockerfile_line){
			.range = {(uint32_t)line.start, (uint32_t)line.end}};
		reader->seams.len = 0;
		continues = trim_continuation(reader, &line);
		add_seam(reader, out, line);
		if (continues)
			read_continuations(reader, out);
		out->seams = reader->seams.ptr;
		out->nseams = reader->seams.len;
		if (out->nseams == 1)
			out->text = text_of(reader, line);
		else
			join(reader, out);
		return true;
	}
	return false;
}

bool pf_dockerfile_read_body(struct pf_dockerfile_reader *reader, struct pf_heredoc *heredoc,
	size_t *end)
{
	size_t start = reader->at;

	while (!at_end(reader)) {
		struct physical line = read_physical(reader);
		pf_str text = text_of(reader, line);

		while (heredoc->chomp && text.len && text.ptr[0] == '\t')
			text = pf_str_from_offset(text, 1);
		*end = line.end;
		if (pf_str_eq(text, heredoc->name)) {
			heredoc->body = pf_str_sub(reader->text, start, line.start);
			return true;
		}
	}
	heredoc->body = pf_str_from_offset(reader->text, start);
	return false;
}

static bool is_at_most(const void *seam, const void *at)
{
	return ((const struct pf_dockerfile_seam *)seam)->at <= *(const size_t *)at;
}

static size_t source_of(const struct pf_dockerfile_line *line, size_t at)
{
	/* The last seam at or before `at`; the first is at 0. */
	size_t next = pf_search(line->seams, line->nseams, sizeof(*line->seams), &at, is_at_most);
	const struct pf_dockerfile_seam *seam = &line->seams[next - 1];

	return seam->from + (at - seam->at);
}

struct pf_piece pf_dockerfile_place(const struct pf_dockerfile_line *line, pf_str part)
{
	size_t at = (size_t)(part.ptr - line->text.ptr);
	size_t start = source_of(line, at);
	size_t end = part.len ? source_of(line, at + part.len - 1) + 1 : start;

	return (struct pf_piece){(uint32_t)start, (uint32_t)end};
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "report/text/snippet.h"

#include <stdio.h>

#include "report/text/headline.h"
#include "text/escape.h"
#include "text/utf8.h"
#include "text/width.h"

#define CONTEXT_LINES 3
#define TAB_COLUMNS 4
#define MIN_COLUMNS 20 /* of source text, however narrow the terminal */
#define MASKED "***"
#define ELLIPSIS "..."
#define ELLIPSIS_LEN (sizeof(ELLIPSIS) - 1)

/* One line of the source; offsets are those of the file. */
struct line {
	const char *text; /* of the file */
	const struct pf_mask *mask;
	size_t start;
	size_t end;
};

/* The least that is shown as one: a character, or a masked value. */
struct cell {
	size_t end;
	size_t width;
	uint32_t c; /* 0: masked */
};

static size_t escape_width(uint32_t c)
{
	char buf[16];

	return (size_t)snprintf(buf, sizeof(buf), "\\u{%x}", (unsigned)c);
}

static struct cell cell_at(const struct line *line, size_t at)
{
	const struct pf_piece *piece = pf_mask_from(line->mask, (uint32_t)at);
	struct cell cell = {0};
	size_t len;

	if (piece && piece->start <= at) {
		cell.end = piece->end < line->end ? piece->end : line->end;
		cell.width = sizeof(MASKED) - 1;
		return cell;
	}
	cell.c = pf_utf8_first((pf_str){line->text + at, line->end - at}, &len);
	cell.end = at + len;
	if (cell.c == '\t')
		cell.width = TAB_COLUMNS;
	else if (cell.c == PF_UTF8_BAD)
		cell.width = escape_width(0xfffd);
	else if (pf_is_unsafe(cell.c))
		cell.width = escape_width(cell.c);
	else
		cell.width = pf_char_width(cell.c);
	return cell;
}

static void add_cell(struct pf_buf *out, const struct line *line, size_t at, struct cell cell)
{
	if (cell.end == at)
		return;
	if (cell.width == sizeof(MASKED) - 1 && cell.c == 0)
		pf_buf_add_lit(out, MASKED);
	else if (cell.c == '\t')
		pf_buf_repeat(out, ' ', TAB_COLUMNS);
	else
		pf_echo(out, (pf_str){line->text + at, cell.end - at});
}

/* Part of a line that fits, and where the carets go. */
struct window {
	size_t from;
	size_t to;
	bool cut_left;
	bool cut_right;
};

/* A start far enough before `at`, at a character's first byte. */
static size_t step_back(const struct line *line, size_t at, size_t columns)
{
	size_t most = columns * 4, from = at - line->start > most ? at - most : line->start;

	while (from > line->start && pf_utf8_is_tail(line->text[from]))
		from--;
	return from;
}

static size_t width_between(const struct line *line, size_t from, size_t to)
{
	size_t width = 0;

	while (from < to) {
		struct cell cell = cell_at(line, from);

		width += cell.width;
		from = cell.end;
	}
	return width;
}

/* Up to `columns` columns of the line from `from` on; bounded work on any line. */
static size_t reach(const struct line *line, size_t from, size_t columns)
{
	size_t most = from + columns * 8, used = 0;

	while (from < line->end && from < most) {
		struct cell cell = cell_at(line, from);

		if (used + cell.width > columns)
			break;
		used += cell.width;
		from = cell.end;
	}
	return from;
}

static struct window window_around(const struct line *line, size_t at, size_t columns)
{
	struct window w = {.from = line->start};
	size_t before, keep;

	w.to = reach(line, w.from, columns);
	if (w.to == line->end)
		return w;
	w.to = reach(line, w.from, columns - ELLIPSIS_LEN);
	w.cut_right = true;
	if (at < w.to && reach(line, at, columns / 3) <= w.to)
		return w;
	keep = columns / 3;
	w.from = step_back(line, at, columns);
	before = width_between(line, w.from, at);
	while (before > keep) {
		struct cell cell = cell_at(line, w.from);

		before -= cell.width < before ? cell.width : before;
		w.from = cell.end;
	}
	w.cut_left = w.from > line->start;
	columns -= w.cut_left ? ELLIPSIS_LEN : 0;
	w.to = reach(line, w.from, columns);
	w.cut_right = w.to < line->end;
	if (w.cut_right)
		w.to = reach(line, w.from, columns - ELLIPSIS_LEN);
	return w;
}

struct span {
	size_t start;
	size_t end;
};

/* Write the window; the columns that `range` takes in it. */
static struct span add_window(struct pf_buf *out, const struct line *line, struct window w,
	struct span range)
{
	size_t column = 0;
	struct span columns = {SIZE_MAX, 0};

	if (w.cut_left) {
		pf_buf_add_lit(out, ELLIPSIS);
		column = ELLIPSIS_LEN;
	}
	for (size_t at = w.from; at < w.to;) {
		struct cell cell = cell_at(line, at);

		if (columns.start == SIZE_MAX && cell.end > range.start)
			columns.start = column;
		if (at < range.end)
			columns.end = column + cell.width;
		add_cell(out, line, at, cell);
		column += cell.width;
		at = cell.end;
	}
	if (w.cut_right)
		pf_buf_add_lit(out, ELLIPSIS);
	if (columns.start == SIZE_MAX)
		columns.start = column;
	if (columns.end <= columns.start)
		columns.end = columns.start + 1;
	return columns;
}

/* Gutters. */

static void add_gap(const struct pf_canvas *canvas)
{
	pf_buf_repeat(canvas->out, ' ', canvas->gutter + 1);
	pf_buf_add_lit(canvas->out, "|\n");
}

static void add_number(const struct pf_canvas *canvas, size_t number, bool blank)
{
	pf_buf_addf(canvas->out, "%*zu |%s", (int)canvas->gutter, number, blank ? "" : " ");
}

static size_t columns_of(const struct pf_canvas *canvas)
{
	size_t taken = canvas->gutter + 3;

	return canvas->width > taken + MIN_COLUMNS ? canvas->width - taken : MIN_COLUMNS;
}

static struct line line_of(const struct pf_canvas *canvas, const struct pf_file *file,
	size_t number)
{
	pf_str text = pf_source_line(&file->source, &file->lines, number);
	size_t start = text.len ? (size_t)(text.ptr - file->source.text.ptr) : 0;

	return (struct line){
		file->source.text.ptr, pf_mask_of(canvas->masker, file), start, start + text.len};
}

/* Context. */

#define INDENT_LOOK 256 /* a line indented further leads nowhere */

static size_t indent_of(const struct line *line)
{
	size_t at = line->start;

	while (at < line->end && at - line->start < INDENT_LOOK && line->text[at] == ' ')
		at++;
	return at - line->start;
}

static bool opens_item(const struct line *line, size_t indent)
{
	size_t at = line->start + indent;

	return at + 1 < line->end && line->text[at] == '-' && line->text[at + 1] == ' ';
}

/* The line that opens the list item around line `number` when it is near, else `number`. */
static size_t context_start(const struct pf_canvas *canvas, const struct pf_file *file,
	size_t number)
{
	struct line line = line_of(canvas, file, number);
	size_t indent = indent_of(&line);

	for (size_t n = 1; n <= CONTEXT_LINES && n < number; n++) {
		struct line above = line_of(canvas, file, number - n);
		size_t i = indent_of(&above);

		if (above.start == above.end)
			continue;
		if (i < indent)
			return opens_item(&above, i) ? number - n : number;
		if (opens_item(&above, i))
			break;
	}
	return number;
}

static void add_context(const struct pf_canvas *canvas, const struct pf_file *file, size_t first,
	size_t last)
{
	for (size_t number = first; number < last; number++) {
		struct line line = line_of(canvas, file, number);
		struct window w = window_around(&line, line.start, columns_of(canvas));

		add_number(canvas, number, line.start == line.end);
		(void)add_window(canvas->out, &line, w, (struct span){0, 0});
		pf_buf_addc(canvas->out, '\n');
	}
}

/* Carets. */

/* Beside the carets where it fits, else below them, as far left as it must. */
static void add_label(const struct pf_canvas *canvas, pf_str label, struct span carets)
{
	char prefix[32];
	size_t base = canvas->gutter + 3, room = 24, column = base + carets.end + 1;
	struct pf_margin margin = {.indent = column, .width = base + columns_of(canvas)};

	margin.prefix.ptr = prefix;
	margin.prefix.len =
		(size_t)snprintf(prefix, sizeof(prefix), "%*s| ", (int)canvas->gutter + 1, "");
	if (!canvas->wrap || column + pf_text_width(label) <= margin.width ||
		column + room <= margin.width) {
		pf_buf_addc(canvas->out, ' ');
	} else {
		margin.indent = base + carets.start;
		if (margin.indent + room > margin.width)
			margin.indent = margin.width - MIN_COLUMNS;
		column = margin.indent;
		pf_buf_addf(canvas->out, "\n%s", prefix);
		pf_buf_repeat(canvas->out, ' ', margin.indent - base);
	}
	if (canvas->wrap)
		pf_wrap(canvas->out, label, column, &margin);
	else
		pf_buf_add(canvas->out, label);
}

static void add_carets(const struct pf_canvas *canvas, struct span carets, pf_str label,
	const char *color)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf text = PF_BUF_INIT;

	pf_buf_repeat(canvas->out, ' ', canvas->gutter + 1);
	pf_buf_add_lit(canvas->out, "| ");
	pf_buf_repeat(canvas->out, ' ', carets.start);
	if (canvas->color)
		pf_buf_add(canvas->out, pf_str_from(color));
	pf_buf_repeat(canvas->out, '^', carets.end - carets.start);
	if (canvas->color)
		pf_buf_add_lit(canvas->out, PF_SGR_RESET);
	pf_echo(&text, label);
	if (text.len)
		add_label(canvas, pf_buf_str(&text), carets);
	pf_buf_addc(canvas->out, '\n');
}

void pf_snippet(const struct pf_canvas *canvas, const struct pf_place *at, pf_str label,
	const char *color)
{
	const struct pf_file *file = at->file;
	struct span range = {at->start, at->end}, carets;
	struct window w;
	struct line line;
	size_t number;

	if (!file->source.text.len)
		return;
	number = pf_source_pos(&file->source, &file->lines, at->start, PF_BYTES).line;
	line = line_of(canvas, file, number);
	w = window_around(&line, range.start < line.end ? range.start : line.end,
		columns_of(canvas));
	add_gap(canvas);
	if (!w.cut_left)
		add_context(canvas, file, context_start(canvas, file, number), number);
	add_number(canvas, number, line.start == line.end);
	carets = add_window(canvas->out, &line, w, range);
	pf_buf_addc(canvas->out, '\n');
	add_carets(canvas, carets, label, color);
}

void pf_snippet_related(const struct pf_canvas *canvas, const struct pf_place *at, pf_str label)
{
	const struct pf_file *file = at->file;
	bool has_text = file->source.text.len > 0; /* not a folder, nor an archive */
	pf_pos pos = pf_source_pos(&file->source, &file->lines, at->start, PF_BYTES);

	add_gap(canvas);
	pf_buf_repeat(canvas->out, ' ', canvas->gutter);
	pf_buf_add_lit(canvas->out, "::: ");
	if (canvas->color)
		pf_buf_add_lit(canvas->out, PF_SGR_BOLD);
	pf_echo(canvas->out, file->source.path);
	if (has_text)
		pf_buf_addf(canvas->out, ":%u", (unsigned)pos.line);
	if (canvas->color)
		pf_buf_add_lit(canvas->out, PF_SGR_RESET);
	if (!has_text) {
		pf_buf_add_lit(canvas->out, ": ");
		pf_echo(canvas->out, label);
	}
	pf_buf_addc(canvas->out, '\n');
	pf_snippet(canvas, at, label, PF_SGR_NOTE);
}

size_t pf_snippet_gutter(size_t line)
{
	size_t n = 1;

	while (line /= 10)
		n++;
	return n;
}

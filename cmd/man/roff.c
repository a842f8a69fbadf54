/* SPDX-License-Identifier: Apache-2.0 */

#include "man/roff.h"

#define LINE_MAX_BYTES 80

/* A hyphen is written so that what is copied from the page can be typed. */
static void add_char(struct pf_buf *out, char c)
{
	if (c == '\\')
		pf_buf_add_lit(out, "\\e");
	else if (c == '-')
		pf_buf_add_lit(out, "\\-");
	else if (c == '\'')
		pf_buf_add_lit(out, "\\(aq");
	else if (c == '^')
		pf_buf_add_lit(out, "\\(ha");
	else if (c == '~')
		pf_buf_add_lit(out, "\\(ti");
	else
		pf_buf_addc(out, c);
}

static void add_plain(struct pf_buf *out, pf_str text)
{
	for (size_t i = 0; i < text.len; i++)
		add_char(out, text.ptr[i]);
}

/* A dot that begins a line would be a request. */
static void guard(struct pf_buf *out, pf_str line)
{
	if (line.len && line.ptr[0] == '.')
		pf_buf_add_lit(out, "\\&");
}

void roff_start(struct pf_buf *out, const struct man *page)
{
	pf_buf_addf(out, ".TH %s %s %s \"podfit %s\" \"%s\"\n", page->name, page->section,
		page->date, page->version, page->title);
	pf_buf_add_lit(out, ".nh\n");
}

void roff_section(struct pf_buf *out, const char *title)
{
	pf_buf_addf(out, ".SH %s\n", title);
}

void roff_subsection(struct pf_buf *out, const char *title)
{
	pf_buf_addf(out, ".SS %s\n", title);
}

/* `word` with what is in backticks in bold. */
static void add_word(struct pf_buf *out, pf_str word, bool *bold)
{
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] != '`') {
			add_char(out, word.ptr[i]);
			continue;
		}
		*bold = !*bold;
		pf_buf_addf(out, "\\f%c", *bold ? 'B' : 'R');
	}
}

void roff_text(struct pf_buf *out, pf_str text)
{
	PF_CLEANUP(pf_buf_release) struct pf_buf next = PF_BUF_INIT;
	size_t start = out->len;
	bool bold = false;
	pf_str word;

	while (pf_str_split(&text, ' ', &word)) {
		pf_buf_reset(&next);
		add_word(&next, word, &bold);
		if (out->len > start && out->len - start + next.len >= LINE_MAX_BYTES) {
			pf_buf_addc(out, '\n');
			start = out->len;
		}
		if (out->len > start)
			pf_buf_addc(out, ' ');
		else
			guard(out, pf_buf_str(&next));
		pf_buf_add(out, pf_buf_str(&next));
	}
	pf_buf_addc(out, '\n');
}

/* A heading begins a paragraph by itself. */
static bool follows_heading(const struct pf_buf *out)
{
	size_t start = out->len - (out->len > 0);

	while (start > 0 && out->ptr[start - 1] != '\n')
		start--;
	return pf_str_starts_with(pf_str_from_offset(pf_buf_str(out), start), PF_STR(".S"));
}

void roff_paragraph(struct pf_buf *out, const char *text)
{
	pf_str rest = pf_str_from(text), line;

	while (pf_str_split(&rest, '\n', &line)) {
		if (!follows_heading(out))
			pf_buf_add_lit(out, ".PP\n");
		roff_text(out, line);
	}
}

void roff_start_term(struct pf_buf *out)
{
	pf_buf_add_lit(out, ".TP\n");
}

void roff_end_term(struct pf_buf *out)
{
	pf_buf_addc(out, '\n');
}

static void add_in_font(struct pf_buf *out, char font, const char *text)
{
	pf_buf_addf(out, "\\f%c", font);
	add_plain(out, pf_str_from(text));
	pf_buf_add_lit(out, "\\fR");
}

void roff_bold(struct pf_buf *out, const char *text)
{
	add_in_font(out, 'B', text);
}

void roff_italic(struct pf_buf *out, const char *text)
{
	add_in_font(out, 'I', text);
}

void roff_item(struct pf_buf *out, const char *term, const char *text)
{
	roff_start_term(out);
	roff_bold(out, term);
	roff_end_term(out);
	roff_text(out, pf_str_from(text));
}

void roff_example(struct pf_buf *out, const char *lines)
{
	pf_str rest = pf_str_from(lines), line;

	if (!follows_heading(out))
		pf_buf_add_lit(out, ".PP\n");
	pf_buf_add_lit(out, ".RS 4\n.nf\n");
	while (pf_str_split(&rest, '\n', &line)) {
		guard(out, line);
		add_plain(out, line);
		pf_buf_addc(out, '\n');
	}
	pf_buf_add_lit(out, ".fi\n.RE\n");
}

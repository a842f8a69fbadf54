/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Man pages in the macros of man(7).
 */

#ifndef PF_CMD_MAN_ROFF_H
#define PF_CMD_MAN_ROFF_H

#include "base/buf.h"

struct man {
	const char *name; /* "podfit" */
	const char *section;
	const char *title; /* of the manual */
	const char *date;
	const char *version;
};

void roff_start(struct pf_buf *out, const struct man *page);
void roff_section(struct pf_buf *out, const char *title);
void roff_subsection(struct pf_buf *out, const char *title);

/* What `text` in backticks says is set in bold. */
void roff_text(struct pf_buf *out, pf_str text);

/* A paragraph; of several lines, those become paragraphs each. */
void roff_paragraph(struct pf_buf *out, const char *text);

/* A term, in roff, and what follows it; end the term with roff_end_term(). */
void roff_start_term(struct pf_buf *out);
void roff_end_term(struct pf_buf *out);
void roff_bold(struct pf_buf *out, const char *text);
void roff_italic(struct pf_buf *out, const char *text);

/* A term in bold with its text. */
void roff_item(struct pf_buf *out, const char *term, const char *text);

/* Lines as they are typed, indented. */
void roff_example(struct pf_buf *out, const char *lines);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Columns that text takes on a terminal, and lines broken to fit.
 */

#ifndef PF_TEXT_WIDTH_H
#define PF_TEXT_WIDTH_H

#include "base/buf.h"

/* 0 for combining and invisible characters, 2 for wide ones, else 1. */
size_t pf_char_width(uint32_t c);

size_t pf_text_width(pf_str text);

struct pf_margin {
	pf_str prefix; /* begins every further line; ASCII */
	size_t indent; /* column where the text of further lines starts */
	size_t width;  /* columns of a line */
};

/*
 * Add `text`, which starts at `column`, broken at blanks where a line grows
 * too long; a word that is longer stays whole.
 */
void pf_wrap(struct pf_buf *out, pf_str text, size_t column, const struct pf_margin *margin);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * A place of a file as people see it: its line, what leads to it, and carets.
 */

#ifndef PF_REPORT_TEXT_SNIPPET_H
#define PF_REPORT_TEXT_SNIPPET_H

#include "report/mask/mask.h"

struct pf_canvas {
	struct pf_buf *out;
	struct pf_masker *masker;
	size_t width;  /* columns of a line */
	size_t gutter; /* digits of line numbers */
	bool color;
	bool wrap; /* labels are broken to fit */
};

/*
 * A blank gutter line, up to three lines that lead to the place (from the
 * list item it is in), its line, and a line of carets with `label`.  Nothing
 * when the file holds no text.
 */
void pf_snippet(const struct pf_canvas *canvas, const struct pf_place *at, pf_str label,
	const char *color);

/* The same of another file or place: "::: path:line" goes before it. */
void pf_snippet_related(const struct pf_canvas *canvas, const struct pf_place *at, pf_str label);

/* Digits of the line number: the gutter that it takes. */
size_t pf_snippet_gutter(size_t line);

#endif

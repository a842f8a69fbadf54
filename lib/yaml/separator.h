/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Dashes that were meant to part two documents, and do not: with text behind them,
 * or behind the text of a line.
 */

#ifndef PF_YAML_SEPARATOR_H
#define PF_YAML_SEPARATOR_H

#include "yaml/document.h"

enum pf_separator {
	PF_SEPARATOR_SOUND,  /* nothing but a comment behind the dashes, or none at all */
	PF_SEPARATOR_GLUED,  /* text behind them without a blank */
	PF_SEPARATOR_SHARED, /* the document begins on their line */
};

/* What the line from `start` on is; its end, blanks left out, in `*end`. */
enum pf_separator pf_separator_of(pf_str text, size_t start, size_t *end);

/* Is `at` in such a broken line or the one below it?  Its range in `*line`. */
bool pf_separator_is_near(pf_str text, size_t at, struct pf_piece *line);

/*
 * Has the document the keys of two objects, with broken dashes between them?  Then it
 * is not what anybody wrote.  `*line`, if not NULL: that with dashes behind a value,
 * which pf_separator_of() does not know; empty where they begin their line.
 */
bool pf_document_is_glued(const struct pf_document *document, struct pf_piece *line);

#endif

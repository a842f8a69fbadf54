/* SPDX-License-Identifier: Apache-2.0 */

/* A stream in pieces, one for each document. */

#ifndef PF_YAML_SPLIT_H
#define PF_YAML_SPLIT_H

#include "source/source.h"

struct pf_pieces {
	struct pf_piece *ptr;
	size_t len;
};

/*
 * Cut at lines that start a document: `---` followed by a blank or the line's
 * end.  `%` directives belong to the document after them.  Every byte of the
 * text is in exactly one piece.
 */
struct pf_pieces pf_yaml_split(struct pf_arena *arena, pf_str text);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The comments of a file, and what stands behind them.
 *
 * A comment is a `#` in the gaps between nodes: what looks like one inside a
 * quoted, plain or block scalar is none.  Of documents that are broken nothing
 * is known, but the lines above everything else are comments in any file.
 */

#ifndef PF_YAML_COMMENTS_H
#define PF_YAML_COMMENTS_H

#include "yaml/document.h"

struct pf_comment {
	uint32_t start; /* of the `#` */
	uint32_t end;   /* of its line, without the line break */
	bool own_line;  /* before it stand only blanks and the dashes of items or documents */
	bool head;      /* no content of the file comes before it */
};

/* Walk with pf_comments_next(); all comments come in the order of the text. */
struct pf_comments {
	pf_str text;
	const struct pf_documents *parts; /* all documents of the file */
	size_t nparts;
	size_t at;
	size_t head_end;
	struct pf_document_cursor {
		size_t part;
		size_t i;
	} here, ahead;
};

struct pf_comments pf_comments_of(pf_str text, const struct pf_documents *parts, size_t nparts);
bool pf_comments_next(struct pf_comments *comments, struct pf_comment *out);

/*
 * What the comment that came last stands above: the next entry of a mapping or
 * item of a list; of a document's first node all of the document, whichever
 * side of its `---` the comment is on.  False when nothing follows.
 */
bool pf_comments_subject(struct pf_comments *comments, const struct pf_comment *comment,
	struct pf_piece *out);

/*
 * What begins on the line that the comment ends: an entry, item or node with
 * all below it, wherever that ends.  Empty where nothing does.
 */
void pf_comments_begun(struct pf_comments *comments, const struct pf_comment *comment,
	struct pf_piece *out);

/* Offset of the first line that is neither blank, a comment, a directive nor a bare `---`. */
size_t pf_yaml_head_end(pf_str text);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Text to trees.
 *
 * libyaml cannot go on after an error, so a stream is cut at its document
 * separators first and each piece is parsed alone: one broken document hides
 * no other.
 */

#ifndef PF_YAML_LOAD_H
#define PF_YAML_LOAD_H

#include "yaml/document.h"

/* The documents of one piece; a fault ends it.  All belongs to `arena`. */
void pf_yaml_load(struct pf_arena *arena, const struct pf_source *source, struct pf_piece piece,
	struct pf_documents *out);

/*
 * Make `document`, and with it all to the end of the source, the fault of there
 * being more than PF_YAML_MAX_DOCUMENTS: for who puts pieces together.
 */
void pf_document_refuse(struct pf_arena *arena, struct pf_document *document);

#endif

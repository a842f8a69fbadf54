/* SPDX-License-Identifier: Apache-2.0 */

/*
 * From libyaml's code point indexes to byte offsets.
 *
 * Indexes asked for one after the other lie close together, so a cursor that
 * walks between them costs one pass over the text in all.  In ASCII text the
 * index is the offset.
 */

#ifndef PF_YAML_MARK_H
#define PF_YAML_MARK_H

#include "base/str.h"

struct pf_marks {
	const char *text;
	size_t len;
	size_t index; /* cursor, in code points */
	size_t byte;  /* the same place */
	bool ascii;
};

bool pf_text_is_ascii(pf_str text);

/* `text` is UTF-8 and starts where index 0 is. */
void pf_marks_init(struct pf_marks *marks, pf_str text, bool ascii);

size_t pf_marks_walk(struct pf_marks *marks, size_t index);

/* Byte offset of code point `index`, at most the text's length. */
static inline size_t pf_marks_byte(struct pf_marks *marks, size_t index)
{
	if (marks->ascii)
		return index < marks->len ? index : marks->len;
	return pf_marks_walk(marks, index);
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Bytes of a file to UTF-8 without a byte order mark.
 */

#ifndef PF_TEXT_DECODE_H
#define PF_TEXT_DECODE_H

#include "base/arena.h"

enum pf_encoding {
	PF_UTF8,
	PF_UTF8_BOM,
	PF_UTF16LE, /* with its byte order mark */
	PF_UTF16BE,
	PF_BINARY,  /* holds a NUL character: `text` is empty */
	PF_BAD_UTF8 /* text, but not well-formed: `bad` is the offset of the first bad place */
};

/*
 * Badly formed UTF-8 is kept as it is.  In UTF-16 an unpaired surrogate, or
 * half a unit at the end, becomes U+FFFD and `bad` is the offset of the first
 * of these; so both end as one fault at one place of `text`.
 */
struct pf_text_decoded {
	pf_str text; /* followed by a NUL that is not counted; holds none */
	size_t bad;
	enum pf_encoding encoding;
	enum pf_encoding stored; /* the mark it begins with, whatever `encoding` says */
};

/* `bytes` have a NUL behind the last; UTF-8 is borrowed, not copied. */
void pf_text_decode(struct pf_arena *arena, pf_str bytes, struct pf_text_decoded *out);

#endif

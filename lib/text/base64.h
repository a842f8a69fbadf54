/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Base64 as Go's encoding/base64 reads it (StdEncoding, RFC 4648 §4): padded,
 * line breaks ignored, nothing else tolerated.
 */

#ifndef PF_TEXT_BASE64_H
#define PF_TEXT_BASE64_H

#include "base/arena.h"

/* Index of the first character that cannot stand there, or `s.len` when sound. */
size_t pf_base64_fault(pf_str s);

/* The decoded bytes; `s` must be sound. */
pf_str pf_base64_decode(struct pf_arena *arena, pf_str s);

#endif

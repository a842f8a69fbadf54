/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Text to scalars: what to write so that kubectl and the API server read a
 * string back as it was.
 */

#ifndef PF_YAML_QUOTE_H
#define PF_YAML_QUOTE_H

#include "base/arena.h"

/* Does `text`, written plainly in block or in flow style, read back as the same string? */
bool pf_yaml_is_plain_string(pf_str text);

/* In double quotes, on one line: legal YAML and legal JSON alike. */
pf_str pf_yaml_quoted(struct pf_arena *arena, pf_str text);

/* Plain where that stays the same string, else in double quotes. */
pf_str pf_yaml_string(struct pf_arena *arena, pf_str text);

#endif

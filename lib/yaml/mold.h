/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Marks of text that is filled in before anyone reads it as YAML: `{{ … }}` of
 * Go and Jinja, `{% … %}`, `<% … %>` of ERB, `@NAME@`, `${NAME}` on a line of
 * its own, `%s`, `{name}` and `[NAME]` glued to a text.
 */

#ifndef PF_YAML_MOLD_H
#define PF_YAML_MOLD_H

#include "yaml/document.h"

/* The first mark of the line that holds `at`; false when there is none, or the line is a comment.
 */
bool pf_mold_in_line(pf_str text, size_t at, struct pf_piece *out);

/*
 * The mark that accounts for libyaml failing at `at`: in its line, in the one
 * above it, or a statement before it that begins a line of `piece`.
 */
bool pf_mold_near(pf_str text, struct pf_piece piece, size_t at, struct pf_piece *out);

/* ytt's `#@ …` in the place of the value that is missing at `at`, on the same line. */
bool pf_mold_as_value(pf_str text, size_t at, struct pf_piece *out);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Secrets in what images are made from and run with: Dockerfiles, compose files.
 */

#ifndef PF_REPORT_MASK_IMAGE_INTERNAL_H
#define PF_REPORT_MASK_IMAGE_INTERNAL_H

#include "report/mask/pieces_internal.h"
#include "rule/finding.h"

/* Values of ENV, ARG and LABEL by their names. */
void pf_mask_dockerfile(struct pf_mask_pieces *pieces, const struct pf_dockerfile *file);

/* `NAME: value` and `NAME=value` of a mapping or list called environment or args. */
void pf_mask_compose(struct pf_mask_pieces *pieces, const struct pf_node *root);

/* The same in text that cannot be parsed, from `start` to `end`, by the look of names. */
void pf_mask_broken_variables(struct pf_mask_pieces *pieces, pf_str text, size_t start, size_t end);

#endif

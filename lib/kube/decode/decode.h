/* SPDX-License-Identifier: Apache-2.0 */

/*
 * YAML nodes to typed structs, and what is wrong on the way.
 *
 * One walk fills the struct of kube/types.h (generated) and leaves a list of
 * problems: neutral facts, which the schema rules turn into findings.  A bad
 * value never hides the rest: the one field counts as unset.
 */

#ifndef PF_KUBE_DECODE_DECODE_H
#define PF_KUBE_DECODE_DECODE_H

#include "kube/decode/fields.h"
#include "kube/decode/problem.h"
#include "kube/placeholder.h"

void pf_decoder_start(struct pf_decoder *decoder, struct pf_arena *arena, uint8_t release);

/*
 * Walk `node` as `type`.  Returns the typed struct, or NULL when the type has
 * none or `node` is no mapping.  `node` may be NULL.
 */
const void *pf_decode(struct pf_decoder *decoder, const struct pf_type *type,
	const struct pf_node *node);

#endif

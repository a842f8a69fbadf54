/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Comments and annotations of other tools.
 */

#ifndef PF_SUPPRESS_COMPAT_INTERNAL_H
#define PF_SUPPRESS_COMPAT_INTERNAL_H

#include "kube/object.h"
#include "suppress/reader_internal.h"

bool pf_suppress_compat_has_words(pf_str text, unsigned tools);
void pf_suppress_compat_comment(struct pf_suppress_reader *r, pf_str comment,
	const struct pf_comment_stand *stand);
void pf_suppress_compat_object(struct pf_suppress_reader *r, const struct pf_object *object);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Text that a tool fills in before the object reaches a server.  What it will
 * be is not known, so nothing is said of it.
 */

#ifndef PF_KUBE_PLACEHOLDER_H
#define PF_KUBE_PLACEHOLDER_H

#include "base/str.h"

/* Does it hold `${NAME}`, `$(NAME)`, `$NAME`, `{{ … }}` or `<<`, or is it `__NAME__`? */
bool pf_is_placeholder(pf_str text);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Grammars of names, after k8s.io/apimachinery/pkg/util/validation and
 * pkg/apis/core/validation.
 */

#ifndef PF_KUBE_NAMES_H
#define PF_KUBE_NAMES_H

#include "base/arena.h"
#include "kube/schema.h"

/*
 * What is wrong with `s` by `format`, as the rest of a sentence ("is longer
 * than 63 characters", "may hold only lower-case letters, digits and `-`"), or
 * NULL when nothing is.  Static text.  `release`: some grammars are relaxed.
 */
const char *pf_name_fault(enum pf_format format, pf_str s, uint8_t release);

/*
 * The legal name nearest to a refused one: in lower case, with `-` for what may
 * not stand there ("Web_App" gives "web-app"); empty when that does not do.
 */
pf_str pf_name_suggest(struct pf_arena *arena, enum pf_format format, pf_str s, uint8_t release);

/* For people: "DNS label (RFC 1123)". */
const char *pf_format_name(enum pf_format format);

#endif

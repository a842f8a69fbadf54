/* SPDX-License-Identifier: Apache-2.0 */

/*
 * White space in a Dockerfile, and the words between.
 */

#ifndef PF_IMAGE_DOCKERFILE_BLANKS_H
#define PF_IMAGE_DOCKERFILE_BLANKS_H

#include "base/str.h"

/* Bytes of the white space (Unicode's) at `at`, 0 when there is none. */
size_t pf_dockerfile_space(pf_str s, size_t at);

pf_str pf_dockerfile_trim(pf_str s);

/* Between words: space, tab, CR, VT, FF. */
static inline bool pf_dockerfile_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

/* Take the first word off the front of `*rest`, and the blanks behind it. */
pf_str pf_dockerfile_first_word(pf_str *rest);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which characters of the input must not reach a terminal or a log as they are.
 */

#ifndef PF_REPORT_ESCAPE_H
#define PF_REPORT_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Control characters, line and paragraph separators, and the marks that turn
 * the direction of text; not PF_UTF8_BAD.
 */
static inline bool pf_is_unsafe(uint32_t c)
{
	if (c < 0xa0)
		return c < 0x20 || c >= 0x7f;
	return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
		(c >= 0x2066 && c <= 0x2069);
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Which characters of the input must not reach a terminal or a log as they
 * are, and how each syntax but JSON writes them.
 *
 * Text for people keeps its meaning and loses its effect: unsafe characters
 * become `\u{1b}`, as pf_echo() writes them.  A path must still lead to its
 * file: what the syntax can carry is carried.
 */

#ifndef PF_TEXT_ESCAPE_H
#define PF_TEXT_ESCAPE_H

#include "base/buf.h"

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

/* `\u{1b}`; PF_UTF8_BAD becomes `\u{fffd}`. */
void pf_escape_char(struct pf_buf *out, uint32_t c);

/*
 * Echo text of the input: control characters (ESC is written \u{1b}), line
 * separators and bidi marks are escaped, bad UTF-8 becomes \u{fffd}; nothing
 * else changes.
 */
void pf_echo(struct pf_buf *out, pf_str text);

/* Attribute or content of an element, XML 1.0; line breaks and tabs of a path stay. */
void pf_escape_xml(struct pf_buf *out, pf_str text);
void pf_escape_xml_path(struct pf_buf *out, pf_str path);

/* A path in a URI reference: bytes that may not stand for themselves become %20. */
void pf_escape_uri(struct pf_buf *out, pf_str path);

/*
 * Message and property of a workflow command (`::warning file=…::…`).  The
 * older form of a command, `##[…]`, works anywhere in a line: it is broken up
 * in messages.
 */
void pf_escape_command(struct pf_buf *out, pf_str text);
void pf_escape_property(struct pf_buf *out, pf_str path);

/* A line that is no workflow command, whatever it holds. */
void pf_escape_log_line(struct pf_buf *out, pf_str line);

#endif

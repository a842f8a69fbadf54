/* SPDX-License-Identifier: Apache-2.0 */

#include "text/escape.h"

#include "text/utf8.h"

void pf_echo(struct pf_buf *out, pf_str text)
{
	size_t done = 0, len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t c = pf_utf8_first(pf_str_from_offset(text, at), &len);

		if (c != PF_UTF8_BAD && !pf_is_unsafe(c))
			continue;
		pf_buf_add(out, pf_str_sub(text, done, at));
		pf_escape_char(out, c);
		done = at + len;
	}
	pf_buf_add(out, pf_str_from_offset(text, done));
}

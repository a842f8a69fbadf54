/* SPDX-License-Identifier: Apache-2.0 */

#include "text/json/write.h"

#include <inttypes.h>

#include "text/escape.h"
#include "text/utf8.h"

/* No value ends in one of these: a comma is due after anything else. */
static void separate(struct pf_buf *out)
{
	char last = out->len ? out->ptr[out->len - 1] : '\n';

	if (last != '{' && last != '[' && last != ':' && last != '\n')
		pf_buf_addc(out, ',');
}

void pf_json_open(struct pf_buf *out, char bracket)
{
	separate(out);
	pf_buf_addc(out, bracket);
}

void pf_json_close(struct pf_buf *out, char bracket)
{
	pf_buf_addc(out, bracket);
}

void pf_json_key(struct pf_buf *out, const char *key)
{
	separate(out);
	pf_buf_addf(out, "\"%s\":", key);
}

void pf_json_bool(struct pf_buf *out, const char *key, bool value)
{
	pf_json_key(out, key);
	pf_buf_add(out, value ? PF_STR("true") : PF_STR("false"));
}

void pf_json_element(struct pf_buf *out, pf_str value)
{
	separate(out);
	pf_json_string(out, value);
}

void pf_json_element_raw(struct pf_buf *out, pf_str json)
{
	separate(out);
	pf_buf_add(out, json);
}

void pf_json_member(struct pf_buf *out, const char *key, pf_str value)
{
	pf_json_key(out, key);
	pf_json_string(out, value);
}

void pf_json_member_or_null(struct pf_buf *out, const char *key, pf_str value)
{
	if (value.len)
		pf_json_member(out, key, value);
	else
		pf_json_null(out, key);
}

void pf_json_number(struct pf_buf *out, const char *key, uint64_t value)
{
	pf_json_key(out, key);
	pf_buf_addf(out, "%" PRIu64, value);
}

void pf_json_null(struct pf_buf *out, const char *key)
{
	pf_json_key(out, key);
	pf_buf_add_lit(out, "null");
}

static void add_escape(struct pf_buf *out, uint32_t c)
{
	static const char plain[] = "\"\\\n\t\r\b\f", letters[] = "\"\\ntrbf";
	const char *at = c && c < 0x80 ? strchr(plain, (int)c) : NULL;

	if (c == PF_UTF8_BAD)
		pf_buf_add_lit(out, "\xef\xbf\xbd");
	else if (at)
		pf_buf_addf(out, "\\%c", letters[at - plain]);
	else
		pf_buf_addf(out, "\\u%04x", (unsigned)c);
}

static void add_text(struct pf_buf *out, pf_str text, bool shown)
{
	size_t done = 0, len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t c = pf_utf8_first(pf_str_from_offset(text, at), &len);

		if (c != '"' && c != '\\' && c != PF_UTF8_BAD && !pf_is_unsafe(c))
			continue;
		pf_buf_add(out, pf_str_sub(text, done, at));
		if (shown && c != '"' && c != '\\') {
			pf_buf_addc(out, '\\');
			pf_escape_char(out, c);
		} else {
			add_escape(out, c);
		}
		done = at + len;
	}
	pf_buf_add(out, pf_str_from_offset(text, done));
}

void pf_json_string(struct pf_buf *out, pf_str text)
{
	pf_buf_addc(out, '"');
	add_text(out, text, false);
	pf_buf_addc(out, '"');
}

void pf_json_shown(struct pf_buf *out, pf_str text)
{
	add_text(out, text, true);
}

void pf_json_member_shown(struct pf_buf *out, const char *key, pf_str text)
{
	pf_json_key(out, key);
	pf_buf_addc(out, '"');
	add_text(out, text, true);
	pf_buf_addc(out, '"');
}

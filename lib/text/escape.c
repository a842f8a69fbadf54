/* SPDX-License-Identifier: Apache-2.0 */

#include "text/escape.h"

#include "text/utf8.h"

void pf_escape_char(struct pf_buf *out, uint32_t c)
{
	pf_buf_addf(out, "\\u{%x}", (unsigned)(c == PF_UTF8_BAD ? 0xfffd : c));
}

/* XML. */

static const char *entity_of(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&apos;";
	default:
		return NULL;
	}
}

/* XML 1.0 has no way to write the other controls and the two noncharacters. */
static bool is_illegal(uint32_t c)
{
	return c == PF_UTF8_BAD || c == 0xfffe || c == 0xffff || pf_is_unsafe(c);
}

static void add_xml(struct pf_buf *out, pf_str text, bool is_path)
{
	size_t done = 0, len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t c = pf_utf8_first(pf_str_from_offset(text, at), &len);
		const char *entity = entity_of(c);

		if (!entity && !is_illegal(c))
			continue;
		pf_buf_add(out, pf_str_sub(text, done, at));
		if (entity)
			pf_buf_add(out, pf_str_from(entity));
		else if (is_path && (c == '\t' || c == '\n' || c == '\r'))
			pf_buf_addf(out, "&#%u;", (unsigned)c);
		else
			pf_escape_char(out, c);
		done = at + len;
	}
	pf_buf_add(out, pf_str_from_offset(text, done));
}

void pf_escape_xml(struct pf_buf *out, pf_str text)
{
	add_xml(out, text, false);
}

void pf_escape_xml_path(struct pf_buf *out, pf_str path)
{
	add_xml(out, path, true);
}

/* URI. */

/* Not the colon, which would make the first step of a path a scheme. */
static bool is_uri_char(char c)
{
	return pf_is_alnum(c) || (c && strchr("-._~/!$&'()*+,;=@", c));
}

void pf_escape_uri(struct pf_buf *out, pf_str path)
{
	for (size_t i = 0; i < path.len; i++) {
		if (is_uri_char(path.ptr[i]))
			pf_buf_addc(out, path.ptr[i]);
		else
			pf_buf_addf(out, "%%%02X", (unsigned)(unsigned char)path.ptr[i]);
	}
}

/* Workflow commands. */

static bool ends_legacy_mark(pf_str text, size_t at)
{
	return at >= 2 && text.ptr[at] == '[' && text.ptr[at - 1] == '#' && text.ptr[at - 2] == '#';
}

static bool is_percent_coded(uint32_t c, bool is_property)
{
	return c == '%' || (is_property && (c == ':' || c == ',' || c == '\r' || c == '\n'));
}

static void add_command(struct pf_buf *out, pf_str text, bool is_property)
{
	size_t done = 0, len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t c = pf_utf8_first(pf_str_from_offset(text, at), &len);
		bool coded = is_percent_coded(c, is_property);
		bool broken = c == PF_UTF8_BAD || pf_is_unsafe(c) ||
			(!is_property && ends_legacy_mark(text, at));

		if (!coded && !broken)
			continue;
		pf_buf_add(out, pf_str_sub(text, done, at));
		if (coded)
			pf_buf_addf(out, "%%%02X", (unsigned)c);
		else
			pf_escape_char(out, c);
		done = at + len;
	}
	pf_buf_add(out, pf_str_from_offset(text, done));
}

void pf_escape_command(struct pf_buf *out, pf_str text)
{
	add_command(out, text, false);
}

void pf_escape_property(struct pf_buf *out, pf_str path)
{
	add_command(out, path, true);
}

/* Blanks of any kind may stand before the `::` of a command. */
static bool may_be_command(pf_str line)
{
	return line.len && !pf_is_alnum(line.ptr[0]) && line.ptr[0] != '/' && line.ptr[0] != '.' &&
		pf_str_contains(line, PF_STR("::"));
}

void pf_escape_log_line(struct pf_buf *out, pf_str line)
{
	size_t done = 0;

	if (may_be_command(line))
		pf_buf_add_lit(out, "./");
	for (size_t at = 0; at < line.len; at++) {
		if (!ends_legacy_mark(line, at))
			continue;
		pf_buf_add(out, pf_str_sub(line, done, at));
		pf_escape_char(out, '[');
		done = at + 1;
	}
	pf_buf_add(out, pf_str_from_offset(line, done));
}

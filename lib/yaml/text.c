/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/text.h"

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

size_t pf_text_line_start(pf_str text, size_t at)
{
	/* Between CR and LF is still on the line that they end. */
	if (at > 0 && at < text.len && text.ptr[at] == '\n' && text.ptr[at - 1] == '\r')
		at--;
	while (at > 0 && !is_break(text.ptr[at - 1]))
		at--;
	return at;
}

size_t pf_text_line_end(pf_str text, size_t at)
{
	while (at < text.len && !is_break(text.ptr[at]))
		at++;
	return at;
}

size_t pf_text_next_line(pf_str text, size_t at)
{
	at = pf_text_line_end(text, at);
	if (at < text.len && text.ptr[at] == '\r')
		at++;
	else if (at < text.len)
		return at + 1;
	if (at < text.len && text.ptr[at] == '\n')
		at++;
	return at;
}

size_t pf_text_skip_blanks(pf_str text, size_t at, size_t end)
{
	while (at < end && pf_is_blank(text.ptr[at]))
		at++;
	return at;
}

bool pf_text_is_marker(pf_str text, size_t at, pf_str marker)
{
	if (at >= text.len || (at > 0 && !is_break(text.ptr[at - 1])))
		return false;
	if (!pf_str_starts_with(pf_str_from_offset(text, at), marker))
		return false;
	at += marker.len;
	return at == text.len || pf_is_blank(text.ptr[at]);
}

bool pf_text_is_item(pf_str text, size_t at)
{
	if (at >= text.len || text.ptr[at] != '-')
		return false;
	return at + 1 == text.len || pf_is_blank(text.ptr[at + 1]);
}

size_t pf_text_document_end(pf_str text, size_t at, size_t end)
{
	text.len = end;
	while (at < end) {
		at += pf_str_find(pf_str_from_offset(text, at), PF_STR("..."));
		if (pf_text_is_marker(text, at, PF_STR("...")))
			return at;
		at++;
	}
	return end;
}

static size_t skip_comment(pf_str text, size_t at, size_t end)
{
	while (at < end && !is_break(text.ptr[at]))
		at++;
	return at;
}

size_t pf_text_skip_properties(pf_str text, size_t at, size_t end)
{
	while (pf_text_has_property(text, at, end)) {
		while (at < end && !pf_is_blank(text.ptr[at]))
			at++;
		at = pf_text_skip_blanks(text, at, end);
		while (at < end && text.ptr[at] == '#') {
			at = skip_comment(text, at, end);
			at = pf_text_skip_blanks(text, at, end);
		}
	}
	return at;
}

size_t pf_text_block_end(pf_str text, size_t start, size_t end)
{
	size_t header = start + 1;

	while (end > start && pf_is_blank(text.ptr[end - 1]))
		end--;
	for (size_t i = start; i < end; i++) {
		if (is_break(text.ptr[i]))
			return end;
	}
	/* No content: what stands behind the header can only be a comment. */
	while (header < end &&
		(pf_is_digit(text.ptr[header]) || text.ptr[header] == '+' ||
			text.ptr[header] == '-'))
		header++;
	return header;
}

size_t pf_text_empty_value(pf_str text, size_t key_end, size_t at)
{
	size_t colon = key_end;

	if (at > key_end && text.ptr[at - 1] == ':')
		return at;
	while (colon < at && (text.ptr[colon] == ' ' || text.ptr[colon] == '\t'))
		colon++;
	return colon < at && text.ptr[colon] == ':' ? colon + 1 : key_end;
}

static size_t skip_json_string(pf_str text, size_t at, size_t end)
{
	for (at++; at < end && text.ptr[at] != '"'; at++) {
		if (text.ptr[at] == '\\')
			at++;
	}
	return at < end ? at + 1 : end;
}

size_t pf_text_json_end(pf_str text, size_t at, size_t end)
{
	size_t depth = 0;

	while (at < end) {
		char c = text.ptr[at];

		if (c == '"') {
			at = skip_json_string(text, at, end);
			continue;
		}
		if (c == '.' && pf_text_is_marker(text, at, PF_STR("...")))
			return end;
		at++;
		if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && --depth == 0)
			return at;
	}
	return end;
}

size_t pf_text_word_end(pf_str text, size_t at, size_t end)
{
	size_t from = at;

	if (at >= end)
		return end;
	while (at < end && !pf_is_blank(text.ptr[at]) && !strchr(",[]{}:#\"'", text.ptr[at]))
		at++;
	if (at == from)
		at += pf_text_char_len(text.ptr[at]);
	return at < end ? at : end;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/mold.h"

#include "yaml/text.h"

#define LOOK_BACK 4096 /* bytes; a text of many faults must cost little */

static const struct {
	pf_str open;
	pf_str close;
} brackets[] = {
	{PF_STR_INIT("{{"), PF_STR_INIT("}}")},
	{PF_STR_INIT("{%"), PF_STR_INIT("%}")},
	{PF_STR_INIT("<%"), PF_STR_INIT("%>")},
};

static bool is_word(char c)
{
	return pf_is_alnum(c) || c == '_';
}

/* Length of the mark that stands at the front of `text`, or 0. */
static size_t bracket_len(pf_str text)
{
	for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++) {
		size_t close;

		if (!pf_str_starts_with(text, brackets[i].open))
			continue;
		close = pf_str_find(text, brackets[i].close);
		return close < text.len ? close + 2 : 2;
	}
	return 0;
}

static size_t word_len(pf_str text, size_t from, const char *others)
{
	size_t at = from;

	while (at < text.len &&
		(is_word(text.ptr[at]) || (text.ptr[at] && strchr(others, text.ptr[at]))))
		at++;
	return at - from;
}

/* `@NAME@` */
static size_t at_sign_len(pf_str text)
{
	size_t n = text.len && text.ptr[0] == '@' ? word_len(text, 1, "") : 0;

	return n && n + 1 < text.len && text.ptr[n + 1] == '@' ? n + 2 : 0;
}

/* `${NAME}`, with nothing else on its line. */
static size_t variable_len(pf_str line)
{
	line = pf_str_trim(line);
	if (!pf_str_starts_with(line, PF_STR("${")) || pf_str_find_char(line, '}') + 1 != line.len)
		return 0;
	return line.len;
}

/* `{name}` or `[NAME]` at the start of a value that goes on after it. */
static size_t glued_len(pf_str text)
{
	size_t n;

	if (!text.len || (text.ptr[0] != '{' && text.ptr[0] != '['))
		return 0;
	n = word_len(text, 1, "-. ");
	if (!n || n + 2 >= text.len || text.ptr[n + 1] != (text.ptr[0] == '{' ? '}' : ']'))
		return 0;
	return pf_str_find_char(PF_STR("/-._:"), text.ptr[n + 2]) < 5 || is_word(text.ptr[n + 2])
		? n + 2
		: 0;
}

static struct pf_piece piece_at(size_t at, size_t len)
{
	return (struct pf_piece){(uint32_t)at, (uint32_t)(at + len)};
}

/* After the key or dash of a line; its first character where there is neither. */
static size_t value_start(pf_str text, size_t first, size_t end)
{
	size_t at = first;

	while (at < end && pf_text_is_item(text, at))
		at = pf_text_skip_blanks(text, at + 1, end);
	first = at;
	while (at < end && is_word(text.ptr[at]))
		at++;
	return at < end && at > first && text.ptr[at] == ':'
		? pf_text_skip_blanks(text, at + 1, end)
		: first;
}

bool pf_mold_in_line(pf_str text, size_t at, struct pf_piece *out)
{
	size_t start = pf_text_line_start(text, at), end = pf_text_line_end(text, at);
	size_t first = pf_text_skip_blanks(text, start, end), value, len;

	if (first >= end || text.ptr[first] == '#')
		return false;
	for (size_t i = first; i < end; i++) {
		pf_str rest = pf_str_sub(text, i, end);

		len = bracket_len(rest);
		len = len ? len : at_sign_len(rest);
		if (len) {
			*out = piece_at(i, len);
			return true;
		}
	}
	value = value_start(text, first, end);
	len = variable_len(pf_str_sub(text, first, end));
	if (len) {
		*out = piece_at(first, len);
		return true;
	}
	len = glued_len(pf_str_sub(text, value, end));
	*out = piece_at(value, len);
	return len > 0;
}

/* `%s` where a value is to begin. */
static bool is_verb(pf_str text, size_t at)
{
	return at + 1 < text.len && text.ptr[at] == '%' &&
		pf_str_find_char(PF_STR("sdvqt"), text.ptr[at + 1]) < 5 &&
		(at + 2 == text.len || !is_word(text.ptr[at + 2]));
}

/* A statement at the margin is within no text of the document. */
static bool has_statement(pf_str text, struct pf_piece piece, size_t at, struct pf_piece *out)
{
	size_t from = at > piece.start + LOOK_BACK ? at - LOOK_BACK : piece.start;
	size_t line = pf_text_line_start(text, at);

	while (line > from) {
		size_t len;

		line = pf_text_line_start(text, line - 1);
		if (line < piece.start || pf_text_is_marker(text, line, PF_STR("...")))
			return false;
		len = bracket_len(pf_str_sub(text, line, pf_text_line_end(text, line)));
		if (len) {
			*out = piece_at(line, len);
			return true;
		}
	}
	return false;
}

bool pf_mold_near(pf_str text, struct pf_piece piece, size_t at, struct pf_piece *out)
{
	size_t start = pf_text_line_start(text, at);

	if (pf_mold_in_line(text, at, out))
		return true;
	if (is_verb(text, at)) {
		*out = piece_at(at, 2);
		return true;
	}
	return (start > piece.start && pf_mold_in_line(text, start - 1, out)) ||
		has_statement(text, piece, at, out);
}

bool pf_mold_as_value(pf_str text, size_t at, struct pf_piece *out)
{
	size_t end = pf_text_line_end(text, at);
	size_t from = pf_text_skip_blanks(text, at, end);

	if (from == at || !pf_str_starts_with(pf_str_sub(text, from, end), PF_STR("#@")))
		return false;
	*out = piece_at(from, pf_str_trim(pf_str_sub(text, from, end)).len);
	return true;
}

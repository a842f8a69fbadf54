/* SPDX-License-Identifier: Apache-2.0 */

#include "yaml/colons.h"

/* A colon within or at the end of a word that a flow indicator follows. */
static bool is_hidden(pf_str text, size_t at)
{
	static const pf_str indicators = PF_STR_INIT(",[]{}");
	char before = at ? text.ptr[at - 1] : '\n';

	if (text.ptr[at] != ':' || at + 1 >= text.len)
		return false;
	if (pf_is_blank(before) || before == '"' || before == '\'')
		return false;
	return pf_str_find_char(indicators, text.ptr[at + 1]) < indicators.len;
}

/* A letter or digit that `text` has nowhere, or NUL. */
static char spare_character(pf_str text)
{
	static const char letters[] =
		"QZXJKVWYqzxjkvwyABCDEFGHILMNOPRSTUabcdefghilmnoprstu0123456789";
	bool seen[256] = {false};

	for (size_t i = 0; i < text.len; i++)
		seen[(unsigned char)text.ptr[i]] = true;
	for (size_t i = 0; letters[i]; i++) {
		if (!seen[(unsigned char)letters[i]])
			return letters[i];
	}
	return '\0';
}

bool pf_colons_hide(struct pf_arena *arena, pf_str text, size_t at, struct pf_colons *colons)
{
	char instead = spare_character(text);

	while (at < text.len && !is_hidden(text, at))
		at++;
	if (!instead || at >= text.len)
		return false;
	colons->instead = instead;
	colons->copy = pf_arena_alloc(arena, text.len, 1);
	memcpy(colons->copy, text.ptr, text.len);
	for (; at < text.len; at++) {
		if (is_hidden(text, at))
			colons->copy[at] = instead;
	}
	return true;
}

void pf_colons_restore(const struct pf_colons *colons, char *bytes, size_t len)
{
	for (size_t i = 0; colons->copy && i < len; i++) {
		if (bytes[i] == colons->instead)
			bytes[i] = ':';
	}
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "text/reminder.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_word(char c)
{
	return pf_is_alnum(c) || c == '_';
}

static bool is_word_or(char c, const char *more)
{
	return is_word(c) || (c && strchr(more, c));
}

static bool is_first(char c)
{
	return is_word(c) && !pf_is_digit(c);
}

/* `(?<name>` and `(?P<name>` begin a group of a regular expression. */
static bool is_group(pf_str before)
{
	return pf_str_ends_with(before, PF_STR("(?")) || pf_str_ends_with(before, PF_STR("(?P"));
}

bool pf_has_enclosed(pf_str text, char open, char close, const char *more)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t end = i + 1;

		if (text.ptr[i] != open)
			continue;
		while (end < text.len && is_word_or(text.ptr[end], more))
			end++;
		if (end > i + 1 && end < text.len && text.ptr[end] == close &&
			is_first(text.ptr[i + 1]) && text.ptr[end - 1] != '/' &&
			!is_group(pf_str_sub(text, 0, i)))
			return true;
	}
	return false;
}

/* `[YOUR REGISTRY]`, and no class of letters. */
static bool has_bracketed(pf_str text)
{
	size_t open = pf_str_find_char(text, '['), close = pf_str_find_char(text, ']');
	bool joined = false;

	if (close >= text.len || close < open + 4)
		return false;
	for (size_t i = open + 1; i < close; i++) {
		if (!pf_is_upper(text.ptr[i]) && text.ptr[i] != '_' && text.ptr[i] != ' ')
			return false;
		joined |= !pf_is_upper(text.ptr[i]);
	}
	return joined;
}

/* `__NAME__`, which scripts replace with sed. */
static bool is_underlined(pf_str text)
{
	return text.len > 4 && pf_str_starts_with(text, PF_STR("__")) &&
		pf_str_ends_with(text, PF_STR("__")) && pf_is_upper(text.ptr[2]);
}

/* XXX and xxxx, and four capital ones within a key. */
static bool is_crossed_out(pf_str text)
{
	size_t n = 0;

	while (n < text.len && (text.ptr[n] == 'X' || text.ptr[n] == 'x') &&
		text.ptr[n] == text.ptr[0])
		n++;
	return (n == text.len && n >= 3) || pf_str_contains(text, PF_STR("XXXX"));
}

/* `your-registry`, `your-token-here`: not every name that begins so. */
static bool is_yours(pf_str text)
{
	static const pf_str nouns[] = {PF_STR_INIT("account"), PF_STR_INIT("api-key"),
		PF_STR_INIT("bucket"), PF_STR_INIT("cluster"), PF_STR_INIT("domain"),
		PF_STR_INIT("email"), PF_STR_INIT("host"), PF_STR_INIT("key"), PF_STR_INIT("name"),
		PF_STR_INIT("namespace"), PF_STR_INIT("org"), PF_STR_INIT("password"),
		PF_STR_INIT("project"), PF_STR_INIT("region"), PF_STR_INIT("registry"),
		PF_STR_INIT("repo"), PF_STR_INIT("secret"), PF_STR_INIT("server"),
		PF_STR_INIT("token"), PF_STR_INIT("user"), PF_STR_INIT("username")};
	size_t at = 0, end;

	if (pf_str_starts_with(text, PF_STR("your-")) && pf_str_ends_with(text, PF_STR("-here")))
		return true;
	do {
		at += pf_str_find(pf_str_from_offset(text, at), PF_STR("your-"));
		if (at >= text.len)
			return false;
		end = at += strlen("your-");
		while (end < text.len && (is_word(text.ptr[end]) || text.ptr[end] == '-'))
			end++;
		if (at > 5 && is_word(text.ptr[at - 6]))
			continue;
		if (pf_is_one_of(pf_str_sub(text, at, end), nouns, COUNT(nouns)))
			return true;
	} while (at < text.len);
	return false;
}

bool pf_is_reminder(pf_str text)
{
	static const pf_str any_case[] = {PF_STR_INIT("changeme"), PF_STR_INIT("change-me"),
		PF_STR_INIT("change_me"), PF_STR_INIT("replaceme"), PF_STR_INIT("replace-me"),
		PF_STR_INIT("replace_me")};
	static const pf_str words[] = {PF_STR_INIT("FIXME"), PF_STR_INIT("PLACEHOLDER"),
		PF_STR_INIT("TBD"), PF_STR_INIT("TODO")};
	static const pf_str parts[] = {PF_STR_INIT("CHANGEME"), PF_STR_INIT("CHANGE_ME"),
		PF_STR_INIT("YOUR_"), PF_STR_INIT("YOUR-"), PF_STR_INIT("REPLACE_ME"),
		PF_STR_INIT("REPLACE_WITH"), PF_STR_INIT("INSERT_YOUR"), PF_STR_INIT("FILLED_BY"),
		PF_STR_INIT("FILL_IN")};

	if (pf_is_one_of_nocase(text, any_case, COUNT(any_case)))
		return true;
	for (size_t i = 0; i < COUNT(parts); i++) {
		size_t at = pf_str_find(text, parts[i]);

		if (at < text.len && (!at || !is_word(text.ptr[at - 1])))
			return true;
	}
	return pf_is_one_of(text, words, COUNT(words)) || pf_str_ends_with(text, PF_STR("_HERE")) ||
		(pf_has_enclosed(text, '<', '>', "- .'/") &&
			!pf_str_contains(text, PF_STR("</"))) ||
		pf_has_enclosed(text, '@', '@', "") || has_bracketed(text) || is_underlined(text) ||
		is_crossed_out(text) || is_yours(text);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/placeholder.h"

static bool is_word(char c)
{
	return pf_is_alnum(c) || c == '_';
}

/* `${NAME}`, `$(NAME)`, and what envsubst takes: `$NAME`. */
static bool has_dollar(pf_str text)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		char next = text.ptr[i + 1];

		if (text.ptr[i] == '$' &&
			(next == '{' || next == '(' || next == '_' || pf_is_upper(next)))
			return true;
	}
	return false;
}

bool pf_has_variable(pf_str text)
{
	size_t at = pf_str_find(text, PF_STR("${")) + 2, end = at;

	while (end < text.len && is_word(text.ptr[end]))
		end++;
	return end > at && end < text.len && !pf_is_digit(text.ptr[at]) &&
		(text.ptr[end] == '}' ||
			pf_str_starts_with(pf_str_from_offset(text, end), PF_STR(":-")));
}

bool pf_is_placeholder(pf_str text)
{
	return has_dollar(text) || pf_str_contains(text, PF_STR("{{")) ||
		pf_str_contains(text, PF_STR("<<")) || pf_str_contains(text, PF_STR("<%")) ||
		pf_str_starts_with(text, PF_STR("#@")) || pf_has_enclosed(text, '{', '}', "-.") ||
		pf_is_reminder(text);
}

bool pf_is_capitals(pf_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!pf_is_upper(text.ptr[i]) && !pf_is_digit(text.ptr[i]) && text.ptr[i] != '_')
			return false;
	}
	return text.len > 2 && pf_is_upper(text.ptr[0]);
}

bool pf_is_capital_words(pf_str text)
{
	return pf_is_capitals(text) && pf_str_find_char(text, '_') + 1 < text.len;
}

bool pf_names_its_field(pf_str field, pf_str text)
{
	size_t last = text.len, from = 0;

	if (!pf_is_capitals(text) || !field.len)
		return false;
	while (last > 0 && text.ptr[last - 1] != '_')
		last--;
	for (size_t i = 1; i <= field.len; i++) {
		if (i < field.len && !pf_is_upper(field.ptr[i]))
			continue;
		if (pf_str_eq_nocase(pf_str_from_offset(text, last), pf_str_sub(field, from, i)))
			return true;
		from = i;
	}
	return false;
}

static bool ends_with_one_of(pf_str field, const pf_str *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (pf_str_ends_with(field, list[i]))
			return true;
	}
	return false;
}

bool pf_stands_for_value(pf_str field, pf_str text)
{
	static const pf_str numbers[] = {PF_STR_INIT("completions"), PF_STR_INIT("cpu"),
		PF_STR_INIT("ephemeral-storage"), PF_STR_INIT("memory"), PF_STR_INIT("parallelism"),
		PF_STR_INIT("replicas"), PF_STR_INIT("storage")};
	static const pf_str number_ends[] = {PF_STR_INIT("Group"), PF_STR_INIT("Limit"),
		PF_STR_INIT("Mode"), PF_STR_INIT("Replicas"), PF_STR_INIT("Seconds"),
		PF_STR_INIT("Threshold"), PF_STR_INIT("User")};
	static const pf_str others[] = {PF_STR_INIT("caBundle"), PF_STR_INIT("port")};

	if (!pf_is_capitals(text) || pf_str_eq(field, PF_STR("key")))
		return false;
	if (pf_names_its_field(field, text) ||
		pf_is_one_of(field, numbers, sizeof(numbers) / sizeof(numbers[0])) ||
		ends_with_one_of(field, number_ends, sizeof(number_ends) / sizeof(number_ends[0])))
		return true;
	return pf_is_capital_words(text) &&
		(pf_is_one_of(field, others, sizeof(others) / sizeof(others[0])) ||
			pf_str_ends_with(field, PF_STR("Port")));
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/placeholder.h"

/* `${NAME}`, `$(NAME)`, and what envsubst takes: `$NAME`. */
static bool has_variable(pf_str text)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		char next = text.ptr[i + 1];

		if (text.ptr[i] == '$' &&
			(next == '{' || next == '(' || next == '_' || pf_is_upper(next)))
			return true;
	}
	return false;
}

/* `__NAME__`, which scripts replace with sed. */
static bool is_underlined(pf_str text)
{
	return text.len > 4 && pf_str_starts_with(text, PF_STR("__")) &&
		pf_str_ends_with(text, PF_STR("__")) && pf_is_upper(text.ptr[2]);
}

bool pf_is_placeholder(pf_str text)
{
	return has_variable(text) || is_underlined(text) || pf_str_contains(text, PF_STR("{{")) ||
		pf_str_contains(text, PF_STR("<<"));
}

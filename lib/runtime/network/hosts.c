/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/hosts.h"

#define PORT_DIGITS 5

static bool is_host_char(char c)
{
	return pf_is_alnum(c) || c == '-' || c == '_' || c == '.';
}

bool pf_name_means_host(pf_str name)
{
	static const pf_str endings[] = {PF_STR_INIT("host"), PF_STR_INIT("hostname"),
		PF_STR_INIT("hosts"), PF_STR_INIT("server"), PF_STR_INIT("servers"),
		PF_STR_INIT("addr"), PF_STR_INIT("address"), PF_STR_INIT("endpoint")};

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		pf_str end = endings[i];

		if (name.len >= end.len &&
			pf_str_eq_nocase(pf_str_from_offset(name, name.len - end.len), end))
			return true;
	}
	return false;
}

/* A colon and the digits of a port, with nothing of a version or path behind them? */
static bool has_port(pf_str rest)
{
	size_t n = 1;

	if (rest.len < 2 || rest.ptr[0] != ':')
		return false;
	while (n < rest.len && pf_is_digit(rest.ptr[n]))
		n++;
	return n > 2 && n <= 1 + PORT_DIGITS && (n == rest.len || !is_host_char(rest.ptr[n]));
}

/* Is it behind `host=`, as in the strings that databases connect by? */
static bool is_behind_name(pf_str before)
{
	size_t end = before.len;
	size_t start;

	if (end == 0 || before.ptr[end - 1] != '=')
		return false;
	start = --end;
	while (start > 0 && is_host_char(before.ptr[start - 1]))
		start--;
	return pf_name_means_host(pf_str_sub(before, start, end));
}

static bool stands_for_host(pf_str text, size_t start, size_t end)
{
	pf_str before = pf_str_sub(text, 0, start);
	pf_str rest = pf_str_from_offset(text, end);
	bool in_path = pf_str_ends_with(before, PF_STR("/"));
	bool ends = rest.len == 0 || pf_str_find_char(PF_STR(" \t\n;,&\"'"), rest.ptr[0]) < 8;

	/* Not the password of user:password@host, and no time of day. */
	if ((rest.len > 0 && rest.ptr[0] == '@') || pf_is_digit(text.ptr[start]))
		return false;
	if (pf_str_ends_with(before, PF_STR("//")))
		return rest.len == 0 || rest.ptr[0] != ':' || has_port(rest);
	if (pf_str_ends_with(before, PF_STR("@")))
		return true;
	if (has_port(rest))
		return !in_path && !pf_str_ends_with(before, PF_STR(":"));
	return ends && is_behind_name(before);
}

bool pf_host_next(pf_str text, size_t *at, pf_str *host)
{
	size_t end = *at;

	while (end < text.len) {
		size_t start = end;

		while (end < text.len && is_host_char(text.ptr[end]))
			end++;
		if (end > start && stands_for_host(text, start, end)) {
			*host = pf_str_sub(text, start, end);
			*at = end;
			return true;
		}
		end += end == start;
	}
	return false;
}

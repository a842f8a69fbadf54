/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/peers.h"

/*
 * Of hadolint, whose numbers are not all in the table: DL3008, and SC2086 of the ShellCheck
 * that it runs.
 */
static bool is_of_hadolint(pf_str name)
{
	static const pf_str peer = PF_STR_INIT("hadolint/");

	if (pf_str_starts_with(name, peer))
		name = pf_str_from_offset(name, peer.len);
	if (name.len != 6 ||
		!(pf_str_starts_with(name, PF_STR("DL")) || pf_str_starts_with(name, PF_STR("SC"))))
		return false;
	for (size_t i = 2; i < name.len; i++) {
		if (!pf_is_digit(name.ptr[i]))
			return false;
	}
	return true;
}

bool pf_peer_find(pf_str name, pf_str *reason)
{
	pf_str rest = {(const char *)pf_peers_tsv, pf_peers_tsv_len}, line;

	while (name.len && rest.len && pf_str_split(&rest, '\n', &line)) {
		size_t tab = pf_str_find_char(line, '\t');
		pf_str whole = pf_str_sub(line, 0, tab);
		pf_str check = pf_str_from_offset(whole, pf_str_find_char(whole, '/') + 1);

		if (pf_str_starts_with(line, PF_STR("#")) || tab == line.len ||
			(!pf_str_eq(whole, name) && !pf_str_eq(check, name)))
			continue;
		*reason = pf_str_from_offset(line, tab + 1);
		return true;
	}
	if (!is_of_hadolint(name))
		return false;
	*reason = PF_STR(
		"judges how a Dockerfile is written, not what becomes of its image in a Pod");
	return true;
}

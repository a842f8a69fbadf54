/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/peers.h"

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
	return false;
}

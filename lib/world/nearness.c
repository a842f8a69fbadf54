/* SPDX-License-Identifier: Apache-2.0 */

#include "world/nearness.h"

#define ALIKE_MAX 1000

const struct pf_index_value *pf_alike(const struct pf_index_slot *slot)
{
	return slot && slot->n <= ALIKE_MAX ? slot->values : NULL;
}

size_t pf_nearness(pf_str a, pf_str b)
{
	size_t n = 0;
	pf_str x, y;

	while (pf_str_split(&a, '/', &x) && pf_str_split(&b, '/', &y) && pf_str_eq(x, y))
		n++;
	return n;
}

bool pf_is_at_or_below(pf_str folder, pf_str path)
{
	return pf_str_eq(folder, PF_STR(".")) ||
		(pf_str_starts_with(path, folder) && path.len > folder.len &&
			path.ptr[folder.len] == '/');
}

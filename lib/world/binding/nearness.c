/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/nearness.h"

#define ALIKE_MAX 1000 /* values that are looked at each time */

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

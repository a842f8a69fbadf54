/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts/flags.h"

#include <stdbool.h>

#include "base/search.h"

static bool comes_before(const void *item, const void *key)
{
	const struct pf_known_flag *flag = item;
	const pf_str *name = key;

	return pf_str_cmp(flag->name, *name) < 0;
}

/* A star sorts before all that names are made of. */
static const struct pf_known_flag *find_end(pf_str name)
{
	for (size_t i = 0; i < pf_nknown_flags && pf_known_flags[i].name.ptr[0] == '*'; i++) {
		if (pf_str_ends_with(name, pf_str_from_offset(pf_known_flags[i].name, 1)))
			return &pf_known_flags[i];
	}
	return NULL;
}

const struct pf_known_flag *pf_known_flag(pf_str name)
{
	size_t i = pf_search(pf_known_flags, pf_nknown_flags, sizeof(pf_known_flags[0]), &name,
		comes_before);

	if (i < pf_nknown_flags && pf_str_eq(pf_known_flags[i].name, name))
		return &pf_known_flags[i];
	return find_end(name);
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/schema.h"

#include <stdlib.h>

#include "base/search.h"

static bool hashes_below(const void *field, const void *hash)
{
	return ((const struct pf_field *)field)->hash < *(const uint32_t *)hash;
}

const struct pf_field *pf_type_field(const struct pf_type *type, pf_str name, uint32_t hash)
{
	size_t i =
		pf_search(type->fields, type->nfields, sizeof(*type->fields), &hash, hashes_below);

	for (; i < type->nfields && type->fields[i].hash == hash; i++) {
		if (pf_str_eq(type->fields[i].name, name))
			return &type->fields[i];
	}
	return NULL;
}

/* What the tables of kinds and of their lives are sorted by. */
struct name {
	pf_str kind;
	pf_str api_version;
};

static int compare_names(const struct name *name, pf_str kind, pf_str api_version)
{
	int order = pf_str_cmp(name->kind, kind);

	return order ? order : pf_str_cmp(name->api_version, api_version);
}

static int compare_kind(const void *name, const void *item)
{
	const struct pf_kind *kind = item;

	return compare_names(name, kind->kind, kind->api_version);
}

static int compare_life(const void *name, const void *item)
{
	const struct pf_api_life *life = item;

	return compare_names(name, life->kind, life->api_version);
}

const struct pf_kind *pf_kind_find(pf_str api_version, pf_str kind)
{
	struct name name = {kind, api_version};

	return bsearch(&name, pf_kinds, pf_nkinds, sizeof(*pf_kinds), compare_kind);
}

static bool is_stable(pf_str api_version)
{
	return !pf_str_contains(api_version, PF_STR("alpha")) &&
		!pf_str_contains(api_version, PF_STR("beta"));
}

/* The table is sorted by kind, then apiVersion: later versions come later. */
const struct pf_kind *pf_kind_elsewhere(pf_str kind, uint8_t release)
{
	const struct pf_kind *best = NULL;

	for (size_t i = 0; i < pf_nkinds; i++) {
		const struct pf_kind *k = &pf_kinds[i];

		if (k->scope == PF_NO_RESOURCE || !pf_str_eq(k->kind, kind) ||
			!pf_served(k->since, k->until, release))
			continue;
		if (!best || is_stable(k->api_version) || !is_stable(best->api_version))
			best = k;
	}
	return best;
}

const struct pf_api_life *pf_api_life_find(pf_str api_version, pf_str kind)
{
	struct name name = {kind, api_version};

	return bsearch(&name, pf_api_lives, pf_napi_lives, sizeof(*pf_api_lives), compare_life);
}

const struct pf_kind *pf_api_life_successor(const struct pf_api_life *life)
{
	size_t space = pf_str_find_char(life->replacement, ' ');

	if (space == life->replacement.len)
		return NULL;
	return pf_kind_find(pf_str_sub(life->replacement, 0, space),
		pf_str_from_offset(life->replacement, space + 1));
}

static bool group_is(pf_str api_version, pf_str group)
{
	size_t slash = pf_str_find_char(api_version, '/');

	return slash < api_version.len ? pf_str_eq(pf_str_sub(api_version, 0, slash), group)
				       : group.len == 0;
}

bool pf_group_is_builtin(pf_str group)
{
	for (size_t i = 0; i < pf_nkinds; i++) {
		if (group_is(pf_kinds[i].api_version, group))
			return true;
	}
	for (size_t i = 0; i < pf_napi_lives; i++) {
		if (group_is(pf_api_lives[i].api_version, group))
			return true;
	}
	return false;
}

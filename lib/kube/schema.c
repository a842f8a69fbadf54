/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/schema.h"

const struct pf_field *pf_type_field(const struct pf_type *type, pf_str name, uint32_t hash)
{
	size_t low = 0, high = type->nfields;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (type->fields[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < type->nfields && type->fields[low].hash == hash; low++) {
		if (pf_str_eq(type->fields[low].name, name))
			return &type->fields[low];
	}
	return NULL;
}

static int kind_order(pf_str kind, pf_str api_version, pf_str other_kind, pf_str other_version)
{
	int order = pf_str_cmp(kind, other_kind);

	return order ? order : pf_str_cmp(api_version, other_version);
}

const struct pf_kind *pf_kind_find(pf_str api_version, pf_str kind)
{
	size_t low = 0, high = pf_nkinds;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct pf_kind *k = &pf_kinds[mid];
		int order = kind_order(kind, api_version, k->kind, k->api_version);

		if (order == 0)
			return k;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
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
	size_t low = 0, high = pf_napi_lives;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct pf_api_life *life = &pf_api_lives[mid];
		int order = kind_order(kind, api_version, life->kind, life->api_version);

		if (order == 0)
			return life;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
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

/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/decode/fields.h"

const struct pf_str_entry *pf_str_map_get(const struct pf_str_map *map, pf_str key)
{
	for (size_t i = map->len; i > 0; i--) {
		if (pf_str_eq(map->ptr[i - 1].key, key))
			return &map->ptr[i - 1];
	}
	return NULL;
}

const struct pf_quantity_entry *pf_quantity_map_get(const struct pf_quantity_map *map, pf_str key)
{
	for (size_t i = map->len; i > 0; i--) {
		if (pf_str_eq(map->ptr[i - 1].key, key))
			return &map->ptr[i - 1];
	}
	return NULL;
}

bool pf_str_list_has(const struct pf_str_list *list, pf_str value)
{
	PF_EACH(pf_str_field, item, *list) {
		if (item->set && pf_str_eq(item->is, value))
			return true;
	}
	return false;
}

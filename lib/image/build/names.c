/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/names.h"

static struct pf_build_name *find_slot(const struct pf_build_names *names, pf_str name,
	uint32_t hash, size_t *fuel)
{
	size_t i = hash & (names->cap - 1);

	for (; names->slots[i].number; i = (i + 1) & (names->cap - 1)) {
		if (names->slots[i].hash == hash && pf_str_eq(names->slots[i].name, name))
			break;
		if (*fuel == 0)
			return NULL;
		--*fuel;
	}
	return &names->slots[i];
}

uint32_t pf_build_names_find(const struct pf_build_names *names, pf_str name, size_t *fuel)
{
	const struct pf_build_name *slot;

	if (names->cap == 0)
		return PF_NO_NUMBER;
	slot = find_slot(names, name, pf_str_hash(name), fuel);
	return slot && slot->number ? slot->number - 1 : PF_NO_NUMBER;
}

static void grow_names(struct pf_arena *arena, struct pf_build_names *names)
{
	const struct pf_build_name *old = names->slots;
	size_t ncap = names->cap ? names->cap * 2 : 16;
	struct pf_build_name *slots = PF_NEWN(arena, struct pf_build_name, ncap);

	for (size_t i = 0; i < names->cap; i++) {
		size_t at = old[i].hash & (ncap - 1);

		if (!old[i].number)
			continue;
		while (slots[at].number)
			at = (at + 1) & (ncap - 1);
		slots[at] = old[i];
	}
	names->slots = slots;
	names->cap = ncap;
}

uint32_t pf_build_names_add(struct pf_arena *arena, struct pf_build_names *names, pf_str name,
	uint32_t number, size_t *fuel)
{
	uint32_t hash = pf_str_hash(name);
	struct pf_build_name *slot;

	if (names->len * 2 >= names->cap)
		grow_names(arena, names);
	slot = find_slot(names, name, hash, fuel);
	if (!slot)
		return PF_NO_NUMBER;
	if (!slot->number) {
		*slot = (struct pf_build_name){name, hash, number + 1};
		names->len++;
	}
	return slot->number - 1;
}

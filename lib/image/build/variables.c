/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/variables.h"

const struct pf_build_setting *pf_build_variables_find(const struct pf_build_variables *variables,
	pf_str name, size_t *fuel)
{
	uint32_t i = pf_build_names_find(&variables->names, name, fuel);

	return i == PF_NO_NUMBER ? NULL : variables->now.ptr[i];
}

void pf_build_variables_set(struct pf_arena *arena, struct pf_build_variables *variables,
	const struct pf_variable *variable, bool is_env, size_t *fuel)
{
	uint32_t i = pf_build_names_add(arena, &variables->names, variable->name,
		(uint32_t)variables->now.len, fuel);
	struct pf_build_setting *setting;

	if (i == PF_NO_NUMBER)
		return;
	if (i == variables->now.len)
		PF_VEC_ADD(arena, &variables->now) = NULL;
	setting = PF_NEW(arena, struct pf_build_setting);
	*setting = (struct pf_build_setting){
		*variable, i, is_env, variables->last, variables->now.ptr[i]};
	variables->now.ptr[i] = setting;
	variables->last = setting;
}

void pf_build_variables_rewind(struct pf_build_variables *variables,
	const struct pf_build_setting *last)
{
	for (; variables->last != last; variables->last = variables->last->before)
		variables->now.ptr[variables->last->number] = variables->last->shadowed;
}

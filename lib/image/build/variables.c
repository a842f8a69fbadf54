/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/variables.h"

const struct pf_build_setting *pf_build_variables_find(const struct pf_build_variables *variables,
	pf_str name, size_t *fuel)
{
	uint32_t i = pf_build_names_find(&variables->names, name, fuel);

	return i == PF_NO_NUMBER ? NULL : variables->now.ptr[i];
}

static void set(struct pf_arena *arena, struct pf_build_variables *variables, uint32_t number,
	const struct pf_variable *variable, bool is_env)
{
	struct pf_build_setting *setting = PF_NEW(arena, struct pf_build_setting);

	*setting = (struct pf_build_setting){
		*variable, number, is_env, variables->last, variables->now.ptr[number]};
	variables->now.ptr[number] = setting;
	variables->last = setting;
}

void pf_build_variables_set(struct pf_arena *arena, struct pf_build_variables *variables,
	const struct pf_variable *variable, bool is_env, size_t *fuel)
{
	uint32_t i = pf_build_names_add(arena, &variables->names, variable->name,
		(uint32_t)variables->now.len, fuel);

	if (i == PF_NO_NUMBER)
		return;
	if (i == variables->now.len)
		PF_VEC_ADD(arena, &variables->now) = NULL;
	set(arena, variables, i, variable, is_env);
}

static void set_doubtful(struct pf_arena *arena, struct pf_build_variables *variables,
	uint32_t number, const struct pf_variable *variable)
{
	struct pf_variable doubtful = *variable;

	doubtful.varies = true;
	set(arena, variables, number, &doubtful, false);
}

void pf_build_variables_restore_envs(struct pf_arena *arena, struct pf_build_variables *variables,
	bool open, size_t *fuel)
{
	for (uint32_t i = 0; i < variables->now.len; i++) {
		const struct pf_build_setting *now = variables->now.ptr[i], *env = now;

		if (*fuel == 0)
			return;
		--*fuel;
		for (; env && !env->is_env && *fuel > 0; env = env->shadowed)
			--*fuel;
		if (env && env->is_env && env != now)
			set(arena, variables, i, &env->variable, true);
		else if (open && now && !env && !now->variable.varies)
			set_doubtful(arena, variables, i, &now->variable);
	}
}

void pf_build_variables_rewind(struct pf_build_variables *variables,
	const struct pf_build_setting *last)
{
	for (; variables->last != last; variables->last = variables->last->before)
		variables->now.ptr[variables->last->number] = variables->last->shadowed;
}

/* SPDX-License-Identifier: Apache-2.0 */

/* $(NAME), which the kubelet replaces in command, args, env and subPathExpr. */

#include "runtime/expansion.h"

#include "runtime/fragments.h"

bool pf_next_reference(pf_str *rest, pf_str *name)
{
	for (size_t i = 0; i + 1 < rest->len; i++) {
		char next = rest->ptr[i + 1];
		pf_str tail;
		size_t end;

		if (rest->ptr[i] != '$')
			continue;
		if (next != '(') {
			i += next == '$';
			continue;
		}
		tail = pf_str_from_offset(*rest, i + 2);
		end = pf_str_find_char(tail, ')');
		if (end == tail.len)
			break;
		*name = pf_str_sub(tail, 0, end);
		*rest = pf_str_from_offset(tail, end + 1);
		return true;
	}
	return false;
}

/* The kubelet adds variables for Services, which the manifest does not show. */
static bool is_of_service(pf_str name)
{
	return pf_str_contains(name, PF_STR("_SERVICE_")) || pf_str_contains(name, PF_STR("_PORT"));
}

bool pf_may_have_variable(const struct pf_pod_container *c, pf_str name)
{
	const struct pf_node *env = c->spec->env.node;

	if (pf_container_is_fragment(c) || c->spec->env_from.node || is_of_service(name))
		return true;
	if (env && (env->kind != PF_SEQ || env->len != c->spec->env.len))
		return true;
	PF_EACH(struct pf_env_var, var, c->spec->env)
		if (!var->name.set || pf_is_placeholder(var->name.is) ||
			pf_str_eq(var->name.is, name))
			return true;
	return false;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "project/compose/text.h"

#include "project/interpolate.h"
#include "yaml/scalar.h"

pf_compose_text pf_compose_text_of(struct pf_arena *arena, const struct pf_node *node)
{
	struct pf_interpolated text;

	if (!node || node->kind != PF_SCALAR || pf_node_is_null(node))
		return (pf_compose_text){.value = PF_STR_EMPTY};
	text = pf_interpolate(arena, pf_node_text(node));
	return (pf_compose_text){text.value, node, text.known, text.varies};
}

bool pf_compose_is_true(pf_compose_text text)
{
	return text.known &&
		(pf_str_eq_nocase(text.value, PF_STR("true")) ||
			pf_str_eq_nocase(text.value, PF_STR("yes")) ||
			pf_str_eq_nocase(text.value, PF_STR("on")) ||
			pf_str_eq_nocase(text.value, PF_STR("y")));
}

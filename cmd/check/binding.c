/* SPDX-License-Identifier: Apache-2.0 */

#include "check/binding.h"

static pf_str reason_of_source(struct pf_arena *arena, const struct pf_bound *bound)
{
	const char *rest = bound->unread ? ", which could not be read" : "";

	if (bound->by == PF_BOUND_BY_NAME)
		return pf_arena_fmt(arena, "its name is alike, a guess%s", rest);
	if (bound->guess && bound->by == PF_BOUND_BY_SKAFFOLD)
		return pf_arena_fmt(arena, "%.*s, whose builder may read another: a guess",
			PF_STR_ARG(bound->why));
	return pf_arena_fmt(arena, "%.*s%s%s", PF_STR_ARG(bound->why),
		bound->guess ? ", where a name is alike: a guess" : "", rest);
}

pf_str check_binding_reason(struct pf_arena *arena, const struct pf_bound *bound)
{
	pf_str reason = bound->source.len ? reason_of_source(arena, bound)
					  : PF_STR("nothing is known of it");

	if (!bound->service.len)
		return reason;
	return pf_arena_fmt(arena, "%.*s; service `%.*s` of %.*s", PF_STR_ARG(reason),
		PF_STR_ARG(bound->service), PF_STR_ARG(bound->service_file));
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "runtime/network/exposed.h"

#include "image/dockerfile/syntax.h"
#include "image/facts/images.h"
#include "image/facts/tables.h"

/* Systems and languages, whose images expose nothing themselves. */
static bool is_bare(struct pf_arena *arena, pf_str base)
{
	struct pf_image_reference ref = pf_image_reference_parse(arena, base);

	return pf_known_image_has(pf_known_image_of(arena, &ref), PF_IMAGE_NO_PORTS);
}

static bool has_variable_port(const struct pf_dockerfile *file)
{
	for (size_t i = 0; i < file->ninstructions; i++) {
		if (file->instructions[i].kind == PF_EXPOSE &&
			pf_str_contains(file->instructions[i].text, PF_STR("$")))
			return true;
	}
	return false;
}

bool pf_knows_exposed_ports(struct pf_arena *arena, const struct pf_image_facts *facts)
{
	const struct pf_image_build *build = facts->build;

	if (facts->ports.len == 0)
		return false;
	return facts->ports.complete ||
		(build && build->dockerfile && is_bare(arena, build->base) &&
			!has_variable_port(build->dockerfile));
}

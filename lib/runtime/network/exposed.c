/* SPDX-License-Identifier: Apache-2.0 */

#include "rule/rule.h"

/* Systems and languages, whose images expose nothing themselves. */
static bool is_bare(struct pf_arena *arena, pf_str base)
{
	static const pf_str names[] = {PF_STR_INIT("almalinux"), PF_STR_INIT("alpine"),
		PF_STR_INIT("amazoncorretto"), PF_STR_INIT("amazonlinux"), PF_STR_INIT("busybox"),
		PF_STR_INIT("centos"), PF_STR_INIT("debian"), PF_STR_INIT("eclipse-temurin"),
		PF_STR_INIT("elixir"), PF_STR_INIT("fedora"), PF_STR_INIT("golang"),
		PF_STR_INIT("java"), PF_STR_INIT("node"), PF_STR_INIT("openjdk"),
		PF_STR_INIT("perl"), PF_STR_INIT("python"), PF_STR_INIT("rockylinux"),
		PF_STR_INIT("ruby"), PF_STR_INIT("rust"), PF_STR_INIT("ubuntu")};
	struct pf_image_reference ref = pf_image_reference_parse(arena, base);

	if (!ref.valid)
		return false;
	if (pf_image_is_official(&ref))
		return pf_is_one_of(pf_image_base_name(&ref), names,
			sizeof(names) / sizeof(names[0]));
	return pf_str_eq(ref.domain, PF_STR("gcr.io")) &&
		pf_str_starts_with(ref.path, PF_STR("distroless/"));
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
		(build && is_bare(arena, build->base) && !has_variable_port(build->dockerfile));
}

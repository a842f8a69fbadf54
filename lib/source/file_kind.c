/* SPDX-License-Identifier: Apache-2.0 */

#include "source/file_kind.h"

#include "source/path.h"

static bool is_builds(pf_str name)
{
	static const pf_str names[] = {
		PF_STR_INIT("Makefile"), PF_STR_INIT("makefile"), PF_STR_INIT("GNUmakefile")};
	static const pf_str ends[] = {PF_STR_INIT(".mk"), PF_STR_INIT(".sh"), PF_STR_INIT(".bash")};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (pf_str_ends_with(name, ends[i]))
			return true;
	}
	return pf_is_one_of(name, names, sizeof(names) / sizeof(*names)) ||
		(pf_str_ends_with(name, PF_STR(".hcl")) && pf_str_contains(name, PF_STR("bake")));
}

enum pf_file_kind pf_file_kind_of(pf_str path)
{
	pf_str name = pf_path_name(path);

	if (pf_str_ends_with(name, PF_STR(".yaml")) || pf_str_ends_with(name, PF_STR(".yml")) ||
		pf_str_ends_with(name, PF_STR(".json")) || pf_str_eq(name, PF_STR("Kustomization")))
		return PF_FILE_MANIFEST;
	/* The ignore file that belongs to one Dockerfile is named after it. */
	if (pf_str_ends_with(name, PF_STR(".dockerignore")) ||
		pf_str_ends_with(name, PF_STR(".containerignore")))
		return PF_FILE_OTHER;
	/* In lower case it is what BuildKit falls back on. */
	if (pf_str_eq(name, PF_STR("Dockerfile")) || pf_str_eq(name, PF_STR("dockerfile")) ||
		pf_str_starts_with(name, PF_STR("Dockerfile.")) ||
		pf_str_starts_with(name, PF_STR("Dockerfile-")) ||
		pf_str_ends_with(name, PF_STR(".Dockerfile")) ||
		pf_str_ends_with(name, PF_STR(".dockerfile")) ||
		pf_str_starts_with(name, PF_STR("Containerfile")))
		return PF_FILE_DOCKERFILE;
	return is_builds(name) ? PF_FILE_BUILDS : PF_FILE_OTHER;
}

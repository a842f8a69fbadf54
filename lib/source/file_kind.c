/* SPDX-License-Identifier: Apache-2.0 */

#include "source/file_kind.h"

#include "source/path.h"

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
	if (pf_str_eq(name, PF_STR("Dockerfile")) ||
		pf_str_starts_with(name, PF_STR("Dockerfile.")) ||
		pf_str_starts_with(name, PF_STR("Dockerfile-")) ||
		pf_str_ends_with(name, PF_STR(".Dockerfile")) ||
		pf_str_ends_with(name, PF_STR(".dockerfile")) ||
		pf_str_starts_with(name, PF_STR("Containerfile")))
		return PF_FILE_DOCKERFILE;
	return PF_FILE_OTHER;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts/programs.h"

#include "base/search.h"
#include "source/path.h"

static bool comes_before(const void *item, const void *key)
{
	const struct pf_known_program *program = item;
	const pf_str *name = key;

	return pf_str_cmp(program->name, *name) < 0;
}

const struct pf_known_program *pf_known_program(pf_str name)
{
	size_t i = pf_search(pf_known_programs, pf_nknown_programs, sizeof(pf_known_programs[0]),
		&name, comes_before);

	if (i == pf_nknown_programs || !pf_str_eq(pf_known_programs[i].name, name))
		return NULL;
	return &pf_known_programs[i];
}

bool pf_known_program_has(pf_str name, unsigned traits)
{
	const struct pf_known_program *program = pf_known_program(name);

	return program && (program->traits & traits) != 0;
}

bool pf_known_directory_has(pf_str path, unsigned trait)
{
	for (size_t i = 0; i < pf_nknown_directories; i++) {
		const struct pf_known_directory *directory = &pf_known_directories[i];

		if ((directory->traits & trait) != 0 && pf_str_eq(directory->path, path))
			return true;
	}
	return false;
}

bool pf_is_within_known(pf_str path, unsigned trait)
{
	for (size_t i = 0; i < pf_nknown_directories; i++) {
		const struct pf_known_directory *directory = &pf_known_directories[i];

		if ((directory->traits & trait) != 0 && pf_path_is_within(path, directory->path))
			return true;
	}
	return false;
}

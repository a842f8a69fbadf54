/* SPDX-License-Identifier: Apache-2.0 */

#include "image/build/lookup.h"

#include "image/build/variables.h"

const struct pf_variable *pf_build_lookup(const struct pf_image_build *build,
	const struct pf_instruction *run, pf_str name)
{
	const struct pf_build_setting *setting =
		build->settings ? build->settings[run->index] : NULL;

	for (size_t n = 0; setting && n < PF_LOOKUP_MAX; n++, setting = setting->before) {
		if (pf_str_eq(setting->variable.name, name))
			return &setting->variable;
	}
	return NULL;
}

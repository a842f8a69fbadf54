/* SPDX-License-Identifier: Apache-2.0 */

#include "file_capabilities.h"

const pf_str_field *pf_added_capability(const struct pf_pod_container *c, pf_str name)
{
	const struct pf_security_context *own = c->spec->security_context;

	if (!own || !own->capabilities)
		return NULL;
	PF_EACH(pf_str_field, added, own->capabilities->add) {
		if (pf_str_eq(added->is, name) || pf_str_eq(added->is, PF_STR("ALL")))
			return added;
	}
	return NULL;
}

bool pf_may_have_file_capability(const struct pf_pod_container *c, pf_str name)
{
	const struct pf_image_build *build = c->facts ? c->facts->build : NULL;

	if (!build)
		return pf_added_capability(c, name) != NULL;
	for (size_t i = 0; i < build->nruns; i++) {
		if (pf_str_contains(build->runs[i].text, PF_STR("setcap")))
			return true;
	}
	return false;
}

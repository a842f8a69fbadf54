/* SPDX-License-Identifier: Apache-2.0 */

#include "image/store/fit.h"

/* A tag that is meant: none is "latest", unless a digest is given. */
static pf_str tag_of(const struct pf_image_reference *ref)
{
	return ref->tag.len || ref->digest.len ? ref->tag : PF_STR("latest");
}

unsigned pf_store_fit(const struct pf_store *store, pf_str name)
{
	const struct pf_image_reference *wanted = store->wanted;
	struct pf_image_reference ref;

	if (!wanted || !wanted->valid || !name.len)
		return 0;
	if (wanted->digest.len && pf_str_eq(name, wanted->digest))
		return 4;
	ref = pf_image_reference_parse(store->arena, name);
	if (ref.valid && pf_str_eq(ref.domain, wanted->domain) &&
		pf_str_eq(ref.path, wanted->path)) {
		if (wanted->digest.len && pf_str_eq(ref.digest, wanted->digest))
			return 4;
		if (!ref.digest.len && pf_str_eq(tag_of(&ref), tag_of(wanted)))
			return 3;
		if (!wanted->tag.len && wanted->digest.len)
			return 2;
	}
	return pf_str_eq(name, tag_of(wanted));
}

bool pf_store_is_preferred(const struct pf_platform *platform)
{
	return pf_str_eq(platform->os, PF_STR("linux")) &&
		pf_str_eq(platform->architecture, PF_STR("amd64"));
}

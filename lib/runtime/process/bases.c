/* SPDX-License-Identifier: Apache-2.0 */

/* Base images by their names: several rules ask. */

#include "runtime/process/bases.h"

#include "image/facts/images.h"

/* The base's name without registry, tag and digest, and its tag. */
struct base {
	pf_str path; /* "alpine", also where it is "docker.io/library/alpine" */
	pf_str tag;
};

static pf_str strip(pf_str s, const char *prefix)
{
	pf_str p = pf_str_from(prefix);

	return pf_str_starts_with(s, p) ? pf_str_from_offset(s, p.len) : s;
}

static struct base base_of(pf_str text)
{
	struct base base = {.path = pf_str_sub(text, 0, pf_str_find_char(text, '@'))};
	size_t slash;
	pf_str last;
	size_t colon;

	base.path = strip(strip(strip(base.path, "docker.io/"), "mirror.gcr.io/"),
		"public.ecr.aws/docker/");
	slash = pf_str_rfind_char(base.path, '/');
	last = pf_str_from_offset(base.path, slash < base.path.len ? slash + 1 : 0);
	colon = pf_str_find_char(last, ':');
	base.tag = pf_str_from_offset(last, colon < last.len ? colon + 1 : colon);
	base.path.len -= last.len - colon;
	base.path = strip(base.path, "library/");
	return base;
}

static enum pf_base_family family_of(const struct base *base)
{
	const struct pf_known_image *image = pf_known_image(base->path);
	enum pf_base_family family = image ? image->family : PF_BASE_UNKNOWN;

	if (family == PF_BASE_DISTROLESS && !pf_str_contains(base->tag, image->shell_tag))
		return family;
	if (family == PF_BASE_ALPINE || pf_tag_tells(base->tag, PF_BASE_ALPINE))
		return PF_BASE_ALPINE;
	if (pf_tag_tells(base->tag, PF_BASE_UNKNOWN))
		return PF_BASE_UNKNOWN;
	if (family == PF_BASE_DEBIAN || pf_tag_tells(base->tag, PF_BASE_DEBIAN))
		return PF_BASE_DEBIAN;
	return PF_BASE_UNKNOWN;
}

enum pf_base_family pf_base_family_of(const struct pf_image_facts *facts)
{
	struct base base;

	if (!facts || !facts->build || !facts->build->base.len)
		return PF_BASE_UNKNOWN;
	if (pf_str_eq(facts->build->base, PF_STR("scratch")))
		return PF_BASE_SCRATCH;
	base = base_of(facts->build->base);
	return family_of(&base);
}

bool pf_base_hands_over(const struct pf_image_facts *facts)
{
	struct base base;

	switch (pf_base_family_of(facts)) {
	case PF_BASE_UNKNOWN:
	case PF_BASE_SCRATCH:
	case PF_BASE_DISTROLESS:
		return false;
	case PF_BASE_ALPINE:
	case PF_BASE_DEBIAN:
		break;
	}
	base = base_of(facts->build->base);
	return pf_known_image_has(pf_known_image(base.path), PF_IMAGE_HANDS_OVER);
}

const struct pf_known_user *pf_base_user(const struct pf_image_facts *facts)
{
	struct base base;

	if (!facts || !facts->build || !facts->build->base.len)
		return NULL;
	base = base_of(facts->build->base);
	return pf_known_user_of(base.path, base.tag);
}

const struct pf_origin *pf_base_origin(const struct pf_image_facts *facts)
{
	return facts->build && facts->build->base_at.source ? &facts->build->base_at
							    : &facts->origin;
}

bool pf_base_is_plain(const struct pf_image_facts *facts)
{
	const struct pf_known_image *image;
	struct base base;

	if (!facts->build)
		return false;
	base = base_of(facts->build->base);
	image = pf_known_image(base.path);
	return pf_known_image_has(image, PF_IMAGE_PLAIN) ||
		(pf_known_image_has(image, PF_IMAGE_PLAIN_SLIM) &&
			(pf_str_contains(base.tag, PF_STR("slim")) ||
				pf_str_contains(base.tag, PF_STR("alpine"))));
}

bool pf_base_has_program(const struct pf_image_facts *facts, pf_str name)
{
	const struct pf_known_image *image;
	struct base base;

	if (!facts->build)
		return false;
	base = base_of(facts->build->base);
	image = pf_known_image(base.path);
	return image && pf_is_one_of(name, image->programs.ptr, image->programs.len);
}

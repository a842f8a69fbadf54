/* SPDX-License-Identifier: Apache-2.0 */

#include "image/facts/images.h"

#include "base/search.h"

static bool comes_before(const void *item, const void *key)
{
	const struct pf_known_image *image = item;
	const pf_str *name = key;

	return pf_str_cmp(image->name, *name) < 0;
}

/* What names begin with where the row's ends in a star, or empty. */
static pf_str beginning(const struct pf_known_image *image)
{
	size_t star = pf_str_find_char(image->name, '*');

	return star < image->name.len ? pf_str_sub(image->name, 0, star) : PF_STR_EMPTY;
}

static const struct pf_known_image *find_beginning(pf_str name)
{
	const struct pf_known_image *longest = NULL;

	for (size_t i = 0; i < pf_nknown_images; i++) {
		const struct pf_known_image *image = &pf_known_images[i];
		pf_str begin = beginning(image);

		if (begin.len && pf_str_starts_with(name, begin) &&
			(!longest || begin.len >= longest->name.len))
			longest = image;
	}
	return longest;
}

const struct pf_known_image *pf_known_image(pf_str name)
{
	size_t i = pf_search(pf_known_images, pf_nknown_images, sizeof(pf_known_images[0]), &name,
		comes_before);

	if (i < pf_nknown_images && pf_str_eq(pf_known_images[i].name, name))
		return &pf_known_images[i];
	return find_beginning(name);
}

/* Without the part that stands for Docker's own. */
static pf_str without_library(pf_str path)
{
	pf_str library = PF_STR("library/");

	return pf_str_starts_with(path, library) ? pf_str_from_offset(path, library.len) : path;
}

static bool is_on_docker_hub(const struct pf_image_reference *ref)
{
	return ref->valid && pf_str_eq(ref->domain, PF_STR("docker.io"));
}

const struct pf_known_image *pf_known_image_of(struct pf_arena *arena,
	const struct pf_image_reference *ref)
{
	if (!ref->valid)
		return NULL;
	if (is_on_docker_hub(ref))
		return pf_known_image(without_library(ref->path));
	return pf_known_image(pf_arena_fmt(arena, "%.*s/%.*s", PF_STR_ARG(ref->domain),
		PF_STR_ARG(ref->path)));
}

const struct pf_known_image *pf_official_image(const struct pf_image_reference *ref)
{
	pf_str name = without_library(ref->path);

	if (!is_on_docker_hub(ref) || pf_str_find_char(name, '/') < name.len)
		return NULL;
	return pf_known_image(name);
}

bool pf_known_image_has(const struct pf_known_image *image, unsigned trait)
{
	return image && (image->traits & trait) != 0;
}

bool pf_tag_tells(pf_str tag, enum pf_base_family family)
{
	for (size_t i = 0; i < pf_nknown_tags; i++) {
		if (pf_known_tags[i].family == family &&
			pf_str_contains(tag, pf_known_tags[i].word))
			return true;
	}
	return false;
}

static const struct pf_known_account *find_account(pf_str image, pf_str name)
{
	for (size_t i = 0; i < pf_nknown_accounts; i++) {
		if (pf_str_eq(pf_known_accounts[i].name, name) &&
			pf_str_eq(pf_known_accounts[i].image, image))
			return &pf_known_accounts[i];
	}
	return NULL;
}

const struct pf_known_account *pf_known_account(pf_str image, pf_str name)
{
	const struct pf_known_account *own = find_account(image, name);

	return own ? own : find_account(PF_STR("*"), name);
}

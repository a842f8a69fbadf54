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

/* Does the row's name, or what it begins with, fit? */
static bool fits_name(pf_str row, pf_str name)
{
	size_t star = pf_str_find_char(row, '*');

	return star < row.len ? pf_str_starts_with(name, pf_str_sub(row, 0, star))
			      : pf_str_eq(name, row);
}

/* The number that a version goes on with, and what follows it; false where there is none. */
static bool take_number(pf_str *version, int64_t *number)
{
	size_t n = 0;

	while (n < version->len && pf_is_digit(version->ptr[n]))
		n++;
	if (!n || !pf_str_to_int(pf_str_sub(*version, 0, n), number))
		return false;
	*version = pf_str_from_offset(*version, n);
	if (version->len && version->ptr[0] == '.')
		*version = pf_str_from_offset(*version, 1);
	else
		*version = PF_STR_EMPTY;
	return true;
}

enum order { ORDER_UNKNOWN, ORDER_BEFORE, ORDER_NOT_BEFORE };

/* Is the version of the tag ("v2.4.1-alpine") before the other one? */
static enum order order_of(pf_str tag, pf_str version)
{
	int64_t has, other;

	if (tag.len && tag.ptr[0] == 'v')
		tag = pf_str_from_offset(tag, 1);
	while (version.len) {
		if (!take_number(&version, &other))
			return ORDER_UNKNOWN;
		if (!take_number(&tag, &has))
			return ORDER_UNKNOWN;
		if (has != other)
			return has < other ? ORDER_BEFORE : ORDER_NOT_BEFORE;
	}
	return ORDER_NOT_BEFORE;
}

static bool fits_version(const struct pf_known_user *row, pf_str tag)
{
	return (!row->since.len || order_of(tag, row->since) == ORDER_NOT_BEFORE) &&
		(!row->before.len || order_of(tag, row->before) == ORDER_BEFORE);
}

const struct pf_known_user *pf_known_user_of(pf_str name, pf_str tag)
{
	const struct pf_known_user *best = NULL;

	if (pf_tag_tells(tag, PF_BASE_UNKNOWN))
		return NULL;
	for (size_t i = 0; i < pf_nknown_users; i++) {
		const struct pf_known_user *row = &pf_known_users[i];

		if (!fits_name(row->image, name) || !fits_version(row, tag) ||
			(row->tag.len && !pf_str_contains(tag, row->tag)))
			continue;
		if (!best || row->image.len > best->image.len || row->tag.len > best->tag.len)
			best = row;
	}
	return best;
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

/* As the tables write it; Docker's own are the same in their mirrors. */
static pf_str name_of(struct pf_arena *arena, const struct pf_image_reference *ref)
{
	pf_str docker = PF_STR("docker/library/");

	if (is_on_docker_hub(ref) || pf_str_eq(ref->domain, PF_STR("mirror.gcr.io")))
		return without_library(ref->path);
	if (pf_str_eq(ref->domain, PF_STR("public.ecr.aws")) &&
		pf_str_starts_with(ref->path, docker))
		return pf_str_from_offset(ref->path, docker.len);
	return pf_arena_fmt(arena, "%.*s/%.*s", PF_STR_ARG(ref->domain), PF_STR_ARG(ref->path));
}

const struct pf_known_image *pf_known_image_of(struct pf_arena *arena,
	const struct pf_image_reference *ref)
{
	return ref->valid ? pf_known_image(name_of(arena, ref)) : NULL;
}

const struct pf_known_image *pf_official_image(const struct pf_image_reference *ref)
{
	pf_str name = without_library(ref->path);

	if (!is_on_docker_hub(ref) || pf_str_find_char(name, '/') < name.len)
		return NULL;
	return pf_known_image(name);
}

const struct pf_image_facts *pf_facts_of_known_image(struct pf_arena *arena,
	const struct pf_image_reference *ref)
{
	struct pf_image_facts *facts;
	struct pf_image_build *build;
	pf_str name;

	if (!ref->valid)
		return NULL;
	name = name_of(arena, ref);
	if (!pf_known_image(name) && !pf_known_user_of(name, ref->tag))
		return NULL;
	build = PF_NEW(arena, struct pf_image_build);
	build->base = ref->tag.len
		? pf_arena_fmt(arena, "%.*s:%.*s", PF_STR_ARG(name), PF_STR_ARG(ref->tag))
		: name;
	facts = PF_NEW(arena, struct pf_image_facts);
	*facts = pf_image_facts_unknown();
	facts->build = build;
	return facts;
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

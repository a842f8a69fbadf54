/* SPDX-License-Identifier: Apache-2.0 */

#include "world/binding/image_name.h"

#include "source/path.h"

pf_str pf_image_name_written(pf_str text)
{
	pf_str name = pf_str_sub(text, 0, pf_str_find_char(text, '@'));
	size_t slash = pf_str_rfind_char(name, '/');
	size_t colon = pf_str_rfind_char(name, ':');

	if (colon < name.len && (slash == name.len || slash < colon))
		name.len = colon;
	return name;
}

static bool is_name_byte(char c)
{
	return pf_is_lower(c) || pf_is_digit(c) || c == '-' || c == '.' || c == '_';
}

pf_str pf_image_last_component(pf_str image)
{
	pf_str name = pf_path_name(image);

	name = pf_str_sub(name, 0, pf_str_find_char(name, '@'));
	name = pf_str_sub(name, 0, pf_str_find_char(name, ':'));
	for (size_t i = 0; i < name.len; i++) {
		if (!is_name_byte(name.ptr[i]))
			return PF_STR_EMPTY;
	}
	if (name.len && (!pf_is_alnum(name.ptr[0]) || !pf_is_alnum(name.ptr[name.len - 1])))
		return PF_STR_EMPTY;
	return name;
}

struct pf_image_reference pf_image_repository(struct pf_arena *arena,
	const struct pf_image_reference *image)
{
	size_t slash = pf_str_rfind_char(image->text, '/');
	size_t from = slash < image->text.len ? slash : 0;
	pf_str tail = pf_str_from_offset(image->text, from);
	size_t colon = pf_str_find_char(tail, ':');

	if (image->valid || colon == tail.len)
		return *image;
	return pf_image_reference_parse(arena, pf_str_sub(image->text, 0, from + colon));
}

bool pf_image_is_same_repository(const struct pf_image_reference *a,
	const struct pf_image_reference *b)
{
	return a->valid && b->valid && pf_str_eq(a->domain, b->domain) &&
		pf_str_eq(a->path, b->path);
}

bool pf_image_has_owner(const struct pf_image_reference *image)
{
	return image->valid &&
		!(pf_str_eq(image->domain, PF_STR("docker.io")) &&
			pf_str_starts_with(image->path, PF_STR("library/")));
}

bool pf_image_is_import_path(const struct pf_image_reference *image)
{
	static const pf_str hosts[] = {PF_STR_INIT("bitbucket.org"), PF_STR_INIT("git.sr.ht"),
		PF_STR_INIT("github.com"), PF_STR_INIT("gitlab.com"),
		PF_STR_INIT("go.googlesource.com"), PF_STR_INIT("golang.org"),
		PF_STR_INIT("gopkg.in"), PF_STR_INIT("k8s.io"), PF_STR_INIT("knative.dev"),
		PF_STR_INIT("sigs.k8s.io"), PF_STR_INIT("tekton.dev")};

	return image->valid && !image->tag.len && !image->digest.len &&
		pf_is_one_of(image->domain, hosts, sizeof(hosts) / sizeof(*hosts));
}

pf_str pf_without_dashes(struct pf_arena *arena, pf_str name)
{
	char *to = pf_arena_alloc(arena, name.len + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] != '-')
			to[n++] = name.ptr[i];
	}
	return (pf_str){to, n};
}

pf_str pf_folder_that_names(pf_str folder)
{
	static const pf_str plain[] = {PF_STR_INIT("rootfs"), PF_STR_INIT("image"),
		PF_STR_INIT("src"), PF_STR_INIT("docker")};

	return pf_is_one_of(pf_path_name(folder), plain, sizeof(plain) / sizeof(*plain))
		? pf_path_directory(folder)
		: folder;
}

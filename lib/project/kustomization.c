/* SPDX-License-Identifier: Apache-2.0 */

#include "project/kustomization.h"

#include "base/vec.h"
#include "source/path.h"

bool pf_is_kustomization_path(pf_str path)
{
	size_t slash = pf_str_rfind_char(path, '/');
	pf_str name = slash < path.len ? pf_str_from_offset(path, slash + 1) : path;

	return pf_str_eq(name, PF_STR("kustomization.yaml")) ||
		pf_str_eq(name, PF_STR("kustomization.yml")) ||
		pf_str_eq(name, PF_STR("Kustomization"));
}

bool pf_is_kustomization(const struct pf_document *document)
{
	const struct pf_node *root = document->root;
	pf_str version = pf_node_get_text(root, PF_STR("apiVersion"));
	pf_str kind = pf_node_get_text(root, PF_STR("kind"));
	bool ours =
		pf_str_eq(kind, PF_STR("Kustomization")) || pf_str_eq(kind, PF_STR("Component"));

	if (!root || root->kind != PF_MAP)
		return false;
	/* Flux has a Kustomization too, in a group of its own. */
	if (version.len > 0 && !pf_str_starts_with(version, PF_STR("kustomize.config.k8s.io/")))
		return false;
	if (version.len > 0 && ours)
		return true;
	return (ours || kind.len == 0) && pf_is_kustomization_path(document->source->path);
}

static bool is_local_path(pf_str text)
{
	if (text.len == 0 || text.ptr[0] == '/' || pf_str_find_char(text, '\n') < text.len)
		return false;
	return !pf_str_contains(text, PF_STR("://")) && !pf_str_contains(text, PF_STR("?ref=")) &&
		!pf_str_starts_with(text, PF_STR("git@")) &&
		!pf_str_starts_with(text, PF_STR("github.com/"));
}

/* An item is a path itself or a mapping with `path`. */
static pf_str path_of_item(const struct pf_node *item)
{
	return item->kind == PF_SCALAR ? pf_node_text(item)
				       : pf_node_get_text(item, PF_STR("path"));
}

static const struct pf_node *list_below(const struct pf_node *root, pf_str key)
{
	const struct pf_node *list = pf_node_get(root, key);

	return list && list->kind == PF_SEQ ? list : NULL;
}

/* Paths of the items of all the lists that `keys` name, an empty one ends them. */
static struct pf_paths read_paths(struct pf_arena *arena, const struct pf_kustomization *k,
	const pf_str *keys)
{
	PF_VEC(pf_str) paths = {0};

	for (const pf_str *key = keys; key->len; key++) {
		struct pf_kids items = pf_kids(list_below(k->document->root, *key));

		while (pf_kids_next(&items)) {
			pf_str path = path_of_item(items.value);

			if (is_local_path(path))
				PF_VEC_ADD(arena, &paths) = pf_path_from(arena, k->directory, path);
		}
	}
	return (struct pf_paths){paths.ptr, paths.len};
}

static void read_images(struct pf_arena *arena, struct pf_kustomization *k)
{
	struct pf_kids items = pf_kids(list_below(k->document->root, PF_STR("images")));
	PF_VEC(pf_str) images = {0};

	while (pf_kids_next(&items)) {
		pf_str name = pf_node_get_text(items.value, PF_STR("name"));

		if (name.len > 0)
			PF_VEC_ADD(arena, &images) = name;
	}
	k->images = images.ptr;
	k->nimages = images.len;
}

void pf_kustomization_read(struct pf_arena *arena, const struct pf_document *document,
	struct pf_kustomization *out)
{
	static const pf_str resources[] = {PF_STR_INIT("resources"), PF_STR_INIT("bases"),
		PF_STR_INIT("components"), PF_STR_INIT("")};
	static const pf_str patches[] = {PF_STR_INIT("patches"),
		PF_STR_INIT("patchesStrategicMerge"), PF_STR_INIT("patchesJson6902"),
		PF_STR_INIT("")};

	*out = (struct pf_kustomization){.document = document};
	out->directory = pf_path_directory(document->source->path);
	out->by_name = pf_is_kustomization_path(document->source->path);
	out->resources = read_paths(arena, out, resources);
	out->patches = read_paths(arena, out, patches);
	read_images(arena, out);
	out->namespace = pf_node_get_text(document->root, PF_STR("namespace"));
}

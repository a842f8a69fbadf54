/* SPDX-License-Identifier: Apache-2.0 */

#include "project/kustomization.h"

#include "base/vec.h"
#include "source/path.h"
#include "yaml/load.h"
#include "yaml/split.h"

static const pf_str patch_keys[] = {PF_STR_INIT("patches"), PF_STR_INIT("patchesStrategicMerge"),
	PF_STR_INIT("patchesJson6902"), PF_STR_INIT("")};

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

bool pf_is_json_patch(const struct pf_document *document)
{
	struct pf_kids items = pf_kids(document->root);

	return document->root && document->root->kind == PF_SEQ && pf_kids_next(&items) &&
		pf_node_get(items.value, PF_STR("op")) && pf_node_get(items.value, PF_STR("path"));
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

struct edits {
	struct pf_kustomize_patch *ptr;
	size_t len;
	size_t cap;
};

static pf_str name_of(const struct pf_node *root)
{
	return pf_node_get_text(pf_node_get(root, PF_STR("metadata")), PF_STR("name"));
}

static void add_inline(struct pf_arena *arena, const struct pf_kustomization *k, pf_str text,
	const struct pf_node *target, struct edits *edits)
{
	struct pf_source *source = PF_NEW(arena, struct pf_source);
	struct pf_pieces pieces = pf_yaml_split(arena, text);

	source->path = k->document->source->path;
	source->text = text;
	for (size_t i = 0; i < pieces.len; i++) {
		struct pf_documents documents = {0};

		pf_yaml_load(arena, source, pieces.ptr[i], &documents);
		PF_EACH(struct pf_document, document, documents) {
			if (document->root && document->root->kind != PF_SCALAR)
				PF_VEC_ADD(arena, edits) =
					(struct pf_kustomize_patch){.root = document->root,
						.name = name_of(document->root),
						.target = target};
		}
	}
}

/* A file, or the patch itself: text that no path is. */
static void add_edit(struct pf_arena *arena, const struct pf_kustomization *k,
	const struct pf_node *item, struct edits *edits)
{
	const struct pf_node *target = pf_node_get(item, PF_STR("target"));
	pf_str patch = pf_node_get_text(item, PF_STR("patch"));
	pf_str path = path_of_item(item);

	if (item->kind == PF_SCALAR && pf_str_find_char(path, ':') < path.len) {
		patch = path;
		path = PF_STR_EMPTY;
	}
	if (is_local_path(path))
		PF_VEC_ADD(arena, edits) = (struct pf_kustomize_patch){
			.path = pf_path_from(arena, k->directory, path), .target = target};
	else if (patch.len)
		add_inline(arena, k, patch, target, edits);
}

static void read_edits(struct pf_arena *arena, struct pf_kustomization *k)
{
	struct edits edits = {0};

	for (const pf_str *key = patch_keys; key->len; key++) {
		struct pf_kids items = pf_kids(list_below(k->document->root, *key));

		while (pf_kids_next(&items))
			add_edit(arena, k, items.value, &edits);
	}
	k->edits = edits.ptr;
	k->nedits = edits.len;
}

/* Whatever else works on the objects, unseen. */
static bool is_opaque(const struct pf_kustomization *k)
{
	struct pf_kids components = pf_kids(list_below(k->document->root, PF_STR("components")));

	while (pf_kids_next(&components)) {
		if (!is_local_path(path_of_item(components.value)))
			return true;
	}
	return false;
}

void pf_kustomization_read(struct pf_arena *arena, const struct pf_document *document,
	struct pf_kustomization *out)
{
	static const pf_str resources[] = {PF_STR_INIT("resources"), PF_STR_INIT("bases"),
		PF_STR_INIT("components"), PF_STR_INIT("")};
	static const pf_str transformers[] = {PF_STR_INIT("transformers"), PF_STR_INIT("")};
	static const pf_str components[] = {PF_STR_INIT("components"), PF_STR_INIT("")};

	*out = (struct pf_kustomization){.document = document};
	out->directory = pf_path_directory(document->source->path);
	out->by_name = pf_is_kustomization_path(document->source->path);
	out->resources = read_paths(arena, out, resources);
	out->components = read_paths(arena, out, components);
	out->transformers = read_paths(arena, out, transformers);
	out->patches = read_paths(arena, out, patch_keys);
	read_edits(arena, out);
	read_images(arena, out);
	out->namespace = pf_node_get_text(document->root, PF_STR("namespace"));
	out->component =
		pf_str_eq(pf_node_get_text(document->root, PF_STR("kind")), PF_STR("Component"));
	out->renames = pf_node_get_text(document->root, PF_STR("namePrefix")).len > 0 ||
		pf_node_get_text(document->root, PF_STR("nameSuffix")).len > 0;
	out->opaque = is_opaque(out);
}

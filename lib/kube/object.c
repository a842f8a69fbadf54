/* SPDX-License-Identifier: Apache-2.0 */

#include "kube/object.h"

#include "base/vec.h"
#include "text/utf8.h"
#include "yaml/scalar.h"

#define LIST_DEPTH 4    /* Lists of Lists */
#define NAME_MOST 1024U /* the server stops at 253; every finding repeats the name */

static const struct pf_node *string_below(const struct pf_node *map, pf_str key)
{
	const struct pf_node *node = pf_node_get(map, key);

	if (!node || node->kind != PF_SCALAR || pf_scalar_resolve(node).type != PF_SCALAR_STR)
		return NULL;
	return node;
}

static pf_str text_below(const struct pf_node *map, pf_str key)
{
	const struct pf_node *node = string_below(map, key);

	return node ? pf_utf8_clip(pf_node_text(node), NAME_MOST) : PF_STR_EMPTY;
}

static bool looks_like_object(const struct pf_node *root)
{
	bool version = string_below(root, PF_STR("apiVersion")) != NULL;
	bool kind = string_below(root, PF_STR("kind")) != NULL;
	const struct pf_node *metadata;

	if (version && kind)
		return true;
	metadata = pf_node_get(root, PF_STR("metadata"));
	return (version || kind) && metadata && metadata->kind == PF_MAP;
}

bool pf_document_is_kubernetes(const struct pf_document *document)
{
	return document->root && document->root->kind == PF_MAP &&
		looks_like_object(document->root);
}

static pf_str group_of(pf_str api_version)
{
	size_t slash = pf_str_find_char(api_version, '/');

	return slash < api_version.len ? pf_str_sub(api_version, 0, slash) : PF_STR_EMPTY;
}

static void identify(struct pf_object *object)
{
	object->group = group_of(object->api_version);
	object->metadata = pf_node_get(object->root, PF_STR("metadata"));
	object->name = text_below(object->metadata, PF_STR("name"));
	object->namespace = text_below(object->metadata, PF_STR("namespace"));
	object->api = pf_kind_find(object->api_version, object->kind);
	object->life = pf_api_life_find(object->api_version, object->kind);
}

/*
 * Items of a List of Kubernetes' own: v1 List, or SomethingList of a built-in
 * group.  Null is a List without items; without the key it is none.
 */
static const struct pf_node *items_of(const struct pf_object *object)
{
	const struct pf_node *items = pf_node_get(object->root, PF_STR("items"));

	if (!items || !pf_str_ends_with(object->kind, PF_STR("List")))
		return NULL;
	if (items->kind != PF_SEQ && !pf_node_is_null(items))
		return NULL;
	if (!pf_str_eq(object->kind, PF_STR("List")) &&
		!pf_group_is_builtin(group_of(object->api_version)))
		return NULL;
	return items;
}

static void collect(struct pf_arena *arena, struct pf_object *object, unsigned depth,
	struct pf_objects *out)
{
	const struct pf_node *items = depth < LIST_DEPTH ? items_of(object) : NULL;
	struct pf_kids kids = pf_kids(items);

	if (!items) {
		identify(object);
		PF_VEC_ADD(arena, out) = *object;
		return;
	}
	while (pf_kids_next(&kids)) {
		struct pf_object item = {.document = object->document, .root = kids.value};

		if (kids.value->kind != PF_MAP)
			continue;
		item.api_version = text_below(kids.value, PF_STR("apiVersion"));
		item.kind = text_below(kids.value, PF_STR("kind"));
		/* kubectl fills in both or neither. */
		if (object->kind.len > 4 && !item.kind.len && !item.api_version.len) {
			item.api_version = object->api_version;
			item.kind = pf_str_sub(object->kind, 0, object->kind.len - 4);
			item.implied = true;
		}
		collect(arena, &item, depth + 1, out);
	}
}

void pf_objects_of(struct pf_arena *arena, const struct pf_document *document,
	struct pf_objects *out)
{
	struct pf_object object = {.document = document, .root = document->root};

	object.api_version = text_below(document->root, PF_STR("apiVersion"));
	object.kind = text_below(document->root, PF_STR("kind"));
	collect(arena, &object, 0, out);
}

const void *pf_object_as(const struct pf_object *object, const void *typed, size_t type)
{
	return typed && pf_types[object->api->type->index].struct_of == type ? typed : NULL;
}

pf_str pf_object_title(struct pf_arena *arena, const struct pf_object *object)
{
	pf_str kind = object->kind.len ? object->kind : PF_STR("object");

	if (object->name.len == 0)
		return pf_arena_fmt(arena, "%.*s (no name)", PF_STR_ARG(kind));
	if (object->namespace.len == 0)
		return pf_arena_fmt(arena, "%.*s %.*s", PF_STR_ARG(kind), PF_STR_ARG(object->name));
	return pf_arena_fmt(arena, "%.*s %.*s/%.*s", PF_STR_ARG(kind),
		PF_STR_ARG(object->namespace), PF_STR_ARG(object->name));
}

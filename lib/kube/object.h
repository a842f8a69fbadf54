/* SPDX-License-Identifier: Apache-2.0 */

/*
 * One Kubernetes object of the input and who it is.
 */

#ifndef PF_KUBE_OBJECT_H
#define PF_KUBE_OBJECT_H

#include "kube/schema.h"
#include "yaml/document.h"

struct pf_object {
	const struct pf_document *document;
	const struct pf_node *root; /* a mapping */
	pf_str api_version;         /* as written; empty when absent or no string */
	pf_str group;               /* "apps"; "" for the core group */
	pf_str kind;
	pf_str name;                    /* empty when there is none */
	pf_str namespace;               /* as written, empty when there is none */
	const struct pf_node *metadata; /* NULL when absent */
	const struct pf_kind *api;      /* NULL: in no table */
	const struct pf_api_life *life; /* NULL: nothing to say */
	uint32_t number;                /* among the objects of the run: see world.h */
	bool implied;                   /* kind and apiVersion come from the List it is in */
	bool context;                   /* known, not linted */
};

/* A vector: base/vec.h. */
struct pf_objects {
	struct pf_object *ptr;
	size_t len;
	size_t cap;
};

/*
 * Is the document Kubernetes' own kind of YAML: a mapping with string
 * `apiVersion` and `kind`, or with one of them and the look of an object?
 */
bool pf_document_is_kubernetes(const struct pf_document *document);

/*
 * The objects of a document.  Of a List (v1 List, or a …List of a built-in
 * group) the items instead, every one that is a mapping, whatever it lacks.
 * Appends to `out`, whose memory is `arena`'s.
 */
void pf_objects_of(struct pf_arena *arena, const struct pf_document *document,
	struct pf_objects *out);

/*
 * `typed`, the struct that the object was decoded into or NULL, if its kind has the
 * type at `type` in pf_types; else NULL.
 */
const void *pf_object_as(const struct pf_object *object, const void *typed, size_t type);

/* Is it of that kind of the core group, "v1"? */
static inline bool pf_object_is_core(const struct pf_object *object, pf_str kind)
{
	return pf_str_eq(object->kind, kind) && pf_str_eq(object->api_version, PF_STR("v1"));
}

/* "Deployment shop/web", "Namespace shop", "Pod (no name)": for people. */
pf_str pf_object_title(struct pf_arena *arena, const struct pf_object *object);

#endif

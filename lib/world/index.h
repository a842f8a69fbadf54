/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Hash table of lib/world: what can be looked up, by where and by name.
 *
 * Grows while the world is built, then is only read.
 */

#ifndef PF_WORLD_INDEX_H
#define PF_WORLD_INDEX_H

#include "base/arena.h"

enum pf_index_class {
	/* In one view and namespace. */
	PF_INDEX_SERVICE, /* by a pair of its selector */
	PF_INDEX_SERVICE_NAME,
	PF_INDEX_SERVICE_ACCOUNT, /* by name */
	PF_INDEX_SERVICE_ACCOUNT_PULLS,
	PF_INDEX_OBJECT, /* Services, ConfigMaps, Secrets, and "" for workloads: by kind and name */
	PF_INDEX_LIMIT,  /* by resource */
	PF_INDEX_REQUEST,
	/* In one view, whatever the namespace. */
	PF_INDEX_REGISTRY,   /* by domain */
	PF_INDEX_PULLS,      /* by domain, to struct pf_world_pull */
	PF_INDEX_NAMESPACE,  /* by name, to the object */
	PF_INDEX_LISTED_SET, /* to the skaffold files that list a Kustomization */
	/* In the whole run. */
	PF_INDEX_DIRECTORY,     /* to the set of its loose files */
	PF_INDEX_KUSTOMIZATION, /* by directory, to its set */
	PF_INDEX_RESOURCE,      /* by path, to the sets that list it */
	PF_INDEX_PATCH,         /* by path, to the sets that list it as a patch */
	PF_INDEX_TRANSFORMER,   /* by path, to the transformers in the file */
	PF_INDEX_EDIT,          /* by path, to the roots of the patches in the file */
	PF_INDEX_ARTIFACT,      /* by directory of the skaffold file and image */
	PF_INDEX_LISTED,        /* by path, to the skaffold files that list it */
	PF_INDEX_PAIR,          /* label pairs of selectors, for counting */
	/* Image sources. */
	PF_INDEX_BUILT,          /* by domain and path */
	PF_INDEX_BUILT_LIKE,     /* by the last component */
	PF_INDEX_BUILT_ARTIFACT, /* by directory of the skaffold file and image */
	PF_INDEX_COMMANDED,      /* by domain and path */
	PF_INDEX_COMMANDED_LIKE, /* by the last component */
	PF_INDEX_NAMED,          /* Dockerfiles by what they or their folders are called */
	PF_INDEX_NAMED_JOINED,   /* by the last two folders together, without dashes */
	/* Compose services. */
	PF_INDEX_COMPOSE_IMAGE, /* by domain and path */
	PF_INDEX_COMPOSE_BASE,  /* by the last component of an image that it only names */
	PF_INDEX_COMPOSE_BUILD, /* by the last component that an image it builds may have */
};

struct pf_index_key {
	enum pf_index_class class;
	uint32_t view;
	pf_str namespace;
	pf_str first;
	pf_str second;
	pf_str third;
};

struct pf_index_value {
	const void *is;
	struct pf_index_value *next;
};

struct pf_index_slot {
	struct pf_index_key key;
	uint32_t hash;
	uint32_t n;                    /* times the key was added */
	struct pf_index_value *values; /* in the order added */
	struct pf_index_value *last;
	struct pf_index_slot *next;
};

struct pf_index {
	struct pf_arena *arena;
	struct pf_index_slot **buckets;
	size_t nbuckets; /* a power of two, or 0 */
	size_t nslots;
};

/* A key; its view and namespace are for publishing and looking up to fill in. */
static inline struct pf_index_key pf_key(enum pf_index_class class, pf_str first, pf_str second)
{
	return (struct pf_index_key){class, 0, PF_STR_EMPTY, first, second, PF_STR_EMPTY};
}

/* `value` may be NULL: then only the key counts.  The strings are borrowed. */
void pf_index_add(struct pf_index *index, const struct pf_index_key *key, const void *value);

/* NULL when nothing was added for the key. */
const struct pf_index_slot *pf_index_get(const struct pf_index *index,
	const struct pf_index_key *key);

/* The first value of the key, or NULL. */
const void *pf_index_first(const struct pf_index *index, const struct pf_index_key *key);

#endif

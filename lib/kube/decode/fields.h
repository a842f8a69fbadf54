/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a typed field keeps: the value, whether it was written, and where.
 *
 * `node` is the value's node, NULL when the field was not written; a field
 * written as null, or with a value that cannot be used, has a node and counts
 * as unset.  Silence, null and false are three different things.
 */

#ifndef PF_KUBE_DECODE_FIELDS_H
#define PF_KUBE_DECODE_FIELDS_H

#include "base/vec.h"
#include "yaml/node.h"

enum pf_tri {
	PF_UNSET,
	PF_FALSE,
	PF_TRUE,
};

typedef struct {
	const struct pf_node *node;
	enum pf_tri is;
} pf_bool_field;

typedef struct {
	const struct pf_node *node;
	pf_str is; /* empty when unset */
	bool set;
} pf_str_field;

/* int32, int64 and whole doubles. */
typedef struct {
	const struct pf_node *node;
	int64_t is; /* 0 when unset */
	bool set;
} pf_int_field;

typedef struct {
	const struct pf_node *node;
	double is;
	bool set;
} pf_double_field;

/* A resource quantity as written; pf_quantity_parse() reads it. */
typedef struct {
	const struct pf_node *node;
	pf_str is;
	bool set;
} pf_quantity_field;

typedef struct {
	const struct pf_node *node;
	bool set;
	bool is_string;
	int64_t number; /* when not `is_string` */
	pf_str text;    /* when `is_string` */
} pf_int_or_string_field;

/* Free-form: the node is all there is. */
typedef struct {
	const struct pf_node *node;
} pf_any_field;

struct pf_str_list {
	const struct pf_node *node;
	const pf_str_field *ptr;
	size_t len;
};

struct pf_int_list {
	const struct pf_node *node;
	const pf_int_field *ptr;
	size_t len;
};

struct pf_str_entry {
	pf_str key;
	const struct pf_node *key_node;
	pf_str_field value;
};

/* Labels, selectors, data: in the order written, duplicates included. */
struct pf_str_map {
	const struct pf_node *node;
	const struct pf_str_entry *ptr;
	size_t len;
};

struct pf_quantity_entry {
	pf_str key;
	const struct pf_node *key_node;
	pf_quantity_field value;
};

struct pf_quantity_map {
	const struct pf_node *node;
	const struct pf_quantity_entry *ptr;
	size_t len;
};

/* Value of `key`, the last of duplicates, or NULL. */
const struct pf_str_entry *pf_str_map_get(const struct pf_str_map *map, pf_str key);
const struct pf_quantity_entry *pf_quantity_map_get(const struct pf_quantity_map *map, pf_str key);

bool pf_str_list_has(const struct pf_str_list *list, pf_str value);

#endif

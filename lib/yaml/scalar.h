/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a scalar is to kubectl and the API server.
 *
 * Follows the reader they use, sigs.k8s.io/yaml on go-yaml v2: plain y, on,
 * yes … are booleans, 0777 is octal, 1_000 a number, ~ and nothing are null;
 * 12:30 and dates are strings.
 */

#ifndef PF_YAML_SCALAR_H
#define PF_YAML_SCALAR_H

#include "yaml/node.h"

enum pf_scalar_type {
	PF_SCALAR_STR,
	PF_SCALAR_NULL,
	PF_SCALAR_BOOL,
	PF_SCALAR_INT,
	PF_SCALAR_FLOAT,
};

typedef struct {
	enum pf_scalar_type type;
	bool truth;      /* PF_SCALAR_BOOL */
	int64_t integer; /* PF_SCALAR_INT that fits; else `number` alone */
	double number;   /* PF_SCALAR_INT and PF_SCALAR_FLOAT */
	bool overflow;   /* PF_SCALAR_INT beyond int64_t */
} pf_scalar;

/* `node` must be a scalar. */
pf_scalar pf_scalar_resolve(const struct pf_node *node);

bool pf_node_is_null(const struct pf_node *node);

/* "a string", "a number", "a boolean", "null", "a mapping", "a list". */
const char *pf_node_type_name(const struct pf_node *node);

#endif

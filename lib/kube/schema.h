/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The Kubernetes API as constant tables.
 *
 * lib/kube/api/generate.c makes them at build time from the .tsv files beside
 * it: types.tsv, kinds.tsv and lifecycle.tsv, which follow the OpenAPI
 * documents of the releases, and overrides.tsv for what those do not say.
 * Releases are minor versions of Kubernetes 1.x: 31 is 1.31.
 */

#ifndef PF_KUBE_SCHEMA_H
#define PF_KUBE_SCHEMA_H

#include "base/str.h"

#define PF_RELEASE_FIRST 28
#define PF_RELEASE_LAST 36

enum pf_value {
	PF_V_STRING,
	PF_V_BOOL,
	PF_V_INT32,
	PF_V_INT64,
	PF_V_DOUBLE,
	PF_V_QUANTITY,
	PF_V_INT_OR_STRING,
	PF_V_BYTES, /* base64 */
	PF_V_TIME,  /* RFC 3339 */
	PF_V_ANY,   /* free form: not judged */
	PF_V_OBJECT,
};

enum pf_shape {
	PF_SHAPE_ONE,
	PF_SHAPE_LIST,
	PF_SHAPE_MAP,
	PF_SHAPE_MAP_OF_LISTS,
};

/* Grammars that strings, map keys and map values must follow; see names.h. */
enum pf_format {
	PF_FORMAT_NONE,
	PF_FORMAT_DNS_SUBDOMAIN, /* RFC 1123 subdomain, 253 */
	PF_FORMAT_DNS_LABEL,     /* RFC 1123 label, 63 */
	PF_FORMAT_DNS1035_LABEL, /* Service names; a DNS label from 1.36 on */
	PF_FORMAT_PATH_SEGMENT,  /* RBAC names: neither . nor .., no / nor % */
	PF_FORMAT_ENV_NAME,
	PF_FORMAT_PORT_NAME, /* IANA_SVC_NAME */
	PF_FORMAT_LABEL_KEY, /* qualified name */
	PF_FORMAT_LABEL_VALUE,
	PF_FORMAT_ANNOTATION_KEY,
	PF_FORMAT_CONFIG_KEY, /* keys of ConfigMap and Secret data */
};

struct pf_enum_value {
	pf_str name;
	uint8_t since; /* release, 0: always */
	uint8_t until; /* last release that has it, 0: still there */
};

struct pf_enum {
	const struct pf_enum_value *values;
	uint16_t n;
};

struct pf_field {
	pf_str name;
	uint32_t hash;      /* pf_str_hash(name); fields are sorted by it */
	uint16_t type;      /* PF_V_OBJECT: index into pf_types */
	uint16_t offset;    /* in the typed struct; 0: not kept there */
	uint8_t kept;       /* bytes there */
	uint8_t value;      /* enum pf_value */
	uint8_t shape;      /* enum pf_shape */
	uint8_t since;      /* first release that has it, 0: all */
	uint8_t until;      /* last release that has it, 0: still there */
	uint8_t format;     /* of the value, or of each map value */
	uint8_t key_format; /* of map keys */
	bool required;
	bool nonempty;                /* an empty string, list or mapping is refused */
	bool bounded;                 /* `min` and `max` hold */
	uint8_t bit;                  /* position among required fields, from 0 */
	const struct pf_enum *values; /* closed list, or NULL */
	int64_t min;
	int64_t max;
};

/* Fields of one type of which exactly one, or at most one, may be set. */
struct pf_union {
	const pf_str *fields;
	uint8_t n;
	bool needs_one;
};

struct pf_type {
	pf_str name; /* "core.v1.Container" */
	const struct pf_field *fields;
	const struct pf_union *unions;
	uint16_t nfields;
	uint16_t size; /* of the typed struct, 0: there is none */
	uint16_t index;
	uint16_t struct_of; /* typed: the type whose struct it uses, mostly itself */
	uint8_t nunions;
	uint8_t nrequired;
	uint8_t name_format; /* of metadata.name, where this is the type of a kind */
};

extern const struct pf_type pf_types[];
extern const size_t pf_ntypes;

/* Field of `type` called `name`, of whatever release; NULL when there is none. */
const struct pf_field *pf_type_field(const struct pf_type *type, pf_str name, uint32_t hash);

static inline bool pf_served(uint8_t since, uint8_t until, uint8_t release)
{
	return (!since || since <= release) && (!until || release <= until);
}

enum pf_scope_kind {
	PF_NO_RESOURCE,
	PF_NAMESPACED,
	PF_CLUSTER,
};

struct pf_kind {
	pf_str api_version;
	pf_str kind;
	pf_str plural;
	pf_str verbs;        /* comma separated */
	pf_str subresources; /* comma separated */
	const struct pf_type *type;
	uint8_t since;
	uint8_t until;
	uint8_t scope; /* enum pf_scope_kind */
};

/* NULL when no release in the tables serves it. */
const struct pf_kind *pf_kind_find(pf_str api_version, pf_str kind);

/*
 * A kind of that name in whatever group and version `release` serves, or NULL:
 * a stable version before others, the newest of equals.
 */
const struct pf_kind *pf_kind_elsewhere(pf_str kind, uint8_t release);

extern const struct pf_kind pf_kinds[];
extern const size_t pf_nkinds;

/* Life of an API that is deprecated or gone; releases 0 where not known. */
struct pf_api_life {
	pf_str api_version;
	pf_str kind;
	uint8_t introduced;
	uint8_t deprecated;
	uint8_t removed;    /* the first release that does not serve it */
	pf_str replacement; /* "apps/v1 Deployment", or empty */
	pf_str moves;       /* what else changes with it, a clause, or empty */
};

extern const struct pf_api_life pf_api_lives[];
extern const size_t pf_napi_lives;

const struct pf_api_life *pf_api_life_find(pf_str api_version, pf_str kind);

/* The kind that replaces it, or NULL; `release` of the run may not serve it yet. */
const struct pf_kind *pf_api_life_successor(const struct pf_api_life *life);

/* Does the group belong to Kubernetes itself ("", "apps", "batch", …)? */
bool pf_group_is_builtin(pf_str group);

#endif

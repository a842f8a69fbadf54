/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The API tables in memory, for the generator only.  Everything belongs to
 * the arena given to model_read() and lives as long as the program.
 */

#ifndef PF_KUBE_API_MODEL_H
#define PF_KUBE_API_MODEL_H

#include "base/error.h"
#include "tables/tsv.h"

struct field {
	pf_str name;
	pf_str value; /* "string", "core.v1.Probe": of an item in lists and maps */
	char shape;   /* '1', 'l' list, 'm' map, 'M' map of lists */
	bool required;
	bool nonempty;
	bool has_min;
	bool has_max;
	unsigned since; /* minor releases, 0 for none */
	unsigned until;
	int64_t min;
	int64_t max;
	pf_str values; /* "A|B@1.33", or empty */
	pf_str format; /* "dns-label", or empty */
	pf_str key_format;
	struct type *object; /* the type that `value` names, or NULL */
	struct field *next;
};

struct group {         /* fields that exclude each other */
	pf_str fields; /* comma separated */
	bool needs_one;
	struct group *next;
};

struct type {
	pf_str name;
	pf_str struct_name;   /* "pf_container", empty when rules do not see it */
	struct type *shares;  /* whose struct it uses, or itself */
	pf_str name_format;   /* of metadata.name where the kind has a rule of its own */
	struct field *fields; /* sorted by hash of their names once read */
	struct group *groups;
	size_t nfields;
	size_t index;
	bool typed;
	struct type *next;
};

struct model {
	struct type *types;
	struct type **sorted; /* by name */
	size_t ntypes;
	struct table kinds;
	struct table lifecycle;
};

/* Read types, overrides, typed, kinds and lifecycle, in that order of `paths`. */
struct model model_read(struct pf_arena *arena, char *const paths[5]);

struct type *model_type(const struct model *model, pf_str name); /* or NULL */

/* "1.31" is 31; empty is 0; exits on anything else. */
unsigned release_of(const struct table *table, const struct row *row, pf_str text);

/* "hostIPs" in snake case; a name that C reserves gets an underscore. */
pf_str snake_case(struct pf_arena *arena, pf_str name);

void emit_structs(struct pf_arena *arena, const struct model *model);
void emit_tables(struct pf_arena *arena, const struct model *model);

#endif

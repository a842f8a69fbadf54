/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Inside the loader of the configuration: where it stands, how it fails, and
 * the values that several keys take.
 */

#ifndef PF_CONFIG_CONFIG_INTERNAL_H
#define PF_CONFIG_CONFIG_INTERNAL_H

#include "config/config.h"
#include "config/keys.h"

/* One file, and what all files share. */
struct pf_config_reader {
	struct pf_arena *arena;
	const struct pf_config_terms *terms;
	struct pf_file *file;
	const struct pf_document *document;
	pf_str directory; /* of the file, as reported */
	pf_str root;      /* the same from the root of the file system */
	const char *part; /* the top key that is read, or "" */
	struct pf_config *config;
	struct pf_config_load *load;
	struct pf_config_fault *fault;
};

/* What is counted over all files, and the chain that leads to one. */
struct pf_config_load {
	size_t nfiles;
	size_t nwords;
	pf_str home; /* directory of the file that extends all others: ids start from there */
	const struct pf_config_link *chain;
};

/* Failing: always false, so that it is one return statement. */
bool pf_config_fail(struct pf_config_reader *reader, const struct pf_node *node, pf_str label,
	const char *fmt, ...) PF_PRINTF(4, 5);
/* The fault is at `again`, and the other place is shown with it. */
bool pf_config_fail_twice(struct pf_config_reader *reader, const struct pf_node *first,
	const struct pf_node *again, const char *what);
/* "`images` takes a list, but this is a string". */
bool pf_config_fail_type(struct pf_config_reader *reader, const struct pf_node *node,
	const char *wanted);
/* "did you mean `x`?", or empty. */
pf_str pf_config_meant(struct pf_config_reader *reader, pf_str nearest);

struct pf_place pf_config_place(const struct pf_config_reader *reader, const struct pf_node *node);
/* "path:line" */
pf_str pf_config_at(const struct pf_config_reader *reader, const struct pf_node *node);

/* Read a mapping by its table; keys at the top and one below leave marks. */
PF_MUST_USE bool pf_config_map(struct pf_config_reader *reader, const struct pf_node *map,
	const struct pf_config_key *keys, void *out);
/* The list that `value` must be, of mappings. */
PF_MUST_USE bool pf_config_list(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_kids *out);

/* Values. */

struct pf_config_strings {
	const pf_str *ptr;
	const struct pf_node *const *nodes;
	size_t len;
};

PF_MUST_USE bool pf_config_text(struct pf_config_reader *reader, const struct pf_node *value,
	pf_str *out);
PF_MUST_USE bool pf_config_scalar(struct pf_config_reader *reader, const struct pf_node *value,
	pf_str *out);
PF_MUST_USE bool pf_config_bool(struct pf_config_reader *reader, const struct pf_node *value,
	bool *out);
PF_MUST_USE bool pf_config_strings(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_config_strings *out);
/* The same, or one string alone. */
PF_MUST_USE bool pf_config_one_or_more(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_config_strings *out);
/* Items of lists are bounded over all files: `n` more of them. */
PF_MUST_USE bool pf_config_count(struct pf_config_reader *reader, const struct pf_node *value,
	size_t n);
/* What `text` is among `words`; a fault that names the nearest calls it `what`. */
PF_MUST_USE bool pf_config_word(struct pf_config_reader *reader, const struct pf_node *value,
	pf_str text, const struct pf_config_word *words, const char *what, unsigned *out);
/* An entry of `severity`: a plain `off`, which is a boolean, means what it says. */
PF_MUST_USE bool pf_config_level(struct pf_config_reader *reader, const struct pf_node *value,
	unsigned *out);

/* One list behind another, in a new array; either may be empty. */
void *pf_config_append(struct pf_arena *arena, const void *first, size_t nfirst, const void *second,
	size_t nsecond, size_t size);

/* A fault where nothing can match `glob`. */
PF_MUST_USE bool pf_config_glob(struct pf_config_reader *reader, const struct pf_node *node,
	pf_str glob);
/*
 * Globs as written, and as they match paths from the root of the file system:
 * what one means and all below it, which takes at most two for each.
 */
PF_MUST_USE bool pf_config_globs(struct pf_config_reader *reader, const struct pf_node *value,
	struct pf_config_strings *written, struct pf_config_strings *out);

/* Rules. */

extern const struct pf_config_key pf_config_override_keys[];
extern const struct pf_config_key pf_config_image_keys[];
extern const struct pf_config_key pf_config_cluster_keys[];
extern const struct pf_config_key pf_config_ignores_keys[];

typedef bool pf_config_read_fn(struct pf_config_reader *reader, const struct pf_config_key *key,
	const struct pf_node *value, void *out);

pf_config_read_fn pf_config_read_select, pf_config_read_ignore, pf_config_read_severity,
	pf_config_read_options, pf_config_read_overrides, pf_config_read_images,
	pf_config_read_cluster, pf_config_read_ignores;

/* One rule or alias, no set; `hit` has a place for each. */
PF_MUST_USE bool pf_config_rule(struct pf_config_reader *reader, const struct pf_node *node,
	pf_str name, bool *hit);
/* What the entries of all files lack where `require-reason` holds. */
PF_MUST_USE bool pf_config_check_reasons(struct pf_config_reader *reader);

#endif

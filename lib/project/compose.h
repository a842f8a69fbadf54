/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Compose files: which images are built from what, and what their services say
 * that a Pod would have to say again.
 *
 * After the Compose specification.  Interpolation uses the defaults that the
 * file itself gives (`${TAG:-1.0}`): nobody's environment is read, and what
 * rests on it is a value that is not known.  Services of a profile are read
 * like the others and marked.
 */

#ifndef PF_PROJECT_COMPOSE_H
#define PF_PROJECT_COMPOSE_H

#include "base/arena.h"
#include "image/build.h"
#include "image/facts.h"
#include "yaml/load.h"

#define PF_COMPOSE_SERVICES_MAX 4096U /* of one file; the rest is not read */
#define PF_COMPOSE_EXTENDS_MAX 16U    /* services that one extends, through each other */

/* A scalar setting; `node` is NULL where it is not written. */
typedef struct {
	pf_str value; /* interpolated as with no variable set; of a number or boolean its text */
	const struct pf_node *node;
	bool known;  /* written, and each variable in it has a default */
	bool varies; /* one has: an environment may put another value there */
} pf_compose_text;

/* NAME=VALUE of environment, build args, labels, extra_hosts, sysctls. */
struct pf_compose_pair {
	pf_str name;
	pf_str value;
	const struct pf_node *node; /* the key, or the item of a list */
	bool known;                 /* as above */
	bool varies;
	bool through; /* without a value: taken from whatever shell runs compose */
};

struct pf_compose_pairs {
	const struct pf_compose_pair *ptr;
	size_t len;
};

struct pf_compose_texts {
	const pf_compose_text *ptr;
	size_t len;
};

/* `build:`, long or short. */
struct pf_compose_build {
	const struct pf_node *node; /* NULL: nothing is built */
	pf_str context;             /* report path, normalised; empty: remote or unknown */
	pf_str dockerfile; /* report path; empty: remote, inline, or it or the target unknown */
	pf_str target;     /* or empty */
	bool is_inline;    /* dockerfile_inline */
	const struct pf_build_arg *args;
	size_t nargs;
};

struct pf_compose_service {
	const struct pf_compose *file;
	pf_str name;
	const struct pf_node *node; /* its mapping */
	pf_compose_text image;
	struct pf_compose_build build;
	bool profiled;   /* needs a profile to be started */
	bool incomplete; /* extends what is in another file, or too much: more is set than is read
			  */

	/* The healthcheck as written; see `has_*` for what overrides the image's. */
	const struct pf_node *healthcheck_node; /* NULL: none is written */
	struct pf_healthcheck healthcheck;
	bool has_test;   /* a test, or `disable: true` */
	bool test_known; /* and it rests on nobody's environment */
};

struct pf_compose {
	const struct pf_document *document;
	pf_str directory;                          /* of the file, "." for the current one */
	const struct pf_compose_service *services; /* in the order of the text */
	size_t nservices;
};

/* Is it a setting that is known, and true? */
bool pf_compose_is_true(pf_compose_text text);

/*
 * Is it one?  A mapping with `services` that is a mapping of mappings, in a
 * file whose name (compose.yaml, docker-compose.prod.yml) or contents say so,
 * and no Kubernetes object.
 */
bool pf_is_compose(const struct pf_document *document);

/*
 * Read one; wrong types count as absent.  `extends` within the file and YAML
 * merges are resolved.  Strings are `arena`'s or the document's.
 */
const struct pf_compose *pf_compose_read(struct pf_arena *arena,
	const struct pf_document *document);

#endif

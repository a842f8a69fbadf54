/* SPDX-License-Identifier: Apache-2.0 */

/* The services of a compose file, as they are read. */

#ifndef PF_PROJECT_COMPOSE_SERVICE_H
#define PF_PROJECT_COMPOSE_SERVICE_H

#include "image/build/build.h"
#include "image/facts.h"
#include "project/compose/text.h"
#include "project/env_file.h"
#include "yaml/document.h"

#define PF_COMPOSE_SERVICES_MAX 4096U /* of one file; the rest is not read */
#define PF_COMPOSE_EXTENDS_MAX 16U    /* services that one extends, through each other */

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
	const struct pf_node *inline_text; /* dockerfile_inline, or NULL */
	const struct pf_build_arg *args;
	size_t nargs;
};

/* An entry of `env_file`. */
struct pf_compose_env_file {
	pf_str path; /* report path; empty where it rests on a variable */
	const struct pf_node *node;
	bool required;                /* else it may be missing */
	bool raw;                     /* `format: raw`: quotes and `$` are kept */
	const struct pf_env_file *is; /* for who reads files to set; NULL: not read */
};

/* `entrypoint`, `command`. */
struct pf_compose_command {
	const struct pf_node *node; /* NULL: the image's own */
	bool is_text;               /* one word that compose splits as a shell would */
	struct pf_compose_texts words;
};

enum pf_compose_condition {
	PF_COMPOSE_STARTED,
	PF_COMPOSE_HEALTHY,
	PF_COMPOSE_COMPLETED,
};

struct pf_compose_dependency {
	pf_str service;
	enum pf_compose_condition condition;
	const struct pf_node *node; /* the key, or the item of a list */
};

/* Of `secrets`, `configs` and `volumes`. */
struct pf_compose_mount {
	pf_compose_text source; /* name or path as written; not written: anonymous */
	pf_str target;          /* absolute path in the container; empty where that is not known */
	pf_str type;            /* of a volume: "bind", "volume", "tmpfs", …; or empty */
	const struct pf_node *node;
};

struct pf_compose_mounts {
	const struct pf_compose_mount *ptr;
	size_t len;
};

struct pf_compose_process {
	struct pf_compose_command entrypoint;
	struct pf_compose_command command;
	pf_compose_text init;
	pf_compose_text stop_grace_period;
	pf_compose_text stop_signal;
	pf_compose_text restart;
};

/* Of equal names `own` beats the files. */
struct pf_compose_environment {
	struct pf_compose_pairs own;             /* `environment` */
	const struct pf_compose_env_file *files; /* in the order in which they are read */
	size_t nfiles;
};

/* The healthcheck as written; see `has_test` for what overrides the image's. */
struct pf_compose_health {
	const struct pf_node *node; /* NULL: none is written */
	struct pf_healthcheck check;
	bool has_test;   /* a test, or `disable: true` */
	bool test_known; /* and it rests on nobody's environment */
};

struct pf_compose_network {
	pf_compose_text mode; /* `network_mode` */
	pf_compose_text container_name;
	pf_compose_text hostname;
	struct pf_compose_texts ports;   /* short forms as written; of a long one its target */
	struct pf_compose_texts aliases; /* of all its networks */
	struct pf_compose_texts links;   /* SERVICE or SERVICE:ALIAS */
	struct pf_compose_pairs extra_hosts;
};

/* In Docker's units: docker_units.h.  The short keys, else deploy.resources. */
struct pf_compose_resources {
	pf_compose_text memory_limit;
	pf_compose_text memory_reservation;
	pf_compose_text cpu_limit;
	pf_compose_text cpu_reservation;
	pf_compose_text cpu_shares;
	pf_compose_text shm_size;
	const struct pf_node *gpus; /* `gpus`, or the reserved device with that capability */
	struct pf_compose_texts devices;
	const struct pf_node *ulimits; /* NULL: not written */
};

/* Who the process is, and what it may do. */
struct pf_compose_security {
	pf_compose_text privileged;
	pf_compose_text read_only;
	pf_compose_text user;
	struct pf_compose_texts group_add;
	struct pf_compose_texts cap_add;
	struct pf_compose_texts cap_drop;
	struct pf_compose_texts security_opt;
	struct pf_compose_pairs sysctls;
	pf_compose_text ipc;
	pf_compose_text pid;
};

struct pf_compose_storage {
	struct pf_compose_texts tmpfs; /* PATH or PATH:OPTIONS */
	struct pf_compose_mounts volumes;
	struct pf_compose_mounts secrets;
	struct pf_compose_mounts configs;
};

struct pf_compose_dependencies {
	const struct pf_compose_dependency *ptr;
	size_t len;
};

struct pf_compose_service {
	const struct pf_compose *file;
	pf_str name;
	const struct pf_node *node; /* its mapping */
	bool profiled;              /* needs a profile to be started */
	bool incomplete;            /* extends what is not read: more is set than stands here */
	pf_compose_text image;
	pf_compose_text platform;
	struct pf_compose_build build;
	struct pf_compose_process process;
	struct pf_compose_environment environment;
	struct pf_compose_health health;
	struct pf_compose_network network;
	struct pf_compose_resources resources;
	struct pf_compose_security security;
	struct pf_compose_storage storage;
	struct pf_compose_dependencies depends_on;
	const struct pf_node *logging; /* NULL: not written */
};

struct pf_compose {
	const struct pf_document *document;
	pf_str directory;                          /* of the file, "." for the current one */
	const struct pf_compose_service *services; /* in the order of the text */
	size_t nservices;
	const pf_str *hosts; /* names in its networks, sorted: see hosts.h */
	size_t nhosts;
};

#endif

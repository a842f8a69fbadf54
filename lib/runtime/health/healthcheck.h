/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What Docker checks of a container's health, and the probe that asks the
 * same.
 */

#ifndef PF_RUNTIME_HEALTH_HEALTHCHECK_H
#define PF_RUNTIME_HEALTH_HEALTHCHECK_H

#include "kube/pod.h"
#include "runtime/health/probes.h"

enum pf_check_kind {
	PF_CHECK_EXEC, /* also what is not understood: it can be run as it is */
	PF_CHECK_HTTP,
	PF_CHECK_TCP,
	PF_CHECK_GRPC,
	PF_CHECK_NOTHING, /* `exit 0`: it never fails */
};

#define PF_CHECK_HEADERS_MAX 4U

struct pf_check_header {
	pf_str name;
	pf_str value;
};

/* What a check asks of the container itself. */
struct pf_check_target {
	enum pf_check_kind kind;
	uint32_t port;
	pf_str path; /* HTTP, with its query; begins with / */
	bool tls;    /* HTTP: by https */
	struct pf_check_header headers[PF_CHECK_HEADERS_MAX];
	size_t nheaders;
	pf_str service; /* gRPC, or empty */
	/* EXEC: the argument vector, an image's SHELL or /bin/sh before a shell's text. */
	struct pf_words argv;
	/* HTTP: how the request differs from the kubelet's. */
	bool head;     /* a HEAD request */
	bool lenient;  /* an answer of 400 and more passes */
	bool verified; /* the certificate is looked at */
};

struct pf_health {
	struct pf_healthcheck check;   /* with the engine's defaults */
	const struct pf_origin *image; /* where the image says it, or NULL */
	const struct pf_node *compose; /* where the compose service says it, or NULL */
	/* EXEC where the program is told to listen where only itself reaches it. */
	struct pf_check_target target;
	bool loopback; /* for that reason */
};

/*
 * The check that Docker runs, of the image or of the compose service that
 * stands for it.  False where there is none (NONE), or it is not known.
 */
bool pf_health_of(struct pf_arena *arena, const struct pf_pod_container *c, struct pf_health *out);

/* "HEALTHCHECK of the image", "healthcheck of compose service `web`". */
pf_str pf_health_title(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health);

/*
 * What a test asks, given as argument vector or as one text for a shell.
 * Variables are those of the container and its image; what rests on one that
 * is not known stays EXEC.
 */
struct pf_check_target pf_check_read(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_healthcheck *check);

/* "httpGet: {path: /healthz, port: 3000}": a probe's handler on one line. */
pf_str pf_check_handler(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_check_target *target);

/*
 * readinessProbe and, for a start period, startupProbe, as YAML for
 * pf_fix_add(); what Kubernetes' defaults say already is left out.
 */
pf_str pf_health_probes(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health);

/* The startupProbe alone; empty without a start period. */
pf_str pf_health_startup_probe(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_health *health);

/* Nanoseconds in whole seconds, rounded up, at least 1. */
int64_t pf_check_seconds(int64_t duration);

/* What a probe asks, if it is known; TCP and HTTP ports by their numbers. */
struct pf_check_target pf_check_of_probe(struct pf_arena *arena, const struct pf_pod_container *c,
	const struct pf_handler *probe);

/* The same path, whatever the query and a slash at the end? */
bool pf_check_is_same_path(const struct pf_check_target *a, const struct pf_check_target *b);

/* Do they ask the same, whatever the headers? */
bool pf_check_is_same(const struct pf_check_target *a, const struct pf_check_target *b);

#endif

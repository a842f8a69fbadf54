/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What health checks and probes ask.
 */

#ifndef PF_RUNTIME_HEALTH_TARGET_H
#define PF_RUNTIME_HEALTH_TARGET_H

#include "kube/pod.h"
#include "runtime/health/probes.h"

enum pf_health_kind {
	PF_HEALTH_EXEC, /* also what is not understood: it can be run as it is */
	PF_HEALTH_HTTP,
	PF_HEALTH_TCP,
	PF_HEALTH_GRPC,
	PF_HEALTH_NOTHING, /* `exit 0`: it never fails */
};

#define PF_HEALTH_HEADERS_MAX 4U

struct pf_health_header {
	pf_str name;
	pf_str value;
};

/* What a health check or a probe asks of the container itself. */
struct pf_health_target {
	enum pf_health_kind kind;
	uint32_t port;
	pf_str path; /* HTTP, with its query; begins with / */
	bool tls;    /* HTTP: by https */
	struct pf_health_header headers[PF_HEALTH_HEADERS_MAX];
	size_t nheaders;
	pf_str service; /* gRPC, or empty */
	/* EXEC: the argument vector, an image's SHELL or /bin/sh before a shell's text. */
	struct pf_words argv;
	/* HTTP: how the request differs from the kubelet's. */
	bool head;     /* a HEAD request */
	bool lenient;  /* an answer of 400 and more passes */
	bool verified; /* the certificate is looked at */
};

/*
 * What a test asks, given as argument vector or as one text for a shell.
 * Variables are those of the container and its image; what rests on one that
 * is not known stays EXEC.
 */
struct pf_health_target pf_health_target_read(struct pf_arena *arena,
	const struct pf_pod_container *c, const struct pf_healthcheck *healthcheck);

/* What a probe asks, if it is known; TCP and HTTP ports by their numbers. */
struct pf_health_target pf_health_target_of_probe(struct pf_arena *arena,
	const struct pf_pod_container *c, const struct pf_handler *probe);

/* Do they ask the same, whatever the headers? */
bool pf_health_target_is_same(const struct pf_health_target *a, const struct pf_health_target *b);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Probes and hooks, those that are there and those that should be.
 */

#ifndef PF_RUNTIME_HEALTH_PROBES_H
#define PF_RUNTIME_HEALTH_PROBES_H

#include "kube/pod.h"

struct pf_world;

/* A probe or lifecycle hook of a container. */
struct pf_handler {
	const char *name; /* of its field: "livenessProbe", "preStop" */
	const struct pf_node *node;
	const struct pf_probe *probe; /* NULL: a hook */
	const struct pf_exec_action *exec;
	const struct pf_http_get_action *http_get;
	const struct pf_tcp_socket_action *tcp_socket;
	const struct pf_grpc_action *grpc; /* NULL in a hook */
};

#define PF_HANDLERS_MAX 5

/* Fill `out`; returns how many there are. */
size_t pf_handlers_of(const struct pf_pod_container *c, struct pf_handler out[PF_HANDLERS_MAX]);

/* Does the maker of such Pods (Knative, Cloud Run, Agones) fill in their probes? */
bool pf_pod_has_own_probes(const struct pf_pod *pod);

/*
 * Should somebody ask whether the container is well: it runs until it is
 * stopped, is no fragment, and nobody else sees to it?
 */
bool pf_wants_probes(const struct pf_pod_container *c);

/* As the API server fills it in. */
int64_t pf_probe_period(const struct pf_probe *probe);

/* Seconds that pass at least, after the start, before the probe's failures have an effect. */
int64_t pf_probe_budget(const struct pf_probe *probe);

/* Of a port: TCP, if only because nothing else is written. */
bool pf_is_tcp(pf_str_field protocol);

/*
 * Is the probe ("livenessProbe") there, if only misspelt or with a value that
 * cannot be used, or because every build adds it?
 */
bool pf_has_probe(const struct pf_world *world, const struct pf_pod_container *c, pf_str name);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * One view of everything that carries a pod template.
 *
 * Pod, Deployment, ReplicaSet, StatefulSet, DaemonSet, ReplicationController,
 * Job, CronJob, PodTemplate, their versions of the past, and any other kind
 * with `containers` under spec.template.spec (DeploymentConfig, Rollout,
 * Knative Service) or under a template of that (Agones Fleet).  Nothing is
 * written back: effective values are functions.
 */

#ifndef PF_KUBE_POD_H
#define PF_KUBE_POD_H

#include "base/arena.h"
#include "image/facts.h"
#include "image/reference.h"
#include "kube/decode/decode.h"
#include "kube/object.h"
#include "kube/types.h"

enum pf_workload_kind {
	PF_POD,
	PF_DEPLOYMENT,
	PF_REPLICA_SET,
	PF_STATEFUL_SET,
	PF_DAEMON_SET,
	PF_REPLICATION_CONTROLLER,
	PF_JOB,
	PF_CRON_JOB,
	PF_POD_TEMPLATE,
	PF_OTHER_WORKLOAD,
};

enum pf_container_class {
	PF_INIT,    /* an init container that ends before the next starts */
	PF_SIDECAR, /* an init container with restartPolicy Always */
	PF_MAIN,
	PF_EPHEMERAL,
};

struct pf_image_binding; /* of a later layer: world/binding.h */
struct pf_pod;

struct pf_pod_container {
	const struct pf_container *spec; /* as written; never NULL */
	const struct pf_pod *pod;
	enum pf_container_class class;
	size_t index;                       /* in its own list */
	struct pf_image_reference image;    /* parsed; `.valid` false when absent or broken */
	const struct pf_image_facts *facts; /* NULL: nothing is known of the image */
	/* Where these come from, and the compose service that stands for it; or NULL. */
	const struct pf_image_binding *binding;
	bool image_rewritten; /* Kustomize, skaffold or ko puts another one in */
};

struct pf_pod_containers {
	struct pf_pod_container *ptr;
	size_t len;
};

struct pf_pod {
	const struct pf_object *object;
	enum pf_workload_kind kind;
	const struct pf_pod_spec *spec;       /* never NULL */
	const struct pf_object_meta *meta;    /* the template's (a Pod's own), or NULL */
	const struct pf_str_map *labels;      /* never NULL */
	const struct pf_str_map *annotations; /* never NULL */
	const struct pf_node *spec_node;      /* the pod spec's mapping */
	struct pf_pod_containers containers;  /* init and sidecars, main, ephemeral */
	bool windows;                         /* spec.os.name is windows */
	bool patch;                           /* the decoder's: nothing is missing in it */
};

/*
 * The view of `object`, or NULL when it carries no pod template.  `typed` is the
 * object decoded, or NULL where its kind has no table: then the template alone is
 * decoded.  What its images are known for is not filled in: see pf_world_pod_of().
 */
struct pf_pod *pf_pod_of(struct pf_decoder *decoder, const struct pf_object *object,
	const void *typed);

/*
 * Is it of a kind that carries a pod template?  `*template`: where that stands
 * (a Pod is its own), NULL where it was not written.  Does not decode.
 */
bool pf_carries_pod_template(const struct pf_object *object, const struct pf_node **template);

/* Where the pod spec of such an object stands, without decoding; NULL: nowhere. */
const struct pf_node *pf_pod_spec_node(const struct pf_object *object);

/* A Job's or CronJob's Pod, or one whose restartPolicy is Never or OnFailure. */
bool pf_pod_runs_to_completion(const struct pf_pod *pod);

/* Name of its ServiceAccount: "default" where none is written. */
pf_str pf_pod_service_account_name(const struct pf_pod *pod);

/* Of a controller that keeps its Pods running for ever: Deployment and its like. */
bool pf_workload_is_endless(enum pf_workload_kind kind);

/* "init container", "container", "sidecar", "ephemeral container". */
const char *pf_container_class_name(enum pf_container_class class);

/* Runs beside the others for the Pod's whole life: main or sidecar. */
static inline bool pf_container_is_long_lived(const struct pf_pod_container *c)
{
	return c->class == PF_MAIN || c->class == PF_SIDECAR;
}

/* The container's value over the Pod's, which may be NULL contexts. */
pf_bool_field pf_effective_run_as_non_root(const struct pf_pod_container *c);
pf_int_field pf_effective_run_as_user(const struct pf_pod_container *c);

/* Request or limit of one resource as written on the container, or NULL. */
const struct pf_quantity_entry *pf_container_request(const struct pf_pod_container *c,
	pf_str resource);
const struct pf_quantity_entry *pf_container_limit(const struct pf_pod_container *c,
	pf_str resource);

/* Port of the container by name, or NULL. */
const struct pf_container_port *pf_container_port_named(const struct pf_pod_container *c,
	pf_str name);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Sidecars that a mesh or runtime adds to Pods when these are admitted: of
 * Dapr, Istio, Linkerd, Consul, Kuma, OpenTelemetry and Vault.
 */

#ifndef PF_RUNTIME_NETWORK_INJECTION_H
#define PF_RUNTIME_NETWORK_INJECTION_H

#include "kube/pod.h"

struct pf_world;

/*
 * Is a sidecar added to the Pod, which may listen on ports of its own and pass
 * on to loopback what comes?  The Pod's labels and annotations say so, or those
 * of its namespace, where the input has it and the Pod does not opt out.
 */
bool pf_pod_is_injected(const struct pf_world *world, const struct pf_pod *pod);

#endif

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a Pod's os.name rules out, after ValidatePodSpec: a Pod for Windows may
 * set nothing of Linux, one for Linux no windowsOptions.
 */

#ifndef PF_KUBE_OS_H
#define PF_KUBE_OS_H

#include "kube/pod.h"

#define PF_OS_FAULTS_MAX 16

struct pf_os_faults {
	const struct pf_node *keys[PF_OS_FAULTS_MAX]; /* of the fields that are refused */
	size_t n;
};

/* Of the Pod itself and its securityContext; none without os.name. */
struct pf_os_faults pf_pod_os_faults(const struct pf_pod *pod);

/* Of one container's securityContext. */
struct pf_os_faults pf_container_os_faults(const struct pf_pod_container *container);

/* Written, and with something in it: the server does not see an empty list. */
bool pf_node_is_written(const struct pf_node *value);

#endif

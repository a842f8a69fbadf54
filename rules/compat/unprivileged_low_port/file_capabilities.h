/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Capabilities of containers that do not run as root.
 */

#ifndef PF_RULES_UNPRIVILEGED_LOW_PORT_FILE_CAPABILITIES_H
#define PF_RULES_UNPRIVILEGED_LOW_PORT_FILE_CAPABILITIES_H

#include "kube/pod.h"

/* The entry of `capabilities.add` that gives it, `ALL` included; or NULL. */
const pf_str_field *pf_added_capability(const struct pf_pod_container *c, pf_str name);

/*
 * May the program's file have the capability, which is the only way for a user
 * other than root to get it?  Who adds it to such a container mostly knows that
 * the file has it; of an image that was built from a Dockerfile, `setcap` tells.
 */
bool pf_may_have_file_capability(const struct pf_pod_container *c, pf_str name);

#endif

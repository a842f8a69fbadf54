/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What the user says of the cluster: --arch, and `cluster:` of the
 * configuration.  All zero says nothing.
 */

#ifndef PF_WORLD_CLUSTER_H
#define PF_WORLD_CLUSTER_H

#include "base/str.h"

struct pf_cluster {
	const pf_str *architectures; /* GOARCH names; none: not said */
	size_t narchitectures;
	const pf_str *node_identity_registries; /* globs of hosts that nodes sign in to */
	size_t nnode_identity_registries;
	const pf_str *public_registries; /* globs of hosts that serve anonymous pulls */
	size_t npublic_registries;
	bool default_service_account_has_pull_secrets;
};

/* Do the lists have the registry, by its host with or without its port? */
bool pf_cluster_knows_node_identity(const struct pf_cluster *cluster, pf_str domain);
bool pf_cluster_knows_public(const struct pf_cluster *cluster, pf_str domain);

/*
 * The GOARCH name that `text` is or is another name of ("x86_64": amd64).
 * Where there is none: false, and in `*meant` the nearest one, or empty.
 */
bool pf_architecture_named(pf_str text, pf_str *out, pf_str *meant);

#endif

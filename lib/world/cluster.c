/* SPDX-License-Identifier: Apache-2.0 */

#include "world/cluster.h"

#include "kube/node_labels.h"
#include "text/glob.h"
#include "text/nearest.h"

static bool has_host(const pf_str *globs, size_t n, pf_str domain)
{
	pf_str host = pf_str_sub(domain, 0, pf_str_rfind_char(domain, ':'));

	for (size_t i = 0; i < n; i++) {
		if (pf_glob_match(globs[i], domain) || pf_glob_match(globs[i], host))
			return true;
	}
	return false;
}

bool pf_cluster_knows_node_identity(const struct pf_cluster *cluster, pf_str domain)
{
	return has_host(cluster->node_identity_registries, cluster->nnode_identity_registries,
		domain);
}

bool pf_cluster_knows_public(const struct pf_cluster *cluster, pf_str domain)
{
	return has_host(cluster->public_registries, cluster->npublic_registries, domain);
}

bool pf_architecture_named(pf_str text, pf_str *out, pf_str *meant)
{
	const struct pf_node_label *label = pf_node_label_of(PF_STR("kubernetes.io/arch"));
	pf_str named = pf_node_label_has(label, text) ? text : pf_node_label_meant(label, text);
	struct pf_nearest near = pf_nearest_start(text);

	*meant = PF_STR_EMPTY;
	if (named.len) {
		*out = named;
		return true;
	}
	for (size_t i = 0; i < label->n; i++)
		pf_nearest_offer(&near, label->values[i]);
	*meant = near.best;
	return false;
}

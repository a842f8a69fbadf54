/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/cluster.h"

#include "base/nearest.h"
#include "kube/node_labels.h"

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

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Ids of findings that survive edits elsewhere in the file: a digest of the
 * rule, the object (apiVersion, kind, namespace as written, name), the path to
 * the node with list items called by their `name`, and the rule's subject.
 * Outside objects the file's path (from the configuration's folder, so that it
 * is one wherever podfit runs) stands for the object, and the message or, in
 * a Dockerfile, the instruction with its stage for the path.
 */

#ifndef PF_ENGINE_IDENTITY_INTERNAL_H
#define PF_ENGINE_IDENTITY_INTERNAL_H

#include "base/digest.h"
#include "rule/finding.h"
#include "yaml/lineage.h"

/* What is known of the trees that findings stand in; zero to start with. */
struct pf_identity {
	struct pf_lineage of_document;
	struct pf_lineage of_object;
	/* Names of the list items that were last asked for, by level. */
	struct pf_item_name {
		const struct pf_node *item;
		pf_str name;
	} names[PF_YAML_MAX_DEPTH + 1];
};

void pf_identity_release(struct pf_identity *identity);

struct pf_digest pf_finding_digest(struct pf_identity *identity, const struct pf_finding *finding);

/* The digest that the finding would have if `rule` had said it. */
struct pf_digest pf_finding_digest_as(struct pf_identity *identity,
	const struct pf_finding *finding, const struct pf_rule *rule);

/* The finding's place as a pointer; needs its node and document. */
pf_str pf_finding_pointer(struct pf_identity *identity, struct pf_arena *arena,
	const struct pf_finding *finding);

#endif

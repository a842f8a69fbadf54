/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Ids of findings that survive edits elsewhere in the file: a digest of the
 * rule, the object (apiVersion, kind, namespace as written, name), the path to
 * the node with list items called by their `name`, and the rule's subject.
 * Outside objects the file's path and the message stand for the object.
 */

#ifndef PF_LINT_IDENTITY_H
#define PF_LINT_IDENTITY_H

#include "base/digest.h"
#include "lint/finding.h"

struct pf_digest pf_finding_digest(struct pf_arena *scratch, const struct pf_finding *finding);

/* "spec/containers/web/image": for the digest only. */
pf_str pf_stable_path(struct pf_arena *arena, const struct pf_node *root,
	const struct pf_node *node);

#endif

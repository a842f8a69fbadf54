/* SPDX-License-Identifier: Apache-2.0 */

#include "lint/identity.h"

#include "lint/rule.h"

static bool holds(const struct pf_node *subtree, const struct pf_node *node)
{
	return subtree <= node && node < subtree + subtree->span;
}

static pf_str step_name(struct pf_arena *arena, const struct pf_kids *kids)
{
	pf_str name;

	if (kids->key)
		return pf_node_text(kids->key);
	name = pf_node_get_text(kids->value, PF_STR("name"));
	if (name.len)
		return name;
	return pf_arena_fmt(arena, "%u", kids->i);
}

pf_str pf_stable_path(struct pf_arena *arena, const struct pf_node *root,
	const struct pf_node *node)
{
	const struct pf_node *at = root;
	pf_str path = PF_STR_EMPTY;

	if (node->flags & PF_NODE_IS_KEY)
		node++;
	while (at && at != node) {
		struct pf_kids kids = pf_kids(at);

		at = NULL;
		while (!at && pf_kids_next(&kids)) {
			if (!holds(kids.raw, node))
				continue;
			at = kids.raw;
			path = pf_arena_fmt(arena, "%.*s/%.*s", PF_STR_ARG(path),
				PF_STR_ARG(step_name(arena, &kids)));
		}
	}
	return path;
}

struct pf_digest pf_finding_digest(struct pf_arena *scratch, const struct pf_finding *f)
{
	struct pf_digest digest = pf_digest_start();

	pf_digest_add(&digest, pf_str_from(f->rule->name));
	if (f->object) {
		pf_digest_add(&digest, f->object->api_version);
		pf_digest_add(&digest, f->object->kind);
		pf_digest_add(&digest, f->object->namespace);
		pf_digest_add(&digest, f->object->name);
	} else {
		pf_digest_add(&digest, f->at.file->source.path);
		pf_digest_add(&digest, f->message);
	}
	if (f->object && f->node)
		pf_digest_add(&digest, pf_stable_path(scratch, f->object->root, f->node));
	pf_digest_add(&digest, f->subject);
	return digest;
}

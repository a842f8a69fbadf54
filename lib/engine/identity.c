/* SPDX-License-Identifier: Apache-2.0 */

#include "engine/identity_internal.h"

#include <stdio.h>

#include "rule/rule.h"

#define PATH_MOST 4096 /* bytes that tell one path from another; ordinals do the rest */

void pf_identity_release(struct pf_identity *identity)
{
	pf_lineage_release(&identity->of_document);
	pf_lineage_release(&identity->of_object);
	*identity = (struct pf_identity){0};
}

/* Remembered, because a big item may have many findings. */
static pf_str item_name(struct pf_identity *identity, size_t level, const struct pf_node *item)
{
	struct pf_item_name *memo = &identity->names[level];

	if (memo->item != item) {
		memo->item = item;
		memo->name = pf_node_get_text(pf_node_resolve(item), PF_STR("name"));
	}
	return memo->name;
}

static void add_step(struct pf_digest *digest, pf_str step)
{
	pf_digest_add_part(digest, PF_STR("/"));
	pf_digest_add_part(digest, step);
}

/* "/spec/containers/web/image" */
static void add_path(struct pf_digest *digest, struct pf_identity *identity,
	const struct pf_finding *f)
{
	struct pf_way way = {.len = 0};
	size_t len = 0;

	(void)pf_lineage_find(&identity->of_object, f->object->root, f->node, &way);
	for (size_t i = 0; i < way.len && len < PATH_MOST; i++) {
		const struct pf_node *key = pf_way_key(way.nodes[i]);
		char number[16];
		pf_str step = key ? pf_node_text(key) : item_name(identity, i, way.nodes[i]);

		if (!key && !step.len) {
			(void)snprintf(number, sizeof(number), "%u",
				(unsigned)pf_lineage_index(&identity->of_object, way.nodes[i]));
			step = pf_str_from(number);
		}
		if (step.len > PATH_MOST)
			step.len = PATH_MOST;
		len += step.len + 1;
		add_step(digest, step);
	}
	pf_digest_add(digest, PF_STR_EMPTY);
}

/* An instruction stands for what is said of it: its stage, and its words whatever the blanks. */
static void add_text(struct pf_digest *digest, const struct pf_finding *f)
{
	pf_str rest;

	if (!f->instruction) {
		pf_digest_add(digest, f->message);
		return;
	}
	pf_digest_add(digest, f->stage ? f->stage->name : PF_STR_EMPTY);
	pf_digest_add(digest, pf_str_from(pf_instruction_name(f->instruction->kind)));
	rest = f->instruction->text;
	while (rest.len) {
		size_t end = 0;

		while (end < rest.len && !pf_is_blank(rest.ptr[end]))
			end++;
		if (end)
			add_step(digest, pf_str_sub(rest, 0, end));
		rest = pf_str_from_offset(rest, end + (end < rest.len));
	}
	pf_digest_add(digest, PF_STR_EMPTY);
}

struct pf_digest pf_finding_digest_as(struct pf_identity *identity, const struct pf_finding *f,
	const struct pf_rule *rule)
{
	struct pf_digest digest = pf_digest_start();

	pf_digest_add(&digest, pf_str_from(rule->name));
	if (f->object) {
		pf_digest_add(&digest, f->object->api_version);
		pf_digest_add(&digest, f->object->kind);
		pf_digest_add(&digest, f->object->namespace);
		pf_digest_add(&digest, f->object->name);
	} else {
		pf_digest_add(&digest,
			f->at.file->home_path.len ? f->at.file->home_path
						  : f->at.file->source.path);
		add_text(&digest, f);
	}
	if (f->object && f->node)
		add_path(&digest, identity, f);
	pf_digest_add(&digest, f->subject);
	return digest;
}

struct pf_digest pf_finding_digest(struct pf_identity *identity, const struct pf_finding *f)
{
	return pf_finding_digest_as(identity, f, f->rule);
}

pf_str pf_finding_pointer(struct pf_identity *identity, struct pf_arena *arena,
	const struct pf_finding *f)
{
	return pf_yaml_pointer(arena, &identity->of_document, f->document, f->node);
}

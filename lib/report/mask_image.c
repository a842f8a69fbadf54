/* SPDX-License-Identifier: Apache-2.0 */

/* Secrets in Dockerfiles, in compose files, and among the configuration's build arguments. */

#include "report/mask_internal.h"

static bool looks_secret(pf_str name, pf_str value)
{
	return pf_name_looks_secret(name) || pf_secret_shape(value);
}

/* From the `=` of what is written in `range`, where its name or what follows looks secret. */
static void hide_assigned(struct pf_mask_pieces *pieces, pf_str text, struct pf_piece range)
{
	pf_str written = pf_str_sub(text, range.start, range.end);
	size_t at = pf_str_find_char(written, '=');

	if (at < written.len &&
		looks_secret(pf_str_sub(written, 0, at), pf_str_from_offset(written, at + 1)))
		pf_mask_hide(pieces, range.start + at + 1, range.end);
}

static void hide_in_instruction(struct pf_mask_pieces *pieces, pf_str text,
	const struct pf_instruction *i)
{
	if (i->trigger)
		i = i->trigger;
	if (i->kind != PF_ENV && i->kind != PF_ARG && i->kind != PF_LABEL)
		return;
	if (i->pair && i->nwords == 2) {
		if (looks_secret(i->words[0].text, i->words[1].text))
			pf_mask_hide(pieces, i->words[1].range.start, i->words[1].range.end);
		return;
	}
	for (size_t k = 0; k < i->nwords; k++)
		hide_assigned(pieces, text, i->words[k].range);
}

void pf_mask_dockerfile(struct pf_mask_pieces *pieces, const struct pf_dockerfile *file)
{
	for (size_t i = 0; i < file->ninstructions; i++)
		hide_in_instruction(pieces, file->source->text, &file->instructions[i]);
}

static void hide_in_variables(struct pf_mask_pieces *pieces, const struct pf_node *list)
{
	struct pf_kids kids = pf_kids(list);

	while (pf_kids_next(&kids)) {
		const struct pf_node *value = kids.value;
		pf_str text = pf_node_text(value);
		size_t at = pf_str_find_char(text, '=');

		if (value->kind != PF_SCALAR)
			continue;
		if (kids.key ? pf_name_looks_secret(pf_node_text(kids.key))
			     : at < text.len && pf_name_looks_secret(pf_str_sub(text, 0, at)))
			pf_mask_hide(pieces, value->start, value->end);
	}
}

void pf_mask_compose(struct pf_mask_pieces *pieces, const struct pf_node *root)
{
	for (uint32_t i = 0; i < root->span; i++) {
		const struct pf_node *node = &root[i], *key = pf_node_key(node);

		if (!key || key->kind != PF_SCALAR ||
			(node->kind != PF_MAP && node->kind != PF_SEQ))
			continue;
		if (pf_str_eq(pf_node_text(key), PF_STR("environment")) ||
			pf_str_eq(pf_node_text(key), PF_STR("args")) ||
			pf_str_eq(pf_node_text(key), PF_STR("build-args")))
			hide_in_variables(pieces, node);
	}
}

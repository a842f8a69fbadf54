/* SPDX-License-Identifier: Apache-2.0 */

/* Words and edits that the rules about the decoder's problems share. */

#include "rule/advice/problems.h"

#include "text/nearest.h"
#include "yaml/scalar.h"

pf_str pf_type_title(const struct pf_type *type)
{
	return pf_str_from_offset(type->name, pf_str_rfind_char(type->name, '.') + 1);
}

pf_str pf_problem_title(struct pf_ctx *ctx, const struct pf_problem *p)
{
	pf_str name = p->field->name;

	switch (p->part) {
	case PF_PART_WHOLE:
		return pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(name));
	case PF_PART_ITEM:
		return pf_arena_fmt(pf_scratch(ctx), "an item of `%.*s`", PF_STR_ARG(name));
	case PF_PART_ENTRY:
		return pf_arena_fmt(pf_scratch(ctx), "`%.*s` in `%.*s`",
			PF_STR_ARG(pf_node_text(p->key)), PF_STR_ARG(name));
	}
	return PF_STR_EMPTY;
}

bool pf_has_unknown_key(const struct pf_problem *p, pf_str like)
{
	struct pf_nearest near = pf_nearest_start(like);
	struct pf_kids kids = pf_kids(p->node);

	while (pf_kids_next(&kids)) {
		pf_str key = pf_node_text(kids.key);

		if (pf_type_field(p->owner, key, kids.key->hash))
			continue;
		if (!like.len)
			return true;
		pf_nearest_offer(&near, key);
	}
	return near.best.len > 0;
}

bool pf_scalar_is_literal(const struct pf_node *node)
{
	pf_scalar scalar = pf_scalar_resolve(node);
	pf_str text = pf_node_text(node);
	size_t dots = 0;

	if (scalar.type == PF_SCALAR_BOOL)
		return pf_str_eq(text, scalar.truth ? PF_STR("true") : PF_STR("false"));
	if (text.len && text.ptr[0] == '-')
		text = pf_str_from_offset(text, 1);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '.')
			dots++;
		else if (!pf_is_digit(text.ptr[i]))
			return false;
	}
	/* 0777 is octal, 0.5 and 0 are what they look like. */
	return text.len > 0 && dots <= 1 &&
		(text.len == 1 || text.ptr[0] != '0' || text.ptr[1] == '.');
}

/* "`A`, `B` or `C`". */
pf_str pf_alternatives(struct pf_ctx *ctx, const pf_str *names, size_t n)
{
	pf_str *quoted = PF_NEWN(pf_scratch(ctx), pf_str, n);

	for (size_t i = 0; i < n; i++)
		quoted[i] = pf_arena_fmt(pf_scratch(ctx), "`%.*s`", PF_STR_ARG(names[i]));
	return pf_arena_list(pf_scratch(ctx), quoted, n, "or");
}

void pf_help_api(struct pf_ctx *ctx, struct pf_finding *finding, const struct pf_object *object,
	const struct pf_kind *next)
{
	bool same = pf_str_eq(object->kind, next->kind);
	pf_str moves = object->life->moves;
	const struct pf_node *version = pf_node_get(object->root, PF_STR("apiVersion"));

	pf_help(ctx, finding, "write `apiVersion: %.*s`%s%.*s%s%s%.*s",
		PF_STR_ARG(next->api_version),
		same ? "" : " and `kind: ", PF_STR_ARG(same ? PF_STR_EMPTY : next->kind),
		same ? "" : "`", moves.len ? "; " : "", PF_STR_ARG(moves));
	if (object->implied || !version || moves.len || !same ||
		pf_str_contains(object->api_version, PF_STR("alpha")))
		return;
	pf_fix_string(ctx, finding, true, version, next->api_version);
}

/* SPDX-License-Identifier: Apache-2.0 */

/* What rules offer to write instead. */

#include "rule/context.h"

#include "yaml/add.h"
#include "yaml/quote.h"

/* Hang a fix of one edit behind those that the finding has. */
static void offer(struct pf_ctx *ctx, struct pf_finding *finding, struct pf_fix fix,
	struct pf_edit edit)
{
	struct pf_arena *arena = ctx->sink->arena;
	struct pf_fix **tail = &finding->fixes;

	while (*tail)
		tail = &(*tail)->next;
	edit.at.file = ctx->file;
	edit.text = pf_arena_dup(arena, edit.text);
	fix.edits = PF_NEW(arena, struct pf_edit);
	*fix.edits = edit;
	*tail = PF_NEW(arena, struct pf_fix);
	**tail = fix;
}

void pf_fix_replace(struct pf_ctx *ctx, struct pf_finding *finding, bool safe,
	const struct pf_node *node, pf_str text)
{
	struct pf_fix fix = {.safe = safe && !(node->flags & PF_NODE_ANCHORED)};
	struct pf_edit edit = {.at = {.start = node->start, .end = node->end}, .text = text};

	if (node->style == PF_LITERAL || node->style == PF_FOLDED || node->tag != PF_TAG_NONE)
		return;
	fix.title = pf_arena_fmt(ctx->sink->arena, "write `%.*s`", PF_STR_ARG(text));
	offer(ctx, finding, fix, edit);
}

void pf_fix_string(struct pf_ctx *ctx, struct pf_finding *finding, bool safe,
	const struct pf_node *node, pf_str text)
{
	bool simple = pf_yaml_is_plain_string(text);

	if (node->style == PF_SINGLE_QUOTED && simple)
		text = pf_arena_fmt(pf_scratch(ctx), "'%.*s'", PF_STR_ARG(text));
	else if (node->style != PF_PLAIN || !simple)
		text = pf_yaml_quoted(pf_scratch(ctx), text);
	pf_fix_replace(ctx, finding, safe, node, text);
}

void pf_fix_add(struct pf_ctx *ctx, struct pf_finding *finding, bool safe, const char *title,
	const struct pf_node *mapping, pf_str entries)
{
	struct pf_fix fix = {.safe = safe};
	struct pf_addition addition;

	if (!pf_yaml_add(pf_scratch(ctx), ctx->lineage, ctx->document, mapping, entries, &addition))
		return;
	fix.title = pf_arena_dup(ctx->sink->arena, pf_str_from(title));
	offer(ctx, finding, fix,
		(struct pf_edit){
			.at = {.start = addition.at, .end = addition.at}, .text = addition.text});
}

void pf_fix_remove(struct pf_ctx *ctx, struct pf_finding *finding, bool safe, const char *title,
	struct pf_piece range)
{
	struct pf_fix fix = {
		.safe = safe, .title = pf_arena_dup(ctx->sink->arena, pf_str_from(title))};

	offer(ctx, finding, fix,
		(struct pf_edit){
			.at = {.start = range.start, .end = range.end}, .text = PF_STR_EMPTY});
}

/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Dockerfiles within compose files.
 *
 * One is parsed as the compose file with everything else blanked out, so that its
 * offsets are places of the compose file.  Blanks before an instruction are none
 * of its text.
 */

#include "engine/gathering_internal.h"

#include "project/compose/compose.h"

/* Offset of what stands behind the line of `|`. */
static size_t text_start(pf_str text, const struct pf_node *node)
{
	size_t line = pf_str_find_char(pf_str_from_offset(text, node->start), '\n');

	return node->start + line;
}

static pf_str blank_around(struct pf_arena *arena, pf_str text, size_t from, size_t to)
{
	char *copy = pf_arena_alloc(arena, text.len + 1, 1);

	for (size_t i = 0; i < text.len; i++) {
		bool kept = (i >= from && i < to) || text.ptr[i] == '\n' || text.ptr[i] == '\r';

		copy[i] = kept ? text.ptr[i] : ' ';
	}
	copy[text.len] = '\0';
	return (pf_str){copy, text.len};
}

static struct pf_run_file *parse(struct pf_gathering *g, const struct pf_source *compose,
	const struct pf_node *node)
{
	struct pf_arena *arena = &g->run->arena;
	struct pf_run_file *f = pf_gathering_open(g, compose->path, false);

	f->file.context = true;
	f->file.source = *compose;
	f->file.source.text =
		blank_around(arena, compose->text, text_start(compose->text, node), node->end);
	f->file.dockerfile = pf_dockerfile_parse(arena, &f->file.source);
	f->file.source.text = compose->text;
	return f;
}

void pf_gathering_set_inline(struct pf_gathering *g, struct pf_image_source *source,
	const struct pf_compose_service *service, const struct pf_build_request *request)
{
	const struct pf_node *node = service->build.inline_text;
	const struct pf_source *compose = service->file->document->source;
	struct pf_run_file *f;

	source->path = compose->path;
	if (node->kind != PF_SCALAR || node->style != PF_LITERAL ||
		pf_str_find_char(pf_node_text(node), '$') < node->len)
		return;
	f = parse(g, compose, node);
	if (!f->file.dockerfile->nfaults)
		source->facts = &pf_gathering_build(g, f, request)->facts;
}

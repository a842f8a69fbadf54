/* SPDX-License-Identifier: Apache-2.0 */

/* The bytes as two files of one run, with every rule and in every format. */

#include "fuzz.h"
#include "run_checks.h"
#include "yaml/lineage.h"
#include "yaml/load.h"
#include "yaml/place.h"
#include "yaml/split.h"

static void check_range(size_t start, size_t end, pf_str text)
{
	pf_assert(start <= end && end <= text.len);
}

/* Trees. */

static void check_node(struct pf_lineage *lineage, const struct pf_document *document,
	const struct pf_node *node)
{
	const struct pf_node *root = document->root;
	pf_str text = document->source->text;
	struct pf_piece place = pf_yaml_place(document, node);
	struct pf_kids kids = pf_kids(pf_node_resolve(node));
	struct pf_way way;

	check_range(node->start, node->end, text);
	check_range(place.start, place.end, text);
	pf_assert(node->span >= 1 && node->span <= (size_t)(root + root->span - node));
	pf_assert(pf_lineage_find(lineage, root, node, &way));
	while (pf_kids_next(&kids))
		pf_assert(kids.value->kind != PF_ALIAS);
}

static void check_document(struct pf_lineage *lineage, const struct pf_document *document)
{
	const struct pf_yaml_fault *fault = document->fault;

	check_range(document->start, document->end, document->source->text);
	pf_assert(!(document->root && fault));
	if (fault) {
		check_range(fault->start, fault->end, document->source->text);
		pf_assert(pf_str_find_char(fault->message, '\n') == fault->message.len);
		pf_assert(!fault->has_context || fault->context <= document->source->text.len);
	}
	for (uint32_t i = 0; document->root && i < document->root->span; i++)
		check_node(lineage, document, &document->root[i]);
}

static void check_documents(const struct pf_source *source)
{
	PF_CLEANUP(pf_lineage_release) struct pf_lineage lineage = PF_LINEAGE_INIT;
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	struct pf_pieces pieces = pf_yaml_split(&arena, source->text);
	uint32_t at = 0;

	for (size_t i = 0; i < pieces.len; i++) {
		struct pf_documents documents;

		pf_assert(pieces.ptr[i].start == at);
		at = pieces.ptr[i].end;
		pf_yaml_load(&arena, source, pieces.ptr[i], &documents);
		for (size_t k = 0; k < documents.len; k++)
			check_document(&lineage, &documents.ptr[k]);
	}
	pf_assert(at == source->text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	pf_str bytes = fuzz_text(&arena, data, size);
	struct pf_input inputs[] = {
		{.path = PF_STR("a.yaml"), .bytes = bytes},
		{.path = PF_STR("b/kustomization.yaml"), .bytes = bytes},
	};
	struct pf_settings settings = fuzz_settings();
	struct pf_source source;
	struct pf_run *run;

	pf_source_decode(&arena, bytes, inputs[0].path, &source);
	check_documents(&source);
	run = pf_lint(&settings, inputs, 2);
	fuzz_check_run(&settings, run);
	pf_run_free(run);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "fuzz.h"
#include "image/dockerfile/dockerfile.h"

static void check_range(const struct pf_source *source, struct pf_piece range)
{
	pf_assert(range.start <= range.end && range.end <= source->text.len);
}

static void check_within(struct pf_piece range, struct pf_piece outer)
{
	pf_assert(range.start >= outer.start && range.start <= range.end);
	pf_assert(range.end <= outer.end);
}

static bool is_within(const struct pf_heredoc *heredoc, pf_str text)
{
	return heredoc->body.ptr >= text.ptr &&
		heredoc->body.ptr + heredoc->body.len <= text.ptr + text.len;
}

static void check_instruction(const struct pf_source *source, const struct pf_instruction *in)
{
	check_range(source, in->range);
	check_within(in->keyword, in->range);
	pf_assert(in->keyword.end > in->keyword.start);
	for (size_t i = 0; i < in->nwords; i++)
		check_within(in->words[i].range, in->range);
	for (size_t i = 0; i < in->nflags; i++)
		check_within(in->flags[i].range, in->range);
	for (size_t i = 0; i < in->nheredocs; i++)
		pf_assert(in->heredocs[i].name.len && is_within(&in->heredocs[i], source->text));
	pf_assert(!in->pair || in->nwords == 2);
	pf_assert(in->kind != PF_FROM || in->nwords > 0);
	pf_assert((in->kind == PF_ONBUILD) == (in->trigger != NULL));
	pf_assert(!in->trigger || in->trigger->kind != PF_ONBUILD);
}

static void check_stages(const struct pf_dockerfile *file)
{
	size_t at = file->nstages ? file->stages[0].first : file->ninstructions;

	for (size_t i = 0; i < file->nstages; i++) {
		const struct pf_stage *stage = &file->stages[i];

		pf_assert(stage->first == at && stage->end > at);
		pf_assert(stage->from == &file->instructions[at] && stage->from->kind == PF_FROM);
		for (; at < stage->end; at++)
			pf_assert(file->instructions[at].stage == i);
	}
	pf_assert(at == file->ninstructions);
}

static void check_faults(const struct pf_dockerfile *file)
{
	pf_assert(file->nfaults <= PF_DOCKERFILE_FAULTS_MAX);
	for (size_t i = 0; i < file->nfaults; i++) {
		const struct pf_dockerfile_fault *fault = &file->faults[i];

		check_range(file->source, fault->range);
		pf_assert(fault->message.len);
		pf_assert(pf_str_find_char(fault->message, '\n') == fault->message.len);
		pf_assert(i == 0 || fault->range.start >= fault[-1].range.start);
	}
	/* One that can be built has a stage. */
	pf_assert(file->nfaults || file->nstages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	PF_CLEANUP(pf_arena_release) struct pf_arena arena = PF_ARENA_INIT;
	const struct pf_dockerfile *file;
	struct pf_source source;
	uint32_t end = 0;

	pf_source_decode(&arena, fuzz_text(&arena, data, size), PF_STR("Dockerfile"), &source);
	file = pf_dockerfile_parse(&arena, &source);
	for (size_t i = 0; i < file->ninstructions; i++) {
		const struct pf_instruction *in = &file->instructions[i];

		check_instruction(&source, in);
		if (in->trigger)
			check_instruction(&source, in->trigger);
		pf_assert(in->index == i && in->range.start >= end);
		end = in->range.end;
		pf_assert(pf_dockerfile_at(file, in->range.start) == in);
		pf_assert(pf_dockerfile_at(file, in->range.end - 1) == in);
	}
	check_stages(file);
	check_faults(file);
	return 0;
}

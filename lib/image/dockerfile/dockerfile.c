/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/dockerfile.h"

#include "base/error.h"
#include "image/dockerfile/dockerfile_internal.h"

struct build {
	struct pf_dockerfile_parser p;
	struct pf_instruction *instructions;
	size_t ninstructions;
	size_t instructions_cap;
	struct pf_stage *stages;
	size_t nstages;
	size_t stages_cap;
	bool seen_any;    /* instructions, sound or not */
	bool seen_orphan; /* an instruction before the first FROM has been complained of */
};

struct pf_dockerfile_fault *pf_dockerfile_complain(struct pf_dockerfile_faults *faults,
	struct pf_piece range, const char *fmt, ...)
{
	struct pf_dockerfile_fault *fault = &faults->spare;
	va_list ap;

	if (!faults->ptr)
		faults->ptr = PF_NEWN(faults->arena, struct pf_dockerfile_fault,
			PF_DOCKERFILE_FAULTS_MAX);
	if (faults->len < PF_DOCKERFILE_FAULTS_MAX) {
		fault = &faults->ptr[faults->len++];
		va_start(ap, fmt);
		fault->message = pf_arena_vfmt(faults->arena, fmt, ap);
		va_end(ap);
	}
	fault->range = range;
	return fault;
}

static struct pf_instruction *add_instruction(struct build *b)
{
	struct pf_instruction *out;

	if (b->ninstructions == b->instructions_cap) {
		size_t cap = b->instructions_cap ? b->instructions_cap * 2 : 64;

		out = PF_NEWN(b->p.arena, struct pf_instruction, cap);
		if (b->ninstructions)
			memcpy(out, b->instructions, b->ninstructions * sizeof(*out));
		b->instructions = out;
		b->instructions_cap = cap;
	}
	out = &b->instructions[b->ninstructions];
	*out = (struct pf_instruction){.index = (uint32_t)b->ninstructions,
		.stage = b->nstages ? (uint32_t)b->nstages - 1 : PF_NO_STAGE};
	return out;
}

/* `from->from` waits until all instructions have their place. */
static void add_stage(struct build *b, struct pf_instruction *from, bool sound)
{
	struct pf_stage *stage;

	if (b->nstages == b->stages_cap) {
		size_t cap = b->stages_cap ? b->stages_cap * 2 : 8;

		stage = PF_NEWN(b->p.arena, struct pf_stage, cap);
		if (b->nstages)
			memcpy(stage, b->stages, b->nstages * sizeof(*stage));
		b->stages = stage;
		b->stages_cap = cap;
	}
	stage = &b->stages[b->nstages];
	*stage = (struct pf_stage){.first = from->index};
	if (sound && from->nwords == 3) {
		char *name = PF_NEWN(b->p.arena, char, from->words[2].text.len);

		for (size_t i = 0; i < from->words[2].text.len; i++)
			name[i] = pf_to_lower(from->words[2].text.ptr[i]);
		stage->name = (pf_str){name, from->words[2].text.len};
	}
	from->stage = (uint32_t)b->nstages++;
}

/* False, with a fault at the first, for what belongs to no stage. */
static bool has_place(struct build *b, const struct pf_instruction *instruction)
{
	if (b->nstages || instruction->kind == PF_ARG)
		return true;
	if (!b->seen_orphan)
		pf_dockerfile_complain(&b->p.faults, instruction->keyword,
			"`%s` comes before the first `FROM`",
			pf_instruction_name(instruction->kind))
			->help = PF_STR("only `ARG` can");
	b->seen_orphan = true;
	return false;
}

static void parse_lines(struct build *b)
{
	struct pf_dockerfile_line line;

	while (pf_dockerfile_next_line(&b->p.reader, &line)) {
		struct pf_instruction *out = add_instruction(b);
		bool sound = pf_dockerfile_instruction(&b->p, &line, out);

		b->seen_any = true;
		if (out->nwords && out->kind == PF_FROM)
			add_stage(b, out, sound);
		else if (!sound || !has_place(b, out))
			continue;
		b->ninstructions++;
	}
}

static void complain_of_whole(struct build *b, const struct pf_source *source)
{
	struct pf_piece start = {0, 0};

	if (source->stored == PF_UTF16LE || source->stored == PF_UTF16BE)
		pf_dockerfile_complain(&b->p.faults, start, "the file is UTF-16")->help =
			PF_STR("builders read UTF-8 only");
	if (!b->seen_any)
		pf_dockerfile_complain(&b->p.faults, start, "the file has no instructions");
	else if (b->nstages == 0 && b->p.faults.len == 0)
		pf_dockerfile_complain(&b->p.faults, b->instructions[0].keyword,
			"the file has no `FROM`");
}

/* By place; insertion, as they are few and nearly in order. */
static void sort_faults(struct pf_dockerfile_faults *faults)
{
	for (size_t i = 1; i < faults->len; i++) {
		struct pf_dockerfile_fault fault = faults->ptr[i];
		size_t k = i;

		for (; k > 0 && faults->ptr[k - 1].range.start > fault.range.start; k--)
			faults->ptr[k] = faults->ptr[k - 1];
		faults->ptr[k] = fault;
	}
}

static void finish_stages(struct build *b)
{
	for (size_t i = 0; i < b->nstages; i++) {
		struct pf_stage *stage = &b->stages[i];

		stage->from = &b->instructions[stage->first];
		stage->end = i + 1 < b->nstages ? b->stages[i + 1].first : b->ninstructions;
	}
}

const struct pf_dockerfile *pf_dockerfile_parse(struct pf_arena *arena,
	const struct pf_source *source)
{
	struct pf_dockerfile *out = PF_NEW(arena, struct pf_dockerfile);
	struct build b = {.p = {.arena = arena,
				  .reader = {.arena = arena, .text = source->text, .escape = '\\'},
				  .faults = {.arena = arena},
				  .words = {.arena = arena},
				  .flags = {.arena = arena},
				  .heredocs = {.arena = arena}}};

	b.p.reader.faults = &b.p.faults;
	parse_lines(&b);
	complain_of_whole(&b, source);
	sort_faults(&b.p.faults);
	finish_stages(&b);
	*out = (struct pf_dockerfile){.source = source,
		.escape = b.p.reader.escape,
		.instructions = b.instructions,
		.ninstructions = b.ninstructions,
		.stages = b.stages,
		.nstages = b.nstages,
		.faults = b.p.faults.ptr,
		.nfaults = b.p.faults.len};
	return out;
}

const struct pf_instruction *pf_dockerfile_at(const struct pf_dockerfile *file, size_t offset)
{
	size_t low = 0, high = file->ninstructions;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pf_instruction *instruction = &file->instructions[middle];

		if (offset < instruction->range.start)
			high = middle;
		else if (offset >= instruction->range.end)
			low = middle + 1;
		else
			return instruction;
	}
	return NULL;
}

const struct pf_dockerfile_flag *pf_instruction_flag(const struct pf_instruction *instruction,
	pf_str name)
{
	for (size_t i = 0; i < instruction->nflags; i++) {
		if (pf_str_eq(instruction->flags[i].name, name))
			return &instruction->flags[i];
	}
	return NULL;
}

/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/dockerfile.h"

#include "base/search.h"
#include "base/vec.h"
#include "image/dockerfile/instruction.h"

struct build {
	struct pf_dockerfile_parser p;
	PF_VEC(struct pf_instruction) instructions;
	PF_VEC(struct pf_stage) stages;
	bool seen_any;    /* instructions, sound or not */
	bool seen_orphan; /* an instruction before the first FROM has been complained of */
};

/* `stage->from` waits until all instructions have their place. */
static void add_stage(struct build *b, struct pf_instruction *from, bool sound)
{
	struct pf_stage *stage = &PF_VEC_ADD(b->p.arena, &b->stages);

	from->stage = (uint32_t)b->stages.len - 1;
	stage->first = from->index;
	if (sound && from->nwords == 3)
		stage->name = pf_stage_name_of(b->p.arena, from->words[2].text);
}

/* False, with a fault at the first, for what belongs to no stage. */
static bool has_place(struct build *b, const struct pf_instruction *instruction)
{
	if (b->stages.len || instruction->kind == PF_ARG)
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
		struct pf_instruction out = {.index = (uint32_t)b->instructions.len,
			.stage = b->stages.len ? (uint32_t)b->stages.len - 1 : PF_NO_STAGE};
		bool sound = pf_dockerfile_instruction(&b->p, &line, &out);

		b->seen_any = true;
		if (out.nwords && out.kind == PF_FROM)
			add_stage(b, &out, sound);
		else if (!sound || !has_place(b, &out))
			continue;
		PF_VEC_ADD(b->p.arena, &b->instructions) = out;
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
	else if (b->stages.len == 0 && b->p.faults.len == 0)
		pf_dockerfile_complain(&b->p.faults, b->instructions.ptr[0].keyword,
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
	for (size_t i = 0; i < b->stages.len; i++) {
		struct pf_stage *stage = &b->stages.ptr[i];

		stage->from = &b->instructions.ptr[stage->first];
		stage->end =
			i + 1 < b->stages.len ? b->stages.ptr[i + 1].first : b->instructions.len;
	}
}

static struct pf_piece range_of(const struct pf_source *source, pf_str part)
{
	size_t start = part.len > 0 ? (size_t)(part.ptr - source->text.ptr) : 0;

	return (struct pf_piece){(uint32_t)start, (uint32_t)(start + part.len)};
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
		.check = b.p.reader.check,
		.check_range = range_of(source, b.p.reader.check),
		.instructions = b.instructions.ptr,
		.ninstructions = b.instructions.len,
		.stages = b.stages.ptr,
		.nstages = b.stages.len,
		.faults = b.p.faults.ptr,
		.nfaults = b.p.faults.len};
	return out;
}

static bool ends_before(const void *instruction, const void *offset)
{
	return ((const struct pf_instruction *)instruction)->range.end <= *(const size_t *)offset;
}

const struct pf_instruction *pf_dockerfile_at(const struct pf_dockerfile *file, size_t offset)
{
	size_t i = pf_search(file->instructions, file->ninstructions, sizeof(*file->instructions),
		&offset, ends_before);

	return i < file->ninstructions && file->instructions[i].range.start <= offset
		? &file->instructions[i]
		: NULL;
}

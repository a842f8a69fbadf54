/* SPDX-License-Identifier: Apache-2.0 */

#include "image/dockerfile/instruction.h"

#include "image/dockerfile/arguments.h"
#include "image/dockerfile/blanks.h"
#include "image/dockerfile/judge.h"
#include "text/nearest.h"

/* Keyword. */

static bool find_kind(pf_str keyword, enum pf_instruction_kind *out)
{
	for (enum pf_instruction_kind k = PF_ADD; k < PF_INSTRUCTION_KINDS; k++) {
		if (pf_str_eq_nocase(keyword, pf_str_from(pf_instruction_name(k)))) {
			*out = k;
			return true;
		}
	}
	return false;
}

/* One that does not end a keyword, as it is not ASCII. */
static bool has_wide_space(pf_str keyword)
{
	for (size_t i = 0; i < keyword.len; i++) {
		if (pf_dockerfile_space(keyword, i))
			return true;
	}
	return false;
}

/*
 * Of lines that follow each other as the rest of one that was to be continued
 * only the first is worth a word, unless another is nearly an instruction.
 */
static bool complain_unknown(struct pf_dockerfile_parsing *parse, pf_str keyword)
{
	struct pf_nearest near = pf_nearest_start(keyword);
	pf_str shown = pf_dockerfile_quotable(keyword);
	struct pf_dockerfile_fault *fault;

	for (enum pf_instruction_kind k = PF_ADD; k < PF_INSTRUCTION_KINDS; k++)
		pf_nearest_offer(&near, pf_str_from(pf_instruction_name(k)));
	if (parse->p->lost && near.best.len == 0)
		return false;
	parse->p->lost = true;
	fault = pf_dockerfile_complain(&parse->p->faults, parse->out->keyword,
		"unknown instruction `%.*s`", PF_STR_ARG(shown));
	if (has_wide_space(keyword))
		fault->help = PF_STR("there is a blank in it that is no plain space");
	else if (near.best.len)
		fault->help = pf_arena_fmt(parse->p->arena, "did you mean `%.*s`?",
			PF_STR_ARG(near.best));
	else if (!parse->is_trigger)
		fault->help = PF_STR("a line that goes on in the next ends with the escape "
				     "character, and a comment begins with `#`");
	return false;
}

/* Keyword and flags; then `out->text` is what follows. */
static bool parse_head(struct pf_dockerfile_parsing *parse, pf_str text)
{
	struct pf_dockerfile_parser *p = parse->p;
	struct pf_instruction *out = parse->out;
	pf_str rest = pf_dockerfile_trim(text);
	pf_str keyword = pf_dockerfile_first_word(&rest);

	out->keyword = pf_dockerfile_place(parse->line, keyword);
	out->range = (struct pf_piece){out->keyword.start, parse->line->range.end};
	out->has_empty_line = parse->line->has_empty_line;
	if (keyword.len == 0)
		return pf_dockerfile_refuse(&parse->p->faults, parse->line->range, NULL,
			"nothing is continued here");
	if (!find_kind(keyword, &out->kind))
		return complain_unknown(parse, keyword);
	parse->is_known = true;
	p->lost = false;
	p->flags.len = 0;
	pf_dockerfile_take_flags(&p->flags, parse->line, &rest, p->reader.escape);
	if (p->flags.len) {
		struct pf_dockerfile_flag *flags =
			PF_NEWN(p->arena, struct pf_dockerfile_flag, p->flags.len);

		memcpy(flags, p->flags.ptr, p->flags.len * sizeof(*flags));
		out->flags = flags;
		out->nflags = p->flags.len;
	}
	out->text = rest;
	return true;
}

/* All but the trigger of ONBUILD and heredocs. */
static bool parse_one(struct pf_dockerfile_parsing *parse, pf_str text)
{
	struct pf_instruction *out = parse->out;
	bool sound;

	if (!parse_head(parse, text))
		return false;
	parse->p->words.len = 0;
	sound = pf_dockerfile_take_arguments(parse);
	pf_dockerfile_keep_words(&parse->p->words, out);
	sound = pf_dockerfile_judge_flags(&parse->p->faults, out) && sound;
	return sound && pf_dockerfile_judge(parse);
}

/*
 * The builder looks at a trigger when another stage runs it: what it will then
 * find since fault `before` is kept for that.  False when there is nothing to keep.
 */
static bool defer_faults(struct pf_dockerfile_faults *faults, size_t before,
	struct pf_instruction *trigger)
{
	size_t n = faults->len - before;
	struct pf_dockerfile_fault *kept;

	if (n == 0)
		return false;
	kept = PF_NEWN(faults->arena, struct pf_dockerfile_fault, n);
	memcpy(kept, faults->ptr + before, n * sizeof(*kept));
	faults->len = before;
	trigger->faults = kept;
	trigger->nfaults = n;
	return true;
}

static bool parse_trigger(struct pf_dockerfile_parsing *parse)
{
	struct pf_instruction *trigger = PF_NEW(parse->p->arena, struct pf_instruction);
	struct pf_dockerfile_parsing inner = {
		.p = parse->p, .line = parse->line, .out = trigger, .is_trigger = true};
	pf_str rest = parse->out->text;
	pf_str keyword = pf_dockerfile_first_word(&rest);
	enum pf_instruction_kind kind;
	size_t before = parse->p->faults.len;
	bool sound;

	if (find_kind(keyword, &kind) &&
		(kind == PF_ONBUILD || kind == PF_FROM || kind == PF_MAINTAINER))
		return pf_dockerfile_refuse(&parse->p->faults,
			pf_dockerfile_place(parse->line, keyword), NULL,
			"`%s` cannot be a trigger of `ONBUILD`", pf_instruction_name(kind));
	trigger->index = parse->out->index;
	trigger->stage = parse->out->stage;
	sound = parse_one(&inner, parse->out->text);
	if (inner.is_known)
		parse->trigger = trigger;
	if (!sound && !inner.is_torn)
		sound = defer_faults(&parse->p->faults, before, trigger);
	if (inner.is_known || sound)
		parse->out->trigger = trigger;
	return sound;
}

/* A line that would end the heredoc if it had no blanks at its ends. */
static bool is_nearly_ended(const struct pf_heredoc *heredoc)
{
	pf_str rest = heredoc->body, line;

	while (pf_str_split(&rest, '\n', &line)) {
		if (pf_str_eq(pf_str_trim(line), heredoc->name))
			return true;
	}
	return false;
}

static bool complain_unterminated(struct pf_dockerfile_parsing *parse, pf_str word,
	const struct pf_heredoc *heredoc)
{
	pf_str name = pf_dockerfile_quotable(heredoc->name);
	struct pf_dockerfile_fault *fault;

	fault = pf_dockerfile_complain(&parse->p->faults, pf_dockerfile_place(parse->line, word),
		"no line ends this heredoc");
	if (pf_str_ends_with(heredoc->name, PF_STR("))")))
		fault->help = PF_STR("the builder knows no arithmetic: one that shifts bits has no "
				     "blank before it, as in `$((1<<8))`");
	else
		fault->help = pf_arena_fmt(parse->p->arena, "it ends with a line that is `%.*s`%s",
			PF_STR_ARG(name),
			is_nearly_ended(heredoc) ? ", without blanks before or behind it" : "");
	return false;
}

static bool may_have_heredocs(const struct pf_instruction *instruction)
{
	return instruction->form != PF_ARGS_JSON &&
		(instruction->kind == PF_RUN || instruction->kind == PF_COPY ||
			instruction->kind == PF_ADD);
}

static bool read_heredocs(struct pf_dockerfile_parsing *parse)
{
	struct pf_instruction *out = parse->out;
	struct pf_dockerfile_heredocs *found = &parse->p->heredocs;
	struct pf_heredoc *kept;

	found->len = 0;
	if (parse->is_known && may_have_heredocs(parse->trigger ? parse->trigger : out))
		pf_dockerfile_find_heredocs(found, parse->line->text);
	if (found->len == 0)
		return true;
	kept = PF_NEWN(parse->p->arena, struct pf_heredoc, found->len);
	for (size_t i = 0; i < found->len; i++)
		kept[i] = found->ptr[i].heredoc;
	out->heredocs = kept;
	out->nheredocs = found->len;
	for (size_t i = 0; i < found->len; i++) {
		size_t end = out->range.end;
		bool ended = pf_dockerfile_read_body(&parse->p->reader, &kept[i], &end);

		out->range.end = (uint32_t)end;
		if (!ended)
			return complain_unterminated(parse, found->ptr[i].word, &kept[i]);
	}
	return true;
}

bool pf_dockerfile_instruction(struct pf_dockerfile_parser *parser,
	const struct pf_dockerfile_line *line, struct pf_instruction *out)
{
	struct pf_dockerfile_parsing parse = {.p = parser, .line = line, .out = out};
	bool sound = parse_one(&parse, line->text);

	if (sound && out->kind == PF_ONBUILD)
		sound = parse_trigger(&parse);
	/* Also of one that is not sound: bodies are no instructions. */
	sound = read_heredocs(&parse) && sound;
	if (parse.trigger) {
		parse.trigger->heredocs = out->heredocs;
		parse.trigger->nheredocs = out->nheredocs;
		parse.trigger->range.end = out->range.end;
	}
	return sound;
}
